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

use self::file::FileProblem;
use self::lesson::LessonProblem;
use self::link::LinkProblem;
use self::remote::RemoteProblem;
use self::session::SessionProblem;
use self::spec::SpecProblem;
use self::sql::SqlProblem;
use self::storage::StorageProblem;
use crate::base::message::messages;

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

messages! {
    /// A problem of any subject.
    pub enum Problem {
        /// A database file, its write-ahead log or its journal.
        File {
            /// The problem of that subject.
            problem: FileProblem,
        },
        /// The text of a lesson.
        Lesson {
            /// The problem of that subject.
            problem: LessonProblem,
        },
        /// A link.
        Link {
            /// The problem of that subject.
            problem: LinkProblem,
        },
        /// A file that another host has.
        Remote {
            /// The problem of that subject.
            problem: RemoteProblem,
        },
        /// An action on the open database.
        Session {
            /// The problem of that subject.
            problem: SessionProblem,
        },
        /// A feature specification.
        Spec {
            /// The problem of that subject.
            problem: SpecProblem,
        },
        /// A statement in the SQL box.
        Sql {
            /// The problem of that subject.
            problem: SqlProblem,
        },
        /// The browser's storage.
        Storage {
            /// The problem of that subject.
            problem: StorageProblem,
        },
        /// A fault of the lab itself.
        Internal,
    }
}

impl Problem {
    /// Returns the kind of the error, for code that decides by it.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::File { problem } => problem.kind(),
            Self::Lesson { .. } => ErrorKind::Lesson,
            Self::Link { problem } => problem.kind(),
            Self::Remote { problem } => problem.kind(),
            Self::Session { problem } => problem.kind(),
            Self::Spec { problem } => problem.kind(),
            Self::Sql { problem } => problem.kind(),
            Self::Storage { problem } => problem.kind(),
            Self::Internal => ErrorKind::Internal,
        }
    }
}
