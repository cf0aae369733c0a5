//! The crates of `Cargo.lock`: fetched once, so that every later build works without a network.

use std::process::Command;

use crate::parts::{State, wasm};
use crate::{Result, child};

/// Looks whether all are here.
pub(crate) fn look() -> Result<State> {
    if child::succeeds(fetch().arg("--offline")) {
        Ok(State::Ready("the crates of Cargo.lock".to_owned()))
    } else {
        Ok(State::missing("cargo fetch", "The crates of Cargo.lock are not all on this machine."))
    }
}

/// Fetches them.
pub(crate) fn install() -> Result<()> {
    child::run(&mut fetch())
}

/// As the compiler for WebAssembly sees it, whose standard library has crates of its own; if there is none, plain.
fn fetch() -> Command {
    let arguments = ["fetch", "--locked"];
    wasm::cargo(&arguments).unwrap_or_else(|_| child::program("cargo", &arguments))
}
