//! Texts of PostgreSQL in the page: the choice of the engine, its start, psql's commands.

use super::numbers::{duration, number, rows};
use crate::base::byte_size;
use crate::base::error::LabError;
use crate::features::equality::{DifferingRow, Equality};

pub const ENGINE: &str = "Engine";
pub const ENGINE_SQLITE: &str = "SQLite";
pub const ENGINE_POSTGRES: &str = "PostgreSQL";
pub const START_POSTGRES: &str = "Start PostgreSQL";
pub const COPY_AGAIN: &str = "Copy the tables again";
pub const POSTGRES_NOT_STARTED: &str = "PostgreSQL is not started. Press Start PostgreSQL first.";
pub const POSTGRES_STARTS: &str = "Starting PostgreSQL…";
pub const POSTGRES_COPIES: &str = "Copying the tables into PostgreSQL…";
pub const TIMING_ON: &str = "Timing is on: the status line tells the time of each statement.";
pub const TIMING_OFF: &str = "Timing is off.";

/// The column of an answer of psql's in one sentence.
pub const PSQL: &str = "psql";

/// The columns of the list of psql's commands.
pub const PSQL_HELP_COLUMNS: [&str; 2] = ["Command", "What it does"];

/// The commands of psql that the SQL box knows.
pub const PSQL_HELP: [[&str; 2]; 5] = [
    ["\\dt", "lists the tables"],
    ["\\d", "lists the tables and views"],
    ["\\d NAME", "lists the columns of a table or view"],
    ["\\timing", "tells the time of each statement, or no longer"],
    ["\\?", "lists these commands"],
];

/// The offer to start PostgreSQL; `bytes` come from the page's host the first time.
pub fn postgres_offer(bytes: u64) -> String {
    format!(
        "PostgreSQL runs in this tab, too. The first start loads {} from this page's host. It gets a copy of the open \
         database's tables; what you change there stays in that copy.",
        byte_size::size(bytes)
    )
}

/// The note of an exercise that runs in PostgreSQL; `bytes` come from the page's host the first time.
pub fn exercise_in_postgres(bytes: u64) -> String {
    format!("This exercise runs in PostgreSQL. The first start loads {} from this page's host.", byte_size::size(bytes))
}

/// The state of PostgreSQL once it has the tables of a database; `ms` is how long the copy took.
pub fn postgres_ready(version: &str, name: &str, tables: usize, copied: u64, ms: f64) -> String {
    let tables = if tables == 1 { "1 table".to_owned() } else { format!("{tables} tables") };
    format!("PostgreSQL {version} has a copy of {name}: {tables}, {}, copied in {}.", rows(copied), duration(ms))
}

/// The comparison of the feature table that the exported SQL built in PostgreSQL with SQLite's.
pub fn postgres_equality(equality: &Equality) -> String {
    let Equality { rows, equal, others, differing } = equality;
    let told: Vec<String> = differing.iter().map(differing_row).collect();
    let count = if rows == others { String::new() } else { format!(" PostgreSQL has {others} rows.") };
    let told = if told.is_empty() { String::new() } else { format!(" Different: {}.", told.join("; ")) };
    format!("The exported SQL built the feature table here: {equal} of {rows} rows equal to SQLite's.{count}{told}")
}

/// The sentence in place of a comparison, if the feature table has more than `most` rows.
pub fn postgres_not_compared(count: u64, most: u64) -> String {
    format!(
        "The exported SQL did not run here, and nothing was compared with SQLite: the feature table has {}, and the page compares \
         at most {}.",
        rows(count),
        number(most)
    )
}

fn differing_row(row: &DifferingRow) -> String {
    let DifferingRow { key, values, is_first } = row;
    let values: Vec<String> =
        values.iter().map(|(name, mine, theirs)| format!("{name} is {mine} in SQLite and {theirs} here")).collect();
    match (values.is_empty(), is_first) {
        (false, _) => format!("{key}: {}", values.join(", ")),
        (true, true) => format!("{key}: only in SQLite"),
        (true, false) => format!("{key}: only here"),
    }
}

/// The sentence about exported SQL that does not run in PostgreSQL.
pub fn export_fails_there(error: &LabError) -> String {
    format!("The exported SQL did not build the feature table here. {}", super::error_line(error))
}

/// The status line after a script with psql's `\timing`: the time of each statement, in milliseconds.
pub fn postgres_times(ran: &str, times: &[f64]) -> String {
    let times: Vec<String> = times.iter().map(|ms| format!("{ms:.1} ms")).collect();
    format!("{ran} Time: {}.", times.join(", "))
}
