//! The page layout of a database file, from its header: page size and page count, if its tables can be read from pages.

use crate::sqlite::file::header;
use crate::sqlite::file::header::HEAD_BYTES;

/// The offset of the byte by which programs lock the file; SQLite never uses its page.
const LOCK_BYTE: u64 = 1 << 30;

/// The pages of a file whose tables can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The page size in bytes.
    pub(super) page_size: usize,
    /// The number of pages; page numbers start at 1.
    pub(super) pages: u32,
}

impl Layout {
    /// Reads the layout from the first [`HEAD_BYTES`] of a file of `len` bytes. `None` if the file is not UTF-8, has a
    /// write-ahead log or reserved bytes, or does not end with a whole page.
    pub fn of(head: &[u8], len: u64) -> Option<Self> {
        let header = header::inspect("", head, len, u64::MAX).ok()?;
        let page_size = u64::from(header.page_size);
        // No write-ahead log, no bytes kept for an encryption, the usual fractions, UTF-8.
        let head = head.first_chunk::<HEAD_BYTES>()?;
        let is_usual = head[18..24] == [1, 1, 0, 64, 32, 32] && head[56..60] == [0, 0, 0, 1];
        let held = u32::try_from(len / page_size).ok()?;
        // SQLite ignores pages after those that the header counts.
        let pages = if header.pages == 0 { held } else { header.pages.min(held) };
        (is_usual && len.is_multiple_of(page_size)).then_some(Self { page_size: header.page_size as usize, pages })
    }

    /// The size of the whole file in bytes: no row is longer.
    pub(super) fn bytes(self) -> u64 {
        u64::from(self.pages) * self.page_size as u64
    }

    /// Says whether a page can be part of a table.
    pub(super) fn has(self, page: u32) -> bool {
        // The first page is the schema's.
        (2..=self.pages).contains(&page) && u64::from(page) != LOCK_BYTE / self.page_size as u64 + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Vec<u8> {
        let mut head = b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20".to_vec();
        head.resize(HEAD_BYTES, 0);
        head[59] = 1;
        head
    }

    #[test]
    fn only_usual_files_are_read() {
        assert_eq!(Layout::of(&head(), 8192), Some(Layout { page_size: 4096, pages: 2 }));
        for (at, byte) in [(0, 0), (16, 3), (18, 2), (19, 2), (20, 8), (21, 63), (59, 2), (59, 0), (56, 1)] {
            let mut other = head();
            other[at] = byte;
            assert_eq!(Layout::of(&other, 8192), None, "byte {at} is {byte}");
        }
        assert_eq!(Layout::of(&head(), 8193), None);
        assert_eq!(Layout::of(&head()[..99], 8192), None);
    }

    #[test]
    fn pages_that_the_header_does_not_count_are_none() {
        let pages = |counted: u8, trusted: bool, len| {
            let mut head = head();
            head[31] = counted;
            head[27] = u8::from(!trusted);
            Layout::of(&head, len).map(|layout| layout.pages)
        };
        assert_eq!(pages(2, true, 16_384), Some(2));
        assert_eq!(pages(2, false, 16_384), Some(4));
        assert_eq!(pages(0, true, 16_384), Some(4));
        assert_eq!(pages(9, true, 16_384), Some(4));
    }

    #[test]
    fn the_first_page_and_that_of_the_lock_byte_belong_to_no_table() {
        let layout = Layout::of(&head(), (1 << 30) + 8192).unwrap();
        let with = |page| layout.has(page);
        assert_eq!(
            [0, 1, 2, 262_144, 262_145, 262_146, 262_147].map(with),
            [false, false, true, true, false, true, false]
        );
    }
}
