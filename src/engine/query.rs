//! Runs an SQL script statement by statement, and collects rows, notes and the error.

use super::database::Database;
use super::effects::Before;
use super::inspect;
use super::limits;
use super::locate::{Done, Known, locate, place};
use super::quoted;
use crate::base::error::{LabError, Result};
use crate::base::ident::Ident;
use crate::base::problem::file::FileProblem;
use crate::base::problem::session::SessionProblem;
use crate::base::relation::Relation;
use crate::base::schema::Schema;
use crate::base::value::{Value, ValueRef};
use crate::protocol::{Note, Query};
use crate::results::kept_rows::estimated_bytes;
use crate::sqlite::sql::effect::Effect;
use crate::sqlite::sql::lint;
use crate::sqlite::sql::lint::Roles;
use crate::sqlite::sql::notes::{SqlNote, kept_in_memory, unreachable};
use crate::sqlite::sql::shell;
use crate::sqlite::sql::shell::Command;
use crate::sqlite::sql::statements;
use crate::sqlite::sql::statements::Statement;
use crate::words;

/// The number of rows that are sent with a result.
pub const FIRST_ROWS: u32 = 100;

/// The end of SQLite's message where it must not write.
const READ_ONLY: &str = "readonly database";

/// The number of notes from which on words in double quotes are no longer looked for.
const NOTES: usize = 10;

/// The most bytes of the first rows that are shown of a result that is too large.
const FIRST_BYTES: usize = 16_000_000;

/// The most that one script's results may take in memory, in bytes as estimated by [`estimated_bytes`].
pub(super) const RESULT_BYTES: usize = 256_000_000;

/// The output of one statement.
pub enum StatementOutput {
    /// A result with all its rows.
    Rows(Relation),
    /// The effect of a statement that returned no rows.
    Did(Effect),
}

/// A script that ran, to its end or to its first error.
pub struct Script {
    /// The output of each statement.
    pub outputs: Vec<StatementOutput>,
    /// Notes for the person about statements that ran without an error.
    pub notes: Vec<Note>,
    /// The error that ended the script.
    pub error: Option<LabError>,
    /// True if the database may differ from before.
    pub changed: bool,
}

/// Runs a script. The statements before an error keep their effect, as in the sqlite3 shell. In a damaged file only those
/// run that read, unless the person allowed more.
pub fn run<D: Database>(
    database: &mut D,
    request: &Query,
    schema: &Schema,
    roles: Option<Roles<'_>>,
    is_damaged: bool,
) -> Result<Script> {
    let statements = statements::split(&request.sql);
    let is_guarded = is_damaged && !request.into_damaged;
    if request.read_only {
        refuse_writes(&statements)?;
    }
    if request.read_only || is_guarded {
        database.run("PRAGMA query_only = ON", &[])?;
    }
    let limits = limits::lower(database)?;
    let mut before = change_counter(database).ok();
    // What was changed before a transaction of this script, and whether one is open: what is rolled back is no change.
    let (mut is_changed, mut has_begun) = (false, false);
    let mut script = Script { outputs: Vec::new(), notes: Vec::new(), error: None, changed: false };
    let (mut room, mut passed_over, mut done) = (Room::default(), Vec::new(), Vec::new());
    for (number, statement) in statements.iter().enumerate() {
        if matches!(command(statement), Some(Ok(Command::Quit))) {
            if number + 1 < statements.len() {
                script.notes.push(Note::new(SqlNote::Ended { name: shell::name(statement.text).to_owned() }));
            }
            break;
        }
        if let Some((at, problem)) = unreachable(statement.text) {
            script.error = Some(LabError::from(problem).at(place(&request.sql, *statement, at)));
            break;
        }
        let not_written = || LabError::from(FileProblem::NotWritten).at(place(&request.sql, *statement, 0));
        if is_guarded && command(statement).is_none() && !statements::leaves_as_is(statement.text) {
            script.error = Some(not_written());
            break;
        }
        match run_statement(database, statement, &mut room).map_err(|error| limits::told(error, &limits)) {
            // WITH may begin an INSERT.
            Err(error) if is_guarded && error.detail.as_deref().is_some_and(|detail| detail.contains(READ_ONLY)) => {
                script.error = Some(not_written());
                break;
            }
            Ok(Some(output)) => {
                match &output {
                    StatementOutput::Did(Effect::Begun) => {
                        let now = change_counter(database).ok();
                        is_changed |= now != before;
                        (before, has_begun) = (now, true);
                    }
                    StatementOutput::Did(Effect::RolledBack) if has_begun => {
                        (before, has_begun) = (change_counter(database).ok(), false);
                    }
                    _ => {}
                }
                if let StatementOutput::Did(effect) = &output
                    && !matches!(effect, Effect::Rows { .. })
                {
                    done.push(Done { line: line_of(&request.sql, statement.start), effect: effect.clone() });
                }
                script.outputs.push(output);
                script.notes.extend(kept_in_memory(statement.text).map(Note::new));
                if script.notes.len() < NOTES {
                    script.notes.extend(quoted::notes(database, &request.sql, *statement, schema));
                    let known = if done.is_empty() { schema } else { &Schema::default() };
                    let lints = lint::meaning(statement, known, roles).into_iter();
                    script.notes.extend(
                        lints.map(|lint| {
                            Note::at(lint.note, place(&request.sql, *statement, lint.from - statement.start))
                        }),
                    );
                }
            }
            Ok(None) if passed_over.contains(&shell::name(statement.text)) => {}
            Ok(None) => passed_over.push(shell::name(statement.text)),
            Err(error) => {
                let now = if done.is_empty() { None } else { inspect::tables(database, schema).ok() };
                let known = Known { before: schema, schema: now.as_ref().unwrap_or(schema), done: &done };
                script.error = Some(locate(database, &request.sql, *statement, error, known));
                let rows = std::mem::take(&mut room.first);
                if !rows.is_empty() {
                    let columns = database.columns(statement.text)?;
                    script.outputs.push(StatementOutput::Rows(Relation { columns, rows }));
                }
                break;
            }
        }
    }
    if !passed_over.is_empty() {
        let names = passed_over.into_iter().map(str::to_owned).collect();
        script.notes.insert(0, Note::new(SqlNote::PassedOver { names }));
    }
    limits::lift(database, &limits)?;
    if request.read_only || is_guarded {
        database.run("PRAGMA query_only = OFF", &[])?;
    }
    let after = change_counter(database);
    // SQLite counts nothing where it cannot read the list of tables, which a script may have damaged.
    script.changed = is_changed || after.is_err() || after.as_ref().ok() != before.as_ref();
    if let Err(error) = after {
        script.error.get_or_insert(inspect::damaged(error));
    }
    Ok(script)
}

/// Says whether a transaction is open, by trying to begin one.
pub fn in_transaction<D: Database>(database: &mut D) -> bool {
    match database.run("BEGIN", &[]) {
        Ok(()) => {
            let _ = database.run("ROLLBACK", &[]);
            false
        }
        Err(_) => true,
    }
}

/// Returns the line, from 1, of an offset in bytes.
fn line_of(script: &str, at: usize) -> u64 {
    script.get(..at).unwrap_or_default().matches('\n').count() as u64 + 1
}

fn refuse_writes(statements: &[Statement<'_>]) -> Result<()> {
    let reads = |one: &Statement<'_>| statements::reads_only(one.text) || shell::read(one.text).is_ok();
    if !statements.is_empty() && statements.iter().all(reads) {
        return Ok(());
    }
    Err(SessionProblem::NotOnlyReads.into())
}

/// Reads a statement that is a command of the shell; `None` for SQL.
fn command<'a>(statement: &Statement<'a>) -> Option<Result<Command<'a>>> {
    statement.text.starts_with('.').then(|| shell::read(statement.text))
}

/// Runs a statement; `None` for a display command, which is ignored.
fn run_statement<D: Database>(
    database: &mut D,
    statement: &Statement<'_>,
    room: &mut Room,
) -> Result<Option<StatementOutput>> {
    let Some(command) = command(statement) else {
        return give(database, statement.text, &[], room).map(Some);
    };
    match command? {
        Command::Query { sql, pattern } => give(database, sql, &[ValueRef::Text(pattern.as_bytes())], room).map(Some),
        Command::Display | Command::Quit => Ok(None),
        Command::Help => {
            let text = |word: &str| Value::Text(word.to_owned());
            let rows =
                shell::COMMANDS.iter().map(|command| vec![text(command), text(words::command(command))]).collect();
            Ok(Some(StatementOutput::Rows(Relation {
                columns: vec!["command".to_owned(), "what it does".to_owned()],
                rows,
            })))
        }
    }
}

fn give<D: Database>(
    database: &mut D,
    sql: &str,
    parameters: &[ValueRef<'_>],
    room: &mut Room,
) -> Result<StatementOutput> {
    let before = Before::of(database, sql)?;
    let relation = relation(database, sql, parameters, room)?;
    if relation.columns.is_empty() {
        return Ok(StatementOutput::Did(before.effect(database)?));
    }
    Ok(StatementOutput::Rows(relation))
}

/// The rows that a script has collected.
#[derive(Default)]
pub(super) struct Room {
    /// The bytes that they take, as estimated.
    bytes: usize,
    /// The first rows of a result that is too large.
    first: Vec<Vec<Value>>,
}

impl Room {
    /// Takes a row; fails if there are too many, and keeps the first of them then.
    fn take(&mut self, row: Vec<Value>, rows: &mut Vec<Vec<Value>>) -> Result<()> {
        self.bytes += size(&row);
        rows.push(row);
        if self.bytes <= RESULT_BYTES {
            return Ok(());
        }
        let mut bytes = 0;
        let fits = |row: &Vec<Value>| {
            bytes += size(row);
            bytes <= FIRST_BYTES
        };
        self.first = std::mem::take(rows).into_iter().take(FIRST_ROWS as usize).take_while(fits).collect();
        Err(SessionProblem::ResultTooLarge { limit: RESULT_BYTES as u64, shown: self.first.len() as u64 }.into())
    }
}

/// The bytes that a row takes, as estimated.
fn size(row: &[Value]) -> usize {
    row.iter().map(estimated_bytes).sum()
}

/// Runs a statement and collects its rows. Fails if they, with those collected before, exceed [`RESULT_BYTES`].
pub(super) fn relation<D: Database>(
    database: &mut D,
    sql: &str,
    parameters: &[ValueRef<'_>],
    room: &mut Room,
) -> Result<Relation> {
    let mut rows = Vec::new();
    let columns = database.query(sql, parameters, &mut |row| room.take(row, &mut rows))?;
    Ok(Relation { columns, rows })
}

/// Reads the counters of changes: if all are as before a script, it did not change the database.
pub(super) fn change_counter<D: Database>(database: &mut D) -> Result<Vec<Vec<Value>>> {
    database.rows(
        "SELECT total_changes(), (SELECT schema_version FROM pragma_schema_version), \
         (SELECT user_version FROM pragma_user_version), (SELECT application_id FROM pragma_application_id)",
        &[],
    )
}

/// Writes a table of the open database as SQL names it.
pub(super) fn in_main(table: &str) -> String {
    format!("main.{}", Ident(table))
}

/// Reads a window of rows of a table that has rowids from 1 without gaps, such as a feature table.
pub fn table_window<D: Database>(database: &mut D, from: &str, start: u64, count: u32) -> Result<Vec<Vec<Value>>> {
    let start = i64::try_from(start).unwrap_or(i64::MAX);
    let bounds = [ValueRef::Integer(start), ValueRef::Integer(i64::from(count))];
    database.rows(
        &format!("SELECT * FROM {from} WHERE rowid > CAST(?1 AS INTEGER) ORDER BY rowid LIMIT CAST(?2 AS INTEGER)"),
        &bounds,
    )
}
