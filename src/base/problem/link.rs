//! Problems of a link: its database, its lesson, its address, and copying one.

use super::ErrorKind;
use crate::base::message::messages;

messages! {
    /// A problem of a link.
    pub enum LinkProblem {
        /// The database in it cannot be unpacked.
        DatabaseBroken,
        /// The database in it unpacks to more than it may.
        DatabaseTooLarge {
            /// The largest size, in bytes.
            limit: u64,
        },
        /// The database in it is not whole.
        DatabaseNotWhole,
        /// The difference in it was made from another version of the sample.
        OtherSample,
        /// There is no lesson of this name.
        NoLesson {
            /// The name, cut to what can be shown.
            name: String,
        },
        /// This is no address that can be fetched.
        NoAddress {
            /// The address, cut to what can be shown.
            address: String,
        },
        /// The address is on the visitor's own machine, and the lab is not.
        OwnMachine {
            /// The address, cut to what can be shown.
            address: String,
        },
        /// There is no sample of this name.
        NoSample {
            /// The name, cut to what can be shown.
            name: String,
            /// The samples that there are.
            known: Vec<String>,
        },
        /// The browser does not let the page copy; the link is short enough to be shown.
        CopyByHand {
            /// The link.
            address: String,
        },
        /// The browser does not let the page copy; the link stands in the address bar.
        CopyFromAddressBar,
    }
}

impl LinkProblem {
    /// Returns the kind of the error.
    pub(super) fn kind(&self) -> ErrorKind {
        match self {
            Self::DatabaseBroken | Self::DatabaseNotWhole | Self::OtherSample => ErrorKind::Corrupt,
            Self::DatabaseTooLarge { .. } => ErrorKind::TooLarge,
            Self::NoLesson { .. } | Self::NoSample { .. } => ErrorKind::NotFound,
            Self::NoAddress { .. } | Self::OwnMachine { .. } => ErrorKind::Remote,
            Self::CopyByHand { .. } | Self::CopyFromAddressBar => ErrorKind::Conflict,
        }
    }
}
