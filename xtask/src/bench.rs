//! Builds the page and times it against native SQLite and pandas: the measuring itself is `benches/lab`.

use std::path::Path;
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

/// Times first visits, beside sqlime's page in a folder, and writes `target/bench/starts.md`.
pub(crate) fn start(sqlime: Option<&str>) -> Result<()> {
    if let Some(folder) = sqlime.filter(|folder| !Path::new(folder).join("index.html").is_file()) {
        return Err(format!("{folder} has no index.html. Name a checkout of github.com/nalgeon/sqlime."));
    }
    page::build()?;
    parts::get(&[Part::Browser])?;
    step("cargo bench", "New browsers visit the page on several networks and processors.", || {
        let mut command = lab()?;
        command.arg("--start");
        // Cargo runs benchmarks in the project's folder, whatever the folder of this command is.
        if let Some(folder) = sqlime.and_then(|folder| std::path::absolute(folder).ok()) {
            command.arg("--sqlime").arg(folder);
        }
        child::run(&mut command)
    })
}

fn command(rows: &[u64]) -> Result<Command> {
    let rows: Vec<String> = rows.iter().map(u64::to_string).collect();
    let mut command = lab()?;
    command.args(["--rows", &rows.join(",")]).env(python::VARIABLE, python::program());
    Ok(command)
}

/// The benchmark, with the built page and the browser in its environment.
fn lab() -> Result<Command> {
    let found = browser::find()?;
    let mut command = child::program("cargo", &["bench", "--features", "browser", "--bench", "lab", "--"]);
    command
        .env("LAB_DIST", project::path("dist"))
        .env(browser::CHROME, found.chrome)
        .env(browser::DRIVER, found.driver);
    Ok(command)
}
