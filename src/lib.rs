//! Feature Lab: builds the feature store table `customer_features` from a SQLite database, in a browser tab.
//!
//! Pure rooms, which run anywhere: [`base`], [`sqlite`], [`postgres`], [`features`], [`links`], [`lessons`], [`saved_work`], [`samples`],
//! [`results`], [`protocol`], [`words`]. Over them the [`engine`] behind its ports, which [`adapters`] implement. In a browser: `browser`
//! (bindings), `transport` (calls to the worker), and what runs there, `ui` and `worker`. ARCHITECTURE.md has the arrows
//! between them and their reasons.
//!
//! This file has the only `cfg` gates of the crate.

// A page that panics is gone, and so is what a cast cuts off; tests may do both.
#![cfg_attr(
    not(test),
    warn(
        clippy::indexing_slicing,
        clippy::string_slice,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_possible_wrap
    )
)]

pub mod base;
pub mod engine;
pub mod features;
pub mod lessons;
pub mod links;
pub mod postgres;
pub mod protocol;
pub mod results;
pub mod samples;
pub mod saved_work;
pub mod sqlite;
#[allow(missing_docs, reason = "what the page says explains itself")]
pub mod words;

/// The databases and stores behind the engine's ports.
pub mod adapters {
    #[cfg(target_arch = "wasm32")]
    pub mod browser_store;
    #[cfg(not(target_arch = "wasm32"))]
    pub mod rusqlite;
    #[cfg(target_arch = "wasm32")]
    pub mod sqljs;
}

#[cfg(not(target_arch = "wasm32"))]
pub mod lesson_linter;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod transport;
#[cfg(target_arch = "wasm32")]
mod ui;
#[cfg(target_arch = "wasm32")]
mod worker;

/// Starts what this is: the page, which mounts the views and starts a worker, or a worker, which loads sql.js and answers
/// the calls of [`protocol`].
#[cfg(target_arch = "wasm32")]
pub fn start() {
    if browser::worker_start::in_page() { ui::start() } else { worker::start() }
}

/// Starts the grading view, a program of its own in the same page.
#[cfg(target_arch = "wasm32")]
pub fn start_grading() {
    ui::start_grading();
}

/// Starts the program that writes exports, which the page loads when somebody asks for one.
#[cfg(target_arch = "wasm32")]
pub fn start_exports() {
    ui::start_exports();
}

/// Says where the lab runs, for somebody who started it outside a browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn start() {
    println!("Feature Lab runs in a browser: start it with `cargo xtask serve`.");
}

/// Says where exports are written, for somebody who started it outside a browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn start_exports() {
    start();
}

/// Says where the grading view runs, for somebody who started it outside a browser.
#[cfg(not(target_arch = "wasm32"))]
pub fn start_grading() {
    start();
}
