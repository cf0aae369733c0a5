//! The small port through which the engine uses SQLite: sql.js in the browser, rusqlite everywhere else.

use crate::base::error::{LabError, Result};
use crate::base::schema::Table;
use crate::base::typed_column::TypedColumn;
use crate::base::value::{Value, ValueRef};

/// The bytes of a database file, held wherever the implementation likes (outside wasm's heap in the browser).
pub trait Image: Sized {
    /// The size in bytes.
    fn len(&self) -> u64;
    /// Copies up to `count` bytes from `offset`; fewer at the end of the file.
    fn read(&self, offset: u64, count: usize) -> Vec<u8>;
    /// Overwrites bytes at `offset`, which lie within the file.
    fn write(&mut self, offset: u64, bytes: &[u8]);
    /// Cuts the file off, or lengthens it with zeros.
    fn resize(&mut self, len: u64);
    /// Says whether there are no bytes.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A query that is read in bulk and in parts. It holds the query open as long as it lives.
pub trait Reader {
    /// How many columns a row has.
    fn columns(&self) -> usize;

    /// Feeds the next rows to `each`, at most `limit`; how many there were. Fewer than `limit` means that the query has
    /// ended. They come in blocks of whole rows, value after value. Every value is exact in its storage class and to the
    /// byte; text is UTF-8 if the database holds valid text.
    fn read(&mut self, limit: u32, each: &mut dyn FnMut(&[ValueRef<'_>])) -> Result<u32>;

    /// The number of rows that were read from the pages of the file so far; `None` where rows only come through SQLite.
    fn rows_from_pages(&self) -> Option<u64> {
        None
    }
}

/// An open SQLite database.
///
/// The contract, held by one suite of tests for both implementations: integers are exact in both directions when SQL
/// reads a parameter as `CAST(?n AS INTEGER)`; text is exact when it is valid UTF-8; errors carry SQLite's own words.
pub trait Database: Sized {
    /// The bytes of a database file.
    type Image: Image;
    /// A query that is read in bulk.
    type Reader: Reader;

    /// Puts text into Unicode's composed form (NFC). No work of SQLite's, but the one other thing that the engine takes
    /// from outside: browsers have the tables for it, which are larger than the rest of the engine.
    fn compose(text: &str) -> String;

    /// Opens a database from the bytes of a file, which it keeps working in.
    fn open(image: Self::Image) -> Result<Self>;

    /// Opens the bytes of a file that stay somebody else's, to look at them: nothing may be written to it.
    fn look(image: &Self::Image) -> Result<Self>;

    /// Opens a new, empty database held in memory.
    fn create() -> Result<Self>;

    /// Runs one statement, feeds its rows to `row` one by one, and returns the column names (none for a statement that
    /// gives no rows by nature). An error from `row` ends the statement.
    fn query(
        &mut self,
        sql: &str,
        parameters: &[ValueRef<'_>],
        row: &mut dyn FnMut(Vec<Value>) -> Result<()>,
    ) -> Result<Vec<String>>;

    /// Opens a query to be read in bulk.
    fn reader(&mut self, sql: &str) -> Result<Self::Reader>;

    /// Opens a reading of columns of a table in rowid order, after their rowids if wanted; `sql` is the query that gives
    /// the same rows. Nothing may have been written since the transaction began, for an implementation may read them from
    /// where they lie.
    fn table_reader(&mut self, table: &Table, columns: &[&str], with_rowid: bool, sql: &str) -> Result<Self::Reader> {
        let _ = (table, columns, with_rowid);
        self.reader(sql)
    }

    /// Runs one statement that takes the rows of `columns`, each known by its rowid in `rowids`; how many rows it took.
    ///
    /// In the statement, `feature_row(rowid)` is 1 where `rowid` is that of the next row, which it then takes, and 0
    /// elsewhere; `feature_value(1)` is the first column's value in the row that was taken last, `feature_value(2)` the
    /// second's, and so on.
    fn insert_with_features(&mut self, sql: &str, rowids: &[i64], columns: &[TypedColumn]) -> Result<usize>;

    /// Writes the whole database out as the bytes of a file. The database stays open as it is.
    fn export(&mut self) -> Result<Self::Image>;

    /// Runs one statement for its effect.
    fn run(&mut self, sql: &str, parameters: &[ValueRef<'_>]) -> Result<()> {
        self.query(sql, parameters, &mut |_| Ok(())).map(drop)
    }

    /// Runs one statement and collects its rows.
    fn rows(&mut self, sql: &str, parameters: &[ValueRef<'_>]) -> Result<Vec<Vec<Value>>> {
        let mut rows = Vec::new();
        self.query(sql, parameters, &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    /// Runs one statement and returns the first value of its first row.
    fn value(&mut self, sql: &str, parameters: &[ValueRef<'_>]) -> Result<Value> {
        let mut rows = self.rows(sql, parameters)?;
        match rows.first_mut().and_then(|row| row.first_mut()) {
            Some(value) => Ok(std::mem::replace(value, Value::Null)),
            None => Err(LabError::internal(format!("no row from: {sql}"))),
        }
    }

    /// Runs one statement and returns the first value of its first row as an integer; NULL counts as 0.
    fn count(&mut self, sql: &str, parameters: &[ValueRef<'_>]) -> Result<u64> {
        let value = self.value(sql, parameters)?;
        Ok(value.integer().and_then(|count| u64::try_from(count).ok()).unwrap_or(0))
    }
}

impl Image for Vec<u8> {
    fn len(&self) -> u64 {
        self.as_slice().len() as u64
    }

    fn read(&self, offset: u64, count: usize) -> Vec<u8> {
        let start = usize::try_from(offset).unwrap_or(usize::MAX).min(self.as_slice().len());
        let end = start.saturating_add(count).min(self.as_slice().len());
        self.get(start..end).unwrap_or_default().to_vec()
    }

    fn write(&mut self, offset: u64, bytes: &[u8]) {
        let Ok(start) = usize::try_from(offset) else { return };
        if let Some(place) = self.get_mut(start..start + bytes.len()) {
            place.copy_from_slice(bytes);
        }
    }

    fn resize(&mut self, len: u64) {
        Vec::resize(self, usize::try_from(len).unwrap_or(usize::MAX), 0);
    }
}
