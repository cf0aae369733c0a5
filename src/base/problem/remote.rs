//! Problems of what is fetched from a host.

use super::ErrorKind;
use crate::base::message::messages;

messages! {
    /// What is wrong with a file that a host has. Addresses are cut to what can be shown.
    pub enum RemoteProblem {
        /// SQLite's own files could not be loaded.
        NoSqlite,
        /// The browser has no network.
        NoNetwork {
            /// The file's address.
            address: String,
        },
        /// The page's own host does not answer.
        OwnHostSilent {
            /// The file's address.
            address: String,
        },
        /// Another host does not answer, or does not let other pages read.
        HostClosed {
            /// The file's address.
            address: String,
        },
        /// The person stopped it.
        Stopped {
            /// The file's address.
            address: String,
        },
        /// It ended before its end.
        BrokenOff {
            /// The file's address.
            address: String,
        },
        /// The host answered with an error.
        Refused {
            /// The file's address.
            address: String,
            /// The status of HTTP.
            status: u64,
        },
        /// The service never gives a file to other pages.
        PageAboutFile {
            /// The service's name.
            service: String,
        },
        /// The address is a page of GitHub's.
        GithubPage,
        /// The address starts with `http:`.
        NotEncrypted,
    }
}

impl RemoteProblem {
    /// The kind of thing that went wrong.
    pub(super) fn kind(&self) -> ErrorKind {
        if matches!(self, Self::Stopped { .. }) { ErrorKind::Stopped } else { ErrorKind::Remote }
    }
}
