//! What is known of SQLite's files and of its SQL text, without SQLite.

pub mod btree;
pub mod file;
pub mod sql;
