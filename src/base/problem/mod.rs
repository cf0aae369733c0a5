//! Problems (errors as data) by subject: each is a kind with its facts. `words/errors` has the sentences.

pub mod file;
pub mod lesson;
pub mod link;
pub mod remote;
pub mod session;
pub mod spec;
pub mod sql;
pub mod sql_advice;
pub mod storage;

use serde::{Deserialize, Serialize};

use self::file::FileProblem;
use self::lesson::LessonProblem;
use self::link::LinkProblem;
use self::remote::RemoteProblem;
use self::session::SessionProblem;
use self::spec::SpecProblem;
use self::sql::SqlProblem;
use self::storage::StorageProblem;

/// The kind of an error, for code that decides by it; people read the sentences of `words/errors`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The bytes are not a SQLite database.
    NotSqlite,
    /// The file is a SQLite database but damaged or cut short.
    Corrupt,
    /// The write-ahead log does not belong to the database that came with it.
    Wal,
    /// The file needs more memory than this browser gives.
    TooLarge,
    /// A table or column that a specification names is not there.
    NotFound,
    /// A feature specification is incomplete or contradicts itself.
    Spec,
    /// A lesson's text does not follow docs/lessons.md.
    Lesson,
    /// SQLite refused a statement.
    Sql,
    /// Something with the target's name is in the way, or the database is in a state that forbids the action.
    Conflict,
    /// The person stopped the action.
    Stopped,
    /// A remote file could not be fetched.
    Remote,
    /// The browser's storage is full.
    StorageFull,
    /// The browser does not let the lab store anything, or what was stored cannot be read.
    Storage,
    /// A fault of the lab itself.
    Internal,
}

/// A problem of any subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// Of a database file, its write-ahead log or its journal.
    File(FileProblem),
    /// Of a lesson's text.
    Lesson(LessonProblem),
    /// Of a link.
    Link(LinkProblem),
    /// Of a file that another host has.
    Remote(RemoteProblem),
    /// Of an action on the open database.
    Session(SessionProblem),
    /// Of a feature specification.
    Spec(SpecProblem),
    /// Of a statement in the SQL box.
    Sql(SqlProblem),
    /// Of the browser's storage.
    Storage(StorageProblem),
    /// A fault of the lab itself.
    Internal,
}

impl Problem {
    /// Returns the kind of the error, for code that decides by it.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::File(problem) => problem.kind(),
            Self::Lesson(_) => ErrorKind::Lesson,
            Self::Link(problem) => problem.kind(),
            Self::Remote(problem) => problem.kind(),
            Self::Session(problem) => problem.kind(),
            Self::Spec(problem) => problem.kind(),
            Self::Sql(problem) => problem.kind(),
            Self::Storage(problem) => problem.kind(),
            Self::Internal => ErrorKind::Internal,
        }
    }
}
