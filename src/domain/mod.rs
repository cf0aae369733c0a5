//! What the lab exists for, as pure Rust: no JavaScript, no clock, no input or output, no panic on user data.

pub mod history;
pub mod lesson;
pub mod link;
pub mod sample;
pub mod saved;
