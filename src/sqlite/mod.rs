//! SQLite's file format and SQL text, read without SQLite, and new files, written without it.

pub mod btree;
pub mod file;
pub mod sql;
