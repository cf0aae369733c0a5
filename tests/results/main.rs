//! Results against independent ones: orders and facts against SQLite, files against Python, pandas and the sqlite3 shell.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

mod arranged;
mod files;
mod values;

#[path = "../support/fixtures/mod.rs"]
mod fixtures;
#[path = "../support/python.rs"]
mod python;
#[path = "../support/seed.rs"]
mod seed;
#[path = "../support/temp_folder/mod.rs"]
mod temp_folder;
