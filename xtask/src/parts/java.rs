//! Java, which Spark runs on: the one that is there, or Debian's.

use std::env;
use std::path::{Path, PathBuf};

use crate::parts::{State, apt};
use crate::version::Version;
use crate::{Result, child, search};

/// The variable that names the program, for tests that start it.
pub(crate) const VARIABLE: &str = "LAB_JAVA";

/// The first Java that Spark 4 runs on.
const LOWEST: u32 = 17;

/// Debian's packages, the first choice first. They have no windows, which nothing here opens.
const PACKAGES: [&str; 2] = ["openjdk-17-jre-headless", "openjdk-21-jre-headless"];

/// The folder in which Debian installs every version.
const DEBIAN_HOMES: &str = "/usr/lib/jvm";

const WHY: &str = "The tests run an export on Spark, which needs Java 17 or later.";

/// The program, if it is new enough. A program that somebody named is the only one.
pub(crate) fn find() -> Result<Option<PathBuf>> {
    if let Some(file) = env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from) {
        return match version(&file) {
            Some(version) if version.major() >= LOWEST => Ok(Some(file)),
            _ => Err(format!("{WHY} {VARIABLE} names {}, which is none.", file.display())),
        };
    }
    let home = env::var_os("JAVA_HOME").map(|home| in_home(Path::new(&home)));
    let all = home.into_iter().chain(search::program("java")).chain(homes());
    Ok(all.into_iter().find(|file| version(file).is_some_and(|version| version.major() >= LOWEST)))
}

/// The programs of all versions that Debian has installed; `PATH` has one of them.
fn homes() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(DEBIAN_HOMES).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries.map(|entry| in_home(&entry.path())).filter(|file| file.is_file()).collect();
    found.sort();
    found
}

fn in_home(home: &Path) -> PathBuf {
    home.join("bin").join(format!("java{}", env::consts::EXE_SUFFIX))
}

/// The version; Java 8 does not know the option.
fn version(file: &Path) -> Option<Version> {
    Version::find(&child::output(file, &["--version"])?)
}

/// Looks for the program.
pub(crate) fn look() -> Result<State> {
    if let Some(file) = find()? {
        let version = version(&file).map_or_else(String::new, |version| format!(" {version}"));
        return Ok(State::Ready(format!("Java{version}, {}", file.display())));
    }
    if apt::is_here() {
        return Ok(State::missing(format!("apt-get install {}", package()), WHY));
    }
    Err(format!("{WHY} Install it (adoptium.net, or your system's packages), or name it: {VARIABLE}=FILE."))
}

/// Installs the program.
pub(crate) fn install() -> Result<()> {
    if apt::candidate(package()).is_none() {
        // New machines have no lists of packages.
        apt::update();
    }
    apt::install(&[package().to_owned()])
}

/// The package that there is; the first one while there are no lists of packages.
fn package() -> &'static str {
    let [first, ..] = PACKAGES;
    PACKAGES.into_iter().find(|package| apt::candidate(package).is_some()).unwrap_or(first)
}
