//! End-to-end tests (journeys) in Chromium on the built page, from the first load to the downloaded file.
//!
//! `cargo xtask test --only browser` builds the page and sets the environment: page, browser and driver.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, unreachable_pub)]

mod access;
mod bars;
mod companions;
mod crash_recovery;
mod damaged;
mod database;
#[path = "../support/dice.rs"]
mod dice;
mod driver;
mod dsn;
mod editor;
mod editor_tabs;
mod embedding;
mod exports;
#[path = "../support/fixtures/mod.rs"]
mod fixtures;
mod fuzz;
mod grading;
mod grid;
mod grid_columns;
mod hosting;
mod hosts;
mod journeys;
mod late_answers;
mod layout;
mod lazy_parts;
mod lessons;
mod links;
mod mapping;
mod memory;
#[path = "../support/memory_store/mod.rs"]
mod memory_store;
mod names;
mod offline;
mod other_origin;
#[allow(dead_code, reason = "shared with the benchmark")]
mod page;
mod policy;
mod postgres;
mod remote;
mod saved_files;
mod saving;
#[path = "../support/seed.rs"]
mod seed;
#[allow(dead_code, reason = "shared with the benchmark")]
mod server;
mod sharing;
mod soak;
#[allow(dead_code, reason = "shared with the benchmark")]
mod sql_box;
mod storage_faults;
mod torture;
mod undo;
mod undo_builds;
mod waiting;
#[allow(dead_code, reason = "shared with the benchmark")]
mod watch;
mod work;
