//! What the lab exists for, as pure Rust: no JavaScript, no clock, no input or output, no panic on user data.
