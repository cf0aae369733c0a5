//! The calls between page and worker: each with the types of its request and of its answer.
//!
//! Every request has an id and exactly one answer: its own type or a `LabError`. Progress is a message of its own.
//! Files and images travel beside the message as `File`, `Blob` or transferred buffers, never inside it.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::macros::calls;
use super::postgres::{CopyTables, PostgresTables};
use super::results::{Arrange, Arranged, BrowseTable, DescribeColumn, ResultSet, Rows, Window, WriteResult, Written};
use super::runs::{ListRuns, RunList};
use super::saved_work::{ListSavedWork, Save, SavedWorkList};
use super::summary::Summarise;
use crate::base::error::LabError;
use crate::base::schema::Schema;
use crate::features::detect::Proposal;
use crate::features::field::Field;
use crate::features::handover::summary::Summary;
use crate::features::keys::matches::Matches;
use crate::features::quality::report::Report;
use crate::features::spec::FeatureSpec;
use crate::features::times::times_read::TimesRead;
pub use crate::lessons::judge::verdict::Verdict;
use crate::results::ColumnFacts;
use crate::sqlite::sql::effect::Effect;
use crate::sqlite::sql::notes::SqlNote;

calls! {
    /// Opens a database in place of the one that is open; the old one stays if the new one cannot be opened.
    Open => Opened;
    /// Proposes the tables and columns that the person has not chosen yet.
    Propose => Proposal;
    /// Reads a sample of the time column as a specification says, and counts the transactions whose key a customer has.
    PreviewTimes => PreviewedTimes;
    /// Builds the feature table. Can be stopped; whatever happens, the old table stays until the new one is whole.
    Build => Built;
    /// Lists the builds that the database has a record of.
    ListRuns => RunList;
    /// Summarises the feature table of a specification: statistics, segments, example rows.
    Summarise => Summary;
    /// Runs a script, statement by statement. The rows stay in the worker, see [`Rows`].
    Query => QueryResult;
    /// Reads a window of rows of a result.
    Rows => Window;
    /// Sets the order and the filters of a result; windows, facts and files are of the arranged rows from then on.
    Arrange => Arranged;
    /// Reads the facts of a column of a result: counts, range, mean, commonest values.
    DescribeColumn => ColumnFacts;
    /// Writes the rows of a result in a format; the bytes come beside the answer.
    WriteResult => Written;
    /// Opens a whole table or view as a result.
    BrowseTable => ResultSet;
    /// Exports the database: writes it, reopens and checks the copy, and sends it beside the answer.
    Export => Exported;
    /// Packs the database for a link, if it is small enough; the bytes come beside the answer.
    PackForLink => LinkPayload;
    /// Checks exercises of a lesson. Solutions run on a copy; the database stays as it is.
    Check => Checked;
    /// Saves an image of the open database in the browser's storage. Runs beside other calls, part by part.
    Save => ();
    /// Lists saved work.
    ListSavedWork => SavedWorkList;
    /// Writes the tables for PostgreSQL; the rows come beside the answer.
    CopyTables => PostgresTables;
}

/// Request of [`Opened`]. Files come beside the message: the database, then its companions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Open {
    /// The file's name, shown and used for the download.
    pub name: String,
    /// The source of the bytes.
    pub source: Source,
    /// The choice whether SQLite's integrity check runs.
    pub check: CheckOnOpen,
    /// The as-of instant to propose for a file: the page's clock. A sample brings its own.
    #[serde(with = "crate::features::spec::instant")]
    pub as_of: DateTime<Utc>,
    /// The largest file to accept, in bytes.
    pub limit: u64,
    /// The files that come beside the message, after the database.
    pub companions: Companions,
    /// True if this changes the open database, as *Undo* does: an image comes beside the answer unless one came here.
    pub as_change: bool,
}

/// The files that come after a database beside a message, in this order. Of super-journals, the names are enough.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Companions {
    /// True if its `-wal` comes.
    pub log: bool,
    /// True if its `-journal` comes.
    pub journal: bool,
    /// The names of the super-journals that are there.
    pub super_journals: Vec<String>,
}

/// The source of a database's bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Beside the message.
    Attached,
    /// A sample of `samples`, by name; made in the worker.
    Sample(String),
    /// Work that is saved in the browser's storage: a record of `saved_work`.
    SavedWork(String),
    /// Beside the message, as [`LinkPayload`] writes it: the difference to a sample, or whole.
    Carried(Option<String>),
}

/// The choice whether `PRAGMA integrity_check` runs when a file is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CheckOnOpen {
    /// It runs.
    Full,
    /// The person skips it: the database counts as unchecked.
    Skip,
    /// It does not run, because the file is the lab's own image and was checked before.
    Trusted,
}

/// The result of SQLite's integrity check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Integrity {
    /// No damage.
    Sound,
    /// The check was skipped.
    Unchecked,
    /// Damaged; the first lines that SQLite reports. Browsing is allowed, building is not.
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
    /// The proposed specification, with the questions that are open.
    pub proposal: Proposal,
    /// The result of SQLite's integrity check.
    pub integrity: Integrity,
    /// Warnings about the file (a missing `-wal`, a rollback, damage), each with its next step.
    pub warnings: Vec<LabError>,
    /// The digest of the bytes, so that saved work can tell whether the database it began with has changed.
    pub source: String,
}

/// Request of [`Proposal`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Propose {
    /// The specification with the fields that are chosen, and with everything that is no field of the mapping.
    pub spec: FeatureSpec,
    /// The fields that the proposal must not change.
    pub fixed: Vec<Field>,
}

/// Request of [`PreviewedTimes`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PreviewTimes {
    /// Table and column are read from here.
    pub spec: FeatureSpec,
}

/// A preview of how a build would read the times and match the keys of transactions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PreviewedTimes {
    /// The time formats of a sample of the column, and how they are read.
    pub times: TimesRead,
    /// Counts of transactions whose key a customer has.
    pub matches: Matches,
}

/// Request of [`Built`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Build {
    /// The specification of the feature table.
    pub spec: FeatureSpec,
    /// True to keep a record of the build in the database, in the same transaction.
    pub keep_record: bool,
}

/// A finished build.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Built {
    /// The report: the specification that was used, the rows that were written, the findings.
    pub report: Box<Report>,
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
    /// True for the SQL box, whose last results a check judges. Those of other scripts, a profile for example, stay beside them.
    pub is_of_box: bool,
    /// True if the person allowed SQL to write into a damaged file. Without it, only SQL that reads runs on one.
    pub into_damaged: bool,
}

impl Query {
    /// Makes the request of the lab itself, which reads.
    pub fn of_lab(sql: String) -> Self {
        Self { read_only: true, is_of_box: false, ..Self::of_box(sql) }
    }

    /// Makes the request of the SQL box.
    pub fn of_box(sql: impl Into<String>) -> Self {
        Self { sql: sql.into(), read_only: false, is_of_box: true, into_damaged: false }
    }
}

/// A script that ran, to its end or to its first error.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueryResult {
    /// The outcome of each statement, in order.
    pub outcomes: Vec<StatementOutcome>,
    /// Notes for the person about statements that ran without an error.
    pub notes: Vec<Note>,
    /// The error of the statement that stopped the script; what ran before it is kept.
    pub error: Option<LabError>,
    /// The schema afterwards, if the script may have changed it.
    pub schema: Option<Schema>,
    /// True if the database differs from before the script.
    pub changed: bool,
    /// True if a transaction is open afterwards.
    pub in_transaction: bool,
}

/// A note on a statement that ran without an error.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// The note as data; `words` has its sentence.
    pub note: SqlNote,
    /// The offset in the script that it is about, in characters; `None` if it is about a whole statement.
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

/// The outcome of one statement: its rows, or its effect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum StatementOutcome {
    /// Rows, perhaps none.
    Rows(ResultSet),
    /// The effect of a statement that returned no rows.
    Did(Effect),
    /// The number of rows that a statement of PostgreSQL's changed.
    Changed(u64),
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
    /// True if the copy passed its check; a database that was damaged when it was opened is written without one.
    pub is_checked: bool,
}

/// Request of [`LinkPayload`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PackForLink {
    /// The sample whose difference is wanted.
    pub sample: Option<String>,
    /// The largest database to write, in bytes.
    pub limit: u64,
}

/// A database written out for a link. Nothing comes beside the answer if it is too large.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkPayload {
    /// True if it differs from the sample, or if no sample was named.
    pub changed: bool,
    /// The size of the file in bytes.
    pub size: u64,
}

/// Request of [`Checked`]. A database that comes beside the message, and after it its companions, is checked in
/// place of the open one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Check {
    /// The files of the exercises to check, each a name and a text, as `lessons::exercise` reads it.
    pub exercises: Vec<(String, String)>,
    /// The as-of instant of builds: the lesson's, or else the page's.
    #[serde(with = "crate::features::spec::instant")]
    pub as_of: DateTime<Utc>,
    /// The lesson's mapping for builds, as in a link.
    pub mapping: String,
    /// True if the text of the SQL box is not what ran last.
    pub is_edited: bool,
    /// True to compute the database's digest too, for a completion record.
    pub with_digest: bool,
    /// The largest file to accept, in bytes.
    pub limit: u64,
    /// The name of the database beside the message; empty where none comes.
    pub name: String,
    /// The files that come beside the message, after that database.
    pub companions: Companions,
}

impl Check {
    /// Makes the request that checks the open database.
    pub fn of_open(exercises: Vec<(String, String)>, as_of: DateTime<Utc>, mapping: String, with_digest: bool) -> Self {
        Self {
            exercises,
            as_of,
            mapping,
            is_edited: false,
            with_digest,
            limit: 0,
            name: String::new(),
            companions: Companions::default(),
        }
    }
}

/// Exercises that were checked. One is passed if none of its verdicts failed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checked {
    /// One for each check, in order.
    pub verdicts: Vec<Verdict>,
    /// The digest of the database; empty if it was not asked for.
    pub digest: String,
    /// Warnings about the file beside the message (a missing `-wal`, damage), each with its next step.
    pub warnings: Vec<LabError>,
}

/// The progress of a request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The phase; `words` has its name.
    pub phase: Phase,
    /// Rows (or pages) done.
    pub done: u64,
    /// Rows (or pages) in all; 0 if unknown.
    pub total: u64,
}

/// The phase of the worker's current request.
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
    /// Loading PostgreSQL, in bytes.
    Postgres,
}
