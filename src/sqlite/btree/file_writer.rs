//! The writer of a new database file: tables and their rows, laid out in pages exactly as SQLite lays them out.
//!
//! The bytes are those of one transaction that creates all tables and then inserts the rows of each, after SQLite's
//! backup into a new file. So the bytes that SQLite leaves unused are here too: a root page keeps the rows that it had
//! as a leaf page, as far as its new content does not overwrite them.

use super::cell_writer::{cell, varint};
use super::tree::{INNER, LEAF};
use crate::base::value::Value;

/// The page size in bytes.
const PAGE: usize = 4096;

/// The length of the file's header, after which the first page begins its own.
const FILE_HEADER: usize = 100;

/// The version of SQLite in the header, as a number: the one of sql.js. It says who wrote the file, and nothing else.
const VERSION: u32 = 3_054_001;

/// A table to be written, with rowids from 1.
pub struct NewTable<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its `CREATE TABLE`, as SQLite stores it.
    pub sql: &'a str,
    /// The number of columns.
    pub columns: usize,
    /// The values, row after row, each in the storage class in which its column stores it.
    pub values: &'a [Value],
}

/// A page that cells are appended to; offsets are in bytes from its beginning.
#[derive(Clone, Copy)]
struct Page {
    /// The page number, from 1.
    number: u32,
    /// The offset of the page's header.
    header: usize,
    /// The end of the cell pointers.
    end: usize,
    /// The start of the cells, of which the newest is first.
    top: usize,
    cells: u16,
}

/// The pages of the file written so far.
struct File(Vec<u8>);

/// Writes the bytes of a database file. `None` if it would need pages that this writer does not know: overflow pages (a
/// record has more than 4061 bytes), a tree of three levels (a table has about 500 full pages), or a second page for the
/// schema; or if a record has more than about 100 columns.
pub fn write(tables: &[NewTable<'_>]) -> Option<Vec<u8>> {
    let mut file = File(Vec::new());
    let mut schema = file.page(FILE_HEADER, LEAF)?;
    let roots = tables.iter().map(|_| file.page(0, LEAF)).collect::<Option<Vec<_>>>()?;
    for ((rowid, table), root) in (1..).zip(tables).zip(&roots) {
        let text = |text: &str| Value::Text(text.to_owned());
        let (name, number) = (text(table.name), Value::Integer(i64::from(root.number)));
        let row = [text("table"), name.clone(), name, number, text(table.sql)];
        file.append(&mut schema, &cell(rowid, &row)?)?;
    }
    for (table, root) in tables.iter().zip(roots) {
        file.rows(root, table)?;
    }
    let pages = u32::try_from(file.0.len() / PAGE).ok()?.to_be_bytes();
    file.put(0, b"SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20")?;
    // Change counter and schema cookie as a backup leaves them; schema format; UTF-8.
    for (at, number) in [(24, 1), (40, 1), (44, 4), (56, 1), (92, 1), (96, VERSION)] {
        file.put(at, &number.to_be_bytes())?;
    }
    file.put(28, &pages)?;
    Some(file.0)
}

impl File {
    /// Appends an empty page of a kind.
    fn page(&mut self, header: usize, kind: u8) -> Option<Page> {
        self.0.resize(self.0.len() + PAGE, 0);
        let number = u32::try_from(self.0.len() / PAGE).ok()?;
        self.start(number, header, kind)
    }

    /// Writes the header of a page without cells. The rest of the page stays.
    fn start(&mut self, number: u32, header: usize, kind: u8) -> Option<Page> {
        let page = Page { number, header, end: header + if kind == LEAF { 8 } else { 12 }, top: PAGE, cells: 0 };
        self.put(page.at() + header, &[kind, 0, 0, 0, 0, 0x10, 0, 0])?;
        Some(page)
    }

    /// Appends a cell to a page; `None` if it does not fit.
    fn append(&mut self, page: &mut Page, cell: &[u8]) -> Option<()> {
        let top = page.top.checked_sub(cell.len()).filter(|top| *top >= page.end + 2)?;
        let pointer = u16::try_from(top).ok()?.to_be_bytes();
        self.put(page.at() + top, cell)?;
        self.put(page.at() + page.end, &pointer)?;
        *page = Page { end: page.end + 2, top, cells: page.cells + 1, ..*page };
        self.put(page.at() + page.header + 3, &page.cells.to_be_bytes())?;
        self.put(page.at() + page.header + 5, &pointer)
    }

    /// Writes the rows of a table. A full root is copied to a leaf page and becomes an interior page; each further leaf
    /// page begins with the row for which the one before has no room.
    fn rows(&mut self, mut root: Page, table: &NewTable<'_>) -> Option<()> {
        let mut leaf = root;
        for (rowid, row) in (1..).zip(table.values.chunks(table.columns.max(1))) {
            let cell = cell(rowid, row)?;
            if self.append(&mut leaf, &cell).is_some() {
                continue;
            }
            if leaf.number == root.number {
                let child = self.page(0, LEAF)?;
                self.0.copy_within(leaf.at()..leaf.at() + PAGE, child.at());
                leaf = child;
                root = self.start(root.number, 0, INNER)?;
            }
            let mut divider = leaf.number.to_be_bytes().to_vec();
            varint(&mut divider, rowid - 1);
            leaf = self.page(0, LEAF)?;
            self.append(&mut leaf, &cell)?;
            self.append(&mut root, &divider)?;
            self.put(root.at() + 8, &leaf.number.to_be_bytes())?;
        }
        Some(())
    }

    fn put(&mut self, at: usize, bytes: &[u8]) -> Option<()> {
        self.0.get_mut(at..)?.get_mut(..bytes.len())?.copy_from_slice(bytes);
        Some(())
    }
}

impl Page {
    /// Returns the offset of the page in the file.
    fn at(self) -> usize {
        (self.number as usize - 1) * PAGE
    }
}
