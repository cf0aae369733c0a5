//! The paths of the project, and the versions in its lock files.

use std::path::{Path, PathBuf};

use crate::Result;
use crate::version::{self, Version};

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// A file or folder in the project, written with `/`.
pub(crate) fn path(inside: &str) -> PathBuf {
    inside.split('/').fold(root(), |path, part| path.join(part))
}

/// Returns the folder in which the project's own tools are installed.
pub(crate) fn tools() -> PathBuf {
    path(".tools/bin")
}

/// Returns the target folder of WebAssembly builds by a separate compiler: two compilers in one folder would overwrite
/// each other's output.
pub(crate) fn wasm_target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| path("target"), |folder| root().join(folder)).join("wasm")
}

/// The version of a package that the project is built with.
pub(crate) fn locked(package: &str) -> Result<Version> {
    version::locked(&read("Cargo.lock")?, package)
        .ok_or_else(|| format!("Cargo.lock names no one version of {package}."))
}

/// The lowest Rust that can build the project.
pub(crate) fn lowest_rust() -> Result<Version> {
    version::lowest_rust(&read("Cargo.toml")?).ok_or_else(|| "Cargo.toml has no rust-version.".to_owned())
}

/// The text of one of the project's files.
pub(crate) fn read(inside: &str) -> Result<String> {
    std::fs::read_to_string(path(inside)).map_err(|error| format!("{inside} cannot be read: {error}"))
}
