//! SQLite's file format and SQL text, read without SQLite.

pub mod btree;
pub mod file;
pub mod sql;
