//! What a table looks like at a glance, as one would ask pandas for it: `head`, `dtypes`, `isna().sum()`, `describe`.

use serde::{Deserialize, Serialize};

use super::value::Value;

/// A table at a glance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TableProfile {
    /// The table or view.
    pub table: String,
    /// How many rows it has.
    pub rows: u64,
    /// Its columns in order.
    pub columns: Vec<ColumnProfile>,
    /// The first rows.
    pub first: Vec<Vec<Value>>,
}

/// A column at a glance. The five counts add up to the number of rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnProfile {
    /// The name as it was declared.
    pub name: String,
    /// The declared type as it was written; empty if there was none.
    pub declared: String,
    /// How many values are NULL.
    pub nulls: u64,
    /// How many are integers.
    pub integers: u64,
    /// How many are doubles.
    pub reals: u64,
    /// How many are text.
    pub texts: u64,
    /// How many are bytes.
    pub blobs: u64,
    /// The least value in SQLite's order (numbers before text before bytes); NULL if there is none. Long text is cut.
    pub min: Value,
    /// The greatest.
    pub max: Value,
    /// The mean of the integers and doubles; NULL if there is none.
    pub mean: Value,
}
