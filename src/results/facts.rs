//! The facts of one column of a result: counts, range, mean, commonest values.

use serde::{Deserialize, Serialize};

use crate::base::value::Value;

/// What is in a column. Values count as the same if SQLite's DISTINCT says so: 1 and 1.0 do, 1 and '1' do not.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ColumnFacts {
    /// The number of rows.
    pub rows: u64,
    /// The number of rows with NULL.
    pub nulls: u64,
    /// The number of rows with a text of no letters.
    pub empty_texts: u64,
    /// The exact number of different values; NULL is none.
    pub distinct: u64,
    /// The number of values of each storage class.
    pub kinds: Kinds,
    /// The smallest value as SQLite orders them; `None` if all are NULL.
    pub min: Option<Value>,
    /// The largest value as SQLite orders them; `None` if all are NULL.
    pub max: Option<Value>,
    /// The mean of the integers and reals; `None` if there are none.
    pub mean: Option<f64>,
    /// The commonest values with the number of their rows, at most 5, the commonest first; NULL is none.
    pub commonest: Vec<(Value, u64)>,
}

/// The number of values of each storage class but NULL.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kinds {
    /// Integers.
    pub integer: u64,
    /// Reals.
    pub real: u64,
    /// Texts.
    pub text: u64,
    /// Blobs.
    pub blob: u64,
}
