//! Feature Lab: builds the feature store table `customer_features` from a SQLite database, in a browser tab.
//!
//! The map, and the arrows between the rooms (each names only rooms below it; ARCHITECTURE.md has the reasons):
//!
//! ```text
//! ui ──► client ──► protocol ──► domain        page
//! worker ──► engine ──► protocol ──► domain    worker
//! js                                           foreign functions, browser only
//! native                                       rusqlite, everywhere else
//! ```
//!
//! This file has the only `cfg` gates of the crate.

pub mod domain;
pub mod engine;
pub mod protocol;

#[cfg(not(target_arch = "wasm32"))]
pub mod native;

#[cfg(target_arch = "wasm32")]
mod client;
#[cfg(target_arch = "wasm32")]
pub mod js;
#[cfg(target_arch = "wasm32")]
mod ui;
#[cfg(target_arch = "wasm32")]
mod worker;

/// Starts the page: mounts the views and starts the worker.
#[cfg(target_arch = "wasm32")]
pub fn start_page() {
    ui::start();
}

/// Starts the worker: loads sql.js and answers the calls of [`protocol`].
#[cfg(target_arch = "wasm32")]
pub fn start_worker() {
    worker::start();
}

/// Says where the page runs, for somebody who started it outside a browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn start_page() {
    println!("Feature Lab runs in a browser: start it with `cargo xtask serve`.");
}

/// Says where the worker runs, for somebody who started it outside a browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn start_worker() {
    start_page();
}
