//! The actions of the page: each one calls the worker and puts the answer into the state.

use std::future::Future;

use super::page_state::State;
use crate::base::error::{ErrorKind, LabError, Result};
use crate::base::problem::Problem;
use crate::base::problem::session::SessionProblem;
use crate::protocol::Stage;
use crate::saved_work::save_state::Why;
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
    /// Starts the worker and listens to its notices.
    pub(crate) fn new(state: State) -> Self {
        let client = Client::start(move |notice| on_notice(state, notice));
        Self { state, client: StoredValue::new_local(client) }
    }

    /// Stops the engine's running call; the database is then as it was before the call.
    pub(crate) fn stop(self) {
        self.client.with_value(Client::stop);
    }

    /// Removes the error message from the page.
    pub(crate) fn dismiss(self) {
        self.state.shell.alert.set(None);
    }

    /// Removes a warning about the open file from the page.
    pub(crate) fn dismiss_warning(self, at: usize) {
        self.state.shell.opened.update(|open| {
            if let Some(open) = open.as_mut().filter(|open| at < open.warnings.len()) {
                open.warnings.remove(at);
            }
        });
    }

    pub(crate) fn client(self) -> Client {
        self.client.get_value()
    }

    /// Runs an action with the engine and shows its stage and outcome; says that the engine is busy if another one
    /// runs.
    pub(crate) fn perform<F: Future<Output = Result<String>> + 'static>(self, stage: Stage, act: impl FnOnce() -> F) {
        let state = self.state;
        if state.shell.stage.get_untracked() != Stage::Ready {
            return state.shell.status.set(words::STILL_BUSY.to_owned());
        }
        state.shell.enter(stage);
        state.shell.status.set(words::doing(stage).to_owned());
        state.shell.alert.set(None);
        state.link.withdraw_offer();
        let acting = act();
        wasm_bindgen_futures::spawn_local(async move {
            let outcome = acting.await;
            // An error in the SQL box is over once something else has gone well. A script tells its own.
            if outcome.is_ok() && stage != Stage::Running {
                state.sql.forget_messages();
            }
            self.show_outcome(outcome);
        });
    }

    /// Shows the outcome of an action in the status line or as an error, and makes the page ready.
    pub(crate) fn show_outcome(self, outcome: Result<String>) {
        let state = self.state;
        match outcome {
            Ok(text) => state.shell.status.set(text),
            Err(error) if error.kind() == ErrorKind::Stopped => state.shell.status.set(words::error(&error).message),
            Err(error) => {
                state.shell.status.set(String::new());
                state.shell.alert.set(Some(error));
            }
        }
        state.shell.enter(Stage::Ready);
    }

    /// Shows what came of saving or loading a file: a text in the status line, or an error.
    pub(crate) fn show_file_outcome(self, outcome: Result<String>) {
        match outcome {
            Ok(text) => {
                self.dismiss();
                self.state.shell.status.set(text);
            }
            Err(error) => self.state.shell.alert.set(Some(error)),
        }
    }
}

/// Handles a notice that the worker sends without a request: progress, images to save, a restored database, errors.
pub(crate) fn on_notice(state: State, notice: Notice) {
    match notice {
        // The last image is restored after the action has ended; its progress is not shown.
        Notice::Progress(progress) if state.shell.stage.get_untracked() != Stage::Ready => {
            state.shell.progress.set(Some(progress))
        }
        Notice::Progress(_) => {}
        Notice::Changed(image, point) => {
            state.undo.image(point);
            state.saved_work.note(|ledger| ledger.image(image.clone()));
        }
        Notice::NotWritten(error) => {
            state.undo.no_image();
            let is_damaged = matches!(&*error.problem, Problem::Session { problem: SessionProblem::SchemaDamaged });
            let why = if is_damaged { Why::Unreadable } else { Why::Memory };
            state.saved_work.note(|ledger| ledger.no_image(why));
            // The notice beside the state of saving says it otherwise.
            if !is_damaged {
                fail(state, error);
            }
        }
        Notice::Restored(schema) => {
            let mut lost = false;
            let open = state.undo.in_transaction.get_untracked();
            state.undo.restored();
            state.saved_work.note(|ledger| lost = ledger.restored());
            state.shell.schema.set(schema);
            state.shell.status.set(match (lost, open.is_empty()) {
                (_, false) => words::restored_without_transaction(&open),
                (true, true) => words::RESTORED_WITHOUT_LAST.to_owned(),
                (false, true) => words::RESTORED.to_owned(),
            });
        }
        Notice::Renewed => state.shell.status.set(words::RENEWED.to_owned()),
        Notice::Broken(error) => fail(state, error),
    }
}

pub(crate) fn fail(state: State, error: LabError) {
    state.shell.alert.set(Some(error));
}
