//! The calls that read a result: windows of its rows, its order and filters, the facts of a column, its files.

use serde::{Deserialize, Serialize};

use crate::base::value::Value;
pub use crate::results::{ColumnFacts, Filter, Kinds, Order, ResultFormat};

/// A result whose rows are kept in the worker until the next script runs; those of a browsed table with rowids longer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ResultSet {
    /// The number by which [`Rows`] asks for the result.
    pub id: u32,
    /// Column names as SQLite gives them; duplicates stay.
    pub columns: Vec<String>,
    /// The number of rows in the whole result.
    pub total: u64,
    /// The first rows, so that most results need no second call.
    pub first: Vec<Vec<Value>>,
}

/// Request of [`Window`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rows {
    /// The id of the [`ResultSet`].
    pub result: u32,
    /// The first row wanted, from 0.
    pub start: u64,
    /// The most rows to return. There are fewer at the end of the result, and where the values of these rows take more than 4
    /// MB; one at least.
    pub count: u32,
}

/// A window of rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Window {
    /// The first row, from 0.
    pub start: u64,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
}

/// Request of [`Arranged`]. It replaces the arrangement of before; without order and filters the rows are as they came. A
/// table that was browsed is arranged as it is now.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Arrange {
    /// The id of the [`ResultSet`].
    pub result: u32,
    /// The order of the rows; `None` for the order in which they came.
    pub order: Option<Order>,
    /// The filters; a row stays if it meets all of them.
    pub filters: Vec<Filter>,
}

/// A result that was arranged.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Arranged {
    /// The number of rows that meet the filters.
    pub total: u64,
    /// The number of rows of the whole result.
    pub whole: u64,
    /// The first rows of the arrangement.
    pub first: Vec<Vec<Value>>,
}

/// Request of [`ColumnFacts`], which are of the rows that meet the filters.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DescribeColumn {
    /// The id of the [`ResultSet`].
    pub result: u32,
    /// The index of the column, from 0.
    pub column: u32,
}

/// Request of [`Written`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct WriteResult {
    /// The id of the [`ResultSet`].
    pub result: u32,
    /// The format.
    pub format: ResultFormat,
    /// True to put an apostrophe before texts that a spreadsheet would take for a formula; for TSV and CSV.
    pub harmless_formulas: bool,
    /// The table of the INSERT statements.
    pub table_name: String,
    /// The first row wanted, from 0, of the arranged result.
    pub from: u64,
    /// The most rows to write; `None` for all.
    pub count: Option<u64>,
}

/// Rows of a result as a file, whose bytes come beside the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The number of rows in the file.
    pub rows: u64,
}

/// Request of a [`ResultSet`] over a whole table or view.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BrowseTable {
    /// Its name, as in the schema.
    pub table: String,
}
