//! The rollback journal: the pages of a `-journal` file with which SQLite would undo an unfinished transaction.
//!
//! The format is described in <https://www.sqlite.org/fileformat.html>, section 3; where that leaves something open,
//! this does what `pager_playback` in SQLite's pager.c does. The journal begins with a header as long as a sector of
//! the disk that it was written on. Records follow it: page number, page, checksum. Each further header starts at a
//! sector.

use std::collections::BTreeMap;

use crate::base::problem::file::CompanionFault;

/// The first bytes of every header, which also follow the name of a super-journal.
pub const MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

/// A shorter file has no header: SQLite asks for a sector of this size before it knows the journal's own.
const SHORTEST: usize = 512;
/// The largest page and the largest sector, in bytes.
const LARGEST: u32 = 65_536;
/// The byte that locks a database file; its page is in no journal.
const LOCK_BYTE: u32 = 0x4000_0000;
/// The record count of a journal whose records reach to its end.
const TO_THE_END: u32 = 0xffff_ffff;
/// A super-journal's name is shorter than this, in bytes.
const LONGEST_NAME: usize = 513;

/// A `-journal` file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Journal {
    /// Its transaction was finished: it is empty, or it was zeroed.
    Finished,
    /// SQLite could not read it.
    Unusable(CompanionFault),
    /// Its transaction was not finished.
    Unfinished(Undo),
}

/// The content that undoes an unfinished transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    /// The page size in bytes.
    pub page_size: u32,
    /// The size that the database had before, in pages.
    pub size_in_pages: u32,
    /// Page number (from 1) → offset of its old content in the `-journal` file, in bytes.
    pub pages: BTreeMap<u32, usize>,
    /// The file that says whether a transaction of several databases was finished: SQLite takes the transaction back
    /// only while this file exists. The path is the one on the machine that wrote it.
    pub super_journal: Option<String>,
}

impl Undo {
    /// The size of the database before, in bytes.
    pub fn size(&self) -> u64 {
        u64::from(self.size_in_pages) * u64::from(self.page_size)
    }
}

/// Reads a `-journal` file. `page_size` is the database's, for journals of SQLite before 3.5.8, which do not say it.
pub fn read(journal: &[u8], page_size: u32) -> Journal {
    if journal.first().is_none_or(|first| *first == 0) {
        return Journal::Finished;
    }
    if journal.len() < SHORTEST {
        return Journal::Unusable(CompanionFault::ShorterThanHeader);
    }
    if !journal.starts_with(&MAGIC) {
        return Journal::Unusable(CompanionFault::NotAJournal);
    }
    let word = |at: usize| be32(journal, at).unwrap_or_default();
    let sector = word(20);
    let page_size = if word(24) == 0 { page_size } else { word(24) };
    let is_size = |size: u32, least: u32| size.is_power_of_two() && (least..=LARGEST).contains(&size);
    if !is_size(page_size, 512) || !is_size(sector, 32) {
        return Journal::Unusable(CompanionFault::DamagedHeader);
    }
    let layout = Layout { sector: sector as usize, page_size };
    let size_in_pages = word(16);
    let pages = layout.records(journal, size_in_pages);
    Journal::Unfinished(Undo { page_size, size_in_pages, pages, super_journal: super_journal(journal) })
}

/// The sizes by which a journal is laid out, in bytes.
struct Layout {
    sector: usize,
    page_size: u32,
}

impl Layout {
    /// Finds the valid records. Of a page that was recorded twice, the last record counts, for SQLite writes them back
    /// in order. The first record that is cut off, or whose checksum is wrong, ends the journal.
    fn records(&self, journal: &[u8], last_page: u32) -> BTreeMap<u32, usize> {
        let (mut pages, mut at) = (BTreeMap::new(), 0_usize);
        let page_bytes = self.page_size as usize;
        let lock_page = LOCK_BYTE / self.page_size + 1;
        loop {
            at = at.next_multiple_of(self.sector);
            let header = journal.get(at..).filter(|rest| rest.len() >= self.sector);
            let Some(header) = header.filter(|header| header.starts_with(&MAGIC)) else { return pages };
            let (Some(count), Some(nonce)) = (be32(header, 8), be32(header, 12)) else { return pages };
            at += self.sector;
            let to_the_end = journal.len().saturating_sub(self.sector) / (page_bytes + 8);
            let count = if count == TO_THE_END { to_the_end } else { count as usize };
            for _ in 0..count {
                let (Some(page), Some(content)) = (be32(journal, at), journal.get(at + 4..at + 4 + page_bytes)) else {
                    return pages;
                };
                if page == 0 || page == lock_page {
                    return pages;
                }
                if page <= last_page {
                    if be32(journal, at + 4 + page_bytes) != Some(checksum(nonce, content)) {
                        return pages;
                    }
                    pages.insert(page, at + 4);
                }
                at += page_bytes + 8;
            }
        }
    }
}

/// Returns the checksum of a page: the sum of its header's nonce and every 200th byte, counted from the end.
fn checksum(nonce: u32, page: &[u8]) -> u32 {
    let places = (1..).map(|step| page.len().checked_sub(step * 200)).map_while(|at| at.filter(|at| *at > 0));
    places.filter_map(|at| page.get(at)).fold(nonce, |sum, byte| sum.wrapping_add(u32::from(*byte)))
}

/// Reads the name of the super-journal at a journal's end; `None` if there is none, or if its checksum is wrong.
fn super_journal(journal: &[u8]) -> Option<String> {
    let tail = journal.len().checked_sub(16)?;
    let (len, sum) = (be32(journal, tail)? as usize, be32(journal, tail + 4)?);
    if len == 0 || len >= LONGEST_NAME || journal.get(tail + 8..)? != MAGIC {
        return None;
    }
    let name = journal.get(tail.checked_sub(len)?..tail)?;
    // Machines differ in whether the bytes of a name above 127 are added or subtracted.
    let added = name.iter().fold(0_u32, |sum, byte| sum.wrapping_add(u32::from(*byte)));
    let signed = name.iter().fold(0_u32, |sum, byte| sum.wrapping_add_signed(i32::from(byte.cast_signed())));
    let name = name.split(|byte| *byte == 0).next().unwrap_or_default();
    ((sum == added || sum == signed) && is_super_journal(name)).then(|| String::from_utf8_lossy(name).into_owned())
}

/// Says whether a file's name is one that SQLite gives to super-journals: `shop.db-mj1A2B3C9D4`.
pub fn is_super_journal(name: &[u8]) -> bool {
    let Some([b'-', b'm', b'j', digits @ ..]) = name.last_chunk::<12>() else { return false };
    digits[6] == b'9' && digits.iter().all(u8::is_ascii_hexdigit)
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(bytes.get(at..at + 4)?.iter().fold(0, |number, byte| number << 8 | u32::from(*byte)))
}
