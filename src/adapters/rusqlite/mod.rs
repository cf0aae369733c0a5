//! The adapter of the port `Database` for rusqlite: an independent build of SQLite, for tests and the lesson linter.

mod bulk;

use rusqlite::limits::Limit;
use rusqlite::types::{ToSqlOutput, Value as SqlValue, ValueRef as SqlRef};
use rusqlite::{Connection, MAIN_DB, params_from_iter};
use unicode_normalization::UnicodeNormalization;

use crate::base::error::{LabError, Result};
use crate::base::typed_column::TypedColumn;
use crate::base::value::{Value, ValueRef};
use crate::engine::database::Database;

/// A database in native memory.
pub struct Native {
    connection: Connection,
}

impl Native {
    /// Returns the connection itself, for tests.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }
}

impl Database for Native {
    type Image = Vec<u8>;
    type Reader = bulk::Rows;

    fn compose(text: &str) -> String {
        text.nfc().collect()
    }

    fn open(image: Vec<u8>) -> Result<Self> {
        Self::open_borrowed(&image)
    }

    fn open_borrowed(image: &Vec<u8>) -> Result<Self> {
        let mut native = Self::create()?;
        native.connection.deserialize_read_exact(MAIN_DB, image.as_slice(), image.len(), false).map_err(from_sqlite)?;
        Ok(native)
    }

    fn create() -> Result<Self> {
        Ok(Self { connection: Connection::open_in_memory().map_err(from_sqlite)? })
    }

    fn query(
        &mut self,
        sql: &str,
        parameters: &[ValueRef<'_>],
        each: &mut dyn FnMut(Vec<Value>) -> Result<()>,
    ) -> Result<Vec<String>> {
        let mut statement = self.connection.prepare(sql).map_err(from_sqlite)?;
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let count = columns.len();
        let mut rows = statement.query(params_from_iter(parameters.iter().map(to_sqlite))).map_err(from_sqlite)?;
        while let Some(row) = rows.next().map_err(from_sqlite)? {
            let mut values = Vec::with_capacity(count);
            for index in 0..count {
                values.push(from_row(row.get_ref(index).map_err(from_sqlite)?));
            }
            each(values)?;
        }
        Ok(columns)
    }

    fn reader(&mut self, sql: &str) -> Result<bulk::Rows> {
        bulk::Rows::of(&self.connection, sql)
    }

    fn insert_with_features(&mut self, sql: &str, rowids: &[i64], columns: &[TypedColumn]) -> Result<usize> {
        bulk::insert_with_features(&self.connection, sql, rowids, columns)
    }

    fn limit_values(&mut self, bytes: Option<u32>) -> Result<()> {
        // A limit above SQLite's own is that one.
        let limit = bytes.and_then(|bytes| i32::try_from(bytes).ok()).unwrap_or(i32::MAX);
        self.connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, limit).map(drop).map_err(from_sqlite)
    }

    fn columns(&mut self, sql: &str) -> Result<Vec<String>> {
        let statement = self.connection.prepare(sql).map_err(from_sqlite)?;
        Ok(statement.column_names().map(str::to_owned).collect())
    }

    /// Returns a copy, because SQLite's own memory cannot be borrowed for long. Outside a browser there is memory for
    /// that.
    fn export(&mut self) -> Result<Vec<u8>> {
        if !self.connection.is_autocommit() {
            return Err(LabError::sql("cannot export inside an open transaction"));
        }
        self.connection.serialize(MAIN_DB).map(|bytes| bytes.to_vec()).map_err(from_sqlite)
    }
}

fn to_sqlite<'a>(value: &'a ValueRef<'a>) -> ToSqlOutput<'a> {
    match value {
        ValueRef::Null => ToSqlOutput::Owned(SqlValue::Null),
        ValueRef::Integer(number) => ToSqlOutput::Owned(SqlValue::Integer(*number)),
        ValueRef::Real(number) => ToSqlOutput::Owned(SqlValue::Real(*number)),
        ValueRef::Text(text) => ToSqlOutput::Borrowed(SqlRef::Text(text)),
        ValueRef::Blob(bytes) => ToSqlOutput::Borrowed(SqlRef::Blob(bytes)),
    }
}

fn from_row(value: SqlRef<'_>) -> Value {
    match value {
        SqlRef::Null => Value::Null,
        SqlRef::Integer(number) => Value::Integer(number),
        SqlRef::Real(number) => Value::Real(number),
        SqlRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        SqlRef::Blob(bytes) => Value::Blob(bytes.to_vec()),
    }
}

/// Converts an error of rusqlite to SQLite's message alone, as sql.js reports it.
fn from_sqlite(error: rusqlite::Error) -> LabError {
    match error {
        rusqlite::Error::SqliteFailure(_, Some(message)) => LabError::sql(message),
        rusqlite::Error::SqlInputError { msg, .. } => LabError::sql(msg),
        other => LabError::sql(other.to_string()),
    }
}
