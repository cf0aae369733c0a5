//! rustfmt and clippy, and clippy of the compiler for WebAssembly.

use std::path::PathBuf;

use crate::parts::{State, apt, wasm};
use crate::{Result, child};

const WHY: &str = "The checks begin with formatting and lints.";

/// The missing components of rustup and packages of Debian.
struct Lacking {
    components: Vec<&'static str>,
    packages: Vec<String>,
}

fn lacking() -> Result<Lacking> {
    let mut lacking = Lacking { components: Vec::new(), packages: Vec::new() };
    for (command, component, package) in [("fmt", "rustfmt", "rustfmt-web"), ("clippy", "clippy", "rust-web-clippy")] {
        if child::output("cargo", &[command, "--version"]).is_some() {
            continue;
        }
        if child::output("rustup", &["--version"]).is_some() {
            lacking.components.push(component);
        } else {
            lacking.packages.push(package.to_owned());
        }
    }
    if debian_clippy()?.is_some_and(|file| !file.is_file()) && lacking.packages.iter().all(|it| it != "rust-web-clippy")
    {
        lacking.packages.push("rust-web-clippy".to_owned());
    }
    Ok(lacking)
}

/// Returns the path of clippy of Debian's compiler, which may be missing, if that compiler is the one for WebAssembly.
pub(crate) fn debian_clippy() -> Result<Option<PathBuf>> {
    Ok(wasm::debian_bin()?.map(|bin| bin.join("cargo-clippy")))
}

/// Looks for all of them.
pub(crate) fn look() -> Result<State> {
    let Lacking { components, packages } = lacking()?;
    let mut steps = Vec::new();
    if !components.is_empty() {
        steps.push(format!("rustup component add {}", components.join(" ")));
    }
    if !packages.is_empty() {
        steps.push(format!("apt-get install {}", packages.join(" ")));
    }
    if steps.is_empty() {
        return Ok(State::Ready("rustfmt and clippy".to_owned()));
    }
    if !packages.is_empty() && !apt::is_here() {
        return Err(format!("{WHY} Install rustfmt and clippy for your Rust, then run this again."));
    }
    Ok(State::missing(steps.join(", "), WHY))
}

/// Installs the missing ones.
pub(crate) fn install() -> Result<()> {
    let Lacking { components, packages } = lacking()?;
    if !components.is_empty() {
        child::run(child::program("rustup", &["component", "add"]).args(components))?;
    }
    if packages.is_empty() { Ok(()) } else { apt::install(&packages) }
}
