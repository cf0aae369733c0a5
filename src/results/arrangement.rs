//! The arrangement of a result: the column that orders its rows, and the filters of its columns.

use serde::{Deserialize, Serialize};

/// The order of the rows, by one column. Rows whose values are equal keep the order that they had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The index of the column, from 0.
    pub column: u32,
    /// True to begin with the largest value; NULL, the smallest, is then last.
    pub descending: bool,
}

/// A condition on the values of one column, as a person types it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// The index of the column, from 0.
    pub column: u32,
    /// The condition; an empty one is met by every value.
    pub text: String,
}
