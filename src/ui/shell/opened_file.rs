//! The open database: its name, size, integrity and origin, and the check of a file that is being opened.

use crate::base::error::LabError;
use crate::browser::document;
use crate::features::spec::FeatureSpec;
use crate::links::Origin;
use crate::protocol::Integrity;

/// The largest file on a machine with memory to spare, in bytes: SQLite in wasm and a copy for saving must fit.
const LIMIT: u64 = 1_500_000_000;

/// The bytes of file that one GB of memory carries.
const PER_GB: f64 = 150_000_000.0;

/// The open database, as the top bar tells it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OpenedFile {
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
pub(crate) enum FileCheck {
    /// It runs to its end.
    #[default]
    Needed,
    /// It takes long, so the person may skip it.
    Offered,
    /// The person skipped it.
    Skipped,
}

/// The largest file that this machine should be asked to hold, in bytes.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few GB at most")]
pub(crate) fn largest_file() -> u64 {
    match document::memory() {
        Some(gb) if gb < 8.0 => ((gb * PER_GB) as u64).min(LIMIT),
        _ => LIMIT,
    }
}
