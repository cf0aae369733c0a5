//! The tabs of the SQL box, saved queries, and the list of the history: open, close, name, save, search, use.

use crate::browser::kept_texts;
use crate::saved_work::sql_queries::SavedQueries;
use crate::saved_work::sql_tabs::Tabs;
use crate::ui::shell::actions::Actions;
use crate::ui::signals::*;
use crate::words;

/// The keys of the tabs and of the saved queries in the browser's storage.
const TABS: &str = "sql-tabs";
const QUERIES: &str = "sql-queries";

impl Actions {
    /// Takes up the tabs that this browser keeps, beside the first one.
    pub(super) fn recall_tabs(self) {
        let state = self.state.sql.editor;
        state.tabs.set(Tabs::read(&kept_texts::get(TABS).unwrap_or_default()));
        state.are_recalled.set_value(true);
    }

    /// Keeps the tabs in this browser, beside the first one, which the open work has.
    pub(crate) fn keep_tabs(self) {
        let state = self.state.sql;
        if !state.editor.are_recalled.get_value() {
            return;
        }
        let written = state.text.with_untracked(|text| state.editor.tabs.with_untracked(|tabs| tabs.write(text)));
        if kept_texts::get(TABS).unwrap_or_default() == written {
            return;
        }
        if written.is_empty() { kept_texts::remove(TABS) } else { kept_texts::set(TABS, &written) }
    }

    /// The text of the first tab, which belongs to the open work and its exercise.
    pub(crate) fn text_of_work(self) -> String {
        let state = self.state.sql;
        let first = state.editor.tabs.with_untracked(|tabs| tabs.first().map(str::to_owned));
        first.unwrap_or_else(|| state.text.get_untracked())
    }

    /// Says whether the text in the box is another one than when a part of it ran last.
    pub(crate) fn is_edited(self) -> bool {
        let state = self.state.sql;
        state.text.with_untracked(|text| state.editor.ran.with_value(|ran| ran.whole != *text))
    }

    /// Opens a tab.
    pub(crate) fn open_tab(self, at: usize) {
        let state = self.state.sql;
        let shown = state.text.get_untracked();
        if at == state.editor.tabs.with_untracked(Tabs::open) {
            return;
        }
        if let Some(text) = state.editor.tabs.update(|tabs| tabs.choose(at, &shown)) {
            self.show_tab(text);
        }
    }

    /// Adds an empty tab and opens it.
    pub(crate) fn add_tab(self) {
        let state = self.state.sql;
        let shown = state.text.get_untracked();
        if state.editor.tabs.update(|tabs| tabs.add(&shown)) {
            self.show_tab(String::new());
            self.focus_box();
        } else {
            self.state.shell.status.set(words::TABS_FULL.to_owned());
        }
    }

    /// Closes the open tab; the history has what was run there.
    pub(crate) fn close_tab(self) {
        let state = self.state.sql;
        let closed = state.editor.tabs.with_untracked(|tabs| tabs.all().get(tabs.open()).map(|tab| tab.number));
        // What was only written comes back by Alt+↑, as what was run.
        self.remember_script(&state.text.get_untracked());
        if let Some(text) = state.editor.tabs.update(Tabs::close) {
            self.show_tab(text);
            if let (Some(editor), Some(closed)) = (state.editor.editor.get_value(), closed) {
                editor.forget(closed);
            }
            self.focus_box();
        }
    }

    fn show_tab(self, text: String) {
        let state = self.state.sql;
        state.forget_messages();
        state.editor.marks_of_run.set(Vec::new());
        let tab = state.editor.tabs.with_untracked(|tabs| tabs.all().get(tabs.open()).map(|tab| tab.number));
        if let (Some(editor), Some(tab)) = (state.editor.editor.get_value(), tab) {
            editor.show(tab, &text);
        }
        state.text.set(text);
    }

    /// Shows or hides the saved queries and the history.
    pub(crate) fn show_queries(self, are_shown: bool) {
        let state = self.state.sql.editor;
        state.are_shown.set(are_shown);
        if !are_shown {
            return;
        }
        state.queries.set(SavedQueries::read(&kept_texts::get(QUERIES).unwrap_or_default()));
        state.history.set(self.scripts());
    }

    /// Sets the search in the saved queries and the history.
    pub(crate) fn search_queries(self, search: String) {
        self.state.sql.editor.search.set(search);
    }

    /// Saves the SQL in the box under a name, which its tab has from then on.
    pub(crate) fn save_query(self, name: &str) {
        let state = self.state;
        let sql = state.sql.text.get_untracked();
        let is_saved = self.change_queries(|queries| queries.save(name, &sql));
        state.shell.status.set(if is_saved {
            state.sql.editor.tabs.update(|tabs| tabs.rename(name));
            words::query_saved(name.trim())
        } else {
            words::QUERY_NOT_SAVED.to_owned()
        });
    }

    /// Deletes a saved query.
    pub(crate) fn delete_query(self, name: &str) {
        self.change_queries(|queries| queries.remove(name));
        self.state.shell.status.set(words::query_deleted(name));
    }

    /// Changes the saved queries as they are now, for another page may have changed them.
    fn change_queries<T>(self, change: impl FnOnce(&mut SavedQueries) -> T) -> T {
        let mut queries = SavedQueries::read(&kept_texts::get(QUERIES).unwrap_or_default());
        let result = change(&mut queries);
        kept_texts::set(QUERIES, &queries.write());
        self.state.sql.editor.queries.set(queries);
        result
    }
}
