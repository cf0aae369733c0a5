//! The page scan: reads a table from the pages of the file, in a third of the time that SQLite takes, where that gives
//! the very same rows.
//!
//! It may be used only while SQLite's cache has no unwritten pages: inside a transaction that is not nested, before
//! anything is written.

use wasm_bindgen::JsCast;

use super::bulk::{Bulk, QueryRows};
use super::files::Files;
use super::{Bytes, RawDatabase, SqlJs, namespace};
use crate::base::error::Result;
use crate::base::ident::{Ident, in_sqlite};
use crate::base::schema::Table;
use crate::base::value::ValueRef;
use crate::engine::database::{Database, Image, Reader};
use crate::sqlite::btree::{Layout, TableCursor, Unsupported, table};
use crate::sqlite::file::header::HEAD_BYTES;

/// A reader of a table from pages, and through SQLite from the first row that is [`Unsupported`].
pub struct PageRows {
    file: Bytes,
    cursor: TableCursor,
    database: RawDatabase,
    sql: String,
    rest: Option<QueryRows>,
}

impl PageRows {
    /// Starts to read columns of a table in rowid order, after their rowids if wanted; `sql` is the query with the same
    /// rows. `None` if the table can only be read through SQLite.
    pub(super) fn start(
        database: &mut SqlJs,
        described: &Table,
        columns: &[&str],
        with_rowid: bool,
        sql: &str,
    ) -> Option<Self> {
        let places = table::places(described, columns)?;
        let name = in_sqlite(&described.name);
        let root = table::root(described, &database.rows(table::ROOT, &[ValueRef::Text(name.as_bytes())]).ok()?)?;
        let probe = format!("SELECT 1 FROM main.{} LIMIT 1", Ident(&described.name));
        let (size, namespace) = (database.size().ok()?, namespace().ok()?);
        let file = namespace.unchecked_into::<Files>().file_of(&database.raw, size, &probe).ok()??;
        let file = Bytes(file);
        let layout = Layout::of(&file.read(0, HEAD_BYTES), file.len())?;
        let cursor = TableCursor::new(layout, root, places, with_rowid);
        let raw = wasm_bindgen::JsValue::from(&database.raw).unchecked_into();
        Some(Self { file, cursor, database: raw, sql: sql.to_owned(), rest: None })
    }

    /// Returns the number of rows that were read from pages.
    pub(super) fn done(&self) -> u64 {
        self.cursor.done()
    }
}

impl Reader for PageRows {
    fn columns(&self) -> usize {
        self.cursor.columns()
    }

    fn read(&mut self, limit: u32, each: &mut dyn FnMut(&[ValueRef<'_>])) -> Result<u32> {
        if let Some(rest) = &mut self.rest {
            return rest.read(limit, each);
        }
        let before = self.cursor.done();
        match self.cursor.read(limit, &|from, count| self.file.read(from, count), each) {
            Ok(rows) => Ok(rows),
            Err(Unsupported) => {
                let given = u32::try_from(self.cursor.done() - before).unwrap_or(limit);
                let rest = format!("{} LIMIT -1 OFFSET {}", self.sql, self.cursor.done());
                let rest = self.rest.insert(namespace()?.unchecked_into::<Bulk>().read(&self.database, &rest)?);
                Ok(given + rest.read(limit - given, each)?)
            }
        }
    }
}
