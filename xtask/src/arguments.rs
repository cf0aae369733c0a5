//! Reads the command line.

use crate::Result;

/// The port of `serve` unless another is asked for.
const PORT: u16 = 8080;

/// The sizes of `bench` unless others are asked for, in transactions.
const ROWS: [u64; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

/// The command to run.
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
    /// Print an export of a definition.
    Export { file: String, format: String },
    /// Time the page with files of so many transactions.
    Bench { rows: Vec<u64> },
    /// Time first visits of the page, beside sqlime in a folder.
    BenchStart { sqlime: Option<String> },
    /// Write the lists of functions that a start of the page calls.
    StartList,
    /// Runs the hostile tests in full.
    Torture,
    /// Take the picture of the page.
    Picture,
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
        Some("export") => export(&mut words)?,
        Some("bench") => bench(&mut words)?,
        Some("picture") => Command::Picture,
        Some("start-list") => Command::StartList,
        Some("torture") => Command::Torture,
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

fn export<'a>(words: &mut impl Iterator<Item = &'a str>) -> Result<Command> {
    match (words.next(), words.next(), words.next()) {
        (Some("--help" | "-h"), ..) => Ok(Command::Help),
        (Some(file), Some("--as"), Some(format)) => {
            Ok(Command::Export { file: file.to_owned(), format: format.to_owned() })
        }
        _ => {
            Err("`export` takes a definition and a format, for example `export features.json --as python`.".to_owned())
        }
    }
}

fn bench<'a>(words: &mut impl Iterator<Item = &'a str>) -> Result<Command> {
    let (mut rows, mut starts, mut sqlime) = (ROWS.to_vec(), false, None);
    while let Some(word) = words.next() {
        match word {
            "--help" | "-h" => return Ok(Command::Help),
            "--start" => starts = true,
            "--sqlime" => {
                let folder = words.next().ok_or("`--sqlime` takes the folder of sqlime's page.")?;
                sqlime = Some(folder.to_owned());
            }
            "--rows" => {
                rows = words.next().unwrap_or_default().split(',').map(count).collect::<Result<_>>()?;
                rows.sort_unstable();
                rows.dedup();
            }
            other => return Err(format!("`bench` knows no `{other}`.")),
        }
    }
    match (starts, sqlime) {
        (true, sqlime) => Ok(Command::BenchStart { sqlime }),
        (false, Some(_)) => Err("`--sqlime` needs `--start`.".to_owned()),
        (false, None) => Ok(Command::Bench { rows }),
    }
}

/// Reads `10k`, `1m` or a plain number of transactions.
fn count(word: &str) -> Result<u64> {
    let lower = word.to_ascii_lowercase();
    let (digits, unit) = match lower.strip_suffix(['k', 'm']) {
        Some(digits) => (digits, if lower.ends_with('k') { 1_000 } else { 1_000_000 }),
        None => (lower.as_str(), 1),
    };
    let rows = digits.parse::<u64>().ok().and_then(|number| number.checked_mul(unit));
    // Below that there is nothing to measure; above, no browser holds the file.
    rows.filter(|rows| (1_000..=20_000_000).contains(rows)).ok_or_else(|| {
        format!("`--rows` takes numbers of transactions from 1k to 20m with commas between, not `{word}`.")
    })
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
        let export = Command::Export { file: "a.json".to_owned(), format: "python".to_owned() };
        assert_eq!(of("export a.json --as python"), Ok(export));
        assert_eq!(of("bench"), Ok(Command::Bench { rows: ROWS.to_vec() }));
        assert_eq!(of("bench --start"), Ok(Command::BenchStart { sqlime: None }));
        assert_eq!(of("bench --start --sqlime a/b"), Ok(Command::BenchStart { sqlime: Some("a/b".to_owned()) }));
        assert_eq!(of("bench --rows 1M,10k,2500"), Ok(Command::Bench { rows: vec![2_500, 10_000, 1_000_000] }));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        let lines = ["srve", "serve --port", "serve --port 70000", "test --only", "test web", "build now"];
        let more = [
            "lesson check",
            "lesson a",
            "export",
            "export a.json",
            "export a.json python",
            "bench --rows",
            "bench --rows many",
            "bench --rows 10k,",
            "bench --rows 9",
            "bench --rows 1g",
            "bench --sqlime a/b",
            "bench --start --sqlime",
        ];
        for line in lines.into_iter().chain(more) {
            assert!(of(line).is_err(), "{line}");
        }
    }
}
