//! Checks a lesson: runs the linter, which is part of the crate, for it plays lessons through.

use std::path::Path;

use crate::{Result, child};

/// Checks the lesson in a folder; says whether it is clean.
pub(crate) fn check(folder: &str) -> Result<bool> {
    // The linter is started in the project's folder, the command perhaps elsewhere.
    let here = std::env::current_dir().map_err(|error| format!("The current folder cannot be told: {error}"))?;
    let folder = here.join(folder);
    if !Path::new(&folder).is_dir() {
        return Err(format!("{} is not a folder. Name the folder that holds lesson.md.", folder.display()));
    }
    let mut command = child::program("cargo", &["run", "--quiet", "--example", "lesson", "--"]);
    command.arg(folder);
    let status = command.status().map_err(|error| format!("cargo could not be started: {error}"))?;
    Ok(status.success())
}
