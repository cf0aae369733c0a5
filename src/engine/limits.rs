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

/// The limits of a database while a script runs.
pub(super) struct Limits {
    /// The most bytes of the database; `None` if SQL has set a lower limit itself.
    grown: Option<u64>,
    /// Its most pages, and before the script.
    pages: u64,
    pages_before: u64,
}

/// Limits what the next statements may take. A limit that SQL has set itself, and that is lower, stays.
pub(super) fn lower<D: Database>(database: &mut D) -> Result<Limits> {
    database.limit_values(Some(VALUE_BYTES))?;
    // A database whose list of tables cannot be read takes no limit, and no rows.
    let mut number = |name| database.count(&format!("PRAGMA main.{name}"), &[]).unwrap_or(0);
    let [page, count, pages_before] = ["page_size", "page_count", "max_page_count"].map(&mut number);
    let room = GROWN_BYTES.checked_div(page).unwrap_or(MOST_PAGES).max(count + count / ROOM);
    let pages = room.min(pages_before);
    set_pages(database, pages);
    let grown = (room <= pages_before).then(|| (pages * page).max(GROWN_BYTES));
    Ok(Limits { grown, pages, pages_before })
}

/// Takes the limits away, but not one that the script has set.
pub(super) fn lift<D: Database>(database: &mut D, limits: &Limits) -> Result<()> {
    database.limit_values(None)?;
    if database.count("PRAGMA main.max_page_count", &[]).ok() == Some(limits.pages) {
        set_pages(database, limits.pages_before);
    }
    Ok(())
}

fn set_pages<D: Database>(database: &mut D, pages: u64) {
    // A database that takes no limit is damaged, and takes no rows either.
    let _ = database.run(&format!("PRAGMA main.max_page_count = {pages}"), &[]);
}

/// Says which limit an error of SQLite's was, if it was one.
pub(super) fn told(error: LabError, limits: &Limits) -> LabError {
    if error.kind() != ErrorKind::Sql {
        return error;
    }
    let problem = match (error.detail.as_deref().unwrap_or_default(), limits.grown) {
        ("string or blob too big", _) => SessionProblem::ValueTooLarge { limit: VALUE_BYTES.into() },
        ("out of memory", _) => SessionProblem::OutOfMemory,
        ("database or disk is full", Some(limit)) => SessionProblem::DatabaseTooLarge { limit },
        ("attempt to write a readonly database", _) => SessionProblem::QueryOnly,
        _ => return error,
    };
    LabError { detail: error.detail, ..problem.into() }
}
