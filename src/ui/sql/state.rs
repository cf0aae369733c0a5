//! The state of the SQL box and of the results: text, error, notes, the results on show and the rows of one.

use crate::base::engine::Engine;
use crate::base::error::LabError;
use crate::base::value::Value;
use crate::protocol::{Note, ResultSet, StatementOutcome};
use crate::ui::signals::*;
use crate::ui::sql::editor_state::EditorState;
use crate::ui::sql::postgres_state::PostgresState;

/// The results in the panel *Results*: of a script, a table or a build.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ShownResults {
    /// The title: a table's name, or the word for a query.
    pub(crate) title: String,
    /// The names of the tabs where there are several results; the tabs are numbered if this is empty.
    pub(crate) tabs: &'static [&'static str],
    pub(crate) outcomes: Vec<StatementOutcome>,
    /// The engine that keeps the rows.
    pub(crate) engine: Engine,
}

/// A page of rows of the result on show.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RowWindow {
    pub(crate) start: u64,
    pub(crate) rows: Vec<Vec<Value>>,
}

/// The signals of the panels *SQL* and *Results*.
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
    pub(crate) shown: RwSignal<ShownResults>,
    /// `true` if the results on show are of an earlier run, because the last one failed at once.
    pub(crate) are_earlier: RwSignal<bool>,
    /// The index of the outcome on show.
    pub(crate) active: RwSignal<usize>,
    pub(crate) rows: RwSignal<RowWindow>,
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
            shown: RwSignal::default(),
            are_earlier: RwSignal::default(),
            active: RwSignal::default(),
            rows: RwSignal::default(),
            editor: EditorState::new(),
            postgres: PostgresState::new(),
        }
    }

    /// Removes the error and the notes on the SQL that ran last.
    pub(crate) fn forget_messages(self) {
        self.error.set(None);
        self.notes.set(Vec::new());
    }

    /// The id of the result on show; `None` if its statement returned no rows.
    pub(crate) fn result_on_show(self) -> Option<u32> {
        let at = self.active.get_untracked();
        self.shown.with_untracked(|shown| match shown.outcomes.get(at) {
            Some(StatementOutcome::Rows(set)) => Some(set.id),
            _ => None,
        })
    }

    /// Removes the results.
    pub(crate) fn clear_results(self) {
        self.are_earlier.set(false);
        self.shown.set(ShownResults::default());
        self.rows.set(RowWindow::default());
    }

    /// Shows the first rows of a table that was built.
    pub(crate) fn show_built_table(self, title: String, preview: ResultSet) {
        self.active.set(0);
        self.are_earlier.set(false);
        self.rows.set(RowWindow { start: 0, rows: preview.first.clone() });
        self.shown.set(ShownResults {
            title,
            outcomes: vec![StatementOutcome::Rows(preview)],
            ..ShownResults::default()
        });
    }
}
