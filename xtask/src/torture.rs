//! Runs the hostile tests in full, with fixed seeds: damaged files and mutants natively; SQL, names, links and storage in Chromium.

use crate::parts::{self, Part, browser};
use crate::say::step;
use crate::{Result, child, page, project};

/// The variable that makes the tests run all of their cases.
const VARIABLE: &str = "LAB_TORTURE";

/// The journeys that are hostile.
const JOURNEYS: [&str; 7] = ["torture::", "memory::", "damaged::", "storage_faults::", "names::", "fuzz::", "soak::"];

/// Runs all of it.
pub(crate) fn run() -> Result<()> {
    step("damaged files", "Damaged images and mutants are opened, read, built from and written into.", || {
        let arguments = ["test", "--release", "--test", "torture", "--", "--nocapture"];
        child::run(child::program("cargo", &arguments).env(VARIABLE, "1"))
    })?;
    page::build()?;
    parts::get(&[Part::Browser])?;
    step(
        "hostile journeys",
        "Chromium runs SQL without an end, hostile names and links, and a storage that fails.",
        || {
            let found = browser::find()?;
            let arguments =
                ["test", "--features", "browser", "--test", "journeys", "--", "--test-threads", "1", "--show-output"];
            let mut command = child::program("cargo", &arguments);
            command.args(JOURNEYS).env(VARIABLE, "1").env("LAB_SEED", "19").env("LAB_DIST", project::path("dist"));
            command.env(browser::CHROME, found.chrome).env(browser::DRIVER, found.driver);
            child::run(&mut command)
        },
    )
}
