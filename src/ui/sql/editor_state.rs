//! The state of the editor: the editor itself, the selection, the part of the text that ran, and marks in it.

use crate::browser::editor::{Editor, Mark};
use crate::saved_work::sql_queries::{SavedQueries, SavedQuery, is_found};
use crate::saved_work::sql_tabs::Tabs;
use crate::ui::signals::*;

/// A part of the SQL in the box, or all of it, as it was when it was run.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PartOfBox {
    /// The SQL of the part.
    pub(crate) sql: String,
    /// All of the SQL.
    pub(crate) whole: String,
    /// The start of the part, in characters.
    pub(crate) start: u32,
}

impl PartOfBox {
    /// All of the SQL.
    pub(crate) fn whole(sql: String) -> Self {
        Self { whole: sql.clone(), sql, start: 0 }
    }
}

/// The editor, and the signals of what it shows beside the text.
#[derive(Clone, Copy)]
pub(crate) struct EditorState {
    /// The editor; `None` while the text area does its work.
    pub(crate) editor: StoredValue<Option<Editor>, LocalStorage>,
    /// `true` once the editor is there.
    pub(crate) is_there: RwSignal<bool>,
    /// `true` if the editor could not be loaded.
    pub(crate) is_missing: RwSignal<bool>,
    /// `true` while a part of the text is selected in the editor.
    pub(crate) selected: RwSignal<bool>,
    /// The SQL that ran last. Its error and notes have their places in `whole`.
    pub(crate) ran: StoredValue<PartOfBox>,
    /// Marks of what ran last: its error and notes.
    pub(crate) marks_of_run: RwSignal<Vec<Mark>>,
    /// Marks of what the lab sees in the text before it runs.
    pub(crate) lints: RwSignal<Vec<Mark>>,
    pub(crate) tabs: RwSignal<Tabs>,
    /// `true` once the tabs are there that this browser keeps.
    pub(crate) are_recalled: StoredValue<bool>,
    pub(crate) queries: RwSignal<SavedQueries>,
    /// The scripts of the history, the last one first.
    pub(crate) history: RwSignal<Vec<String>>,
    /// The search in the saved queries and the history.
    pub(crate) search: RwSignal<String>,
    /// `true` while the saved queries and the history are on show.
    pub(crate) are_shown: RwSignal<bool>,
}

impl EditorState {
    /// The state of a page whose editor is not there yet.
    pub(crate) fn new() -> Self {
        Self {
            editor: StoredValue::new_local(None),
            is_there: RwSignal::default(),
            is_missing: RwSignal::default(),
            selected: RwSignal::default(),
            ran: StoredValue::new(PartOfBox::default()),
            marks_of_run: RwSignal::default(),
            lints: RwSignal::default(),
            tabs: RwSignal::default(),
            are_recalled: StoredValue::new(false),
            queries: RwSignal::default(),
            history: RwSignal::default(),
            search: RwSignal::default(),
            are_shown: RwSignal::default(),
        }
    }

    /// The saved queries that the search finds.
    pub(crate) fn found_queries(self) -> Vec<SavedQuery> {
        let search = self.search.get();
        let all = self.queries.with(|queries| queries.all().to_vec());
        all.into_iter().filter(|one| is_found(&format!("{}\n{}", one.name, one.sql), &search)).collect()
    }

    /// The scripts of the history that the search finds, the last one first.
    pub(crate) fn found_scripts(self) -> Vec<String> {
        let search = self.search.get();
        self.history.with(|all| all.iter().filter(|script| is_found(script, &search)).cloned().collect())
    }
}
