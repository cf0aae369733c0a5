//! Problems of the session: the open database, its transaction, and results that are kept.

use super::ErrorKind;
use crate::base::message::messages;

messages! {
    /// A reason why an action on the open database cannot be done.
    pub enum SessionProblem {
        /// No database is open.
        NoDatabase,
        /// The rows of a result are no longer kept.
        RowsGone,
        /// A transaction of the person's is open.
        TransactionOpen {
            /// The action that has to wait for its end.
            action: Action,
        },
        /// The copy that was written is not what it should be.
        CopyDiffers,
        /// SQLite cannot read the list of tables any more: a script has damaged it.
        SchemaDamaged,
        /// The person stopped a build.
        BuildStopped,
        /// The person stopped something else.
        Stopped,
        /// PostgreSQL was stopped, or its worker broke down.
        PostgresGone {
            /// True if the person stopped it.
            stopped: bool,
        },
        /// A result has more bytes than may be kept.
        ResultTooLarge {
            /// The most bytes.
            limit: u64,
            /// The number of its first rows that are shown.
            shown: u64,
        },
        /// A value, or a row, has more bytes than SQL may make.
        ValueTooLarge {
            /// The most bytes.
            limit: u64,
        },
        /// A statement needs more memory than it may take.
        OutOfMemory,
        /// The database would become larger than it may.
        DatabaseTooLarge {
            /// The most bytes.
            limit: u64,
        },
        /// SQLite must not write: `PRAGMA query_only` is on.
        QueryOnly,
        /// SQL that should only read does more, and was not run.
        NotOnlyReads,
        /// Something else than a table has the target's name.
        TargetTaken {
            /// `view`, `index`.
            kind: String,
            /// Its name.
            name: String,
            /// A name that is free.
            free: String,
        },
        /// A table that the record of builds needs has other columns, or is to be the feature table.
        RecordTaken {
            /// Its name.
            name: String,
            /// True if it is to be the feature table.
            is_target: bool,
        },
        /// A file is not the progress of the open lesson.
        OtherProgress,
    }
}

messages! {
    /// An action that has to wait while a transaction is open.
    pub enum Action {
        /// A build.
        Build,
        /// The check of an exercise.
        Check,
        /// A download.
        Download,
    }
}

impl SessionProblem {
    /// Returns the kind of the error.
    pub(super) fn kind(&self) -> ErrorKind {
        match self {
            Self::NoDatabase | Self::RowsGone | Self::OtherProgress => ErrorKind::NotFound,
            Self::TransactionOpen { .. } | Self::NotOnlyReads | Self::TargetTaken { .. } | Self::RecordTaken { .. } => {
                ErrorKind::Conflict
            }
            Self::CopyDiffers => ErrorKind::Internal,
            Self::SchemaDamaged => ErrorKind::Corrupt,
            Self::BuildStopped | Self::Stopped => ErrorKind::Stopped,
            Self::PostgresGone { stopped: true } => ErrorKind::Stopped,
            Self::PostgresGone { stopped: false } => ErrorKind::Internal,
            Self::QueryOnly => ErrorKind::Conflict,
            Self::ResultTooLarge { .. }
            | Self::ValueTooLarge { .. }
            | Self::OutOfMemory
            | Self::DatabaseTooLarge { .. } => ErrorKind::TooLarge,
        }
    }
}
