//! Limits scripts of the SQL box: the length of a value, the size of the database. Tells SQLite's errors at such limits.

use super::database::Database;
use crate::base::error::{ErrorKind, LabError, Result};
use crate::base::problem::session::SessionProblem;

/// The most bytes of a value or row that a script reads or makes. SQLite's own limit is a gigabyte, which the page would hold
/// several times.
const VALUE_BYTES: u32 = 100_000_000;

/// The size that a script may let any database reach, in bytes: while a file grows, it and the shorter files before it are held
/// until the browser collects them, about three times its size.
const GROWN_BYTES: u64 = 500_000_000;

/// The part of its size by which a larger database may grow, as a divisor: what the adapter has room for.
const ROOM: u64 = 8;

/// The most pages that a database can have.
const MOST_PAGES: u64 = 4_294_967_294;

/// Limits what the next statements may take; returns the most bytes of the database.
pub(super) fn lower<D: Database>(database: &mut D) -> Result<u64> {
    database.limit_values(Some(VALUE_BYTES))?;
    // A database whose list of tables cannot be read takes no limit, and no rows.
    let [page, count] =
        ["page_size", "page_count"].map(|name| database.count(&format!("PRAGMA main.{name}"), &[]).unwrap_or(0));
    let most = GROWN_BYTES.checked_div(page).unwrap_or(MOST_PAGES).max(count + count / ROOM);
    let _ = database.run(&format!("PRAGMA main.max_page_count = {most}"), &[]);
    Ok((most * page).max(GROWN_BYTES))
}

/// Takes the limits away.
pub(super) fn lift<D: Database>(database: &mut D) -> Result<()> {
    database.limit_values(None)?;
    let _ = database.run(&format!("PRAGMA main.max_page_count = {MOST_PAGES}"), &[]);
    Ok(())
}

/// Says which limit an error of SQLite's was, if it was one; `grown` is the most bytes of the database.
pub(super) fn told(error: LabError, grown: u64) -> LabError {
    if error.kind() != ErrorKind::Sql {
        return error;
    }
    let problem = match error.detail.as_deref().unwrap_or_default() {
        "string or blob too big" => SessionProblem::ValueTooLarge { limit: VALUE_BYTES.into() },
        "out of memory" => SessionProblem::OutOfMemory,
        "database or disk is full" => SessionProblem::DatabaseTooLarge { limit: grown },
        "attempt to write a readonly database" => SessionProblem::QueryOnly,
        _ => return error,
    };
    LabError { detail: error.detail, ..problem.into() }
}
