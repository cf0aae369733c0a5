//! What can be opened, and what has to be asked before.

use web_sys::Blob;

use crate::protocol::Companions;
use crate::saved_work::Kept;

/// What is to be opened.
#[derive(Clone, Debug)]
pub(crate) enum Opening {
    /// Work that is saved in this browser.
    Kept(Kept),
    /// A built-in sample.
    Sample(String),
    /// A database from this machine, with what lies beside it.
    Files(Attached),
    /// An address.
    Remote(String),
    /// From the link itself: the sample whose difference it is, the file's name, the bytes as text.
    Carried(Option<String>, Option<String>, String),
}

/// A file from this machine, with what lies beside it.
#[derive(Clone, Debug)]
pub(crate) struct Attached {
    pub(crate) name: String,
    /// The file, then what `beside` says.
    pub(crate) files: Vec<Blob>,
    pub(crate) beside: Companions,
}

/// A log or journal whose name is not that of the database beside it.
#[derive(Clone, Debug)]
pub(crate) struct Stray {
    /// The names of what may not belong to the database.
    pub(crate) names: Vec<String>,
    pub(crate) with: Attached,
    pub(crate) without: Attached,
}
