//! What can be opened, and what has to be asked before.

use crate::base::error::LabError;
use crate::features::spec::FeatureSpec;
use crate::links::Origin;
use crate::protocol::Integrity;
use web_sys::Blob;

use crate::protocol::Companions;
use crate::saved_work::Generation;

/// What is to be opened.
#[derive(Clone, Debug)]
pub(crate) enum Opening {
    /// Work that is saved in this browser.
    Kept(Generation),
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

/// The open database, as the top bar tells it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Open {
    pub(crate) name: String,
    pub(crate) size: u64,
    pub(crate) integrity: Integrity,
    pub(crate) warnings: Vec<LabError>,
    /// Where it came from, if a link can say it.
    pub(crate) origin: Option<Origin>,
    /// The proposal, so that a link says only what differs from it.
    pub(crate) proposed: FeatureSpec,
    /// What the database is recognised by that the work began with.
    pub(crate) source: String,
}

/// What happens to the check of the file that is being opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Check {
    /// It runs to its end.
    #[default]
    Needed,
    /// It takes long, so the person may skip it.
    Offered,
    /// The person skipped it.
    Skipped,
}
