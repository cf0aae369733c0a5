//! A new version of the lab: offered when this browser has it, used when the person says so.

use super::actions::Actions;
use super::state::Update;
use crate::browser::service_worker;
use crate::protocol::Stage;
use crate::ui::signals::*;
use crate::words;

impl Actions {
    /// Keeps the lab in this browser, and listens for new versions. Called once the page can be used, so that nothing of it
    /// delays the first visit.
    pub(crate) fn keep_offline(self) {
        let update = self.state.shell.update;
        wasm_bindgen_futures::spawn_local(async move {
            // Where nothing can be kept, nothing is missing as long as the host is there.
            let _ = service_worker::register_worker(move || update.set(Update::Offered)).await;
        });
    }

    /// Uses the new version, which loads the page anew; asks first if changes would be lost.
    pub(crate) fn update_now(self) {
        let state = self.state;
        if state.shell.stage.get_untracked() != Stage::Ready {
            state.shell.status.set(words::STILL_BUSY.to_owned());
        } else if state.has_unsaved_changes() {
            state.shell.update.set(Update::Asking);
        } else {
            wasm_bindgen_futures::spawn_local(service_worker::use_new());
        }
    }

    /// Answers the question about unsaved changes: let them go.
    pub(crate) fn discard_and_update(self) {
        self.state.shell.unsaved.set(false);
        self.update_now();
    }

    /// Goes on with this version; the next visit finds the new one.
    pub(crate) fn update_later(self) {
        self.state.shell.update.set(Update::None);
    }
}
