//! Starts PostgreSQL, copies the open database's tables into it, runs SQL there, and stops it.

use serde::{Deserialize, Serialize};

use crate::base::engine::Engine;
use crate::base::error::{LabError, Result};
use crate::base::problem::session::SessionProblem;
use crate::base::problem::sql::SqlProblem;
use crate::base::value::Value;
use crate::browser::postgres::{Loading, Postgres, bytes};
use crate::browser::{clock, measure};
use crate::lessons::judge::in_postgres::LastRun;
use crate::links::Origin;
use crate::postgres::psql::{self, Command};
use crate::postgres::script::{self, Part};
use crate::protocol::{CopyTables, Phase, Progress, ResultSet, Rows, Stage, StatementOutcome, Window};
use crate::ui::shell::actions::Actions;
use crate::ui::shell::open_lesson::OpenLesson;
use crate::ui::shell::results_state::Shown;
use crate::ui::signals::*;
use crate::ui::sql::editor_state::PartOfBox;
use crate::ui::sql::postgres_state::Copied;
use crate::words;

/// Request of [`Ran`].
#[derive(Serialize)]
struct Run {
    statements: Vec<String>,
}

/// Statements that ran, to the first error.
#[derive(Deserialize)]
struct Ran {
    outcomes: Vec<StatementOutcome>,
    /// The time of each that ran, in milliseconds.
    times: Vec<f64>,
    error: Option<Refusal>,
}

/// PostgreSQL's words about a statement.
#[derive(Deserialize)]
struct Refusal {
    message: String,
    position: Option<String>,
    hint: Option<String>,
}

/// Request of the rows of a result.
#[derive(Serialize)]
struct RowsWanted {
    result: u32,
    start: u32,
    count: u32,
}

/// A part of a script, as it is answered.
enum Step {
    /// By PostgreSQL.
    Sent,
    /// By the page.
    Here(StatementOutcome),
}

impl Actions {
    /// Chooses the engine that the SQL box speaks to.
    pub(crate) fn choose_engine(self, engine: Engine) {
        let state = self.state.sql;
        if state.postgres.engine.get_untracked() != engine {
            state.forget_messages();
            state.postgres.engine.set(engine);
        }
    }

    /// Ends PostgreSQL, which has a copy of another database than the one that is opened now. The SQL box speaks to SQLite
    /// again, unless this is the lesson's database and the exercise wants PostgreSQL.
    pub(crate) fn leave_postgres(self, origin: Option<&Origin>) {
        let lesson = self.state.lesson;
        self.state.sql.postgres.end();
        let is_of_lesson = lesson.open.with_untracked(|open| open.as_ref().map(OpenLesson::origin).as_ref() == origin);
        let wanted = lesson.step.with_untracked(|step| step.as_ref().map(|step| step.exercise.engine));
        self.choose_engine(wanted.filter(|_| is_of_lesson).unwrap_or_default());
    }

    /// Starts PostgreSQL unless it runs, and copies the tables of the open database into it.
    pub(crate) fn start_postgres(self) {
        let state = self.state;
        self.perform_in_postgres(move || async move {
            let started = self.copy_into_postgres().await;
            if let (Err(_), None) = (&started, state.sql.postgres.copied.get_untracked()) {
                state.sql.postgres.end();
                state.sql.postgres.engine.set(Engine::Sqlite);
            }
            started
        });
    }

    async fn copy_into_postgres(self) -> Result<String> {
        let state = self.state;
        // First, so that nothing is loaded for a database that cannot be copied.
        let mut start = clock::elapsed_ms();
        let reply = self.client().call(CopyTables::default()).await?;
        let mut ms = clock::elapsed_ms() - start;
        measure::measure("lab:postgres-rows", start, &[]);
        let worker = match state.sql.postgres.worker.get_value() {
            Some(worker) => worker,
            None => self.load_postgres().await?,
        };
        let version = worker.open().await?;
        state.shell.status.set(words::POSTGRES_COPIES.to_owned());
        start = clock::elapsed_ms();
        let (tables, rows) = (reply.answer.tables.len(), reply.answer.tables.iter().map(|table| table.rows).sum());
        worker.call::<()>("copy", &reply.answer, reply.blob.as_ref()).await?;
        ms += clock::elapsed_ms() - start;
        measure::measure("lab:postgres-copy", start, &[]);
        let name = state.shell.opened.with_untracked(|open| open.as_ref().map(|open| open.name.clone()));
        let copied = Copied { version, name: name.unwrap_or_default(), tables, rows, ms };
        let said = words::postgres_ready(&copied.version, &copied.name, tables, rows, ms);
        state.sql.postgres.copied.set(Some(copied));
        self.compare_with_export(&worker).await;
        Ok(said)
    }

    async fn load_postgres(self) -> Result<Postgres> {
        let state = self.state;
        let script = Loading::begin().await?;
        let tell = move |done: f64| {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number of bytes")]
            let done = done as u64;
            state.shell.progress.set(Some(Progress { phase: Phase::Postgres, done, total: bytes() }));
        };
        state.sql.postgres.loading.set_value(Some(script.clone()));
        let loaded = script.finish(tell).await;
        state.sql.postgres.loading.set_value(None);
        loaded?;
        state.shell.progress.set(None);
        state.shell.status.set(words::POSTGRES_STARTS.to_owned());
        let start = clock::elapsed_ms();
        let worker = script.start().await?;
        state.sql.postgres.worker.set_value(Some(worker.clone()));
        worker.open().await?;
        measure::measure("lab:postgres-start", start, &[]);
        Ok(worker)
    }

    /// Runs a script in PostgreSQL.
    pub(super) fn run_in_postgres(self, part: PartOfBox) {
        let state = self.state;
        let Some(worker) = state.sql.postgres.worker.get_value() else {
            return state.shell.status.set(words::POSTGRES_NOT_STARTED.to_owned());
        };
        self.perform_in_postgres(move || async move {
            let sql = part.sql.clone();
            self.begin_run(part);
            let start = clock::elapsed_ms();
            let parts = script::split(&sql);
            let (steps, sent, mut error) = self.steps(&parts);
            let statements = sent.iter().map(|(_, text)| text.clone()).collect();
            let ran: Ran = worker.call("run", &Run { statements }, None).await?;
            if let Some(refusal) = ran.error {
                let part = sent.get(ran.times.len()).map(|(part, _)| *part);
                error = Some(refused(refusal, part));
            }
            let mut answered = ran.outcomes.into_iter();
            // What follows the statement that was refused did not happen.
            let outcomes = steps.into_iter().map_while(|step| match step {
                Step::Sent => answered.next(),
                Step::Here(outcome) => Some(outcome),
            });
            let outcomes: Vec<_> = outcomes.collect();
            let run = LastRun { script: sql.clone(), has_failed: error.is_some(), is_edited: false };
            state.sql.postgres.ran.set_value(run);
            let titles = parts.iter().map(|part| words::result_title(part.text)).collect();
            let place = Shown { titles, ..self.of_box() }.with_engine(Engine::Postgres);
            let said = self.show_outcomes(outcomes, error, place, clock::elapsed_ms() - start)?;
            let timed = state.sql.postgres.timing.get_untracked() && !said.is_empty() && !ran.times.is_empty();
            Ok(if timed { words::postgres_times(&said, &ran.times) } else { said })
        });
    }

    /// Sorts the parts of a script: the steps that answer them; the statements that are sent, each with its part; the error of a
    /// command that is not known, after which nothing runs.
    fn steps<'a>(self, parts: &[Part<'a>]) -> (Vec<Step>, Vec<(Part<'a>, String)>, Option<LabError>) {
        let (mut steps, mut sent) = (Vec::new(), Vec::new());
        for part in parts {
            let command = part.is_command.then(|| psql::read(part.text));
            let query = command.as_ref().map_or_else(|| Some(part.text.to_owned()), psql::query);
            steps.push(match (query, command) {
                (Some(query), _) => {
                    sent.push((*part, query));
                    Step::Sent
                }
                (None, Some(Command::Unknown(name))) => {
                    let error = LabError::from(SqlProblem::UnknownPsqlCommand { name });
                    return (steps, sent, Some(LabError { position: Some(part.start), ..error }));
                }
                (None, Some(Command::Timing)) => {
                    let is_on = !self.state.sql.postgres.timing.get_untracked();
                    self.state.sql.postgres.timing.set(is_on);
                    let told = if is_on { words::TIMING_ON } else { words::TIMING_OFF };
                    Step::Here(rows_here(&[words::PSQL], &[[told].as_slice()]))
                }
                (None, _) => {
                    let rows = words::PSQL_HELP.each_ref().map(<[&str; 2]>::as_slice);
                    Step::Here(rows_here(&words::PSQL_HELP_COLUMNS, &rows))
                }
            });
        }
        (steps, sent, None)
    }

    /// Returns a window of a result that PostgreSQL keeps.
    pub(crate) async fn rows_of_postgres(self, request: Rows) -> Result<Window> {
        let gone = || LabError::from(SessionProblem::RowsGone);
        let worker = self.state.sql.postgres.worker.get_value().ok_or_else(gone)?;
        let Rows { result, start, count } = request;
        let wanted = RowsWanted { result, start: u32::try_from(start).unwrap_or(u32::MAX), count };
        let rows: Option<Vec<Vec<Value>>> = worker.call("rows", &wanted, None).await?;
        Ok(Window { start, rows: rows.ok_or_else(gone)? })
    }

    /// Stops the SQL that runs: ends PostgreSQL with its copy, or stops SQLite's call.
    pub(crate) fn stop_sql(self) {
        let postgres = self.state.sql.postgres;
        if postgres.is_busy.get_value() {
            postgres.loading.with_value(|loading| loading.iter().for_each(Loading::cancel));
            postgres.end();
        }
        // The tables may still be on their way out of SQLite.
        self.stop();
    }

    /// Runs what may take long in PostgreSQL, where *Stop* ends it.
    pub(super) fn perform_in_postgres<F: Future<Output = Result<String>> + 'static>(self, act: impl FnOnce() -> F) {
        let postgres = self.state.sql.postgres;
        self.perform(Stage::Running, move || {
            postgres.is_busy.set_value(true);
            let acting = act();
            async move {
                let outcome = acting.await;
                postgres.is_busy.set_value(false);
                outcome
            }
        });
    }
}

/// A result whose rows the page has itself.
fn rows_here(columns: &[&str], rows: &[&[&str]]) -> StatementOutcome {
    let first: Vec<Vec<Value>> =
        rows.iter().map(|row| row.iter().map(|text| Value::Text((*text).to_owned())).collect()).collect();
    let columns = columns.iter().map(|name| (*name).to_owned()).collect();
    StatementOutcome::Rows(ResultSet { id: 0, columns, total: first.len() as u64, first })
}

/// The error of a part of a script, at its place in the script.
fn refused(refusal: Refusal, part: Option<Part<'_>>) -> LabError {
    let error = LabError::from(SqlProblem::PostgresRefused { hint: refusal.hint }).with_detail(refusal.message);
    let within = refusal.position.and_then(|at| at.parse::<u32>().ok());
    let position = part.and_then(|part| match (part.is_command, within) {
        (true, _) => Some(part.start),
        // PostgreSQL counts from 1.
        (false, Some(at)) => Some(part.start + at.saturating_sub(1)),
        (false, None) => None,
    });
    LabError { position, ..error }
}
