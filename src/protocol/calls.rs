//! The list of calls, with what they ask and what they answer.
//!
//! Every request has an id and exactly one answer: its own type or a `LabError`. Progress is a message of its own.
//! Files and images travel beside the message as `File`, `Blob` or transferred buffers, never inside it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::macros::calls;
use crate::base::error::LabError;
use crate::base::schema::Schema;
use crate::base::value::Value;
use crate::features::detect::Proposal;
use crate::features::field::Field;
use crate::features::keys::matches::Matches;
use crate::features::quality::report::Report;
use crate::features::spec::FeatureSpec;
use crate::features::times::times_read::TimesRead;
pub use crate::lessons::judge::verdict::Verdict;
use crate::sqlite::sql::notes::SqlNote;

calls! {
    /// Opens a database in place of the one that is open; the old one stays if the new one cannot be opened.
    Open => Opened;
    /// Proposes what the person has not chosen yet.
    Propose => Proposal;
    /// Reads a sample of the time column as a specification says, and counts the transactions that find a customer.
    PreviewTimes => PreviewedTimes;
    /// Builds the feature table. Can be stopped; whatever happens, the old table stays until the new one is whole.
    Build => Built;
    /// Runs a script, statement by statement. The rows stay in the worker, see [`Rows`].
    Query => QueryResult;
    /// Reads a window of rows of a result.
    Rows => Window;
    /// Writes the database out, reopens and checks the copy, and sends it beside the answer.
    Export => Exported;
    /// Writes the database out for a link, where it is small enough; the bytes come beside the answer.
    Carry => LinkPayload;
    /// Checks exercises of a lesson. Solutions run on a copy; the database stays as it is.
    Check => Checked;
    /// Saves an image of the open database in the browser's storage. Goes on beside other calls, a piece at a time.
    Save => ();
    /// Looks for saved work.
    ListSavedWork => SavedWorkList;
}

/// Request of [`Opened`]. Files come beside the message: the database, then what `beside` says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Open {
    /// The file's name, shown and used for the download.
    pub name: String,
    /// Where the bytes come from.
    pub source: Source,
    /// Whether to run SQLite's integrity check.
    pub check: CheckOnOpen,
    /// The as-of instant to propose for a file: the page's clock. A sample brings its own.
    #[serde(with = "crate::features::spec::instant")]
    pub as_of: DateTime<Utc>,
    /// The largest file to accept, in bytes.
    pub limit: u64,
    /// What comes beside the message after the database.
    pub beside: Companions,
}

/// The files that come after a database beside a message, in this order. Of super-journals, the names are enough.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Companions {
    /// Whether its `-wal` comes.
    pub log: bool,
    /// Whether its `-journal` comes.
    pub journal: bool,
    /// The names of the super-journals that are there.
    pub super_journals: Vec<String>,
}

/// Where the bytes of a database come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Beside the message.
    Attached,
    /// A sample of `samples`, by name; made in the worker.
    Sample(String),
    /// Work that is saved in the browser's storage: a record of `saved_work`.
    Kept(String),
    /// Beside the message, as [`LinkPayload`] writes it: the difference to a sample, or whole.
    Carried(Option<String>),
}

/// Whether to check a file when it is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CheckOnOpen {
    /// Run `PRAGMA integrity_check`.
    Full,
    /// The person skipped it: the database counts as unchecked.
    Skip,
    /// The lab's own image, which was checked before.
    Trusted,
}

/// What the integrity check said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Integrity {
    /// No damage.
    Sound,
    /// The check was skipped.
    Unchecked,
    /// Damaged; SQLite's words, a few lines. Browsing is allowed, building is not.
    Damaged(Vec<String>),
}

/// An open database.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// The file's name.
    pub name: String,
    /// The file's size in bytes.
    pub size: u64,
    /// Tables, views, columns, row counts.
    pub schema: Schema,
    /// What the lab proposes to build, and what it has to ask.
    pub proposal: Proposal,
    /// What the integrity check said.
    pub integrity: Integrity,
    /// What the person should know about the file (a missing `-wal`, a rollback, damage), each with its next step.
    pub warnings: Vec<LabError>,
    /// What the bytes are recognised by, so that saved work can tell whether the database it began with has changed.
    pub source: String,
}

/// Request of [`Proposal`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Propose {
    /// What is chosen, and everything that is no field of the mapping.
    pub spec: FeatureSpec,
    /// The fields that stay as they are.
    pub fixed: Vec<Field>,
}

/// Request of [`PreviewedTimes`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PreviewTimes {
    /// Table and column are read from here.
    pub spec: FeatureSpec,
}

/// What a build of a specification would meet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PreviewedTimes {
    /// How the times are read.
    pub times: TimesRead,
    /// How many transactions find a customer.
    pub matches: Matches,
}

/// Request of [`Built`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Build {
    /// What to build.
    pub spec: FeatureSpec,
}

/// A finished build.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Built {
    /// What was used, written and found.
    pub report: Report,
    /// The schema after the build.
    pub schema: Schema,
    /// The feature table as a result, for the preview.
    pub preview: ResultSet,
}

/// Request of [`QueryResult`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Query {
    /// One or more statements.
    pub sql: String,
    /// Refuse everything that could change the database; for SQL that nobody typed, such as a link's.
    pub read_only: bool,
}

/// A script that ran, to its end or to its first error.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueryResult {
    /// What each statement gave, in order.
    pub outcomes: Vec<Outcome>,
    /// Notes for the person about statements that ran without an error.
    pub notes: Vec<Note>,
    /// The error of the statement that stopped the script; what ran before it is kept.
    pub error: Option<LabError>,
    /// The schema afterwards, if the script may have changed it.
    pub schema: Option<Schema>,
    /// Whether the database differs from before the script.
    pub changed: bool,
    /// Whether a transaction is open afterwards.
    pub in_transaction: bool,
}

/// What a person should know about a statement that ran.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// What to know.
    pub note: SqlNote,
    /// What it speaks of, as an offset in the script in characters; `None` where it speaks of a whole statement.
    pub position: Option<u32>,
}

impl Note {
    /// Makes a note about whole statements.
    pub fn new(note: SqlNote) -> Self {
        Self { note, position: None }
    }

    /// Makes a note about what is at an offset in the script, in characters.
    pub fn at(note: SqlNote, position: usize) -> Self {
        Self { note, position: u32::try_from(position).ok() }
    }
}

/// What one statement gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Outcome {
    /// Rows, perhaps none.
    Rows(ResultSet),
    /// No rows by nature; the number of rows changed.
    Changed(u64),
}

/// A result whose rows are kept in the worker until the next script runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultSet {
    /// Names the result in [`Rows`].
    pub id: u32,
    /// Column names as SQLite gives them; duplicates stay.
    pub columns: Vec<String>,
    /// The number of rows in the whole result.
    pub total: u64,
    /// The first rows, so that most results need no second call.
    pub first: Vec<Vec<Value>>,
}

/// Request of [`Window`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rows {
    /// The result.
    pub result: u32,
    /// The first row wanted, from 0.
    pub start: u64,
    /// How many rows at most.
    pub count: u32,
}

/// A window of rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Window {
    /// The first row, from 0.
    pub start: u64,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

/// Request of [`Exported`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Export {}

/// A database written out; the bytes come beside the answer as a `Blob`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exported {
    /// The name to save it under.
    pub name: String,
    /// The size in bytes.
    pub size: u64,
}

/// Request of [`LinkPayload`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Carry {
    /// The sample whose difference is wanted.
    pub sample: Option<String>,
    /// The largest database to write, in bytes.
    pub limit: u64,
}

/// A database written out for a link. Nothing comes beside the answer if it is too large.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkPayload {
    /// Whether it differs from the sample; always where none was named.
    pub changed: bool,
    /// The size of the file in bytes.
    pub size: u64,
}

/// Request of [`Checked`]. A database that comes beside the message, and after it what `beside` says, is checked in place of
/// the open one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Check {
    /// The files of the exercises to check, each a name and a text, as `lessons::exercise` reads it.
    pub exercises: Vec<(String, String)>,
    /// The as-of instant of builds: the lesson's, or else the page's.
    #[serde(with = "crate::features::spec::instant")]
    pub as_of: DateTime<Utc>,
    /// The lesson's mapping for builds, as in a link.
    pub mapping: String,
    /// Whether to read the database's mark too, for a completion record.
    pub mark: bool,
    /// The largest file to accept, in bytes.
    pub limit: u64,
    /// The name of the database beside the message; empty where none comes.
    pub name: String,
    /// What comes beside the message after that database.
    pub beside: Companions,
}

impl Check {
    /// Makes the request that checks the open database.
    pub fn of_open(exercises: Vec<(String, String)>, as_of: DateTime<Utc>, mapping: String, mark: bool) -> Self {
        Self { exercises, as_of, mapping, mark, limit: 0, name: String::new(), beside: Companions::default() }
    }
}

/// Exercises that were checked. One is passed if none of its verdicts failed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// One for each check, in order.
    pub verdicts: Vec<Verdict>,
    /// What the database is recognised by; empty if it was not asked for.
    pub mark: String,
    /// What should be known about the file beside the message (a missing `-wal`, damage), each with its next step.
    pub warnings: Vec<LabError>,
}

/// Asks to save; the answer is that it is the current generation now. The image comes beside the message.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Save {
    /// What is known of the generation, as a record of `saved_work`; its number, size and sum are found out.
    pub record: String,
}

/// Request of [`SavedWorkList`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ListSavedWork {
    /// Whether to remove what was left half-written: only for the tab that saves.
    pub tidy: bool,
}

/// Saved work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedWorkList {
    /// The records of what can be taken up again, the last one first.
    pub records: Vec<String>,
}

/// How far the worker is with a request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// What is being done, for code and for `words`.
    pub phase: Phase,
    /// Rows (or pages) done.
    pub done: u64,
    /// Rows (or pages) in all; 0 if unknown.
    pub total: u64,
}

/// What the worker is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Phase {
    /// Reading the file's bytes.
    #[default]
    Reading,
    /// Running SQLite's integrity check.
    Checking,
    /// Reading the leads table.
    Leads,
    /// Reading the transactions table.
    Transactions,
    /// Writing the feature table.
    Writing,
    /// Running SQL.
    Running,
    /// Writing the database out.
    Exporting,
}
