//! The checks, in the order in which they run: the quick ones first.

use std::path::PathBuf;
use std::process::Command;

use crate::arguments::Only;
use crate::parts::{self, Part, browser, java, jdbc, linters, python, shell, tools, wasm};
use crate::{Result, child, page, project};

/// A check.
pub(crate) struct Step {
    /// The name.
    pub(crate) name: &'static str,
    /// The reason for the check.
    pub(crate) why: &'static str,
    /// The part of the checks that it belongs to.
    pub(crate) part: Only,
    /// The parts that have to be installed for it.
    pub(crate) needs: &'static [Part],
    /// The check that has to succeed before, because it builds the input of this one.
    pub(crate) after: Option<&'static str>,
    /// The command.
    pub(crate) command: fn() -> Result<Command>,
}

/// The check that makes what the journeys open.
const PAGE: &str = "the page";

/// The parts that a compilation for WebAssembly needs.
const COMPILE: &[Part] = &[Part::Node, Part::Wasm, Part::Crates, Part::Packages, Part::Linters];
const WEB: &[Part] = &[Part::Node, Part::Wasm, Part::Crates, Part::Packages, Part::Bindgen, Part::Browser];
const JOURNEYS: &[Part] = &[Part::Browser, Part::Python];

/// All of them.
pub(crate) const STEPS: [Step; 7] = [
    Step {
        name: "formatting",
        why: "All Rust is formatted as rustfmt.toml says.",
        part: Only::Lint,
        needs: &[Part::Linters],
        after: None,
        command: || Ok(cargo(&["fmt", "--all", "--check"])),
    },
    Step {
        name: "lints",
        why: "clippy finds nothing in the workspace and its tests.",
        part: Only::Lint,
        needs: &[Part::Linters],
        after: None,
        command: || Ok(cargo(&["clippy", "--workspace", "--all-targets", "--all-features", "--", "-D", "warnings"])),
    },
    Step {
        name: "native tests",
        why: "Domain, engine over rusqlite, exports and lessons on their engines, the rules of the architecture, and these commands.",
        part: Only::Native,
        needs: &[
            Part::Node,
            Part::Packages,
            Part::Python,
            Part::Shell,
            Part::Java,
            Part::Jdbc,
            Part::Dbt,
            Part::Engines,
        ],
        after: None,
        command: native_tests,
    },
    Step {
        name: "lints for the browser",
        why: "clippy finds nothing in what only compiles for WebAssembly.",
        part: Only::Lint,
        needs: COMPILE,
        after: None,
        command: wasm_clippy,
    },
    Step {
        name: "contract in the browser",
        why: "The engine does on sql.js, in a worker, what it does on rusqlite; messages come as they were sent.",
        part: Only::Web,
        needs: WEB,
        after: None,
        command: web_tests,
    },
    Step {
        name: PAGE,
        why: "trunk builds dist/ as it is published.",
        part: Only::Browser,
        needs: &parts::PAGE,
        after: None,
        command: || page::trunk(&["build", "--release"]),
    },
    Step {
        name: "journeys",
        why: "The built page does in a browser what it promises.",
        part: Only::Browser,
        needs: JOURNEYS,
        after: Some(PAGE),
        command: journeys,
    },
];

fn cargo(arguments: &[&str]) -> Command {
    child::program("cargo", arguments)
}

fn native_tests() -> Result<Command> {
    let mut command = cargo(&["test", "--workspace", "--no-fail-fast"]);
    command.env(python::VARIABLE, python::program());
    if let Some(shell) = shell::program() {
        command.env(shell::VARIABLE, shell);
    }
    if let Some(java) = java::find()? {
        command.env(java::VARIABLE, java);
    }
    if let Some(driver) = jdbc::find()? {
        command.env(jdbc::VARIABLE, driver);
    }
    Ok(command)
}

/// Debian's clippy is called by its full name, for cargo would first find the one of rustup.
fn wasm_clippy() -> Result<Command> {
    let target = ["--target", wasm::TARGET, "--lib", "--bins", "--test", "web_*", "--", "-D", "warnings"];
    let mut command = match linters::debian_clippy()? {
        Some(clippy) => wasm::prepared(child::program(clippy, &["clippy"]))?,
        None => wasm::cargo(&["clippy"])?,
    };
    // clippy.toml knows no targets, and what is wrong in a browser is right in xtask and in tests.
    command.env("CLIPPY_CONF_DIR", project::path("xtask/wasm"));
    command.args(["--package", "feature-lab"]).args(target);
    Ok(command)
}

fn web_tests() -> Result<Command> {
    let mut command = wasm::cargo(&["test", "--target", wasm::TARGET, "--test", "web_*"])?;
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools::test_runner()?);
    command.env(browser::DRIVER, browser::find()?.driver);
    // Seconds for the whole suite, which fails every call of long builds in turn; the runner's own 20 are few.
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    Ok(command)
}

fn journeys() -> Result<Command> {
    let found = browser::find()?;
    let dist: PathBuf = project::path("dist");
    if !dist.join("index.html").is_file() {
        return Err("There is no dist/ to open; the page was not built.".to_owned());
    }
    let mut command = cargo(&["test", "--features", "browser", "--test", "journeys", "--no-fail-fast"]);
    // One after the other: some measure how long the page is busy, and what they measured is to be seen.
    command.args(["--", "--test-threads", "1", "--show-output"]);
    // What failed is told without the frames of the runtime that drives the browser.
    command.env("RUST_BACKTRACE", "0");
    // Exported scripts are run.
    command.env(python::VARIABLE, python::program());
    command.env("LAB_DIST", dist).env(browser::CHROME, found.chrome).env(browser::DRIVER, found.driver);
    Ok(command)
}
