//! Runs SQL, and shows a table's rows.

use crate::base::engine::Engine;
use crate::base::error::{ErrorKind, LabError, Result};
use crate::browser::{clock, document, event_loop, measure};
use crate::links::Link;
use crate::protocol::Stage;
use crate::protocol::{BrowseTable, Query, QueryResult, StatementOutcome};
use crate::saved_work::operation::Operation;
use crate::saved_work::sql_tabs::Tabs;
use crate::saved_work::undo::Undo;
use crate::sqlite::sql::effect::Effect;
use crate::sqlite::sql::statements::select_all;
use crate::sqlite::sql::{shell, statements};
use crate::ui::shell::actions::Actions;
use crate::ui::shell::areas::Area;
use crate::ui::shell::results_state::{ResultsState, Shown, ShownResults};
use crate::ui::sql::editor_actions::BOX;
use crate::ui::sql::editor_state::PartOfBox;
use crate::words;

impl Actions {
    /// Runs the SQL that is selected in the box, or else all of it.
    pub(crate) fn run(self) {
        self.run_part(self.selected_sql());
    }

    /// Runs the statement at the caret.
    pub(crate) fn run_statement(self) {
        self.run_part(self.statement_at_caret());
    }

    fn run_part(self, part: PartOfBox) {
        let sql = part.sql.clone();
        self.state.shell.areas.show(Area::Sql);
        self.is_no_links();
        self.remember_script(&sql);
        if self.state.sql.postgres.engine.get_untracked() == Engine::Postgres {
            return self.run_in_postgres(part);
        }
        let into_damaged =
            self.state.shell.opened.with_untracked(|open| open.as_ref().is_some_and(|it| it.takes_writes));
        self.run_script(Query { into_damaged, ..Query::of_box(sql) }, self.of_box(), Some(part));
    }

    /// Lets SQL write into the damaged file that is open, as the person asks.
    pub(crate) fn allow_changes(self) {
        self.state.shell.opened.update(|open| open.iter_mut().for_each(|open| open.takes_writes = true));
        self.state.sql.forget_messages();
        self.state.shell.status.set(words::CHANGES_ALLOWED.to_owned());
        document::focus(BOX);
    }

    /// Sets the text of the SQL box to what was typed.
    pub(crate) fn write_sql(self, sql: String) {
        self.state.sql.text.set(sql);
        self.is_no_links();
        // They were said of the text before.
        let marks = self.state.sql.editor.marks_of_run;
        if marks.with_untracked(|marks| !marks.is_empty()) {
            marks.set(Vec::new());
        }
    }

    /// Notes that the SQL of a link was edited or run, which is in the first tab.
    fn is_no_links(self) {
        if self.state.sql.editor.tabs.with_untracked(Tabs::is_first) {
            self.state.sql.from_link.set(false);
        }
    }

    /// Runs SQL that the person did not ask for (of a link); statements that write are refused.
    pub(crate) fn run_read_only(self, sql: String) {
        let part = PartOfBox::whole(sql.clone());
        self.state.shell.areas.show(Area::Sql);
        self.run_script(Query { read_only: true, ..Query::of_box(sql) }, self.of_box(), Some(part));
    }

    /// Shows the rows of a query that reads, with a title of its own, leaving the SQL box as it is.
    pub(crate) fn show_rows_of(self, sql: String, title: String) {
        self.state.shell.areas.show(Area::Sql);
        self.run_script(Query::of_lab(sql), Shown { title, ..self.of_box() }, None);
    }

    /// Shows all rows of a table, leaving the SQL box as it is.
    pub(crate) fn show_table(self, name: String) {
        let results = self.state.sql.results;
        self.state.shell.areas.show(Area::Sql);
        self.perform(Stage::Running, || async move {
            let start = clock::elapsed_ms();
            let set = self.client().call(BrowseTable { table: name.clone() }).await?.answer;
            let said = words::browses(&name, set.total);
            results.show_table(name, set);
            document::reveal(results.title_id);
            measure::measure("lab:query", start, &[]);
            Ok(said)
        });
    }

    /// The place of the results of the SQL box.
    pub(super) fn of_box(self) -> Shown {
        Shown { results: self.state.sql.results, title: words::QUERY.to_owned(), tabs: &[], titles: Vec::new() }
    }

    /// Runs a script, and shows its results in their place. `part` is the part of the SQL box that runs, whose errors and
    /// notes stand beside it; `None` if the script is not of the box.
    pub(crate) fn run_script(self, query: Query, place: Shown, part: Option<PartOfBox>) {
        self.perform(Stage::Running, || async move {
            let is_of_box = part.is_some();
            if let Some(part) = part {
                self.begin_run(part);
            }
            let start = clock::elapsed_ms();
            let operation = Operation::of_script(&query.sql);
            let place = Shown { titles: titles_of(&query.sql), ..place };
            let ran = self.client().call(query).await?.answer;
            self.note_script(&ran, operation);
            let said = self.show_ran(ran, place, is_of_box, clock::elapsed_ms() - start);
            measure::measure("lab:query", start, &[]);
            said
        });
    }

    /// Notes what a script changed, so that it can be undone: at once, or once its transaction is committed.
    fn note_script(self, ran: &QueryResult, operation: Operation) {
        let undo = self.state.undo;
        let open = undo.in_transaction.get_untracked();
        let committed = (ran.changed || !open.is_empty()) && !ran.in_transaction;
        if !(ran.changed || committed || undo.read(Undo::expects_answer)) {
            return;
        }
        if !open.is_empty() && !ran.in_transaction && effects(&ran.outcomes).last() == Some(&Effect::RolledBack) {
            undo.rolled_back();
            return undo.change(Undo::rolled_back);
        }
        // The limits of a transaction are not what was changed.
        let is_limit = |effect: &&Effect| matches!(effect, Effect::Begun | Effect::Committed | Effect::RolledBack);
        let effects = words::effects(effects(&ran.outcomes).filter(|effect| !is_limit(effect)));
        let (said, operation) = match (open.is_empty(), effects.is_empty()) {
            (true, true) => (words::script_ran(&operation), operation),
            (true, false) => (effects, operation),
            (false, true) => (open, undo.operation()),
            (false, false) => (format!("{open} {effects}"), operation),
        };
        undo.done(operation.clone());
        if ran.in_transaction && !undo.read(Undo::expects_answer) {
            undo.in_transaction.set(said);
        } else {
            self.changed(said, operation);
        }
    }

    fn show_ran(self, ran: QueryResult, place: Shown, is_of_box: bool, ms: f64) -> Result<String> {
        let state = self.state;
        if let Some(schema) = ran.schema {
            let is_other = state.shell.schema.with_untracked(|before| !schema.has_same_names(before));
            state.shell.schema.set(schema);
            state.runs.runs.set(None);
            if is_other {
                self.propose_for_schema();
            }
        }
        if is_of_box {
            self.show_notes(ran.notes);
        }
        if ran.changed {
            state.shell.unsaved.set(true);
            state.shell.changed.set(true);
        }
        state.saved_work.note(|ledger| ledger.ran(ran.changed, ran.in_transaction));
        match ran.error {
            Some(error) if !is_of_box => Err(error),
            error => self.show_outcomes(ran.outcomes, error, place.with_engine(Engine::Sqlite), ms),
        }
    }

    /// Shows the outcomes of a script, or its error; returns what the status line says.
    pub(super) fn show_outcomes(
        self,
        outcomes: Vec<StatementOutcome>,
        error: Option<LabError>,
        (results, shown): (ResultsState, ShownResults),
        ms: f64,
    ) -> Result<String> {
        let statements = outcomes.len();
        let effects = words::effects(effects(&outcomes));
        let shows = |outcome: &StatementOutcome| matches!(outcome, StatementOutcome::Rows(_));
        let last = outcomes.iter().rposition(shows).unwrap_or(statements.saturating_sub(1));
        if statements > 0 {
            results.show(ShownResults { outcomes, ..shown }, last);
            wasm_bindgen_futures::spawn_local(async move {
                // A short page has no room to scroll before its rows are drawn.
                event_loop::drawn().await;
                document::reveal(results.title_id);
            });
        }
        match error {
            None => Ok(words::ran(statements, ms, &effects)),
            Some(error) if error.kind() == ErrorKind::Stopped => Err(error),
            Some(error) => {
                // The rows of the run before stay, and the engine keeps them.
                results.are_earlier.set(statements == 0);
                self.show_sql_error(error);
                Ok(String::new())
            }
        }
    }

    /// Puts a first query into the box of a database that was opened, if the person has written none.
    pub(crate) fn suggest_first_query(self, leads: &str, link: &Link) {
        let state = self.state;
        state.sql.forget_messages();
        let in_lesson = state
            .lesson
            .step
            .with_untracked(|step| step.as_ref().is_some_and(|step| !step.exercise.starter.is_empty()));
        if link.sql.is_none()
            && !in_lesson
            && state.sql.suggested.get_untracked() == state.sql.text.get_untracked()
            && !leads.is_empty()
        {
            let first = select_all(leads, 5);
            state.sql.suggested.set(first.clone());
            state.sql.text.set(first);
            state.sql.from_link.set(false);
        }
    }
}

/// The effects of a script's statements.
fn effects(outcomes: &[StatementOutcome]) -> impl Iterator<Item = &Effect> {
    outcomes.iter().filter_map(|outcome| match outcome {
        StatementOutcome::Did(effect) => Some(effect),
        _ => None,
    })
}

/// The titles of what the statements of a script return; commands that only change how the shell prints return nothing.
fn titles_of(script: &str) -> Vec<String> {
    let is_display = |text: &str| {
        text.starts_with('.') && matches!(shell::read(text), Ok(shell::Command::Display | shell::Command::Quit))
    };
    let statements = statements::split(script).into_iter().filter(|statement| !is_display(statement.text));
    statements.map(|statement| words::result_title(statement.text)).collect()
}
