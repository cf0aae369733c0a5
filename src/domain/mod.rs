//! What the lab exists for, as pure Rust: no JavaScript, no clock, no input or output, no panic on user data.

pub mod aggregate;
pub mod column;
pub mod detect;
pub mod error;
pub mod finding;
pub mod fingerprint;
pub mod gate;
pub mod ident;
pub mod key;
pub mod lesson;
pub mod link;
pub mod profile;
pub mod quality;
pub mod relation;
pub mod report;
pub mod sample;
pub mod schema;
pub mod shell;
pub mod spec;
pub mod statement;
pub mod tally;
pub mod times;
pub mod value;
pub mod wal;
mod wording;
