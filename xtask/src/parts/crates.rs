//! The crates of `Cargo.lock`: fetched once, so that every later build works without a network.

use std::process::Command;

use crate::parts::{State, wasm};
use crate::{Result, child};

/// Looks whether all are here.
pub(crate) fn look() -> Result<State> {
    if fetches().iter_mut().all(|fetch| child::succeeds(fetch.arg("--offline"))) {
        Ok(State::Ready("the crates of Cargo.lock".to_owned()))
    } else {
        Ok(State::missing("cargo fetch", "The crates of Cargo.lock are not all on this machine."))
    }
}

/// Fetches them.
pub(crate) fn install() -> Result<()> {
    fetches().iter_mut().try_for_each(child::run)
}

/// For every system; and for the browser, where the standard library may have to be built and has crates of its own.
fn fetches() -> Vec<Command> {
    let mut fetches = vec![child::program("cargo", &["fetch", "--locked"])];
    fetches.extend(wasm::cargo(&["fetch", "--locked", "--target", wasm::TARGET]));
    fetches
}
