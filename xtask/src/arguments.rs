//! Reads the command line.

use crate::Result;

/// The port of `serve` unless another is asked for.
const PORT: u16 = 8080;

/// What is to be done.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Command {
    /// Print the help.
    Help,
    /// Build the page and serve it.
    Serve { port: u16, release: bool },
    /// Build `dist/`.
    Build,
    /// Run the checks.
    Test { only: Option<Only> },
    /// Check a lesson.
    CheckLesson { folder: String },
    /// Install what is missing.
    Setup,
    /// Say what is missing.
    Doctor,
}

/// A part of the checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Only {
    /// Formatting and lints.
    Lint,
    /// Tests outside a browser.
    Native,
    /// The engine's contract in a browser's worker.
    Web,
    /// Journeys through the built page.
    Browser,
}

/// Reads the words after `cargo xtask`.
pub(crate) fn read(words: &[String]) -> Result<Command> {
    let mut words = words.iter().map(String::as_str);
    let command = match words.next() {
        None | Some("help" | "--help" | "-h") => Command::Help,
        Some("serve") => serve(&mut words)?,
        Some("build") => Command::Build,
        Some("test") => test(&mut words)?,
        Some("lesson") => lesson(&mut words)?,
        Some("setup") => Command::Setup,
        Some("doctor") => Command::Doctor,
        Some(other) => return Err(format!("There is no command `{other}`.")),
    };
    match words.next() {
        Some("--help" | "-h") => Ok(Command::Help),
        Some(other) => Err(format!("`{other}` means nothing here.")),
        None => Ok(command),
    }
}

fn serve<'a>(words: &mut impl Iterator<Item = &'a str>) -> Result<Command> {
    let (mut port, mut release) = (PORT, false);
    while let Some(word) = words.next() {
        match word {
            "--release" => release = true,
            "--help" | "-h" => return Ok(Command::Help),
            "--port" => {
                let number = words.next().unwrap_or_default();
                port = number.parse().map_err(|_| format!("`--port` takes a number up to 65535, not `{number}`."))?;
            }
            other => return Err(format!("`serve` knows no `{other}`.")),
        }
    }
    Ok(Command::Serve { port, release })
}

fn test<'a>(words: &mut impl Iterator<Item = &'a str>) -> Result<Command> {
    let mut only = None;
    while let Some(word) = words.next() {
        match word {
            "--help" | "-h" => return Ok(Command::Help),
            "--only" => {
                only = Some(match words.next().unwrap_or_default() {
                    "lint" => Only::Lint,
                    "native" => Only::Native,
                    "web" => Only::Web,
                    "browser" => Only::Browser,
                    other => {
                        return Err(format!("`--only` takes `lint`, `native`, `web` or `browser`, not `{other}`."));
                    }
                });
            }
            other => return Err(format!("`test` knows no `{other}`.")),
        }
    }
    Ok(Command::Test { only })
}

fn lesson<'a>(words: &mut impl Iterator<Item = &'a str>) -> Result<Command> {
    match (words.next(), words.next()) {
        (Some("--help" | "-h"), _) | (Some("check"), Some("--help" | "-h")) => Ok(Command::Help),
        (Some("check"), Some(folder)) => Ok(Command::CheckLesson { folder: folder.to_owned() }),
        _ => {
            Err("`lesson` takes `check` and a folder, for example `lesson check static/lessons/week1-day2`.".to_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Result<Command> {
        read(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn commands_and_their_options() {
        assert_eq!(of(""), Ok(Command::Help));
        assert_eq!(of("serve"), Ok(Command::Serve { port: PORT, release: false }));
        assert_eq!(of("serve --port 9000 --release"), Ok(Command::Serve { port: 9000, release: true }));
        assert_eq!(of("test --only web"), Ok(Command::Test { only: Some(Only::Web) }));
        assert_eq!(of("lesson check a/b"), Ok(Command::CheckLesson { folder: "a/b".to_owned() }));
        assert_eq!(of("build --help"), Ok(Command::Help));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for line in [
            "srve",
            "serve --port",
            "serve --port 70000",
            "test --only",
            "test web",
            "build now",
            "lesson check",
            "lesson a",
        ] {
            assert!(of(line).is_err(), "{line}");
        }
    }
}
