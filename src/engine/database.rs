//! The port `Database` through which the engine uses SQLite: sql.js in the browser, rusqlite everywhere else.

use crate::base::error::{LabError, Result};
use crate::base::schema::Table;
use crate::base::typed_column::TypedColumn;
use crate::base::value::{Value, ValueRef};

/// The bytes of a database file, in memory of the implementation (in the browser, outside WebAssembly's).
pub trait Image: Sized {
    /// Makes an image that has these bytes.
    fn holding(bytes: &[u8]) -> Result<Self>;
    /// The size in bytes.
    fn len(&self) -> u64;
    /// Copies up to `count` bytes from `offset`; fewer at the end of the file.
    fn read(&self, offset: u64, count: usize) -> Vec<u8>;
    /// Overwrites bytes at `offset`, which lie within the file.
    fn write(&mut self, offset: u64, bytes: &[u8]);
    /// Truncates the file, or appends zeros.
    fn resize(&mut self, len: u64);
    /// Says whether the file has no bytes.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A query that is read in bulk, in parts. The query stays open until the reader is dropped.
pub trait Reader {
    /// Returns the number of columns of a row.
    fn columns(&self) -> usize;

    /// Passes the next rows to `each`, at most `limit`, and returns their number; fewer than `limit` means that the
    /// query has ended. They come in blocks of whole rows, value after value. Every value has its exact storage class
    /// and bytes; text is UTF-8 if the database holds valid text.
    fn read(&mut self, limit: u32, each: &mut dyn FnMut(&[ValueRef<'_>])) -> Result<u32>;

    /// Returns the number of rows that were read from the pages of the file so far; `None` if this adapter reads only
    /// through SQLite.
    fn rows_from_pages(&self) -> Option<u64> {
        None
    }
}

/// An open SQLite database.
///
/// The contract, which one suite of tests checks for both adapters: integers are exact in both directions if SQL reads
/// a parameter as `CAST(?n AS INTEGER)`; text is exact if it is valid UTF-8; the detail of an error is SQLite's
/// message.
pub trait Database: Sized {
    /// The bytes of a database file.
    type Image: Image;
    /// A query that is read in bulk.
    type Reader: Reader;

    /// Normalises text to Unicode's composed form (NFC). It is part of this port because browsers have the tables for
    /// it, which are larger than the rest of the engine.
    fn compose(text: &str) -> String;

    /// Opens a database from the bytes of a file; it takes the image, and may write to it.
    fn open(image: Self::Image) -> Result<Self>;

    /// Opens a database from a borrowed image; the caller must not write to it.
    fn open_borrowed(image: &Self::Image) -> Result<Self>;

    /// Opens a new, empty database in memory.
    fn create() -> Result<Self>;

    /// Runs one statement, passes its rows to `row` one by one, and returns the column names (none for a statement that
    /// returns no rows). An error from `row` ends the statement.
    fn query(
        &mut self,
        sql: &str,
        parameters: &[ValueRef<'_>],
        row: &mut dyn FnMut(Vec<Value>) -> Result<()>,
    ) -> Result<Vec<String>>;

    /// Opens a query for reading in bulk.
    fn reader(&mut self, sql: &str) -> Result<Self::Reader>;

    /// Opens columns of a table for reading in bulk, in rowid order, after their rowids if wanted; `sql` is the query
    /// with the same rows. Nothing may have been written since the transaction began, for an adapter may read the rows
    /// from the pages of the file.
    fn table_reader(&mut self, table: &Table, columns: &[&str], with_rowid: bool, sql: &str) -> Result<Self::Reader> {
        let _ = (table, columns, with_rowid);
        self.reader(sql)
    }

    /// Runs one INSERT that takes the rows of `columns`, each with its rowid in `rowids`; returns the number of rows
    /// taken.
    ///
    /// In the statement, `feature_row(rowid)` takes the next row and is 1 if `rowid` is that row's, and is 0 otherwise;
    /// `feature_value(1)` is the first column's value in the row that was taken last, `feature_value(2)` the second's, and
    /// so on.
    fn insert_with_features(&mut self, sql: &str, rowids: &[i64], columns: &[TypedColumn]) -> Result<usize>;

    /// Limits the bytes of a value, and of a row, that statements read or make; `None` is SQLite's own limit.
    fn limit_values(&mut self, bytes: Option<u32>) -> Result<()>;

    /// Returns the column names of a statement, which does not run.
    fn columns(&mut self, sql: &str) -> Result<Vec<String>>;

    /// Writes the whole database as the bytes of a file. It stays open.
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
    fn holding(bytes: &[u8]) -> Result<Self> {
        Ok(bytes.to_vec())
    }

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
