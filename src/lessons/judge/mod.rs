//! Verdicts on a learner's rows: comparison, cause, words.

pub(crate) mod compare;
pub(crate) mod diagnose;
pub mod explain;
