//! Tables read from the pages of the file instead of through SQLite, where that gives the very same rows.
//!
//! It may be used where nothing is in SQLite's memory that is not in the file yet: inside a transaction that began
//! outside of another one, before anything is written.

use crate::base::ident::{in_sqlite, same_name};
use crate::base::schema::{Table, TableKind};
use crate::base::value::{Value, ValueRef};
use crate::engine::database::{Database, Image};
use crate::sqlite::btree;
use crate::sqlite::btree::{Layout, Place, TableCursor, Unsupported};

/// A table that is being read from pages.
pub struct PageScan<I> {
    file: I,
    walk: TableCursor,
}

impl<I: Image> PageScan<I> {
    /// Starts to read columns of a table in rowid order, behind their rowids if wanted. `None` where SQLite has to do it.
    pub fn start<D: Database<Image = I>>(
        database: &mut D,
        table: &Table,
        wanted: &[&str],
        with_rowid: bool,
        probe: &str,
    ) -> Option<Self> {
        let places = wanted.iter().map(|name| place(table, name)).collect::<Option<_>>()?;
        let root = root(database, table)?;
        let file = database.file(probe).ok()??;
        let layout = Layout::of(&file.read(0, crate::sqlite::file::header::HEAD_BYTES), file.len())?;
        Some(Self { walk: TableCursor::new(layout, root, places, with_rowid), file })
    }

    /// How many values a row has.
    pub fn columns(&self) -> usize {
        self.walk.columns()
    }

    /// How many rows were given so far; SQLite can go on behind them.
    pub fn done(&self) -> u64 {
        self.walk.done()
    }

    /// As [`crate::engine::database::Reader::read`], but what is odd is left to SQLite.
    pub fn read(&mut self, limit: u32, each: &mut dyn FnMut(&[ValueRef<'_>])) -> Result<u32, Unsupported> {
        self.walk.read(limit, &|from, count| self.file.read(from, count), each)
    }
}

/// Where a column is in the rows of its table; `None` if the rows may not have it.
fn place(table: &Table, name: &str) -> Option<Place> {
    let at = table.columns.iter().position(|column| same_name(&column.name, name))?;
    let column = table.columns.get(at)?;
    // It may be another name of the rowid.
    let is_rowid = column.primary_key && column.declared.to_ascii_uppercase().contains("INT");
    (!is_rowid).then(|| Place { at, is_real: btree::is_real(&column.declared) })
}

/// The page in which the tree of a table begins. `None` for what has no tree of its own or generates some of its columns.
fn root<D: Database>(database: &mut D, table: &Table) -> Option<u32> {
    if table.kind != TableKind::Table || !table.has_rowid {
        return None;
    }
    let rows = database.rows(
        "SELECT rootpage, (SELECT count(*) FROM pragma_table_xinfo(?1, 'main')), (SELECT count(*) FROM \
         pragma_table_info(?1, 'main')) FROM main.sqlite_schema WHERE type = 'table' AND name = ?1 COLLATE NOCASE",
        &[ValueRef::Text(in_sqlite(&table.name).as_bytes())],
    );
    match rows.ok()?.as_slice() {
        [row] => match row.as_slice() {
            [Value::Integer(root), all, plain] if all == plain => u32::try_from(*root).ok(),
            _ => None,
        },
        _ => None,
    }
}
