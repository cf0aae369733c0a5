//! Bulk reading from rusqlite, and bulk insertion of features into it.

use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::{Value as SqlValue, ValueRef as SqlRef};

use super::from_sqlite;
use crate::base::error::{LabError, Result};
use crate::base::typed_column::TypedColumn;
use crate::base::value::ValueRef;
use crate::engine::database::Reader;
use crate::engine::packed;

/// A query that is read in parts.
///
/// An open rusqlite statement borrows its connection, which the engine needs between two parts. So the query runs to
/// its end at once, and its rows are stored here, packed. Outside a browser there is memory for that.
pub struct Rows {
    columns: usize,
    packed: Vec<u8>,
    /// The number of bytes of `packed` that were read.
    at: usize,
    left: u32,
}

impl Rows {
    pub(super) fn of(connection: &Connection, sql: &str) -> Result<Self> {
        let mut statement = connection.prepare(sql).map_err(from_sqlite)?;
        let columns = statement.column_count();
        let mut rows = statement.query([]).map_err(from_sqlite)?;
        let (mut packed, mut left) = (Vec::new(), 0);
        while let Some(row) = rows.next().map_err(from_sqlite)? {
            for column in 0..columns {
                packed::push(exact(row.get_ref(column).map_err(from_sqlite)?), &mut packed)?;
            }
            left += 1;
        }
        Ok(Self { columns, packed, at: 0, left })
    }
}

impl Reader for Rows {
    fn columns(&self) -> usize {
        self.columns
    }

    fn read(&mut self, limit: u32, each: &mut dyn FnMut(&[ValueRef<'_>])) -> Result<u32> {
        let rows = limit.min(self.left);
        let rest = self.packed.get(self.at..).unwrap_or_default();
        self.at += packed::unpack(rest, self.columns, rows, each)?;
        self.left -= rows;
        Ok(rows)
    }
}

fn exact(value: SqlRef<'_>) -> ValueRef<'_> {
    match value {
        SqlRef::Null => ValueRef::Null,
        SqlRef::Integer(number) => ValueRef::Integer(number),
        SqlRef::Real(number) => ValueRef::Real(number),
        SqlRef::Text(text) => ValueRef::Text(text),
        SqlRef::Blob(bytes) => ValueRef::Blob(bytes),
    }
}

/// The rows of features behind the SQL functions `feature_row` and `feature_value`. rusqlite requires that these are
/// `Send`, hence the mutex around it.
struct FeatureRows {
    rowids: Vec<i64>,
    columns: Vec<TypedColumn>,
    taken: usize,
}

impl FeatureRows {
    /// Takes the next row if it has this rowid; returns true if it has.
    fn row(&mut self, rowid: i64) -> bool {
        let is_next = self.rowids.get(self.taken) == Some(&rowid);
        self.taken += usize::from(is_next);
        is_next
    }

    /// Returns the value of a column, counted from 1, in the row that was taken last; `None` for NULL.
    fn value(&self, column: usize) -> Option<SqlValue> {
        let row = self.taken.checked_sub(1)?;
        Some(match self.columns.get(column.checked_sub(1)?)? {
            TypedColumn::Integer(values) => (*values.get(row)?)?.into(),
            TypedColumn::Real(values) => (*values.get(row)?)?.into(),
        })
    }
}

/// Runs an INSERT that takes rows of features; returns the number of rows taken.
pub(super) fn insert_with_features(
    connection: &Connection,
    sql: &str,
    rowids: &[i64],
    columns: &[TypedColumn],
) -> Result<usize> {
    let features = FeatureRows { rowids: rowids.to_vec(), columns: columns.to_vec(), taken: 0 };
    let features = Arc::new(Mutex::new(features));
    let define = |name: &str, body: fn(&mut FeatureRows, i64) -> SqlValue| {
        let features = features.clone();
        connection.create_scalar_function(name, 1, FunctionFlags::SQLITE_UTF8, move |context: &Context<'_>| {
            let mut features = features.lock().unwrap_or_else(PoisonError::into_inner);
            Ok(body(&mut features, context.get(0)?))
        })
    };
    define("feature_row", |features, rowid| i64::from(features.row(rowid)).into())
        .and_then(|()| {
            define("feature_value", |features, column| {
                usize::try_from(column).ok().and_then(|column| features.value(column)).unwrap_or(SqlValue::Null)
            })
        })
        .map_err(from_sqlite)?;
    let outcome = connection.execute(sql, []).map_err(from_sqlite);
    for name in ["feature_row", "feature_value"] {
        connection.remove_function(name, 1).map_err(from_sqlite)?;
    }
    outcome?;
    let features = features.lock().map_err(|_| LabError::internal("the lock of the features is poisoned"))?;
    Ok(features.taken)
}
