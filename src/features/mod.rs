//! The features of customers, as pure Rust: specification, times, keys, detection, totals, quality.

pub mod aggregate;
pub mod detect;
pub mod field;
pub mod keys;
pub mod quality;
pub mod spec;
pub mod times;
