//! `TableCursor`: reads a table's B-tree from its first row to its last, in blocks of rows.

use super::record;
use super::record::{Cell, Field, varint, word};
use super::window::{Fetch, Window};
use super::{Layout, Place, Unsupported};
use crate::base::value::ValueRef;

/// The first byte of a leaf page and of an interior page of a table.
pub(super) const LEAF: u8 = 13;
pub(super) const INNER: u8 = 5;

/// The deepest tree that SQLite allows.
const DEPTH: usize = 20;

/// The most rows of a block: enough for lookups that overlap their cache misses, few enough for the first-level cache.
const BLOCK: usize = 256;

/// A table being read.
pub struct TableCursor {
    layout: Layout,
    wanted: Vec<Place>,
    with_rowid: bool,
    window: Window,
    position: Position,
    rows: Rows,
    /// The number of rows that were read.
    done: u64,
}

/// The position of the cursor in the tree.
struct Position {
    /// The next page to visit, if it is not the next of `above`.
    next: Option<u32>,
    /// The child pages that were not visited, for each page from the root down; the next one is last.
    above: Vec<Vec<u32>>,
    leaf: Leaf,
}

/// A leaf page, and the cell to read next.
#[derive(Clone, Copy, Default)]
struct Leaf {
    number: u32,
    cells: usize,
    next: usize,
}

/// The state for reading rows in order: the fields of the last record, its rowid, and buffers for long records.
struct Rows {
    /// Types and offsets of the values of a record, up to the last wanted one.
    fields: Vec<Field>,
    last: Option<i64>,
    /// The record of a row that does not fit its page, and the window over its overflow pages.
    long: Vec<u8>,
    overflow: Window,
}

impl TableCursor {
    /// Makes a cursor at the first row of the table with root page `root`. Rows have the values of `wanted`, after the
    /// rowid if `with_rowid`.
    pub fn new(layout: Layout, root: u32, wanted: Vec<Place>, with_rowid: bool) -> Self {
        let count = wanted.iter().map(|place| place.at + 1).max().unwrap_or(0);
        let position = Position { next: Some(root), above: Vec::new(), leaf: Leaf::default() };
        let fields = vec![Field::default(); count];
        let rows = Rows { fields, last: None, long: Vec::new(), overflow: Window::default() };
        Self { layout, wanted, with_rowid, window: Window::default(), position, rows, done: 0 }
    }

    /// Returns the number of values of a row.
    pub fn columns(&self) -> usize {
        self.wanted.len() + usize::from(self.with_rowid)
    }

    /// Returns the number of rows read so far; each is exact even if a later one is [`Unsupported`].
    pub fn done(&self) -> u64 {
        self.done
    }

    /// Passes the next rows to `each`, at most `limit`, in blocks of whole rows, and returns their number; fewer than
    /// `limit` means that the table has ended. `fetch` reads bytes of the file by offset and length.
    pub fn read(
        &mut self,
        limit: u32,
        fetch: &dyn Fn(u64, usize) -> Vec<u8>,
        each: &mut dyn FnMut(&[ValueRef<'_>]),
    ) -> Result<u32, Unsupported> {
        let mut left = limit as usize;
        while left > 0 {
            let Self { layout, wanted, with_rowid, window, position, rows, .. } = self;
            if position.leaf.next == position.leaf.cells && !position.next_leaf(*layout, window, fetch)? {
                break;
            }
            let columns = wanted.len() + usize::from(*with_rowid);
            let mut block = vec![ValueRef::Null; left.min(BLOCK) * columns];
            let mut count = 0;
            // The rows of the pages in the window. A row with overflow pages ends the block and is a block by itself.
            let mut long = None;
            let outcome = loop {
                if position.leaf.next == position.leaf.cells && !position.next_leaf_in_window(*layout, window) {
                    break Ok(());
                }
                let Some(row) = block.get_mut(count * columns..).and_then(|rest| rest.get_mut(..columns)) else {
                    break Ok(());
                };
                match rows.read(position.leaf, *layout, window, wanted, row) {
                    Ok(None) => {
                        position.leaf.next += 1;
                        count += 1;
                    }
                    Ok(Some(cell)) => {
                        long = Some(cell);
                        break Ok(());
                    }
                    Err(unsupported) => break Err(unsupported),
                }
            };
            if count > 0 {
                each(block.get(..count * columns).unwrap_or_default());
                left -= count;
                self.done += count as u64;
            }
            outcome?;
            if let Some(cell) = long.filter(|_| left > 0) {
                let mut row = vec![ValueRef::Null; columns];
                rows.read_long(cell, *layout, fetch, wanted, &mut row)?;
                each(&row);
                position.leaf.next += 1;
                left -= 1;
                self.done += 1;
            }
        }
        Ok(limit - u32::try_from(left).unwrap_or(limit))
    }
}

impl Position {
    /// Moves to the next leaf page; returns `false` if there is none.
    fn next_leaf(&mut self, layout: Layout, window: &mut Window, fetch: Fetch<'_>) -> Result<bool, Unsupported> {
        let is_root = self.next.is_some();
        while let Some(number) = self.next.take().or_else(|| self.next_below()) {
            let page = window.need(layout, number, fetch)?;
            if page.first() == Some(&LEAF) {
                self.leaf = leaf(page, number).ok_or(Unsupported)?;
                // Only a table without rows has a page without rows.
                let is_empty = self.leaf.cells == 0;
                return if is_empty && !(is_root && self.above.is_empty()) { Err(Unsupported) } else { Ok(!is_empty) };
            }
            let mut below = inner(page)?;
            below.reverse();
            self.above.push(below);
            if self.above.len() >= DEPTH {
                return Err(Unsupported);
            }
        }
        Ok(false)
    }

    fn next_below(&mut self) -> Option<u32> {
        loop {
            if let Some(next) = self.above.last_mut()?.pop() {
                return Some(next);
            }
            self.above.pop();
        }
    }

    /// Moves to the next leaf page, if it has the same parent and is in the window.
    fn next_leaf_in_window(&mut self, layout: Layout, window: &Window) -> bool {
        let Some(below) = self.above.last_mut() else { return false };
        let Some(number) = below.last().copied().filter(|number| layout.has(*number)) else { return false };
        match window.page(layout, number).and_then(|page| leaf(page, number)) {
            Some(next) if next.cells > 0 => {
                below.pop();
                self.leaf = next;
                true
            }
            _ => false,
        }
    }
}

impl Rows {
    /// Reads the next row of `leaf` into `row`: its rowid if there is room for it, and the wanted values. If these are
    /// not all in its page, returns its cell instead.
    #[inline(always)]
    fn read<'a>(
        &mut self,
        leaf: Leaf,
        layout: Layout,
        window: &'a Window,
        wanted: &[Place],
        row: &mut [ValueRef<'a>],
    ) -> Result<Option<Cell<'a>>, Unsupported> {
        let page = window.page(layout, leaf.number).ok_or(Unsupported)?;
        let cell = Cell::read(page, place(page, 8, leaf.cells, leaf.next)?)?;
        if self.last.is_some_and(|last| cell.rowid <= last) || cell.len as u64 > layout.bytes() {
            return Err(Unsupported);
        }
        let end = record::fields(cell.local, cell.len, &mut self.fields)?;
        if end > cell.local.len() {
            return Ok(Some(cell));
        }
        self.last = Some(cell.rowid);
        fill(row, cell.rowid, cell.local, &self.fields, wanted)?;
        Ok(None)
    }

    /// Reads a row whose record continues on overflow pages; see [`Self::read`].
    fn read_long<'a>(
        &'a mut self,
        cell: Cell<'_>,
        layout: Layout,
        fetch: Fetch<'_>,
        wanted: &[Place],
        row: &mut [ValueRef<'a>],
    ) -> Result<(), Unsupported> {
        self.long.clear();
        self.long.extend_from_slice(cell.local);
        let mut next = cell.overflow;
        // First the header, then as many bytes as it asks for.
        loop {
            let end = record::fields(&self.long, cell.len, &mut self.fields)?;
            if end <= self.long.len() {
                break;
            }
            while self.long.len() < end {
                let page = self.overflow.need(layout, next, fetch)?;
                next = word(page, 0)?;
                let rest = (cell.len - self.long.len()).min(page.len() - 4);
                self.long.extend_from_slice(page.get(4..4 + rest).ok_or(Unsupported)?);
            }
        }
        self.last = Some(cell.rowid);
        fill(row, cell.rowid, &self.long, &self.fields, wanted)
    }
}

/// Writes the rowid, if there is room for it, and the wanted values of a record into a row.
#[inline(always)]
fn fill<'a>(
    row: &mut [ValueRef<'a>],
    rowid: i64,
    record: &'a [u8],
    fields: &[Field],
    wanted: &[Place],
) -> Result<(), Unsupported> {
    let (before, values) = row.split_at_mut(row.len().saturating_sub(wanted.len()));
    before.fill(ValueRef::Integer(rowid));
    for (value, place) in values.iter_mut().zip(wanted) {
        *value = record::value(record, fields, *place)?;
    }
    Ok(())
}

/// Reads a leaf page, which may have no rows; `None` if it is no leaf page.
fn leaf(page: &[u8], number: u32) -> Option<Leaf> {
    let cells = cells(page, LEAF, 8).ok()?;
    Some(Leaf { number, cells, next: 0 })
}

/// Reads the child pages of an interior page, in order.
fn inner(page: &[u8]) -> Result<Vec<u32>, Unsupported> {
    let cells = cells(page, INNER, 12)?;
    let mut below = Vec::with_capacity(cells + 1);
    for cell in 0..cells {
        let at = place(page, 12, cells, cell)?;
        below.push(word(page, at)?);
        varint(&mut page.get(at + 4..).ok_or(Unsupported)?)?;
    }
    below.push(word(page, 8)?);
    // An interior page has at least two children.
    if cells == 0 { Err(Unsupported) } else { Ok(below) }
}

/// Returns the number of cells of a page that must be of a given kind.
fn cells(page: &[u8], kind: u8, head: usize) -> Result<usize, Unsupported> {
    let [first, _, _, high, low, ..] = page else { return Err(Unsupported) };
    let cells = usize::from(u16::from_be_bytes([*high, *low]));
    // A cell takes two bytes in the pointer array and at least four for itself.
    if *first == kind && head + 6 * cells <= page.len() { Ok(cells) } else { Err(Unsupported) }
}

/// Returns the offset of a cell, which must lie after the page's cell pointer array.
#[inline(always)]
fn place(page: &[u8], head: usize, cells: usize, cell: usize) -> Result<usize, Unsupported> {
    let Some([high, low]) = page.get(head + 2 * cell..).and_then(<[u8]>::first_chunk) else { return Err(Unsupported) };
    let at = usize::from(u16::from_be_bytes([*high, *low]));
    if at >= head + 2 * cells && at + 4 <= page.len() { Ok(at) } else { Err(Unsupported) }
}
