//! Verdicts on a learner's rows: comparison and probable cause.

pub(crate) mod compare;
pub(crate) mod diagnose;
pub mod explain;
pub mod verdict;
