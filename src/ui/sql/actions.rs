//! Running SQL, showing a table's rows, and turning the pages of a result.

use crate::base::error::{ErrorKind, Result};
use crate::base::ident::shown;
use crate::base::schema::Table;
use crate::browser::{clock, document, measure};
use crate::protocol::Stage;
use crate::protocol::{Query, QueryResult, Rows as RowsCall, StatementOutcome};
use crate::sqlite::sql::profile;
use crate::sqlite::sql::statements::select_all;
use crate::ui::shell::actions::Actions;
use crate::ui::signals::*;
use crate::ui::sql::state::Rows;
use crate::ui::sql::state::Shown;
use crate::words;

/// How many rows a page of a result has.
pub(crate) const PAGE: u32 = 100;

/// How many rows of a table its button shows.
const PREVIEW: u64 = 1000;

/// How many of its first rows stand beside a table's profile: as many as pandas' `head` gives.
const HEAD: u64 = 5;

impl Actions {
    /// Runs the SQL in the box.
    pub(crate) fn run(self) {
        let sql = self.state.sql.get_untracked();
        self.state.sql_from_link.set(false);
        self.remember_script(&sql);
        self.run_script(Query { sql, read_only: false }, words::QUERY.to_owned(), &[]);
    }

    /// Takes the SQL as it was typed.
    pub(crate) fn write_sql(self, sql: String) {
        self.state.sql.set(sql);
        self.state.sql_from_link.set(false);
    }

    /// Runs SQL that nobody has asked for yet: only if it cannot change anything.
    pub(crate) fn run_read_only(self, sql: String) {
        self.run_script(Query { sql, read_only: true }, words::QUERY.to_owned(), &[]);
    }

    /// Shows the first rows of a table, leaving the SQL box as it is.
    pub(crate) fn show_table(self, name: String) {
        let all = self.state.schema.with_untracked(|schema| schema.table(&name).and_then(|table| table.rows));
        let sql = select_all(&name, PREVIEW);
        let title = match all {
            Some(all) if all > PREVIEW => words::first_rows(&name, PREVIEW, all),
            _ => shown(&name).to_owned(),
        };
        self.run_script(Query { sql, read_only: true }, title, &[]);
    }

    /// Shows a table at a glance: for each column its types, how many values are missing, and the least, mean and greatest;
    /// and the first rows.
    pub(crate) fn show_profile(self, table: &Table) {
        let title = words::show_profile_of(&table.name);
        let sql = format!("{}\n{}", select_all(&table.name, HEAD), profile::sql(table));
        self.run_script(Query { sql, read_only: true }, title, words::PROFILE_TABS);
    }

    fn run_script(self, query: Query, title: String, tabs: &'static [&'static str]) {
        let state = self.state;
        self.perform(Stage::Running, || async move {
            state.forget_sql_messages();
            let start = clock::elapsed_ms();
            let ran = self.client().call(query).await?.answer;
            let said = self.show_ran(ran, Shown { title, tabs, ..Shown::default() }, clock::elapsed_ms() - start);
            measure::measure("lab:query", start, &[]);
            said
        });
    }

    fn show_ran(self, ran: QueryResult, shown: Shown, ms: f64) -> Result<String> {
        let state = self.state;
        let statements = ran.outcomes.len();
        if let Some(schema) = ran.schema {
            let is_other = state.schema.with_untracked(|before| !schema.has_same_names(before));
            state.schema.set(schema);
            if is_other {
                self.follow_schema();
            }
        }
        state.sql_notes.set(ran.notes);
        if ran.changed {
            state.unsaved.set(true);
            state.changed.set(true);
        }
        state.note(|ledger| ledger.ran(ran.changed, ran.in_transaction));
        let shows = |outcome: &StatementOutcome| matches!(outcome, StatementOutcome::Rows(_));
        let last = ran.outcomes.iter().rposition(shows).unwrap_or(statements.saturating_sub(1));
        if statements > 0 {
            state.shown.set(Shown { outcomes: ran.outcomes, ..shown });
            self.choose(last);
            document::reveal("results-title");
        }
        match ran.error {
            None => Ok(words::ran(statements, ms)),
            Some(error) if error.kind() == ErrorKind::Stopped => Err(error),
            Some(error) => {
                if statements == 0 {
                    // The worker has no result any more, so none is on show.
                    state.shown.set(Shown::default());
                }
                state.sql_error.set(Some(error));
                Ok(String::new())
            }
        }
    }

    /// Shows one of the results of the script.
    pub(crate) fn choose(self, at: usize) {
        let state = self.state;
        let first = state.shown.with_untracked(|shown| match shown.outcomes.get(at) {
            Some(StatementOutcome::Rows(set)) => set.first.clone(),
            _ => Vec::new(),
        });
        state.active.set(at);
        state.rows.set(Rows { start: 0, rows: first });
    }

    /// Shows the page of rows that starts at a row of the result on show.
    pub(crate) fn turn_to(self, start: u64) {
        let state = self.state;
        let at = state.active.get_untracked();
        let result = state.shown.with_untracked(|shown| match shown.outcomes.get(at) {
            Some(StatementOutcome::Rows(set)) => Some(set.id),
            _ => None,
        });
        let Some(result) = result else { return };
        wasm_bindgen_futures::spawn_local(async move {
            match self.client().call(RowsCall { result, start, count: PAGE }).await {
                Ok(reply) => {
                    state.alert.set(None);
                    state.rows.set(Rows { start: reply.answer.start, rows: reply.answer.rows });
                }
                Err(error) => state.alert.set(Some(error)),
            }
        });
    }
}
