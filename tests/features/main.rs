//! Tests of features: totals, times, detection and reports, compared with Python, pandas and plain SQL.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

mod aggregate;
mod detect;
mod documented;
mod fingerprint;
mod generated_schemas;
mod pandas;
mod plain_sql;
mod real_databases;
mod real_files;
mod repeats;
mod rewriting;
mod time_columns;
mod time_values;
mod times;

#[path = "../support/fixtures/mod.rs"]
mod fixtures;
#[path = "../support/generated_cases/mod.rs"]
mod generated_cases;
#[path = "../support/generated_shops/mod.rs"]
mod generated_shops;
#[path = "../support/known_schemas/mod.rs"]
mod known_schemas;
#[path = "../support/python.rs"]
mod python;
#[path = "../support/seed.rs"]
mod seed;
#[path = "../support/time_oracle/mod.rs"]
mod time_oracle;
