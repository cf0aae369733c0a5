//! What a person can do: each action takes a call to the worker and puts its answer into the state.

use std::future::Future;

use super::state::State;
use crate::base::error::{ErrorKind, LabError, Result};
use crate::protocol::Stage;
use crate::transport::{Client, Notice};
use crate::ui::signals::*;
use crate::words;

/// The actions of the page. A copy acts on the same state.
#[derive(Clone, Copy)]
pub(crate) struct Actions {
    pub(crate) state: State,
    pub(crate) client: StoredValue<Client, LocalStorage>,
}

impl Actions {
    /// Starts the worker and listens to it.
    pub(crate) fn new(state: State) -> Self {
        let client = Client::start(move |notice| on_notice(state, notice));
        Self { state, client: StoredValue::new_local(client) }
    }

    /// Stops what the engine is doing; the database is then as it was before.
    pub(crate) fn stop(self) {
        self.client.with_value(Client::stop);
    }

    /// Takes the error off the page.
    pub(crate) fn dismiss(self) {
        self.state.alert.set(None);
    }

    pub(crate) fn client(self) -> Client {
        self.client.get_value()
    }

    /// Does one thing with the engine while the page says so; refuses a second one meanwhile.
    pub(crate) fn perform<F: Future<Output = Result<String>> + 'static>(self, stage: Stage, act: impl FnOnce() -> F) {
        let state = self.state;
        if state.stage.get_untracked() != Stage::Ready {
            return state.status.set(words::STILL_BUSY.to_owned());
        }
        state.enter(stage);
        state.status.set(words::doing(stage).to_owned());
        state.alert.set(None);
        state.offer.set(None);
        let acting = act();
        wasm_bindgen_futures::spawn_local(async move {
            let outcome = acting.await;
            // An error in the SQL box is over once something else has gone well. A script tells its own.
            if outcome.is_ok() && stage != Stage::Running {
                state.forget_sql_messages();
            }
            self.conclude(outcome);
        });
    }

    /// Says how an action ended.
    pub(crate) fn conclude(self, outcome: Result<String>) {
        let state = self.state;
        match outcome {
            Ok(words) => state.status.set(words),
            Err(error) if error.kind() == ErrorKind::Stopped => state.status.set(words::error(&error).message),
            Err(error) => {
                state.status.set(String::new());
                state.alert.set(Some(error));
            }
        }
        state.enter(Stage::Ready);
    }
}

/// What the worker says by itself.
pub(crate) fn on_notice(state: State, notice: Notice) {
    match notice {
        // What puts the last image back goes on after the action has ended, and is not told.
        Notice::Progress(progress) if state.stage.get_untracked() != Stage::Ready => state.progress.set(Some(progress)),
        Notice::Progress(_) => {}
        Notice::Changed(image) => {
            state.note(|ledger| ledger.image(image.clone()));
        }
        Notice::NotWritten(error) => {
            state.note(|ledger| ledger.no_image());
            fail(state, error);
        }
        Notice::Restored(schema) => {
            let mut lost = false;
            state.note(|ledger| lost = ledger.restored());
            state.schema.set(schema);
            state.status.set(if lost { words::RESTORED_WITHOUT_LAST } else { words::RESTORED }.to_owned());
        }
        Notice::Broken(error) => fail(state, error),
    }
}

pub(crate) fn fail(state: State, error: LabError) {
    state.alert.set(Some(error));
}
