//! The results of one tab: those of a script, a table or a build, and the rows of the one on show.

use crate::base::engine::Engine;
use crate::base::value::Value;
use crate::browser::grid::{Grid, Grids};
use crate::protocol::{ResultSet, StatementOutcome};
use crate::ui::signals::*;

/// Results with their title.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ShownResults {
    /// The title: a table's name, or the word for a query.
    pub(crate) title: String,
    /// The names of the tabs where there are several results; a list has their titles if this is empty.
    pub(crate) tabs: &'static [&'static str],
    /// The title of each outcome: the first words of its statement.
    pub(crate) titles: Vec<String>,
    pub(crate) outcomes: Vec<StatementOutcome>,
    /// The engine that keeps the rows.
    pub(crate) engine: Engine,
}

/// The place of results, and their title and tabs.
pub(crate) struct Shown {
    pub(crate) results: ResultsState,
    pub(crate) title: String,
    /// The names of the tabs; empty for a list of titles.
    pub(crate) tabs: &'static [&'static str],
    /// The title of each outcome.
    pub(crate) titles: Vec<String>,
}

impl Shown {
    /// The results without rows yet, as of an engine.
    pub(crate) fn with_engine(self, engine: Engine) -> (ResultsState, ShownResults) {
        let Self { results, title, tabs, titles } = self;
        (results, ShownResults { title, tabs, titles, engine, ..ShownResults::default() })
    }
}

/// A page of rows of the result on show.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct RowWindow {
    pub(crate) start: u64,
    pub(crate) rows: Vec<Vec<Value>>,
}

/// The grids of all panels *Results*: the script that draws them, once it is there.
#[derive(Clone, Copy)]
pub(crate) struct GridsState {
    pub(crate) script: StoredValue<Option<Grids>, LocalStorage>,
    pub(crate) are_there: RwSignal<bool>,
}

impl GridsState {
    /// No script yet.
    pub(crate) fn new() -> Self {
        Self { script: StoredValue::new_local(None), are_there: RwSignal::default() }
    }
}

/// A cell whose whole value is on show.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CellDetail {
    /// The row, from 0.
    pub(crate) row: u64,
    /// The name of the column.
    pub(crate) column: String,
    pub(crate) value: Value,
}

/// The signals of a panel *Results*. Each tab has its own, so that none takes the place of another's.
#[derive(Clone, Copy)]
pub(crate) struct ResultsState {
    /// The id of the panel's title.
    pub(crate) title_id: &'static str,
    pub(crate) shown: RwSignal<ShownResults>,
    /// `true` if the results on show are of an earlier run, because the last one failed at once.
    pub(crate) are_earlier: RwSignal<bool>,
    /// The index of the outcome on show.
    pub(crate) active: RwSignal<usize>,
    pub(crate) rows: RwSignal<RowWindow>,
    /// The grid of the result on show.
    pub(crate) grid: StoredValue<Option<Grid>, LocalStorage>,
    pub(crate) detail: RwSignal<Option<CellDetail>>,
}

impl ResultsState {
    /// No results yet.
    pub(crate) fn new(title_id: &'static str) -> Self {
        Self {
            title_id,
            shown: RwSignal::default(),
            are_earlier: RwSignal::default(),
            active: RwSignal::default(),
            rows: RwSignal::default(),
            grid: StoredValue::new_local(None),
            detail: RwSignal::default(),
        }
    }

    /// The id of the popover with a cell's whole value.
    pub(crate) fn detail_id(self) -> String {
        format!("{}-detail", self.title_id)
    }

    /// The id of the result on show; `None` if its statement returned no rows.
    pub(crate) fn result_on_show(self) -> Option<u32> {
        let at = self.active.get_untracked();
        self.shown.with_untracked(|shown| match shown.outcomes.get(at) {
            Some(StatementOutcome::Rows(set)) => Some(set.id),
            _ => None,
        })
    }

    /// The names of the columns of the result on show.
    pub(crate) fn columns_on_show(self) -> Vec<String> {
        let at = self.active.get_untracked();
        self.shown.with_untracked(|shown| match shown.outcomes.get(at) {
            Some(StatementOutcome::Rows(set)) => set.columns.clone(),
            _ => Vec::new(),
        })
    }

    /// Removes the results.
    pub(crate) fn clear(self) {
        self.are_earlier.set(false);
        self.shown.set(ShownResults::default());
        self.rows.set(RowWindow::default());
    }

    /// Shows results, and the rows of the one at an index.
    pub(crate) fn show(self, shown: ShownResults, at: usize) {
        self.are_earlier.set(false);
        self.shown.set(shown);
        self.choose(at);
    }

    /// Shows the first rows of a table that was built.
    pub(crate) fn show_table(self, title: String, preview: ResultSet) {
        let outcomes = vec![StatementOutcome::Rows(preview)];
        self.show(ShownResults { title, outcomes, ..ShownResults::default() }, 0);
    }

    /// Shows one of the results.
    pub(crate) fn choose(self, at: usize) {
        let first = self.shown.with_untracked(|shown| match shown.outcomes.get(at) {
            Some(StatementOutcome::Rows(set)) => set.first.clone(),
            _ => Vec::new(),
        });
        self.active.set(at);
        self.rows.set(RowWindow { start: 0, rows: first });
    }
}
