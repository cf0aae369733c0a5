//! The report of a build: specification, row counts, readings of times, checks, dropped objects (feature-spec §4, §5).

use serde::{Deserialize, Serialize};

use super::checks::Check;
use crate::features::spec::FeatureSpec;
use crate::features::times::times_read::TimesRead;

/// The report of one build, as the page shows and exports it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The specification that was built, complete.
    pub spec: FeatureSpec,
    /// A fingerprint of the specification (16 hexadecimal digits): the same for the same specification.
    pub fingerprint: String,
    /// The version of the lab and of its SQLite: `feature-lab 0.1.0, SQLite 3.54.1`.
    pub engine: String,
    /// Rows of the leads table.
    pub rows_in: u64,
    /// Rows of the transactions table.
    pub transactions: u64,
    /// Rows of the feature table.
    pub rows_out: u64,
    /// The duration of the build in milliseconds; 0 without a clock.
    pub duration_ms: f64,
    /// The readings of the time column: formats, examples, and the question that is left.
    pub times: TimesRead,
    /// The keys beyond ASCII that normalised matching changes, with what it makes of them; 100 000 at most.
    #[serde(default)]
    pub normal_forms: Vec<(String, String)>,
    /// All checks, found or not, in the order of feature-spec §5.
    pub checks: Vec<Check>,
    /// Names of indexes and triggers that were dropped with the old table.
    pub dropped: Vec<String>,
    /// Views that worked before the build and fail after it, each with SQLite's message.
    pub broken_views: Vec<(String, String)>,
    /// True if the file passed SQLite's integrity check before the build.
    pub checked: bool,
}
