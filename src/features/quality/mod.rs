//! The data-quality report: counts, checks, findings.

pub mod check_facts;
pub mod checks;
pub mod counts;
pub mod example_rows;
pub mod finding;
pub mod flag_counts;
pub mod report;
