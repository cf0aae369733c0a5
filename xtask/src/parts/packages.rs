//! The browser's libraries: packages from npm, and the bundles that `static/build/bundle.mjs` makes of them.

use crate::parts::State;
use crate::{Result, child, project};

const SCRIPT: &str = "static/build/bundle.mjs";

/// Looks whether the packages of this very lock file are installed and bundled.
pub(crate) fn look() -> Result<State> {
    let wanted = project::read("static/build/package-lock.json")?;
    let installed = project::read("static/build/node_modules/.installed-lock.json").unwrap_or_default();
    if installed != wanted {
        return Ok(State::missing(
            "npm ci in static/build, then bundles in static/generated",
            "SQLite and the bundler come from npm, in the versions of package-lock.json; they are not installed yet.",
        ));
    }
    let mut command = child::program("node", &[SCRIPT, "--check"]);
    if child::succeeds(&mut command) {
        Ok(State::Ready("npm packages, bundled in static/generated".to_owned()))
    } else {
        Ok(State::missing(
            "bundles in static/generated",
            "They are made of the npm packages, and are missing or older than their sources.",
        ))
    }
}

/// Installs and bundles.
pub(crate) fn install() -> Result<()> {
    child::run(&mut child::program("node", &[SCRIPT]))
}
