//! Saves every change of the open database in the browser's storage, and tracks the state of saving.
//!
//! The worker sends an image after each change. The page sends the newest image back to be saved once no change has
//! come for a moment. `saved_work::save_state` holds the state that the page shows meanwhile.

use std::cell::Cell;
use std::rc::Rc;

use crate::base::error::{ErrorKind, LabError};
use crate::base::problem::Problem;
use crate::base::problem::storage::StorageProblem;
use crate::browser::{clock, document, event_loop, kept_texts, locks};
use crate::protocol::Stage;
use crate::protocol::{Integrity, Save};
use crate::saved_work::operation::Operation;
use crate::saved_work::save_state::{Ledger, Saving, Why};
use crate::saved_work::{Generation, ROOM};
use crate::ui::dom::effect;
use crate::ui::saved_work::state::{LARGE, OpenWork};
use crate::ui::shell::actions::Actions;

/// The name of the lock that the saving tab holds.
const TAB: &str = "feature-lab-tab";

/// The time after which a lock that is not granted counts as another tab's, in milliseconds. A tab that was reloaded
/// may hold it for a moment.
const LOCK_TIMEOUT_MS: i32 = 700;

/// The time that a save waits for further changes, in milliseconds.
const QUIET_MS: i32 = 300;
/// The same for a large database.
const LONG_QUIET_MS: i32 = 2000;

/// The time that a save of a small database may take, in milliseconds: longer than the storage may take to open for it and for
/// the list of saved work before it.
const SILENT_MS: i32 = 12_000;

/// The bytes that the slowest storage takes in a millisecond; each is written, read back and read for its checksum.
const SLOWEST: f64 = 4000.0;

/// The interval at which waiting saves check `flush_now`, in milliseconds.
const POLL_MS: i32 = 50;

/// The number of intervals after which waiting for a save ends: ten seconds, for large databases.
const MAX_POLLS: u32 = 200;

/// The storage key that says that the browser was asked to make the storage persistent.
const ASKED: &str = "asked-to-persist";

impl Actions {
    /// Starts a save whenever the state of saving changes, such as after a new image.
    pub(crate) fn save_on_change(self) {
        let saving = self.state.saved_work.changes;
        effect(Box::new(move || {
            saving.get();
            self.save_soon();
        }));
    }

    /// Takes the lock that lets this tab save, then offers saved work and starts to save.
    pub(crate) async fn claim_lock(self) {
        let state = self.state;
        wasm_bindgen_futures::spawn_local(async move {
            event_loop::sleep(LOCK_TIMEOUT_MS).await;
            state.saved_work.note(Ledger::wait);
        });
        match locks::hold(TAB).await {
            Ok(lock) => {
                // Held as long as the tab lives.
                std::mem::forget(lock);
                state.saved_work.note(Ledger::lock_acquired);
            }
            Err(_) => state.saved_work.note(|ledger| ledger.block(Why::Refused)),
        }
        self.save_soon();
        self.offer_saved_work().await;
    }

    /// Saves again on the person's request: in place of a tab that was closed, or after a failure.
    pub(crate) fn save_again(self) {
        self.state.saved_work.note(Ledger::retry);
        self.save_soon();
    }

    /// Starts to save the newest image, unless a save is running or there is none.
    fn save_soon(self) {
        let state = self.state;
        let begin = |work: &mut OpenWork| work.ledger.pending().is_some() && !std::mem::replace(&mut work.saving, true);
        if state.saved_work.with_work(begin) {
            wasm_bindgen_futures::spawn_local(async move {
                self.save_all().await;
                state.saved_work.with_work(|work| work.saving = false);
            });
        }
    }

    async fn save_all(self) {
        let state = self.state;
        loop {
            self.wait_until_idle().await;
            let Some((image, blob)) = state.saved_work.with_work(|work| work.ledger.start()) else { return };
            let is_running = self.notice_silence(blob.size());
            self.save_original().await;
            let record = self.generation().write();
            let outcome = self.client().call_behind(Save { record }, vec![blob]).await;
            let outcome = outcome.map_err(|error| match error.kind() {
                ErrorKind::StorageFull => Some(Why::Full),
                ErrorKind::Storage if is_silent(&error) => Some(Why::Silent),
                ErrorKind::Storage => Some(Why::Refused),
                _ => None,
            });
            is_running.set(false);
            state.saved_work.note(|ledger| ledger.ended(image, outcome));
            if outcome.is_ok() {
                ask_to_persist();
                if state.saved_work.versions.with_untracked(|versions| !versions.is_empty()) {
                    self.list_versions();
                }
            }
        }
    }

    /// Has the page say that the storage does not answer if a save of so many bytes takes too long. The save ends that by
    /// setting the cell to false.
    fn notice_silence(self, size: f64) -> Rc<Cell<bool>> {
        let is_running = Rc::new(Cell::new(true));
        let (running, state) = (is_running.clone(), self.state);
        #[expect(clippy::cast_possible_truncation, reason = "a few minutes at most")]
        let limit = SILENT_MS + (size / SLOWEST) as i32;
        wasm_bindgen_futures::spawn_local(async move {
            event_loop::sleep(limit).await;
            if running.get() {
                state.saved_work.note(Ledger::late);
            }
        });
        is_running
    }

    /// Saves a file as it was opened before its first change is saved, so that *Reset database* has it after a resume, too. No
    /// link names such a file, and nothing but this has it. A large file is left out.
    async fn save_original(self) {
        let state = self.state;
        if state.saved_work.with_work(|work| std::mem::replace(&mut work.original_saved, true)) {
            return;
        }
        let has_origin =
            state.shell.opened.with_untracked(|open| open.as_ref().is_none_or(|open| open.origin.is_some()));
        let Some(original) = state.undo.original().filter(|_| !has_origin) else { return };
        #[expect(clippy::cast_precision_loss, reason = "compared with a round number")]
        if let [file] = &*original.files
            && file.size() <= ROOM as f64
        {
            let record = Generation { done: Operation::Opened, ..self.generation() }.write();
            // Without it the lab asks for the file.
            let _ = self.client().call_behind(Save { record }, vec![file.clone()]).await;
        }
    }

    /// Waits for further changes before a save. A large database is not saved while the engine works, for that would
    /// take twice as long.
    async fn wait_until_idle(self) {
        let large = |work: &mut OpenWork| work.ledger.pending().is_some_and(|image| image.size() > LARGE);
        let large = self.state.saved_work.with_work(large);
        let waits = || large && self.state.shell.stage.get_untracked() != Stage::Ready;
        let mut left = if large { LONG_QUIET_MS } else { QUIET_MS };
        while (left > 0 || waits()) && !self.state.saved_work.with_work(|work| work.flush_now) {
            event_loop::sleep(POLL_MS).await;
            left -= POLL_MS;
        }
    }

    /// Saves at once and waits until that has succeeded or failed, at most ten seconds.
    pub(crate) async fn wait_until_saved(self) {
        let state = self.state;
        state.saved_work.with_work(|work| work.flush_now = true);
        for _ in 0..MAX_POLLS {
            if state.saved_work.saving_now() != Saving::Underway {
                break;
            }
            event_loop::sleep(POLL_MS).await;
        }
        state.saved_work.with_work(|work| work.flush_now = false);
    }

    /// The record of the open database's next generation.
    fn generation(self) -> Generation {
        let state = self.state;
        state.shell.opened.with_untracked(|open| {
            let Some(open) = open else { return Generation::default() };
            let integrity = match open.integrity {
                Integrity::Sound => "sound",
                Integrity::Unchecked => "unchecked",
                Integrity::Damaged(_) => "damaged",
            };
            Generation {
                work: state.saved_work.with_work(|work| work.name.clone()),
                at: clock::now_ms(),
                name: open.name.clone(),
                link: self.session(true),
                source: open.source.clone(),
                integrity: integrity.to_owned(),
                done: state.undo.operation(),
                ..Generation::default()
            }
        })
    }
}

fn is_silent(error: &LabError) -> bool {
    matches!(&*error.problem, Problem::Storage { problem: StorageProblem::Silent })
}

/// Asks the browser, once, to make its storage persistent.
fn ask_to_persist() {
    if kept_texts::get(ASKED).is_none() {
        kept_texts::set(ASKED, "1");
        drop(document::persist());
    }
}
