//! Problems of a download: files that are fetched from a host.

use super::ErrorKind;
use crate::base::message::messages;

messages! {
    /// A problem of a file on a host. Addresses are shortened for display.
    pub enum RemoteProblem {
        /// SQLite's own files could not be loaded.
        NoSqlite,
        /// A part of the lab that comes later could not be loaded.
        NoPart {
            /// The part's name.
            part: String,
        },
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
        /// The connection closed before the whole file came.
        BrokenOff {
            /// The file's address.
            address: String,
        },
        /// The host answered with an error.
        Refused {
            /// The file's address.
            address: String,
            /// The HTTP status code.
            status: u64,
        },
        /// The address is a file-sharing service's page about a file, which other pages cannot read.
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
    /// Returns the kind of the error.
    pub(super) fn kind(&self) -> ErrorKind {
        if matches!(self, Self::Stopped { .. }) { ErrorKind::Stopped } else { ErrorKind::Remote }
    }
}
