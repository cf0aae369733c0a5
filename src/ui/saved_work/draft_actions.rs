//! What was written is kept: SQL, mapping and as-of with the work that they belong to, and the scripts that were run.

use web_sys::Event;

use super::resume_actions::SESSION;
use crate::browser::{clock, document, event_loop, kept_texts};
use crate::features::spec::FeatureSpec;
use crate::saved_work::save_state::{Saving, Why};
use crate::saved_work::sql_history::History;
use crate::ui::dom::effect;
use crate::ui::saved_work::state::Work;
use crate::ui::shell::actions::Actions;
use crate::ui::signals::*;

/// How long after a change what was written is kept, in milliseconds.
const PAUSE_MS: i32 = 400;

/// What the history is kept under.
const HISTORY: &str = "history";

impl Actions {
    /// Keeps what is written from now on.
    pub(crate) fn follow_writing(self) {
        let state = self.state;
        effect(Box::new(move || {
            // Read to hear of them.
            let _ = (
                state.sql.text.get(),
                state.build.spec.get(),
                state.build.as_of.get(),
                state.lesson.step.get(),
                state.saved_work.changes.get(),
            );
            if state.saved_work.work(|work| std::mem::replace(&mut work.writing, true)) {
                return;
            }
            wasm_bindgen_futures::spawn_local(async move {
                event_loop::sleep(PAUSE_MS).await;
                state.saved_work.work(|work| work.writing = false);
                self.keep_writing();
            });
        }));
        document::on_window("pagehide", move |_: Event| self.keep_writing());
    }

    fn keep_writing(self) {
        let state = self.state;
        let Some(name) = state.shell.opened.with_untracked(|open| open.as_ref().map(|open| open.name.clone())) else {
            return;
        };
        // Another tab's work is not to be mixed up with what this one was told not to be saved.
        if matches!(state.saved_work.work(|work| work.ledger.blocked()), Some(Why::OtherTab | Why::OtherTabClosed)) {
            return;
        }
        let by_hand = self.session(false);
        let (key, untouched) =
            state.saved_work.work(|work| (format!("{SESSION}{}", work.name), work.baseline_link == by_hand));
        if untouched && state.saved_work.saving_now() == Saving::Unchanged {
            return kept_texts::remove(&key);
        }
        let at = clock::now_ms();
        kept_texts::set(&key, &format!("{at}\n{name}\n{}", self.session(true)));
    }

    /// The page as it was opened is what further changes are told from.
    pub(crate) fn remember_baseline_link(self) {
        let link = self.session(false);
        self.state.saved_work.work(|work| work.baseline_link = link);
    }

    /// The fragment of a link that brings the page back as it is, with what the lab and links put there (`by_lab`) or only
    /// with what a person did: all of the mapping, for the proposal may be another one when they come back.
    pub(crate) fn session(self, by_lab: bool) -> String {
        let state = self.state;
        let origin = state.shell.opened.with_untracked(|open| open.as_ref().and_then(|open| open.origin.clone()));
        let mut other = FeatureSpec::empty(chrono::DateTime::UNIX_EPOCH);
        other.leads.rating = Some("\0".to_owned());
        let mut link = self.link(origin).with_mapping(&state.build.spec.get_untracked(), &other);
        (link.embed, link.host) = (false, None);
        if !by_lab {
            (link.lesson, link.step) = (None, None);
            if state.sql.from_link.get_untracked() {
                link.sql = None;
            }
        }
        link.write()
    }

    /// Adds a script to those that can be brought back.
    pub(crate) fn remember_script(self, sql: &str) {
        // Another tab may have added some.
        let mut history = History::read(&kept_texts::get(HISTORY).unwrap_or_default());
        history.add(sql);
        kept_texts::set(HISTORY, &history.write());
        self.state.saved_work.work(|work| work.history = history);
    }

    /// Takes up the scripts that this browser keeps.
    pub(crate) fn recall_history(self) {
        let history = History::read(&kept_texts::get(HISTORY).unwrap_or_default());
        self.state.saved_work.work(|work| work.history = history);
    }

    /// Brings back the script before, or the one after.
    pub(crate) fn turn_history(self, back: bool) {
        let state = self.state;
        let shown = state.sql.text.get_untracked();
        let turn = |work: &mut Work| if back { work.history.earlier(&shown) } else { work.history.later() };
        if let Some(script) = state.saved_work.work(turn) {
            self.write_sql(script);
        }
    }
}
