//! Saving: every change of the open database is brought into the browser's storage, and the page says how far that is.
//!
//! The worker sends an image after each change; here the newest one is given back to it to be saved, as soon as a quick
//! series of changes pauses. The ledger (`saved_work::save_state`) knows what may be said meanwhile.

use crate::base::error::ErrorKind;
use crate::browser::{clock, document, event_loop, kept_texts, locks};
use crate::protocol::Stage;
use crate::protocol::{Integrity, Save};
use crate::saved_work::Generation;
use crate::saved_work::save_state::{Ledger, Saving, Why};
use crate::ui::dom::effect;
use crate::ui::saved_work::state::{LARGE, Work};
use crate::ui::shell::actions::Actions;
use crate::ui::signals::*;

/// The lock of the tab that saves.
const TAB: &str = "feature-lab-tab";

/// How long it takes at most to learn that no other tab has the lock, in milliseconds. A tab that was reloaded may hold
/// it a moment longer.
const CLAIM_MS: i32 = 700;

/// How long a save waits for further changes, in milliseconds.
const QUIET_MS: i32 = 300;
/// The same after a change of a large database.
const LONG_QUIET_MS: i32 = 2000;

/// How often a save that waits looks whether somebody is in a hurry, in milliseconds.
const LOOK_MS: i32 = 50;

/// How often somebody in a hurry looks whether all is saved: ten seconds, for large databases.
const LOOKS: u32 = 200;

/// The name under which the session says that the browser was asked to keep what is stored.
const ASKED: &str = "asked-to-persist";

impl Actions {
    /// Saves whenever an image comes.
    pub(crate) fn follow_changes(self) {
        let saving = self.state.saved_work.changes;
        effect(Box::new(move || {
            saving.get();
            self.save_soon();
        }));
    }

    /// Finds out whether this tab may save; offers what was saved before, and saves from then on.
    pub(crate) async fn claim(self) {
        let state = self.state;
        wasm_bindgen_futures::spawn_local(async move {
            event_loop::sleep(CLAIM_MS).await;
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
        self.look_for_work().await;
        self.save_soon();
    }

    /// The person says that this tab goes on instead of the one that was closed, or that what failed be tried again.
    pub(crate) fn save_again(self) {
        self.state.saved_work.note(Ledger::retry);
        self.save_soon();
    }

    /// Starts to save what is to be saved, unless that is under way.
    fn save_soon(self) {
        let state = self.state;
        let begin = |work: &mut Work| work.ledger.pending().is_some() && !std::mem::replace(&mut work.saving, true);
        if state.saved_work.work(begin) {
            wasm_bindgen_futures::spawn_local(async move {
                self.save_all().await;
                state.saved_work.work(|work| work.saving = false);
            });
        }
    }

    async fn save_all(self) {
        let state = self.state;
        loop {
            self.wait_until_idle().await;
            let Some((image, blob)) = state.saved_work.work(|work| work.ledger.start()) else { return };
            let record = self.kept().write();
            let outcome = self.client().call_behind(Save { record }, vec![blob]).await;
            let outcome = outcome.map_err(|error| match error.kind() {
                ErrorKind::StorageFull => Some(Why::Full),
                ErrorKind::Storage => Some(Why::Refused),
                _ => None,
            });
            state.saved_work.note(|ledger| ledger.ended(image, outcome));
            if outcome.is_ok() {
                ask_to_persist();
            }
        }
    }

    /// Waits until a quick series of changes is over, as far as can be known. A large database is not saved while the
    /// person waits for something else, which would take twice as long.
    async fn wait_until_idle(self) {
        let large = |work: &mut Work| work.ledger.pending().is_some_and(|image| image.size() > LARGE);
        let large = self.state.saved_work.work(large);
        let waits = || large && self.state.shell.stage.get_untracked() != Stage::Ready;
        let mut left = if large { LONG_QUIET_MS } else { QUIET_MS };
        while (left > 0 || waits()) && !self.state.saved_work.work(|work| work.flush_now) {
            event_loop::sleep(LOOK_MS).await;
            left -= LOOK_MS;
        }
    }

    /// Waits until what is under way is saved, or is known not to be.
    pub(crate) async fn wait_until_saved(self) {
        let state = self.state;
        state.saved_work.work(|work| work.flush_now = true);
        for _ in 0..LOOKS {
            if state.saved_work.saving_now() != Saving::Underway {
                break;
            }
            event_loop::sleep(LOOK_MS).await;
        }
        state.saved_work.work(|work| work.flush_now = false);
    }

    /// What is known of the open database as a generation.
    fn kept(self) -> Generation {
        let state = self.state;
        state.shell.opened.with_untracked(|open| {
            let Some(open) = open else { return Generation::default() };
            let integrity = match open.integrity {
                Integrity::Sound => "sound",
                Integrity::Unchecked => "unchecked",
                Integrity::Damaged(_) => "damaged",
            };
            Generation {
                work: state.saved_work.work(|work| work.name.clone()),
                at: clock::now_ms(),
                name: open.name.clone(),
                link: self.session(true),
                source: open.source.clone(),
                integrity: integrity.to_owned(),
                ..Generation::default()
            }
        })
    }
}

/// Asks the browser once not to remove what is stored.
fn ask_to_persist() {
    if kept_texts::get(ASKED).is_none() {
        kept_texts::set(ASKED, "1");
        drop(document::persist());
    }
}
