//! The state of the SQL box and of the results: text, error, notes, the results on show and the rows of one.

use crate::base::error::LabError;
use crate::base::value::Value;
use crate::protocol::{Note, ResultSet, StatementOutcome};
use crate::ui::signals::*;

/// What the results panel shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ShownResults {
    /// What it is: a table's name, or a query.
    pub(crate) title: String,
    /// What the results are called where there are several; they are counted if this is empty.
    pub(crate) tabs: &'static [&'static str],
    pub(crate) outcomes: Vec<StatementOutcome>,
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
    /// The query that the lab put there by itself; as long as it stands, nothing was written.
    pub(crate) suggested: RwSignal<String>,
    pub(crate) error: RwSignal<Option<LabError>>,
    /// What is to be known of the SQL that ran last.
    pub(crate) notes: RwSignal<Vec<Note>>,
    /// Whether the SQL in the box came with the link and was not touched yet.
    pub(crate) from_link: RwSignal<bool>,
    pub(crate) shown: RwSignal<ShownResults>,
    /// Which outcome of the script is on show.
    pub(crate) active: RwSignal<usize>,
    pub(crate) rows: RwSignal<RowWindow>,
}

impl SqlState {
    /// An empty box, and no results.
    pub(crate) fn new() -> Self {
        Self {
            text: RwSignal::default(),
            suggested: RwSignal::default(),
            error: RwSignal::default(),
            notes: RwSignal::default(),
            from_link: RwSignal::default(),
            shown: RwSignal::default(),
            active: RwSignal::default(),
            rows: RwSignal::default(),
        }
    }

    /// Takes away what the SQL box says of the SQL that ran last.
    pub(crate) fn forget_messages(self) {
        self.error.set(None);
        self.notes.set(Vec::new());
    }

    /// The number of the result on show, if it has rows.
    pub(crate) fn result_on_show(self) -> Option<u32> {
        let at = self.active.get_untracked();
        self.shown.with_untracked(|shown| match shown.outcomes.get(at) {
            Some(StatementOutcome::Rows(set)) => Some(set.id),
            _ => None,
        })
    }

    /// Takes away the results.
    pub(crate) fn clear_results(self) {
        self.shown.set(ShownResults::default());
        self.rows.set(RowWindow::default());
    }

    /// Shows the first rows of a table that was built.
    pub(crate) fn show_built_table(self, title: String, preview: ResultSet) {
        self.active.set(0);
        self.rows.set(RowWindow { start: 0, rows: preview.first.clone() });
        self.shown.set(ShownResults {
            title,
            outcomes: vec![StatementOutcome::Rows(preview)],
            ..ShownResults::default()
        });
    }
}
