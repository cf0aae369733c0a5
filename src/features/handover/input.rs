//! The input of a hand-over: what was built, what its report says, the summary of its table, and the choice of e-mails.

use serde::{Deserialize, Serialize};

use super::emails::Emails;
use super::summary::Summary;
use crate::features::quality::checks::{Check, Severity};
use crate::features::quality::report::Report;
use crate::features::spec::FeatureSpec;

/// A hand-over that is wanted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HandoverInput {
    /// The specification that was built.
    pub spec: FeatureSpec,
    /// Its fingerprint.
    pub fingerprint: String,
    /// The name of the database file that was open.
    pub database: String,
    /// Rows of the customers' table.
    pub customers: u64,
    /// Rows of the transactions' table.
    pub transactions: u64,
    /// The checks of the report, in its order.
    pub checks: Vec<SaidCheck>,
    /// The figures of the feature table.
    pub summary: Summary,
    /// The sentence that says why there are no segments; empty if there are.
    pub no_segments: String,
    /// The treatment of e-mail addresses.
    pub emails: Emails,
    /// The key of their hashes: 32 random bytes.
    pub key: [u8; 32],
}

/// A check of the report with its sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SaidCheck {
    /// The check's stable name.
    pub id: String,
    /// The severity if it found rows.
    pub severity: Severity,
    /// The number of rows that it found.
    pub count: u64,
    /// Its sentence.
    pub sentence: String,
    /// Values of rows that it found.
    pub examples: Vec<String>,
}

impl HandoverInput {
    /// Gathers the input from a build's report and the summary of its table; `say` gives the sentence of a check.
    pub fn new(report: &Report, database: &str, summary: Summary, say: impl Fn(&Check) -> String) -> Self {
        let said = |check: &Check| SaidCheck {
            id: check.id.clone(),
            severity: check.severity,
            count: check.count,
            sentence: say(check),
            examples: check.examples.iter().map(|example| example.value.clone()).collect(),
        };
        Self {
            spec: report.spec.clone(),
            fingerprint: report.fingerprint.clone(),
            database: database.to_owned(),
            customers: report.rows_in,
            transactions: report.transactions,
            checks: report.checks.iter().map(said).collect(),
            summary,
            no_segments: String::new(),
            emails: Emails::default(),
            key: [0; 32],
        }
    }
}
