//! Tests of exports on the engines that they are written for, and of the place in which they run.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

mod copies;
mod dsns;
mod failing_exports;
mod handover;
mod lesson_code;
mod python_export;
mod python_failures;
mod python_scripts;
mod scheduling;
mod spark_export;
mod sql_export;
mod sql_failures;
mod sql_times;
mod sql_values;
mod sqlite_export;
mod sqlite_times;
mod tables_export;

#[path = "../support/engines/mod.rs"]
mod engines;
#[path = "../support/fixtures/mod.rs"]
mod fixtures;
#[path = "../support/generated_cases/mod.rs"]
mod generated_cases;
#[path = "../support/python.rs"]
mod python;
#[path = "../support/seed.rs"]
mod seed;
