//! What the lab exists for, as pure Rust: no JavaScript, no clock, no input or output, no panic on user data.

pub mod aggregate;
pub mod column;
mod customers;
pub mod detect;
pub mod finding;
pub mod flag_counts;
pub mod history;
pub mod key;
pub mod lesson;
pub mod link;
pub mod matches;
mod other_way;
mod outcome;
pub mod quality;
pub mod report;
pub mod sample;
pub mod saved;
pub mod spec;
pub mod tally;
pub mod times;
