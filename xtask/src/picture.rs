//! Programs that look at the built page in Chromium: the picture for README.md (`examples/picture.rs`), and the functions
//! that a start calls (`examples/start_list.rs`).

use crate::parts::{self, Part, browser};
use crate::say::step;
use crate::{Result, child, page, project};

/// Builds the page and writes `docs/page.png`.
pub(crate) fn take() -> Result<()> {
    page::build()?;
    look("picture", "Chromium opens the page and takes its picture.")
}

/// Builds the page from programs that count their calls, writes `static/build/start/`, and builds the page by it.
pub(crate) fn list_start() -> Result<()> {
    page::build_counted()?;
    look("start_list", "Chromium starts the page in the usual ways.")?;
    page::build()
}

fn look(example: &str, words: &str) -> Result<()> {
    parts::get(&[Part::Browser])?;
    step(&format!("cargo run --example {example}"), words, || {
        let found = browser::find()?;
        let mut command = child::program("cargo", &["run", "--features", "browser", "--example", example]);
        command.env("LAB_DIST", project::path("dist"));
        command.env(browser::CHROME, found.chrome).env(browser::DRIVER, found.driver);
        child::run(&mut command)
    })
}
