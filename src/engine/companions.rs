//! Applies the companion files of a database to it, as SQLite does: the rollback journal first, then the write-ahead
//! log.

use super::database::Image;
use crate::base::error::Result;
use crate::base::problem::file::{CompanionFault, FileProblem};
use crate::sqlite::file::companions::file_name;
use crate::sqlite::file::journal;
use crate::sqlite::file::journal::{Journal, Undo};
use crate::sqlite::file::{header, wal};

/// The companion files of a database: its write-ahead log and its rollback journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CompanionFiles {
    /// The bytes of its `-wal` file.
    pub log: Option<Vec<u8>>,
    /// The bytes of its `-journal` file.
    pub journal: Option<Vec<u8>>,
    /// The names of the super-journals that came with it.
    pub super_journals: Vec<String>,
}

/// The outcome of applying a rollback journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RolledBack {
    /// Nothing changed, for no transaction was unfinished.
    Nothing,
    /// Nothing changed, for the journal cannot be read; SQLite would not read it either.
    Unusable(CompanionFault),
    /// An unfinished transaction was undone; the number of pages that were restored.
    Pages(usize),
}

/// Undoes the unfinished transaction of a `-journal` file. `name` is the database's. Fails if the database would be
/// larger than `limit` bytes, or if the journal names a super-journal that is not among `super_journals`: only that
/// file tells whether the transaction was committed.
pub fn roll_back<I: Image>(
    image: &mut I,
    journal: &[u8],
    super_journals: &[String],
    name: &str,
    limit: u64,
) -> Result<RolledBack> {
    // SQLite deletes the journal of an empty file without reading it.
    if image.is_empty() {
        return Ok(RolledBack::Nothing);
    }
    let undo = match journal::read(journal, header::page_size(&image.read(0, header::HEAD_BYTES)).unwrap_or(4096)) {
        Journal::Finished => return Ok(RolledBack::Nothing),
        Journal::Unusable(fault) => return Ok(RolledBack::Unusable(fault)),
        Journal::Unfinished(undo) => undo,
    };
    if let Some(path) = &undo.super_journal {
        let wanted = file_name(path);
        if !super_journals.iter().any(|there| there.eq_ignore_ascii_case(wanted)) {
            return Err(FileProblem::SuperJournalMissing { database: name.to_owned(), path: path.clone() }.into());
        }
    }
    if undo.size() > limit {
        return Err(FileProblem::TooLarge { size: undo.size(), limit }.into());
    }
    let before = image.len();
    put_back(image, journal, &undo);
    let is_same = undo.pages.is_empty() && image.len() == before;
    Ok(if is_same { RolledBack::Nothing } else { RolledBack::Pages(undo.pages.len()) })
}

/// Restores the size and the old pages of a database.
fn put_back<I: Image>(image: &mut I, journal: &[u8], undo: &Undo) {
    let page = u64::from(undo.page_size);
    // A partial last page is not padded, unless the journal has it.
    if image.len() > undo.size() || image.len() + page <= undo.size() {
        image.resize(undo.size());
    }
    for (number, at) in &undo.pages {
        let Some(content) = journal.get(*at..*at + undo.page_size as usize) else { continue };
        let start = u64::from(number - 1) * page;
        if image.len() < start + page {
            image.resize(start + page);
        }
        image.write(start, content);
    }
}

/// Writes the committed pages of a log into a database with pages of `page_size` bytes; returns true if there were any.
pub fn apply_log<I: Image>(image: &mut I, log: &[u8], page_size: u32) -> Result<bool> {
    let committed = wal::committed(log, page_size)?;
    if committed.size_in_pages == 0 {
        return Ok(false);
    }
    let page = u64::from(page_size);
    image.resize(u64::from(committed.size_in_pages) * page);
    for (number, at) in committed.pages {
        if let Some(content) = log.get(at..at + page_size as usize) {
            image.write(u64::from(number - 1) * page, content);
        }
    }
    Ok(true)
}
