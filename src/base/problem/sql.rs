//! Problems of a statement in the SQL box.

use super::ErrorKind;
use crate::base::message::messages;

messages! {
    /// The reason why a statement did not run.
    pub enum SqlProblem {
        /// SQLite refused it; its message is the error's detail.
        Refused,
        /// PostgreSQL refused it; its message is the error's detail.
        PostgresRefused {
            /// PostgreSQL's own hint.
            hint: Option<String>,
        },
        /// There is no such command of psql's in the SQL box.
        UnknownPsqlCommand {
            /// The command, with its backslash.
            name: String,
        },
        /// There is no such command of the shell.
        UnknownCommand {
            /// The command, with its dot.
            name: String,
            /// The command that was probably meant.
            near: Option<String>,
            /// The commands that there are.
            known: Vec<String>,
            /// The part of the page that does what a command of the sqlite3 shell does.
            instead: Option<PageInstead>,
        },
        /// VACUUM INTO would write a file inside the tab, where nobody can reach it.
        VacuumInto,
        /// ATTACH would open a file inside the tab, where nobody can reach it.
        AttachFile,
    }
}

messages! {
    /// The part of the page that does what a command of the sqlite3 shell does.
    pub enum PageInstead {
        /// *Open database*.
        OpenDatabase,
        /// *Download database*.
        DownloadDatabase,
        /// The SQL box, for a script.
        SqlBox,
        /// The name at the top of the page.
        NameOfDatabase,
        /// The command `.schema`.
        Schema,
    }
}

impl SqlProblem {
    /// Returns the kind of the error.
    pub(super) fn kind(&self) -> ErrorKind {
        match self {
            Self::Refused
            | Self::PostgresRefused { .. }
            | Self::UnknownPsqlCommand { .. }
            | Self::UnknownCommand { .. } => ErrorKind::Sql,
            Self::VacuumInto | Self::AttachFile => ErrorKind::Conflict,
        }
    }
}
