//! Sentences about files that cannot be opened, or not as they are.

use super::{ErrorWords, say};
use crate::base::byte_size::size;
use crate::base::plural::number;
use crate::base::problem::file::{CompanionFault, FileFormat, FileProblem};
use crate::words::ALLOW_CHANGES;

/// The most names that a sentence lists.
const LISTED: usize = 5;

const GET_AGAIN: &str = "It was probably cut short while it was copied or downloaded: get it again.";
const TOGETHER: &str = "Drop it together with its .db file.";
const RECOVER: &str =
    "Get a fresh copy of the file, or recover it with the sqlite3 shell: sqlite3 broken.db .recover | sqlite3 fixed.db";

/// The sentences of a problem with a file.
pub(super) fn file(problem: &FileProblem) -> ErrorWords {
    match problem {
        FileProblem::Empty => {
            not_sqlite("The file is empty: it has no bytes at all.", "Download or copy it again, then open it.")
        }
        FileProblem::Short { size, least } => {
            say(format!("The file is cut short: it has {size} bytes, and its first page alone has {least}."), GET_AGAIN)
        }
        FileProblem::BadPageSize { page_size } => say(
            format!("The file starts like a SQLite database, but its header is damaged (page size {page_size})."),
            "Use a fresh copy of the file.",
        ),
        FileProblem::NewerFormat { format } => say(
            format!("This database was written in a newer file format ({format}) than SQLite has today."),
            "Open it with the program that made it, and export it as an ordinary SQLite 3 database.",
        ),
        FileProblem::TooLarge { size, limit } => too_large(*size, *limit),
        FileProblem::NoDefinition { name } => say(
            format!("{name} is no definition that the lab has exported."),
            "Choose the features.json that Export → Definition has saved, or a .db file.",
        ),
        FileProblem::NotSqlite { format } => {
            let (what, next) = format_words(format);
            not_sqlite(what, next)
        }
        FileProblem::NoDatabase => {
            say("These files belong to a database, which is not among them.", "Drop them together with the .db file.")
        }
        FileProblem::SeveralDatabases { names } => say(
            format!("These are {} files ({}); the lab opens one database at a time.", names.len(), list(names)),
            "Drop one .db file, with its -wal or -journal file if there is one.",
        ),
        FileProblem::TwoCompanions { database, ending, first, second } => say(
            format!("{first} and {second} cannot both be the {ending} file of {database}."),
            format!("SQLite pairs them by name: drop {database} with the one that is called {database}{ending}."),
        ),
        FileProblem::ForeignLog { fault } => say(
            format!("The -wal file does not belong to this database: {}.", fault_words(fault)),
            "Drop the .db together with the -wal that lies beside it, both copied at the same moment; or the .db alone.",
        ),
        FileProblem::LogMissing => say(
            "This database is in WAL mode and came without its -wal file, so its newest rows may be missing.",
            "Drop the .db and the .db-wal that lies beside it together; or close the program that uses the database, which puts the rows back.",
        ),
        FileProblem::LogUnused { fault } => say(
            format!("The -wal file was not used: {}. The database is as the .db alone has it.", fault_words(fault)),
            "If newest rows are missing, copy the .db and its -wal again, both at the same moment.",
        ),
        FileProblem::JournalUnused { fault } => say(
            format!("The -journal file was not used: {}. The database is as the .db alone has it.", fault_words(fault)),
            "If a program was stopped while it wrote, copy the .db and its -journal again, both at the same moment.",
        ),
        FileProblem::RolledBack { pages } => say(
            format!("An unfinished transaction was rolled back, as SQLite does: {}.", number(*pages, "page", "pages")),
            "Your files are as they were. A download has the database without that transaction.",
        ),
        FileProblem::SuperJournalMissing { database, path } => say(
            format!(
                "A change of {database} and of other databases was not finished. Whether it counts depends on a file that did not come along: {path}."
            ),
            format!(
                "If that file exists, drop it together with {database} and its -journal. Otherwise the change is complete: drop {database} alone."
            ),
        ),
        FileProblem::CutShort { promised, size, readable } => {
            let short = format!("The file is cut short: its header says {promised} bytes, but it has {size}.");
            let then = if *readable {
                "You can look around, but building features is off: rows are missing."
            } else {
                "Its list of tables cannot be read."
            };
            say(format!("{short} {then}"), GET_AGAIN)
        }
        FileProblem::Damaged { companion } => damaged(companion.as_deref()),
        FileProblem::Unreadable { companion: Some(file) } => say(
            format!(
                "With its {file} file put in, the list of tables cannot be read: that may be of another time or another database."
            ),
            format!("Drop the .db alone, or copy it and its {file} again, both at the same moment."),
        ),
        FileProblem::Unreadable { companion: None } => say(
            "The file starts like a SQLite database, but SQLite cannot read its list of tables: it is damaged, cut short or encrypted.",
            RECOVER,
        ),
        FileProblem::NotBuilt => say(
            "This file is damaged, so nothing is built from it: the result could not be trusted.",
            "Open a fresh copy of the file.",
        ),
        FileProblem::NotWritten => say(
            "This file is damaged, so only SQL that reads runs: to write into it may destroy rows that can still be read.",
            format!("Use a fresh copy of the file. If you have none, press “{ALLOW_CHANGES}”, and run the SQL again."),
        ),
        FileProblem::NotRead => say(
            "The browser could not read the file.",
            "It may have been moved, changed or unplugged since you chose it: choose it again.",
        ),
    }
}

/// The sentences of a file that is larger than the limit; both in bytes.
fn too_large(len: u64, limit: u64) -> ErrorWords {
    let message = match (size(len), size(limit)) {
        (len, limit) if len != limit => {
            format!("The file has {len}, more than the {limit} that this browser can work with.")
        }
        _ => format!("The file has {len} bytes, more than the {limit} bytes that this browser can work with."),
    };
    say(message, "Try a desktop browser with more memory, or make a smaller copy with only the tables you need.")
}

/// The sentences of a damaged database, whose companion may be the reason.
fn damaged(companion: Option<&str>) -> ErrorWords {
    let off =
        "You can look around and save what is readable, but building features is off: the result could not be trusted.";
    match companion {
        Some(file) => say(
            format!(
                "The database is damaged, now that its {file} file is put in: that may be of another time or another database. {off}"
            ),
            format!(
                "Drop the .db alone to see whether it is sound, or copy it and its {file} again, both at the same moment."
            ),
        ),
        None => say(format!("The file is damaged. {off}"), RECOVER),
    }
}

fn not_sqlite(message: &str, hint: &str) -> ErrorWords {
    say(format!("This is not a SQLite database. {message}"), hint)
}

/// The name of a file format that is no SQLite database, and what to do with such a file.
fn format_words(format: &FileFormat) -> (&'static str, &'static str) {
    match format {
        FileFormat::Gzip => (
            "It is compressed with gzip.",
            "Unpack it first (for example: gunzip file.db.gz), then open the .db inside.",
        ),
        FileFormat::Excel => (
            "It looks like an Excel workbook.",
            "Save the sheets as CSV and import them into a .db, for example with sqlite3 or DB Browser for SQLite.",
        ),
        FileFormat::Zip => (
            "It is a zip archive.",
            "Unpack it first, then open the .db inside. An Excel workbook (.xlsx) is a zip archive too: save its sheets as CSV.",
        ),
        FileFormat::OldExcel => {
            ("It looks like an old Excel workbook (.xls).", "Save the sheets as CSV and import them into a .db.")
        }
        FileFormat::WriteAheadLog => ("It is the write-ahead log (-wal) of a database.", TOGETHER),
        FileFormat::RollbackJournal => {
            ("It is the rollback journal (-journal) of a database: a change that was not finished.", TOGETHER)
        }
        FileFormat::Sqlite2 => (
            "It was written by SQLite 2.",
            "Convert it first: sqlite .dump with version 2, then read the text with sqlite3.",
        ),
        FileFormat::Parquet => ("It is a Parquet file.", "Import it into a .db first, for example with DuckDB."),
        FileFormat::DuckDb => {
            ("It is a DuckDB database.", "Export the tables to SQLite from DuckDB, then open the .db.")
        }
        FileFormat::WebPage => (
            "It is a web page.",
            "The download link probably led to a page about the file: use its “raw” or “download” link.",
        ),
        FileFormat::Unknown => (
            "Its bytes look encrypted or belong to another program.",
            "If it is an encrypted database, decrypt it first with the program that made it.",
        ),
        FileFormat::Sql => ("It is SQL text.", "Make a database of it first: sqlite3 new.db < file.sql"),
        FileFormat::Csv => (
            "It looks like a CSV file (text in rows and columns).",
            "Import it into a .db first, for example: sqlite3 new.db \".import --csv file.csv leads_scored\"",
        ),
        FileFormat::Text => (
            "It looks like a text file.",
            "A database is a file of bytes, whatever its name ends in: choose the one that SQLite wrote.",
        ),
        FileFormat::NamedLog => ("By its name, it is the write-ahead log (-wal) of one.", TOGETHER),
        FileFormat::NamedJournal => ("By its name, it is the rollback journal (-journal) of one.", TOGETHER),
        FileFormat::NamedSharedMemory => (
            "By its name, it is the shared memory (-shm) of one.",
            "It has no rows. Drop the .db file, with its -wal file if there is one.",
        ),
        FileFormat::NamedSuperJournal => (
            "By its name, it is the super-journal (-mj…) of one.",
            "Drop it together with the .db file and its -journal.",
        ),
    }
}

/// The reason why a log or journal cannot be used, for a sentence after a colon.
fn fault_words(fault: &CompanionFault) -> &'static str {
    match fault {
        CompanionFault::ShorterThanHeader => "it is shorter than its own header",
        CompanionFault::NotALog => "it does not start like a write-ahead log",
        CompanionFault::NotAJournal => "it does not start like a rollback journal",
        CompanionFault::OtherPageSize => "its page size differs from the database's",
        CompanionFault::DamagedHeader => "its header is damaged",
        CompanionFault::NotInWalMode => {
            "the database is not in WAL mode, so the log is of another time or another file"
        }
        CompanionFault::NothingCommitted => "none of its changes was committed and is whole",
    }
}

/// Lists names, at most [`LISTED`] of them.
fn list(names: &[String]) -> String {
    let shown = names.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = names.len().saturating_sub(LISTED);
    if more == 0 { shown } else { format!("{shown} and {more} more") }
}
