//! The state of the SQL tab: text, error, notes, results.

use crate::base::error::LabError;
use crate::protocol::Note;
use crate::ui::shell::results_state::ResultsState;
use crate::ui::signals::*;
use crate::ui::sql::editor_state::EditorState;
use crate::ui::sql::postgres_state::PostgresState;

/// The signals of the tab *SQL*.
#[derive(Clone, Copy)]
pub(crate) struct SqlState {
    pub(crate) text: RwSignal<String>,
    /// The SQL that the lab put into the box. The person has written something if `text` differs from it.
    pub(crate) suggested: RwSignal<String>,
    pub(crate) error: RwSignal<Option<LabError>>,
    /// Notes on the SQL that ran last, such as what SQLite did without an error.
    pub(crate) notes: RwSignal<Vec<Note>>,
    /// `true` if the SQL in the box came with a link and was neither edited nor run.
    pub(crate) from_link: RwSignal<bool>,
    /// The SQL that the lab put into the box as the draft of the exercise; empty if it put none.
    pub(crate) from_draft: RwSignal<String>,
    pub(crate) results: ResultsState,
    pub(crate) editor: EditorState,
    pub(crate) postgres: PostgresState,
}

impl SqlState {
    /// The state with an empty SQL box and no results.
    pub(crate) fn new() -> Self {
        Self {
            text: RwSignal::default(),
            suggested: RwSignal::default(),
            error: RwSignal::default(),
            notes: RwSignal::default(),
            from_link: RwSignal::default(),
            from_draft: RwSignal::default(),
            results: ResultsState::new("results-title"),
            editor: EditorState::new(),
            postgres: PostgresState::new(),
        }
    }

    /// Removes the error and the notes on the SQL that ran last.
    pub(crate) fn forget_messages(self) {
        self.error.set(None);
        self.notes.set(Vec::new());
    }
}
