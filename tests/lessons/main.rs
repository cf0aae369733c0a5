//! Tests of lessons: format, verdicts, the linter, grading, and the published lessons.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs, unreachable_pub)]

mod compare;
mod feedback;
mod feedback_postgres;
mod feedback_tables;
mod format;
mod grading;
mod linter;
mod published;
mod sql_mistakes;

#[path = "../support/fixtures/mod.rs"]
mod fixtures;
#[path = "../support/seed.rs"]
mod seed;
