//! trunk and wasm-bindgen, each in exactly one version: from `PATH`, or installed into `.tools/` of the project.

use std::path::PathBuf;

use crate::parts::State;
use crate::version::Version;
use crate::{Result, child, project, search};

/// A tool that cargo installs.
pub(crate) struct Tool {
    /// Its program.
    program: &'static str,
    /// Its crate.
    package: &'static str,
    /// Its version.
    version: fn() -> Result<Version>,
    /// Further options of `cargo install`: the fewest features that the project needs, for the tool is compiled here.
    options: &'static [&'static str],
    /// The reason why it is needed.
    why: &'static str,
}

/// Later ones need a newer Rust than the project does.
pub(crate) const TRUNK: Tool = Tool {
    program: "trunk",
    package: "trunk",
    version: || Version::find("0.21.14").ok_or_else(String::new),
    options: &["--locked", "--no-default-features", "--features", "rustls"],
    why: "trunk builds the page. Compiling it takes about 3 minutes, once.",
};

/// Without `--locked`: not every mirror of the registry has the versions that it was locked to.
pub(crate) const BINDGEN: Tool = Tool {
    program: "wasm-bindgen",
    package: "wasm-bindgen-cli",
    version: || project::locked("wasm-bindgen"),
    options: &[],
    why: "wasm-bindgen connects Rust and JavaScript, in exactly the version of Cargo.lock. Compiling it takes about 2 \
          minutes, once.",
};

/// Looks for the tool in its version.
pub(crate) fn look(tool: &Tool) -> Result<State> {
    let version = (tool.version)()?;
    Ok(match find(tool.program, version) {
        Some(file) => State::Ready(format!("{} {version} ({})", tool.program, file.display())),
        None => State::missing(format!("cargo install {} {version} into .tools/", tool.package), tool.why),
    })
}

/// Compiles it without optimisation, which is quick, and without debug information, which is large.
pub(crate) fn install(tool: &Tool) -> Result<()> {
    let version = (tool.version)()?.to_string();
    let root = project::path(".tools");
    let mut command = child::program("cargo", &["install", tool.package, "--version", &version, "--debug", "--force"]);
    command.arg("--root").arg(root).args(tool.options);
    command.env("CARGO_PROFILE_DEV_DEBUG", "false").env_remove("CARGO_TARGET_DIR");
    child::run(&mut command)
}

/// The program that runs WebAssembly tests; it comes with wasm-bindgen.
pub(crate) fn test_runner() -> Result<PathBuf> {
    let version = (BINDGEN.version)()?;
    let runner = "wasm-bindgen-test-runner";
    find(runner, version).ok_or_else(|| format!("{runner} {version} is missing; run `cargo xtask setup`."))
}

/// The program, if the first of its name is of this version.
fn find(program: &str, version: Version) -> Option<PathBuf> {
    let file = search::program(program)?;
    let said = child::output(&file, &["--version"])?;
    (Version::find(&said) == Some(version)).then_some(file)
}
