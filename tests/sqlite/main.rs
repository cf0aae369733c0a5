//! SQLite's files and SQL text: logs, journals, table pages, the SQL box, profiles.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

mod file_writer;
mod journal;
mod profile;
mod sql_box;
mod sql_hints;
mod sql_lints;
mod table_pages;
mod wal;

#[path = "../support/fixtures/mod.rs"]
mod fixtures;
#[path = "../support/python.rs"]
mod python;
#[path = "../support/seed.rs"]
mod seed;
#[path = "../support/temp_folder/mod.rs"]
mod temp_folder;
