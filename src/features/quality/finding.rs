//! The finding of a check: the number of rows, and the first few of them as examples.

use serde::{Deserialize, Serialize};

use crate::base::value::ValueRef;

/// The most examples that a finding keeps.
pub const EXAMPLES: usize = 5;

/// The longest example, in characters.
const EXAMPLE_CHARS: usize = 80;

/// One row that a check found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// The rowid in the source (its position from 1 where the source has no rowids).
    pub rowid: i64,
    /// The offending value, as text.
    pub value: String,
}

/// A count of rows with the first few as examples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// The number of rows.
    pub count: u64,
    /// The first [`EXAMPLES`] of them.
    pub examples: Vec<Example>,
}

impl Finding {
    /// Counts a row, and keeps it if it is one of the first.
    pub fn add(&mut self, rowid: i64, value: ValueRef<'_>) {
        self.count += 1;
        self.push_example(rowid, value);
    }

    /// Adds a finding about other rows of the same table.
    pub fn merge(&mut self, other: Self) {
        self.count += other.count;
        self.examples.extend(other.examples);
        // Rows are read in the order of their rowids.
        self.examples.sort_by_key(|example| example.rowid);
        self.examples.truncate(EXAMPLES);
    }

    /// Keeps a row that was counted elsewhere, if it is one of the first.
    pub fn push_example(&mut self, rowid: i64, value: ValueRef<'_>) {
        if self.examples.len() < EXAMPLES {
            self.examples.push(Example { rowid, value: shown(value) });
        }
    }
}

/// Writes a value as an example, cut after [`EXAMPLE_CHARS`] characters.
pub(crate) fn shown(value: ValueRef<'_>) -> String {
    let text = value.to_value().to_string();
    match text.char_indices().nth(EXAMPLE_CHARS).and_then(|(end, _)| text.get(..end)) {
        Some(start) => format!("{start}…"),
        None => text,
    }
}
