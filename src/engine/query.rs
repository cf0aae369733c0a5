//! Runs a script statement by statement, keeps the rows, and says where an error is.

use super::database::Database;
use crate::domain::error::{ErrorKind, LabError, Result};
use crate::domain::gate::size;
use crate::domain::ident::{Ident, nearest, same_name};
use crate::domain::keyword::{mistyped, without_comma};
use crate::domain::relation::Relation;
use crate::domain::schema::Schema;
use crate::domain::shell::{self, Command};
use crate::domain::spec::FEATURES;
use crate::domain::statement::{self, Statement};
use crate::domain::value::{Value, ValueRef};
use crate::protocol::Query;

/// How many rows travel with a result.
pub const FIRST_ROWS: u32 = 100;

/// The most that one script's results may take in memory, in bytes as estimated by [`weight`].
const RESULT_BYTES: usize = 256_000_000;

/// What one statement gave, rows and all.
pub enum Given {
    /// A result with all its rows.
    Rows(Relation),
    /// The number of rows changed by a statement that has no result.
    Changed(u64),
}

/// A script that ran, to its end or to its first error.
pub struct Script {
    /// What each statement gave.
    pub given: Vec<Given>,
    /// The error that ended the script.
    pub error: Option<LabError>,
    /// Whether the database may differ from before.
    pub changed: bool,
}

/// Runs a script. What ran before an error stays, as in the sqlite3 shell.
pub fn run<D: Database>(database: &mut D, request: &Query, schema: &Schema) -> Result<Script> {
    let statements = statement::split(&request.sql);
    if request.read_only {
        refuse_writes(&statements)?;
        database.run("PRAGMA query_only = ON", &[])?;
    }
    let before = stamp(database)?;
    let mut script = Script { given: Vec::new(), error: None, changed: false };
    let mut bytes = 0;
    for statement in &statements {
        match one(database, statement, &mut bytes) {
            Ok(given) => script.given.push(given),
            Err(error) => {
                script.error = Some(locate(database, &request.sql, *statement, error, schema));
                break;
            }
        }
    }
    if request.read_only {
        database.run("PRAGMA query_only = OFF", &[])?;
    }
    script.changed = stamp(database)? != before;
    Ok(script)
}

/// Says whether a transaction is open: SQLite opens none inside another.
pub fn in_transaction<D: Database>(database: &mut D) -> bool {
    match database.run("BEGIN", &[]) {
        Ok(()) => {
            let _ = database.run("ROLLBACK", &[]);
            false
        }
        Err(_) => true,
    }
}

fn refuse_writes(statements: &[Statement<'_>]) -> Result<()> {
    let reads = |one: &Statement<'_>| statement::reads_only(one.text) || shell::read(one.text).is_ok();
    if !statements.is_empty() && statements.iter().all(reads) {
        return Ok(());
    }
    Err(LabError::new(
        ErrorKind::Conflict,
        "This SQL is not only queries that read, so it was not run by itself.",
        "Read it, then run it yourself if it does what you want.",
    ))
}

fn one<D: Database>(database: &mut D, statement: &Statement<'_>, bytes: &mut usize) -> Result<Given> {
    if !statement.text.starts_with('.') {
        return give(database, statement.text, &[], bytes);
    }
    match shell::read(statement.text)? {
        Command::Query { sql, pattern } => give(database, sql, &[ValueRef::Text(pattern.as_bytes())], bytes),
        Command::Help => {
            let text = |word: &str| Value::Text(word.to_owned());
            let rows = shell::COMMANDS.iter().map(|(command, does)| vec![text(command), text(does)]).collect();
            Ok(Given::Rows(Relation { columns: vec!["command".to_owned(), "what it does".to_owned()], rows }))
        }
    }
}

fn give<D: Database>(database: &mut D, sql: &str, parameters: &[ValueRef<'_>], bytes: &mut usize) -> Result<Given> {
    let before = database.count("SELECT total_changes()", &[])?;
    let relation = relation(database, sql, parameters, bytes)?;
    if relation.columns.is_empty() {
        return Ok(Given::Changed(database.count("SELECT total_changes()", &[])?.saturating_sub(before)));
    }
    Ok(Given::Rows(relation))
}

/// Runs a statement and keeps its rows, as long as they and the `bytes` kept before stay within bounds.
pub(super) fn relation<D: Database>(
    database: &mut D,
    sql: &str,
    parameters: &[ValueRef<'_>],
    bytes: &mut usize,
) -> Result<Relation> {
    let mut rows = Vec::new();
    let columns = database.query(sql, parameters, &mut |row| {
        *bytes += row.iter().map(weight).sum::<usize>();
        if *bytes > RESULT_BYTES {
            return Err(LabError::new(
                ErrorKind::TooLarge,
                format!("The result is larger than {}.", size(RESULT_BYTES as u64)),
                "Add a LIMIT, or choose fewer columns.",
            ));
        }
        rows.push(row);
        Ok(())
    })?;
    Ok(Relation { columns, rows })
}

/// What a value takes in memory, roughly.
fn weight(value: &Value) -> usize {
    32 + match value {
        Value::Text(text) => text.len(),
        Value::Blob(bytes) => bytes.len(),
        _ => 0,
    }
}

/// Everything by which SQL can leave its mark on the file.
fn stamp<D: Database>(database: &mut D) -> Result<Vec<Vec<Value>>> {
    database.rows(
        "SELECT total_changes(), (SELECT schema_version FROM pragma_schema_version), \
         (SELECT user_version FROM pragma_user_version), (SELECT application_id FROM pragma_application_id)",
        &[],
    )
}

/// Finds where in the script an error is, and names what was probably meant.
fn locate<D: Database>(
    database: &mut D,
    script: &str,
    statement: Statement<'_>,
    mut error: LabError,
    schema: &Schema,
) -> LabError {
    if error.kind != ErrorKind::Sql {
        return error;
    }
    let place = |offset: usize| script[..(statement.start + offset).min(script.len())].chars().count();
    if statement.text.starts_with('.') {
        return error.at(place(0));
    }
    let words = error.detail.clone().unwrap_or_default();
    let offset = if let Some(token) = between(&words, "near \"", "\": syntax error") {
        let places = statement::places(statement.text, token);
        // The statement up to the guilty token fails with the same words; up to an innocent one it is incomplete.
        let guilty = places.iter().find(|at| {
            let upto = format!("EXPLAIN {}", &statement.text[..**at + token.len()]);
            database.run(&upto, &[]).err().and_then(|other| other.detail) == Some(words.clone())
        });
        let at = guilty.or(places.last()).copied();
        let is_name = |word: &str| {
            schema.tables.iter().any(|table| {
                same_name(&table.name, word) || table.columns.iter().any(|column| same_name(&column.name, word))
            })
        };
        if let Some((word, meant)) = at.and_then(|at| mistyped(statement.text, at, is_name)) {
            error.hint = format!("Did you mean {meant} instead of {word}?");
        } else if let Some(word) = at.and_then(|at| without_comma(statement.text, at)) {
            error.hint = format!("A comma may be missing before {word}.");
        }
        at
    } else if let Some((kind, name)) = missing(&words) {
        let bare = name.rsplit('.').next().unwrap_or(name);
        let places = statement::places(statement.text, bare);
        error.hint = hint(kind, bare, schema, statement.text);
        // Behind these stands a value: a text, if it is no column.
        let is_value = |at: &&usize| {
            let before = statement.text[..**at].trim_end().to_uppercase();
            ["=", "THEN", "ELSE"].iter().any(|word| before.ends_with(word))
        };
        let value = places.iter().find(is_value).filter(|_| kind == "column");
        if value.is_some() {
            let near = if error.hint.ends_with('?') { &error.hint } else { "" };
            error.hint =
                format!("{near} Text needs single quotes: without them {bare} is a column.").trim_start().to_owned();
        }
        value.or(places.first()).copied()
    } else if words == "incomplete input" {
        Some(statement.text.len())
    } else {
        None
    };
    error.at(place(offset.unwrap_or(0)))
}

fn missing(words: &str) -> Option<(&str, &str)> {
    let (kind, name) = words.strip_prefix("no such ")?.split_once(": ")?;
    Some((kind, name.split(" - ").next().unwrap_or(name).trim_matches('"')))
}

/// What may have been meant by a name that is not there: one of the schema, or one that the statement gives by AS.
fn hint(kind: &str, name: &str, schema: &Schema, statement: &str) -> String {
    let tables = schema.tables.iter();
    let near = match kind {
        "table" => nearest(name, tables.map(|table| table.name.as_str())),
        "column" => {
            let columns = tables.flat_map(|table| &table.columns).map(|column| column.name.as_str());
            let given = statement::given(statement);
            let mut near = nearest(name, columns.chain(given).filter(|other| !same_name(other, name)));
            near.dedup();
            near
        }
        _ => Vec::new(),
    };
    match (near.is_empty(), kind) {
        (false, _) => format!("Did you mean {}?", near.join(" or ")),
        (true, "table") if same_name(name, FEATURES) => "Press Build features first: that makes it.".to_owned(),
        (true, "table") => "The list of tables shows what this database has.".to_owned(),
        (true, "column") => "The list of tables shows the columns of each.".to_owned(),
        _ => String::new(),
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.strip_prefix(before)?.strip_suffix(after)
}

/// A table of the person's database as SQL names it.
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
