//! Journeys in Chromium on the built page: what a person does, from the first load to the file in their hands.
//!
//! `cargo xtask test --only browser` builds the page and names it, the browser and its driver in the environment.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, unreachable_pub)]

#[path = "browser/bars.rs"]
mod bars;
#[path = "browser/companions.rs"]
mod companions;
#[path = "browser/database.rs"]
mod database;
#[path = "browser/elsewhere.rs"]
mod elsewhere;
#[path = "browser/embedding.rs"]
mod embedding;
#[path = "browser/fuzz.rs"]
mod fuzz;
#[path = "browser/grading.rs"]
mod grading;
#[path = "browser/hosting.rs"]
mod hosting;
#[path = "browser/hosts.rs"]
mod hosts;
#[path = "browser/journeys.rs"]
mod journeys;
#[path = "browser/kills.rs"]
mod kills;
mod labs;
#[path = "browser/lessons.rs"]
mod lessons;
#[path = "browser/links.rs"]
mod links;
#[path = "browser/mapping.rs"]
mod mapping;
#[path = "browser/offline.rs"]
mod offline;
#[path = "browser/page.rs"]
#[allow(dead_code, reason = "shared with the benchmark")]
mod page;
#[path = "browser/policy.rs"]
mod policy;
#[path = "browser/remote.rs"]
mod remote;
#[path = "browser/saving.rs"]
mod saving;
#[path = "browser/server.rs"]
#[allow(dead_code, reason = "shared with the benchmark")]
mod server;
#[path = "browser/sharing.rs"]
mod sharing;
mod store;
#[path = "browser/vault.rs"]
mod vault;
#[path = "browser/watch.rs"]
#[allow(dead_code, reason = "shared with the benchmark")]
mod watch;
