//! Problems of the browser's storage.

use super::ErrorKind;
use crate::base::message::messages;

messages! {
    /// What is wrong with the storage, or with what it holds.
    pub enum StorageProblem {
        /// It is full.
        Full,
        /// The browser does not let the page store anything.
        Refused,
        /// Saved work is not what was saved.
        WorkChanged {
            /// The name of the database.
            name: String,
        },
        /// It did not give back what was written.
        ReadBackDiffers,
    }
}

impl StorageProblem {
    /// The kind of thing that went wrong.
    pub(super) fn kind(&self) -> ErrorKind {
        if matches!(self, Self::Full) { ErrorKind::StorageFull } else { ErrorKind::Storage }
    }
}
