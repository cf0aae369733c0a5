//! The open database: its name, size, integrity and origin, and the check of a file that is being opened.

use crate::base::error::LabError;
use crate::browser::document;
use crate::features::spec::FeatureSpec;
use crate::links::Origin;
use crate::protocol::{Integrity, Opened};

/// The largest file on a machine with memory to spare, in bytes: SQLite in wasm and a copy for saving must fit.
const LIMIT: u64 = 1_500_000_000;

/// The bytes of file that are allowed for each GB of memory.
const PER_GB: f64 = 150_000_000.0;

/// The open database: its name, size in bytes, integrity, warnings, and where it came from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OpenedFile {
    pub(crate) name: String,
    pub(crate) size: u64,
    pub(crate) integrity: Integrity,
    pub(crate) warnings: Vec<LabError>,
    /// True if the person allowed SQL to write into this damaged file.
    pub(crate) takes_writes: bool,
    /// The sample, address or link that it came from, if a link can name it.
    pub(crate) origin: Option<Origin>,
    /// The proposed specification; a link holds only the differences from it.
    pub(crate) proposed: FeatureSpec,
    /// The digest of the database that the work began with.
    pub(crate) source: String,
}

impl OpenedFile {
    /// Notes a database that was opened from an origin.
    pub(crate) fn new(opened: &Opened, origin: Option<Origin>) -> Self {
        Self {
            name: opened.name.clone(),
            size: opened.size,
            integrity: opened.integrity.clone(),
            warnings: opened.warnings.clone(),
            takes_writes: false,
            origin,
            proposed: opened.proposal.spec.clone(),
            source: opened.source.clone(),
        }
    }
}

/// The state of the integrity check of the file that is being opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum FileCheck {
    /// The check runs to its end.
    #[default]
    Needed,
    /// The check takes long, so the person may skip it.
    Offered,
    /// The person skipped the check.
    Skipped,
}

/// The largest file that the lab opens on this machine, in bytes: less where the browser reports under 8 GB of memory.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few GB at most")]
pub(crate) fn largest_file() -> u64 {
    match document::memory() {
        Some(gb) if gb < 8.0 => ((gb * PER_GB) as u64).min(LIMIT),
        _ => LIMIT,
    }
}
