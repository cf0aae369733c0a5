//! Chromium (or Chrome) and its driver, for the tests in a browser.

use std::env;
use std::path::PathBuf;

use crate::parts::{State, apt};
use crate::version::Version;
use crate::{Result, child, search};

/// Names of the browser on `PATH`.
const NAMES: [&str; 6] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "google-chrome-for-testing"];

/// The paths to which installers put the browser without adding it to `PATH`.
const PLACES: [&str; 4] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
];

/// The variable that names the browser.
pub(crate) const CHROME: &str = "LAB_CHROME";

/// The variable that names the driver, for every tool that starts one.
pub(crate) const DRIVER: &str = "CHROMEDRIVER";

/// The browser and its driver.
pub(crate) struct Browser {
    /// The browser's program.
    pub(crate) chrome: PathBuf,
    /// The driver's program.
    pub(crate) driver: PathBuf,
}

/// Finds both; the words say what lacks and what to do.
pub(crate) fn find() -> Result<Browser> {
    let chrome = named(CHROME)?
        .or_else(|| NAMES.iter().find_map(|name| search::program(name)))
        .or_else(|| PLACES.iter().map(PathBuf::from).find(|file| file.is_file()))
        .ok_or_else(|| {
            format!(
                "The tests need Chromium or Chrome. Install it, or name it: {CHROME}=FILE. Its driver of the same \
                 version is chromedriver."
            )
        })?;
    let driver = named(DRIVER)?.or_else(|| search::program("chromedriver")).or_else(driver_of_runner);
    let driver = driver.ok_or_else(|| {
        let version = version(&chrome).map_or_else(String::new, |version| format!(" {}", version.major()));
        format!(
            "The tests need chromedriver{version}, the driver of {}. Install it so that PATH finds it, or name it: \
             {DRIVER}=FILE. On macOS: `brew install --cask chromedriver`. Elsewhere: `npx @puppeteer/browsers install \
             chromedriver@stable`.",
            chrome.display()
        )
    })?;
    if let (Some(theirs), Some(its)) = (version(&chrome), version(&driver))
        && theirs.major() != its.major()
    {
        return Err(format!(
            "{} is version {theirs}, its driver {} is version {its}: the first numbers must be the same. Update the \
             older one, or name others with {CHROME} and {DRIVER}.",
            chrome.display(),
            driver.display()
        ));
    }
    Ok(Browser { chrome, driver })
}

/// The program that a variable names.
fn named(variable: &str) -> Result<Option<PathBuf>> {
    match env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from) {
        Some(file) if file.is_file() => Ok(Some(file)),
        Some(file) => Err(format!("{variable} names {}, which is no file.", file.display())),
        None => Ok(None),
    }
}

/// Finds the driver by the variable that runners of continuous integration set.
fn driver_of_runner() -> Option<PathBuf> {
    let folder = PathBuf::from(env::var_os("CHROMEWEBDRIVER")?);
    search::endings().iter().map(|ending| folder.join(format!("chromedriver{ending}"))).find(|file| file.is_file())
}

fn version(program: &PathBuf) -> Option<Version> {
    // On Windows, Chrome opens a window instead of printing its version.
    if cfg!(windows) { None } else { Version::find(&child::output(program, &["--version"])?) }
}

/// Looks for both.
pub(crate) fn look() -> Result<State> {
    match find() {
        Ok(Browser { chrome, driver }) => Ok(State::Ready(format!("{} with {}", chrome.display(), driver.display()))),
        Err(_) if can_install() => Ok(State::missing(
            format!("apt-get install {}", packages().join(" ")),
            "The tests run the page in a real browser, started by its driver.",
        )),
        Err(words) => Err(words),
    }
}

/// Installs both.
pub(crate) fn install() -> Result<()> {
    apt::install(&packages())
}

fn packages() -> Vec<String> {
    ["chromium", "chromium-driver"].map(str::to_owned).to_vec()
}

/// Debian has both as packages of one version; where somebody named another browser, that is the one to mend.
fn can_install() -> bool {
    let is_named = [CHROME, DRIVER].iter().any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()));
    !is_named && apt::is_here() && packages().iter().all(|package| apt::candidate(package).is_some())
}
