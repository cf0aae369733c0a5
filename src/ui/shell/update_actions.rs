//! Updates of the lab: offers a new version once this browser has it, and loads it when the person asks for it.

use super::actions::Actions;
use super::state::Update;
use crate::browser::service_worker;
use crate::protocol::Stage;
use crate::words;

impl Actions {
    /// Installs the service worker, which stores the lab for use without a network, and listens for new versions.
    /// Called once the page can be used, so that it does not delay the first visit.
    pub(crate) fn keep_offline(self) {
        let update = self.state.shell.update;
        wasm_bindgen_futures::spawn_local(async move {
            // Without a service worker the page works as long as the host answers.
            let _ = service_worker::register_worker(move || update.set(Update::Offered)).await;
        });
    }

    /// Reloads the page with the new version; asks first if changes would be lost.
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

    /// Answers the question about unsaved changes: discards them and updates.
    pub(crate) fn discard_and_update(self) {
        self.state.shell.unsaved.set(false);
        self.update_now();
    }

    /// Closes the offer; the next visit loads the new version.
    pub(crate) fn update_later(self) {
        self.state.shell.update.set(Update::None);
    }
}
