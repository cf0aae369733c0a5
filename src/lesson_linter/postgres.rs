//! PostgreSQL for exercises that run there: the one of the page, in a process of Node (static/build/postgres_of_lessons.mjs).

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::adapters::rusqlite::Native;
use crate::base::error::{LabError, Result};
use crate::base::problem::sql::SqlProblem;
use crate::engine::session::Session;
use crate::lessons::Exercise;
use crate::lessons::judge::in_postgres;
use crate::lessons::judge::in_postgres::{Answered, LastRun};
use crate::lessons::judge::verdict::Verdict;
use crate::lessons::lint_problem::NoPostgres;
use crate::postgres::psql;
use crate::protocol::CopyTables;

/// The folder of the script and of the packages that it imports.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/static/build");

/// A running PostgreSQL with a copy of a lesson's tables. It ends when its input ends, at the latest with this program.
pub(super) struct Postgres {
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    /// The last run.
    ran: LastRun,
}

/// The answer to a script.
#[derive(Deserialize)]
struct Ran {
    error: Option<Refusal>,
}

/// PostgreSQL's words about a statement.
#[derive(Deserialize)]
struct Refusal {
    message: String,
}

impl Postgres {
    /// Starts PostgreSQL; the error says what is missing.
    pub(super) fn start() -> std::result::Result<Self, NoPostgres> {
        Self::start_in(Path::new(FOLDER), "node")
    }

    fn start_in(folder: &Path, node: &str) -> std::result::Result<Self, NoPostgres> {
        let mut command = Command::new(node);
        command.arg("postgres_of_lessons.mjs").current_dir(folder);
        let child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = child.map_err(|error| NoPostgres::Node { detail: error.to_string() })?;
        if !folder.join("node_modules/@electric-sql/pglite").is_dir() {
            let _ = child.kill();
            let _ = child.wait();
            return Err(NoPostgres::Packages);
        }
        let (to, from) = (child.stdin.take(), child.stdout.take());
        let none = || NoPostgres::Start { detail: String::new() };
        let mut started = Self { child, to, from: BufReader::new(from.ok_or_else(none)?), ran: LastRun::default() };
        match started.hear::<Option<bool>>() {
            Ok(_) => Ok(started),
            Err(error) => Err(NoPostgres::Start { detail: error.detail.unwrap_or_default() }),
        }
    }

    /// Puts a copy of a database's tables in place of all that PostgreSQL has.
    pub(super) fn copy(&mut self, session: &mut Session<Native>) -> Result<()> {
        let mut rows = Vec::new();
        let tables = session.copy_tables(&CopyTables::default(), &mut |part| {
            rows.extend_from_slice(part);
            Ok(())
        })?;
        self.ran = LastRun::default();
        let mut request = json!({ "blob": String::from_utf8_lossy(&rows) });
        if let (Some(request), Ok(tables)) = (request.as_object_mut(), serde_json::to_value(tables.tables)) {
            request.insert("tables".to_owned(), tables);
        }
        self.ask("copy", &request)
    }

    /// Runs a script; gives the error that ended it.
    pub(super) fn run(&mut self, script: &str) -> Result<Option<LabError>> {
        self.ran = LastRun { script: script.to_owned(), ..LastRun::default() };
        let statements = match statements(script) {
            Ok(statements) => statements,
            Err(error) => return Ok(Some(error)),
        };
        let ran: Ran = self.ask("run", &json!({ "statements": statements }))?;
        self.ran.has_failed = ran.error.is_some();
        Ok(ran.error.map(|refusal| refused(refusal.message)))
    }

    /// Checks an exercise by what ran last.
    pub(super) fn check(&mut self, exercise: &Exercise) -> Result<Vec<Verdict>> {
        let answered: Answered = self.ask("check", &json!({ "statements": in_postgres::solution(exercise)? }))?;
        Ok(in_postgres::verdicts(exercise, &self.ran, &answered))
    }

    fn ask<T: DeserializeOwned>(&mut self, name: &str, request: &Value) -> Result<T> {
        let broken = |error: std::io::Error| LabError::internal(format!("PostgreSQL: {error}"));
        let to = self.to.as_mut().ok_or_else(|| LabError::internal("PostgreSQL has ended"))?;
        writeln!(to, "{}", json!([name, request])).map_err(broken)?;
        self.hear()
    }

    /// The next answer; the error has PostgreSQL's words if it could not do what was asked, or those of Node at its end.
    fn hear<T: DeserializeOwned>(&mut self) -> Result<T> {
        let mut line = String::new();
        let read = self.from.read_line(&mut line);
        if !read.is_ok_and(|bytes| bytes > 0) {
            let mut words = String::new();
            if let Some(from) = &mut self.child.stderr {
                // Without words the error says only that it has ended.
                let _ = std::io::Read::read_to_string(from, &mut words);
            }
            return Err(LabError::internal("PostgreSQL has ended").with_detail(words.trim()));
        }
        let unreadable = |error: serde_json::Error| LabError::internal(format!("PostgreSQL: {error}"));
        let answer: Value = serde_json::from_str(&line).map_err(unreadable)?;
        match answer.get("refused").and_then(Value::as_str) {
            Some(words) => Err(refused(words.to_owned())),
            None => serde_json::from_value(answer).map_err(unreadable),
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.to = None;
        let _ = self.child.wait();
    }
}

/// The statements of a script, with queries in place of psql's commands.
fn statements(script: &str) -> Result<Vec<String>> {
    let sent = psql::statements(script).map_err(|name| LabError::from(SqlProblem::UnknownPsqlCommand { name }))?;
    Ok(sent.into_iter().map(|(_, statement)| statement).collect())
}

fn refused(message: String) -> LabError {
    LabError::from(SqlProblem::PostgresRefused { hint: None }).with_detail(message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_told() {
        let nowhere = std::env::temp_dir();
        let started = |folder: &Path, node| Postgres::start_in(folder, node).err();
        assert!(matches!(started(Path::new(FOLDER), "no-such-node"), Some(NoPostgres::Node { .. })));
        // A program that there is stands for Node; it is looked for the packages first.
        assert_eq!(started(&nowhere, "cargo"), Some(NoPostgres::Packages));
        assert!(matches!(started(Path::new(FOLDER), "cargo"), Some(NoPostgres::Start { .. })));
    }
}
