//! The features of customers, as pure Rust: specification, times, keys, detection, totals, quality.

pub mod aggregate;
pub mod codegen;
pub mod definitions;
pub mod detect;
pub mod equality;
pub mod feature;
pub mod field;
pub mod fingerprint;
pub mod handover;
pub mod keys;
pub mod quality;
pub mod run_log;
pub mod segments;
pub mod spec;
pub mod times;
