//! Writes an export of a definition: runs the example `export`, for the texts are part of the crate.

use crate::{Result, child};

/// Prints the definition of a file in a format; says whether that was possible.
pub(crate) fn print(file: &str, format: &str) -> Result<bool> {
    // The example is started in the project's folder, the command perhaps elsewhere.
    let here = std::env::current_dir().map_err(|error| format!("The current folder cannot be told: {error}"))?;
    let mut command = child::program("cargo", &["run", "--quiet", "--example", "export", "--"]);
    command.arg(here.join(file)).arg(format);
    let status = command.status().map_err(|error| format!("cargo could not be started: {error}"))?;
    Ok(status.success())
}
