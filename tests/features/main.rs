//! The features: totals, times, detection, reports, held against Python, pandas and plain SQL.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

mod aggregate;
mod detect;
mod documented;
mod generated_schemas;
mod pandas;
mod plain_sql;
mod real_databases;
mod real_files;
mod repeats;
mod rewriting;
mod time_columns;
mod times;

#[path = "../support/fixtures/mod.rs"]
#[allow(dead_code, reason = "shared with other test programs")]
mod fixtures;
#[path = "../support/generated_cases/mod.rs"]
#[allow(dead_code, reason = "shared with other test programs")]
mod generated_cases;
#[path = "../support/generated_shops/mod.rs"]
#[allow(dead_code, reason = "shared with other test programs")]
mod generated_shops;
#[path = "../support/known_schemas/mod.rs"]
#[allow(dead_code, reason = "shared with other test programs")]
mod known_schemas;
#[path = "../support/python.rs"]
#[allow(dead_code, reason = "shared with other test programs")]
mod python;
#[path = "../support/time_oracle/mod.rs"]
#[allow(dead_code, reason = "shared with other test programs")]
mod time_oracle;
