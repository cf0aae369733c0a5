//! Takes the picture of the page for README.md: the drawing itself is `examples/picture.rs`.

use crate::parts::{self, Part, browser};
use crate::say::step;
use crate::{Result, child, page, project};

/// Builds the page and writes `docs/page.png`.
pub(crate) fn take() -> Result<()> {
    page::build()?;
    parts::get(&[Part::Browser])?;
    step("cargo run --example picture", "Chromium opens the page and takes its picture.", || {
        let found = browser::find()?;
        let mut command = child::program("cargo", &["run", "--features", "browser", "--example", "picture"]);
        command.env("LAB_DIST", project::path("dist"));
        command.env(browser::CHROME, found.chrome).env(browser::DRIVER, found.driver);
        child::run(&mut command)
    })
}
