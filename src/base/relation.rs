//! `Relation`: the columns and rows of a table, or of the result of a query.

use serde::{Deserialize, Serialize};

use super::value::Value;

/// Columns and rows, all in memory.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// The names of the columns as SQLite gives them; the same name may stand twice.
    pub columns: Vec<String>,
    /// The rows, each with a value for every column.
    pub rows: Vec<Vec<Value>>,
}
