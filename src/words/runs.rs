//! The record of builds.

use crate::features::run_log::FeatureRun;

pub const KEEP_RECORD: &str = "Keep a record in the database";
pub const KEEP_RECORD_NOTE: &str = "The build also writes feature_views, feature_runs and feature_stats: the definition, this build, and the statistics of its \
     columns.";
pub const RUNS: &str = "Record of builds";
pub const RUNS_LEAD: &str = "This database has a record of its builds.";
pub const SHOW_RUNS: &str = "Compare builds";
pub const NO_RUNS: &str = "The record has no build yet.";
pub const RUN_BEFORE: &str = "Build before";
pub const RUN_AFTER: &str = "Build after";
pub const RUN_COLUMNS: &str = "Statistics of the columns, before and after";
pub const NO_VALUE: &str = "–";
/// The columns of the comparison.
pub const STATISTICS: [&str; 9] = ["Column", "rows", "NULL", "default", "min", "max", "mean", "median", "different"];

/// A build in the list: `3: as of 2026-07-01, 503 rows, version 2 of customer_features`.
pub fn run(run: &FeatureRun) -> String {
    let FeatureRun { run_id, view, version, as_of, rows_out, .. } = run;
    let day = as_of.trim_end_matches("T00:00:00Z");
    format!("{run_id}: as of {day}, {}, version {version} of {view}", super::rows(*rows_out))
}

/// A number with at most two decimals.
pub fn short_number(number: f64) -> String {
    let text = format!("{number:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
