//! Exports a database: writes it, reopens the copy and checks it.

use super::database::{Database, Image};
use super::{inspect, open};
use crate::base::error::{LabError, Result};
use crate::base::problem::session::{Action, SessionProblem};
use crate::base::schema::Schema;
use crate::protocol::Progress;
use crate::sqlite::file::header;
use crate::sqlite::file::header::HEAD_BYTES;

/// Exports the database. If it is `sound`, the copy must pass SQLite's integrity check and have the same tables with
/// the same row counts; a database that was damaged when it was opened is exported without these checks.
pub fn checked<D: Database>(database: &mut D, sound: bool, progress: &mut dyn FnMut(Progress)) -> Result<D::Image> {
    let before = inspect::schema(database).map_err(inspect::damaged)?;
    let image = image(database, Action::Download)?;
    let size = image.len();
    let mut copy = D::open_borrowed(&image)?;
    open::configure_connection(&mut copy).map_err(inspect::damaged)?;
    if sound {
        compare(&before, &inspect::schema(&mut copy)?)?;
        if let crate::protocol::Integrity::Damaged(lines) = open::check(&mut copy, size, progress)? {
            return Err(not_whole(&lines.join("; ")));
        }
    } else {
        inspect::tables(&mut copy, &before).map_err(inspect::damaged)?;
    }
    Ok(image)
}

/// Writes the database, and sees that the copy opens: its header and its list of tables can be read. `schema` is the known
/// one, so that no rows are counted. Nothing else may take the place of a state that opens.
pub(super) fn opening<D: Database>(database: &mut D, schema: &Schema) -> Result<D::Image> {
    let image = image(database, Action::Download)?;
    header::inspect("", &image.read(0, HEAD_BYTES), image.len(), u64::MAX).map_err(inspect::damaged)?;
    let mut copy = D::open_borrowed(&image)?;
    open::configure_connection(&mut copy).map_err(inspect::damaged)?;
    inspect::tables(&mut copy, schema).map_err(inspect::damaged)?;
    drop(copy);
    Ok(image)
}

/// Writes the database without checks. Fails with `action`, which has to wait, if a transaction is open.
pub(super) fn image<D: Database>(database: &mut D, action: Action) -> Result<D::Image> {
    let mut image = database.export().map_err(|error| {
        if error.detail.as_deref().is_some_and(|words| words.contains("transaction") || words.contains("locked")) {
            return LabError { detail: error.detail, ..open_transaction(action) };
        }
        error
    })?;
    // All rows are in the image, also after `PRAGMA journal_mode = WAL`: its header must not ask for a log.
    if image.read(18, 2).contains(&2) {
        image.write(18, &[1, 1]);
    }
    Ok(image)
}

/// Makes the error of an action that has to wait for the person's own transaction.
pub(super) fn open_transaction(action: Action) -> LabError {
    SessionProblem::TransactionOpen { action }.into()
}

fn compare(before: &Schema, after: &Schema) -> Result<()> {
    if before == after { Ok(()) } else { Err(not_whole("its tables or row counts differ")) }
}

fn not_whole(detail: &str) -> LabError {
    LabError::from(SessionProblem::CopyDiffers).with_detail(detail)
}
