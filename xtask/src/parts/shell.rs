//! The sqlite3 shell, whose writers the tests kill and which says what is right then.

use crate::parts::{State, apt};
use crate::{Result, search};

/// The variable that names the shell, for tests that start it.
pub(crate) const VARIABLE: &str = "LAB_SQLITE";

const WHY: &str =
    "The tests compare what the lab makes of an unfinished transaction with what the sqlite3 shell makes of it.";

/// The shell.
pub(crate) fn program() -> Option<std::path::PathBuf> {
    search::program("sqlite3")
}

/// Looks for the shell.
pub(crate) fn look() -> Result<State> {
    if let Some(shell) = program() {
        return Ok(State::Ready(format!("the sqlite3 shell, {}", shell.display())));
    }
    if apt::is_here() {
        return Ok(State::missing("apt-get install sqlite3", WHY));
    }
    Err(format!("{WHY} Install it (sqlite.org, or your system's packages), then run this again."))
}

/// Installs the shell.
pub(crate) fn install() -> Result<()> {
    apt::install(&["sqlite3".to_owned()])
}
