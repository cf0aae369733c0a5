//! Drafts in the browser's text storage: SQL, mapping and as-of of the open work, and the history of scripts.

use web_sys::Event;

use super::resume_actions::{LOST, SESSION};
use crate::browser::{clock, document, event_loop, kept_texts};
use crate::features::spec::FeatureSpec;
use crate::saved_work::save_state::{Saving, Why};
use crate::saved_work::sql_history::History;
use crate::ui::dom::effect;
use crate::ui::saved_work::state::OpenWork;
use crate::ui::shell::actions::Actions;

/// The delay from a change to storing the draft, in milliseconds.
const PAUSE_MS: i32 = 400;

/// The key of the SQL history in the browser's storage.
const HISTORY: &str = "history";

impl Actions {
    /// Stores the draft after every change from now on, and when the page is left.
    pub(crate) fn store_drafts_on_change(self) {
        let state = self.state;
        effect(Box::new(move || {
            // Read so that the effect runs when they change.
            let _ = (
                state.sql.text.get(),
                state.sql.editor.tabs.track(),
                state.build.spec.get(),
                state.build.as_of.get(),
                state.lesson.step.get(),
                state.saved_work.changes.get(),
            );
            if state.saved_work.with_work(|work| std::mem::replace(&mut work.writing, true)) {
                return;
            }
            wasm_bindgen_futures::spawn_local(async move {
                event_loop::sleep(PAUSE_MS).await;
                state.saved_work.with_work(|work| work.writing = false);
                self.store_draft();
            });
        }));
        document::on_window("pagehide", move |_: Event| self.store_draft());
    }

    fn store_draft(self) {
        let state = self.state;
        let Some(name) = state.shell.opened.with_untracked(|open| open.as_ref().map(|open| open.name.clone())) else {
            return;
        };
        // The page says that this tab saves nothing while another tab does.
        if matches!(state.saved_work.with_work(|work| work.ledger.blocked()), Some(Why::OtherTab | Why::OtherTabClosed))
        {
            return;
        }
        self.keep_tabs();
        let by_hand = self.session(false);
        let (key, untouched) =
            state.saved_work.with_work(|work| (format!("{SESSION}{}", work.name), work.baseline_link == by_hand));
        if untouched && state.saved_work.saving_now() == Saving::Unchanged {
            return kept_texts::remove(&key);
        }
        let at = clock::now_ms();
        let is_kept = matches!(state.saved_work.saving_now(), Saving::Unchanged | Saving::Saved);
        let lost = if is_kept { String::new() } else { format!(" {LOST}") };
        kept_texts::set(&key, &format!("{at}{lost}\n{name}\n{}", self.session(true)));
    }

    /// Remembers the state of the page after opening a database; a draft is stored only if the page differs from it.
    pub(crate) fn remember_baseline_link(self) {
        let link = self.session(false);
        self.state.saved_work.with_work(|work| work.baseline_link = link);
    }

    /// The fragment of a link that restores the page, with all of the mapping, for the proposal may be another one
    /// later. Without `by_lab` it leaves out the lesson, the tab, and SQL that came with a link or as the draft of the
    /// exercise, so that only a person's changes differ.
    pub(crate) fn session(self, by_lab: bool) -> String {
        let state = self.state;
        let origin = state.shell.opened.with_untracked(|open| open.as_ref().and_then(|open| open.origin.clone()));
        let mut other = FeatureSpec::empty(chrono::DateTime::UNIX_EPOCH);
        // No column has this name, so that an empty optional field is in the link, too.
        let none = || Some("\0".to_owned());
        other.leads.rating = none();
        (other.transactions.amount, other.transactions.product) = (none(), none());
        let mut link = self.link(origin).with_mapping(&state.build.spec.get_untracked(), &other);
        (link.embed, link.host) = (false, None);
        // The open work has the first tab.
        let (text, suggested) = (self.text_of_work(), state.sql.suggested.get_untracked());
        link.sql = Some(text).filter(|text| *text != suggested && !text.trim().is_empty());
        if !by_lab {
            (link.lesson, link.step, link.tab, link.engine) = (None, None, None, None);
            if state.sql.from_link.get_untracked() || link.sql == Some(state.sql.from_draft.get_untracked()) {
                link.sql = None;
            }
        }
        link.write()
    }

    /// Adds a script to the SQL history.
    pub(crate) fn remember_script(self, sql: &str) {
        // Another tab may have added scripts.
        let mut history = History::read(&kept_texts::get(HISTORY).unwrap_or_default());
        history.add(sql);
        kept_texts::set(HISTORY, &history.write());
        self.state.saved_work.with_work(|work| work.history = history);
    }

    /// Loads the SQL history from this browser.
    pub(crate) fn recall_history(self) {
        let history = History::read(&kept_texts::get(HISTORY).unwrap_or_default());
        self.state.saved_work.with_work(|work| work.history = history);
    }

    /// The scripts of the history, the one that ran last first.
    pub(crate) fn scripts(self) -> Vec<String> {
        self.recall_history();
        self.state.saved_work.with_work(|work| work.history.scripts().cloned().collect())
    }

    /// Puts the previous (`back`) or next script of the history into the SQL box.
    pub(crate) fn turn_history(self, back: bool) {
        let state = self.state;
        let shown = state.sql.text.get_untracked();
        let turn = |work: &mut OpenWork| if back { work.history.earlier(&shown) } else { work.history.later() };
        if let Some(script) = state.saved_work.with_work(turn) {
            self.write_sql(script);
        }
    }
}
