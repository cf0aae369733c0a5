//! Texts about undoing changes of the database, and about its versions.

use crate::base::byte_size;
use crate::saved_work::operation::Operation;
use crate::saved_work::{self, Generation};

/// The bytes of a megabyte, for limits that are round numbers of them.
const MEGABYTE: u64 = 1_000_000;

pub const UNDO: &str = "Undo";
pub const REDO: &str = "Redo";
pub const NOTHING_TO_UNDO: &str = "There is nothing to undo.";
pub const WAS_RESET: &str = "The database is as it was at first.";
pub const UNKNOWN_CHANGE: &str = "Changed.";

/// The sentence about a change that was undone; `change` is the sentence about the change.
pub fn undone(change: &str) -> String {
    format!("Undone: {change}")
}

/// The sentence about the changes of an open transaction.
pub fn in_transaction(changes: &str) -> String {
    format!("{changes} A transaction is open: Undo rolls it back.")
}

/// The sentence about a change that cannot be undone; `room` is the bytes that the lab keeps for undo.
pub fn cannot_undo(change: &str, room: u64) -> String {
    format!(
        "{change} This cannot be undone: the database is larger than {} MB, too large to keep a copy of.",
        room / MEGABYTE
    )
}

/// The sentence about a change that cannot be undone, because the file that was opened is another one now.
pub fn cannot_undo_without_file(change: &str) -> String {
    format!("{change} This cannot be undone: the file on your disk was changed or removed after you opened it.")
}

/// The sentence about a build of a table.
pub fn table_built(table: &str) -> String {
    format!("Table {table} built.")
}

/// The sentence about a script of which only its text is known.
pub fn script_ran(operation: &Operation) -> String {
    format!("{}.", self::operation(operation).trim_end_matches([';', '.']))
}

/// The operation that made a version, in a few words.
pub fn operation(operation: &Operation) -> String {
    match operation {
        Operation::Unknown => "Changed".to_owned(),
        Operation::Opened => "As it was opened".to_owned(),
        Operation::Built(table) => format!("Built {table}"),
        Operation::Ran(sql) => format!("Script: {sql}"),
        Operation::Undone(other) => format!("Undo of: {}", without_kind(other)),
        Operation::Redone(other) => format!("Redo of: {}", without_kind(other)),
        Operation::Reset => "Reset database".to_owned(),
        Operation::Version(_) => "An earlier version opened".to_owned(),
    }
}

fn without_kind(operation: &Operation) -> String {
    match operation {
        Operation::Ran(sql) => sql.clone(),
        other => self::operation(other),
    }
}

pub const VERSIONS: &str = "Versions";
pub const NO_VERSIONS: &str = "None yet. Each change saves a version.";
pub const OPEN_VERSION: &str = "Open";
pub const IS_OPEN: &str = "Open now";

/// The sentence about how many versions are kept.
pub fn versions_note() -> String {
    format!(
        "This browser keeps the last {} versions, up to {} MB together, and fewer if it has no more room.",
        saved_work::VERSIONS,
        saved_work::VERSIONS_ROOM / MEGABYTE
    )
}

/// The time and size of a version.
pub fn version_facts(version: &Generation, moment: &str) -> String {
    format!("{moment}, {}", byte_size::size(version.size))
}

/// The accessible name of the button that opens a version.
pub fn open_this_version(moment: &str, done: &str) -> String {
    format!("{OPEN_VERSION} the version of {moment}: {done}")
}

/// The sentence about a version that was opened.
pub fn version_opened(moment: &str) -> String {
    format!("The version of {moment} is open.")
}
