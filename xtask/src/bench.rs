//! Builds the page and times it against native SQLite and pandas: the measuring itself is `benches/lab`.

use std::process::Command;

use crate::parts::{self, Part, browser, python};
use crate::say::step;
use crate::{Result, child, page, project};

/// Measures with files of as many transactions as `rows` says, and writes `target/bench/`.
pub(crate) fn run(rows: &[u64]) -> Result<()> {
    page::build()?;
    parts::get(&[Part::Browser, Part::Python])?;
    step("cargo bench", "The page, native SQLite and pandas build the same features from the same files.", || {
        child::run(&mut command(rows)?)
    })
}

fn command(rows: &[u64]) -> Result<Command> {
    let found = browser::find()?;
    let rows: Vec<String> = rows.iter().map(u64::to_string).collect();
    let mut command = child::program("cargo", &["bench", "--features", "browser", "--bench", "lab", "--"]);
    command.args(["--rows", &rows.join(",")]);
    command.env("LAB_DIST", project::path("dist")).env(browser::CHROME, found.chrome);
    command.env(browser::DRIVER, found.driver).env(python::VARIABLE, python::program());
    Ok(command)
}
