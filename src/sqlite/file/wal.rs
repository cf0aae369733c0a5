//! The write-ahead log: the committed pages of a `-wal` file, so that they can be written into the database.
//!
//! The format is described in <https://www.sqlite.org/fileformat.html>, section 4. A frame counts when its salts are
//! the header's, its cumulative checksum holds, and a commit frame follows it or it is one.

use std::collections::BTreeMap;

use crate::base::error::{LabError, Result};
use crate::base::problem::file::{CompanionFault, FileProblem};

const HEADER_BYTES: usize = 32;
const FRAME_HEADER_BYTES: usize = 24;

/// The committed content of a write-ahead log.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Committed {
    /// Page number (from 1) → offset of its newest committed content in the `-wal` file, in bytes.
    pub pages: BTreeMap<u32, usize>,
    /// The size of the database after the last commit, in pages; 0 if nothing was committed.
    pub size_in_pages: u32,
}

/// Finds the committed pages of a `-wal` file for a database of `page_size` bytes a page. An empty file commits
/// nothing.
pub fn committed(wal: &[u8], page_size: u32) -> Result<Committed> {
    if wal.is_empty() {
        return Ok(Committed::default());
    }
    let Some((header, frames)) = wal.split_first_chunk::<HEADER_BYTES>() else {
        return Err(foreign(CompanionFault::ShorterThanHeader));
    };
    let big_endian = match be32(header, 0) {
        0x377f_0682 => false,
        0x377f_0683 => true,
        _ => return Err(foreign(CompanionFault::NotALog)),
    };
    if be32(header, 8) != page_size {
        return Err(foreign(CompanionFault::OtherPageSize));
    }
    let mut sum = checksum((0, 0), &header[..24], big_endian);
    if sum != (be32(header, 24), be32(header, 28)) {
        return Err(foreign(CompanionFault::DamagedHeader));
    }
    let frame_bytes = FRAME_HEADER_BYTES + page_size as usize;
    let (mut found, mut pending) = (Committed::default(), BTreeMap::new());
    for (index, frame) in frames.chunks_exact(frame_bytes).enumerate() {
        let Some((head, page)) = frame.split_first_chunk::<FRAME_HEADER_BYTES>() else { break };
        if head[8..16] != header[16..24] {
            break;
        }
        sum = checksum(sum, &head[..8], big_endian);
        sum = checksum(sum, page, big_endian);
        if sum != (be32(head, 16), be32(head, 20)) {
            break;
        }
        pending.insert(be32(head, 0), HEADER_BYTES + index * frame_bytes + FRAME_HEADER_BYTES);
        let size = be32(head, 4);
        if size > 0 {
            found.pages.append(&mut pending);
            found.size_in_pages = size;
        }
    }
    // A later commit may have made the file smaller than an earlier one wrote.
    let size = found.size_in_pages;
    found.pages.retain(|page, _| (1..=size).contains(page));
    Ok(found)
}

/// Reads a big-endian integer of four bytes at an offset; 0 if the bytes end before.
fn be32(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |word| u32::from_be_bytes(*word))
}

/// Continues the log's cumulative checksum over bytes whose number is a multiple of eight.
fn checksum(sum: (u32, u32), bytes: &[u8], big_endian: bool) -> (u32, u32) {
    bytes.chunks_exact(8).fold(sum, |(a, b), pair| {
        let (mut first, mut second) = (be32(pair, 0), be32(pair, 4));
        if !big_endian {
            (first, second) = (first.swap_bytes(), second.swap_bytes());
        }
        let a = a.wrapping_add(first).wrapping_add(b);
        (a, b.wrapping_add(second).wrapping_add(a))
    })
}

fn foreign(fault: CompanionFault) -> LabError {
    FileProblem::ForeignLog { fault }.into()
}
