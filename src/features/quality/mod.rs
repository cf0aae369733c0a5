//! The data-quality report: counts, checks, findings.

pub mod checks;
pub mod counts;
pub mod finding;
pub mod flag_counts;
pub mod report;
