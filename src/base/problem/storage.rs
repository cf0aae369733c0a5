//! Problems of the browser's storage.

use super::ErrorKind;
use crate::base::message::messages;

messages! {
    /// A problem of the browser's storage, or of its content.
    pub enum StorageProblem {
        /// It is full.
        Full,
        /// The browser does not let the page store anything.
        Refused,
        /// It does not answer.
        Silent,
        /// The checksum of saved work does not match.
        WorkChanged {
            /// The name of the database.
            name: String,
        },
        /// Reading back gave other bytes than were written.
        ReadBackDiffers,
    }
}

impl StorageProblem {
    /// Returns the kind of the error.
    pub(super) fn kind(&self) -> ErrorKind {
        if matches!(self, Self::Full) { ErrorKind::StorageFull } else { ErrorKind::Storage }
    }
}
