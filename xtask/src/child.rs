//! Starts other programs, without what an outer cargo left in the environment.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::{Result, project};

/// The environment variables of an outer cargo, or of a shell set up for another toolchain, that are removed: with them
/// programs would build with other flags or another compiler, and so rebuild everything.
const DROPPED: [&str; 14] = [
    "CARGO",
    "CARGO_BIN_NAME",
    "CARGO_BUILD_RUSTC",
    "CARGO_BUILD_RUSTFLAGS",
    "CARGO_BUILD_TARGET",
    "CARGO_CRATE_NAME",
    "CARGO_ENCODED_RUSTFLAGS",
    "CARGO_PRIMARY_PACKAGE",
    "RUSTC",
    "RUSTC_BOOTSTRAP",
    "RUSTC_WORKSPACE_WRAPPER",
    "RUSTDOC",
    "RUSTFLAGS",
    "RUSTUP_TOOLCHAIN",
];

/// A program in the project's folder.
pub(crate) fn program(program: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(project::root());
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(is_dropped) {
            command.env_remove(name);
        }
    }
    command
}

fn is_dropped(name: &str) -> bool {
    DROPPED.contains(&name)
        || ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_UNSTABLE_"].iter().any(|start| name.starts_with(start))
}

/// Runs a program to its end; an error if it cannot be started or fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().map_err(|error| cannot_start(command, &error))?;
    if status.success() { Ok(()) } else { Err(failed(command, &status.to_string())) }
}

/// Runs a program, passes on each line that it prints, and lets `each` read it as well.
pub(crate) fn run_reading(command: &mut Command, mut each: impl FnMut(&str)) -> Result<()> {
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|error| cannot_start(command, &error))?;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let Ok(line) = line else { break };
            let line = String::from_utf8_lossy(&line);
            println!("{}", line.trim_end_matches('\r'));
            each(&line);
        }
    }
    let status = child.wait().map_err(|error| failed(command, &error.to_string()))?;
    if status.success() { Ok(()) } else { Err(failed(command, &status.to_string())) }
}

/// Runs a program to its end, or ends it when it takes too long.
pub(crate) fn run_within(command: &mut Command, limit: Duration) -> Result<()> {
    let mut child = command.spawn().map_err(|error| cannot_start(command, &error))?;
    let start = Instant::now();
    loop {
        match child.try_wait().map_err(|error| failed(command, &error.to_string()))? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(failed(command, &status.to_string())),
            None if start.elapsed() > limit => {
                // It may have ended just now; either way it is over.
                let _ = child.kill();
                let _ = child.wait();
                return Err(failed(command, &format!("no end after {} s", limit.as_secs())));
            }
            None => std::thread::sleep(Duration::from_millis(100)),
        }
    }
}

/// Returns the output of a program; `None` if it is not there or fails.
pub(crate) fn output(program: impl AsRef<OsStr>, arguments: &[&str]) -> Option<String> {
    let output = self::program(program, arguments).stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a program without output; says whether it succeeded.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    quiet.status().is_ok_and(|status| status.success())
}

fn cannot_start(command: &Command, error: &std::io::Error) -> String {
    format!("`{}` could not be started: {error}", line(command))
}

fn failed(command: &Command, how: &str) -> String {
    format!("`{}` failed ({how}).", line(command))
}

/// Writes the command as a person would type it.
fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default().to_string_lossy();
    let arguments = command.get_args().map(|argument| format!(" {}", argument.to_string_lossy()));
    std::iter::once(program.into_owned()).chain(arguments).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_outer_cargo_sets_is_dropped() {
        for name in ["CARGO", "RUSTFLAGS", "RUSTUP_TOOLCHAIN", "CARGO_PKG_NAME", "CARGO_MANIFEST_DIR"] {
            assert!(is_dropped(name), "{name}");
        }
        for name in ["PATH", "CARGO_HOME", "CARGO_TARGET_DIR", "RUSTC_WRAPPER", "CARGO_NET_OFFLINE"] {
            assert!(!is_dropped(name), "{name}");
        }
    }

    #[test]
    fn a_command_is_told_as_typed() {
        assert_eq!(line(&program("/some/bin/trunk", &["build", "--release"])), "trunk build --release");
    }
}
