//! Debian's packages: what there is, and installing them.

use crate::version::Version;
use crate::{Result, child, search};

/// Says whether this system has Debian's package manager.
pub(crate) fn is_here() -> bool {
    cfg!(target_os = "linux") && search::program("apt-get").is_some()
}

/// The version of a package that would be installed.
pub(crate) fn candidate(package: &str) -> Option<Version> {
    let policy = child::output("apt-cache", &["policy", package])?;
    read_candidate(&policy)
}

fn read_candidate(policy: &str) -> Option<Version> {
    policy.lines().find_map(|line| line.trim().strip_prefix("Candidate:")).and_then(Version::find)
}

/// The newest `name-NN` that there is.
pub(crate) fn newest(name: &str) -> Option<String> {
    let found = child::output("apt-cache", &["pkgnames", &format!("{name}-")])?;
    read_newest(name, &found).into_iter().rev().find(|package| candidate(package).is_some())
}

/// The names `name-NN`, by number.
pub(crate) fn read_newest(name: &str, names: &str) -> Vec<String> {
    let mut numbers: Vec<u32> = names
        .lines()
        .filter_map(|line| line.trim().strip_prefix(name)?.strip_prefix('-'))
        .filter_map(|number| number.parse().ok())
        .collect();
    numbers.sort_unstable();
    numbers.into_iter().map(|number| format!("{name}-{number}")).collect()
}

/// Brings the lists of packages up to date, where that is allowed. Lists of yesterday do as well; if they do not, the
/// installation says so.
pub(crate) fn update() {
    if is_root() {
        let _ = child::run(&mut child::program("apt-get", &["update", "-q"]));
    }
}

/// Installs packages, or says which command somebody with the right to do so has to type.
pub(crate) fn install(packages: &[String]) -> Result<()> {
    let list = packages.join(" ");
    if !is_root() {
        return Err(format!(
            "Only root may install packages. Run this, then the same command again:\n\n  \
             sudo apt-get update && sudo apt-get install --no-install-recommends {list}\n"
        ));
    }
    update();
    // Nothing that is installed may have to go for it.
    let arguments = ["install", "-q", "--yes", "--no-remove", "--no-install-recommends"];
    let mut install = child::program("apt-get", &arguments);
    child::run(install.args(packages).env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Says whether packages can be installed without asking anybody.
pub(crate) fn is_root() -> bool {
    child::output("id", &["-u"]).is_some_and(|id| id.trim() == "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_candidate_is_read_from_the_policy() {
        let policy = "rustc-web:\n  Installed: (none)\n  Candidate: 1.96.0+dfsg1-1~deb12u2\n  Version table:\n";
        assert_eq!(read_candidate(policy), Version::find("1.96.0"));
        assert_eq!(read_candidate("gone:\n  Installed: (none)\n  Candidate: (none)\n"), None);
        assert_eq!(read_candidate(""), None);
    }

    #[test]
    fn the_newest_is_the_last_by_number() {
        let names = "lld-9\nlld-22\nlld-22-dev\nlld-14\nlldb-30\n";
        assert_eq!(read_newest("lld", names), ["lld-9", "lld-14", "lld-22"]);
    }
}
