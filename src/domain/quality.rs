//! The data-quality report: named checks with counts and examples (feature-spec §5).

use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Look at it before you trust the table.
    Warning,
    /// The table cannot be trusted.
    Error,
}

/// One row that a check found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// The rowid in the source (its position from 1 where the source has no rowids).
    pub rowid: i64,
    /// The offending value, as text.
    pub value: String,
}

/// The outcome of one check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// A stable name, for code: `duplicate_lead_keys`.
    pub id: String,
    /// How much it matters when `count` is above 0.
    pub severity: Severity,
    /// How many rows it found; 0 is a pass.
    pub count: u64,
    /// What that means, one sentence for people, whether found or not.
    pub message: String,
    /// Up to five rows.
    pub examples: Vec<Example>,
}
