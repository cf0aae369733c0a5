//! The results of one tab: those of a script, a table or a build, and the rows of the one on show.

use crate::base::engine::Engine;
use crate::base::ident::shown;
use crate::base::value::Value;
use crate::browser::grid::{Grid, Grids};
use crate::protocol::{ColumnFacts, ResultSet, StatementOutcome};
use crate::ui::shell::results_arrangement::{Arrangement, Kept};
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
    /// The table whose rows these are, if it is one.
    pub(crate) table: Option<String>,
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
    /// The order and the filters of the result on show.
    pub(crate) arrangement: RwSignal<Arrangement>,
    /// Those of results that were on show before.
    kept: StoredValue<Vec<Kept>, LocalStorage>,
    /// Counts the arrangements that were asked for.
    pub(crate) turn: StoredValue<u32, LocalStorage>,
    /// The column whose menu is open, or was last.
    pub(crate) menu: RwSignal<Option<u32>>,
    /// The facts of the column that was last described; `None` while they are counted.
    pub(crate) facts: RwSignal<Option<ColumnFacts>>,
    /// The number of the last description that was asked for.
    pub(crate) described: StoredValue<u32, LocalStorage>,
    /// `true` to change texts of a file that a spreadsheet would take for formulas.
    pub(crate) harmless: RwSignal<bool>,
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
            arrangement: RwSignal::default(),
            kept: StoredValue::new_local(Vec::new()),
            turn: StoredValue::new_local(0),
            menu: RwSignal::default(),
            facts: RwSignal::default(),
            described: StoredValue::new_local(0),
            harmless: RwSignal::default(),
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

    /// The id of the popover with a column's menu.
    pub(crate) fn menu_id(self) -> String {
        format!("{}-menu", self.title_id)
    }

    /// The id of the popover with a column's facts.
    pub(crate) fn facts_id(self) -> String {
        format!("{}-facts", self.title_id)
    }

    /// The id of the menu of files.
    pub(crate) fn files_id(self) -> String {
        format!("{}-files", self.title_id)
    }

    /// Counts another arrangement that is asked for; answers to those before are no longer wanted.
    pub(crate) fn next_turn(self) -> u32 {
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        turn
    }

    /// Keeps the arrangement of the result on show, for when it is on show again.
    pub(crate) fn keep_arrangement(self, result: u32, first: Vec<Vec<Value>>) {
        let arrangement = self.arrangement.get_untracked();
        self.kept.update_value(|all| {
            all.retain(|kept| kept.result != result);
            all.push(Kept { result, arrangement, first });
        });
    }

    /// The arrangement and first rows of a result: as it was on show before, or else as it came.
    pub(crate) fn arranged(self, set: &ResultSet) -> (Arrangement, Vec<Vec<Value>>) {
        let kept = self.kept.with_value(|all| all.iter().find(|kept| kept.result == set.id).cloned());
        kept.map_or_else(|| (Arrangement::of_all(set.total), set.first.clone()), |kept| (kept.arrangement, kept.first))
    }

    /// A value of the result on show, if it is in one of its first rows.
    pub(crate) fn value_at(self, row: u64, column: usize) -> Option<Value> {
        let at = self.active.get_untracked();
        let first = self.shown.with_untracked(|shown| match shown.outcomes.get(at) {
            Some(StatementOutcome::Rows(set)) => self.arranged(set).1,
            _ => Vec::new(),
        });
        first.into_iter().nth(usize::try_from(row).ok()?)?.into_iter().nth(column)
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
        self.forget_arrangements();
        self.shown.set(ShownResults::default());
        self.rows.set(RowWindow::default());
    }

    /// Shows results, and the rows of the one at an index.
    pub(crate) fn show(self, shown: ShownResults, at: usize) {
        self.are_earlier.set(false);
        self.forget_arrangements();
        self.shown.set(shown);
        self.choose(at);
    }

    fn forget_arrangements(self) {
        self.kept.set_value(Vec::new());
        self.menu.set(None);
        self.detail.set(None);
    }

    /// Shows the rows of a table.
    pub(crate) fn show_table(self, name: String, set: ResultSet) {
        let title = shown(&name).to_owned();
        let outcomes = vec![StatementOutcome::Rows(set)];
        self.show(ShownResults { title, outcomes, table: Some(name), ..ShownResults::default() }, 0);
    }

    /// Shows one of the results.
    pub(crate) fn choose(self, at: usize) {
        let (arrangement, first) = self.shown.with_untracked(|shown| match shown.outcomes.get(at) {
            Some(StatementOutcome::Rows(set)) => self.arranged(set),
            _ => (Arrangement::default(), Vec::new()),
        });
        // Answers to what was asked of another result are no longer wanted.
        self.next_turn();
        self.menu.set(None);
        self.arrangement.set(arrangement);
        self.active.set(at);
        self.rows.set(RowWindow { start: 0, rows: first });
    }
}
