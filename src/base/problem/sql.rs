//! Problems of a statement in the SQL box.

use super::ErrorKind;
use crate::base::message::messages;

messages! {
    /// Why a statement did not run.
    pub enum SqlProblem {
        /// SQLite refused it; its own words are the error's detail.
        Refused,
        /// There is no such command of the shell.
        UnknownCommand {
            /// The command, with its dot.
            name: String,
            /// The command that was probably meant.
            near: Option<String>,
            /// The commands that there are.
            known: Vec<String>,
            /// What the page has instead of a command of the sqlite3 shell.
            instead: Option<PageInstead>,
        },
        /// VACUUM INTO would write a file that nobody can reach.
        VacuumInto,
        /// ATTACH would open a file that nobody can reach.
        AttachFile,
    }
}

messages! {
    /// What the page has instead of a command of the sqlite3 shell.
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
    /// The kind of thing that went wrong.
    pub(super) fn kind(&self) -> ErrorKind {
        match self {
            Self::Refused | Self::UnknownCommand { .. } => ErrorKind::Sql,
            Self::VacuumInto | Self::AttachFile => ErrorKind::Conflict,
        }
    }
}
