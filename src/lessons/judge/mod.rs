//! Verdicts on a learner's tables and results: comparing rows, and finding the probable cause of differences.

pub(crate) mod build_choices;
pub(crate) mod compare;
pub(crate) mod diagnose;
pub mod explain;
pub mod in_postgres;
pub mod likely;
pub(crate) mod sql_mistakes;
pub mod verdict;
