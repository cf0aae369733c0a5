//! Counts the rows that columns mark as cancelled, refunded, deleted or returned, by column and value.

use std::borrow::Cow;

use super::check_facts::Marked;
use super::finding::{EXAMPLES, Finding};
use crate::base::value::ValueRef;
use crate::features::detect::flags::{Flag, FlagKind, Mark};

/// The most counts of a column, of which the last is that of all further values, and the most texts whose judgement is
/// kept.
const VALUES: usize = 32;

/// Counts of the rows that some columns mark.
#[derive(Clone, Debug, Default)]
pub struct FlagCounts {
    columns: Vec<FlagCount>,
    /// The rows that at least one column marks.
    pub rows: Finding,
}

/// Counts of the rows that one column marks, by value.
#[derive(Clone, Debug)]
struct FlagCount {
    flag: Flag,
    /// The values that mark rows, with the number of rows; `None` for all after the first few.
    values: Vec<(Option<Mark<'static>>, u64)>,
    /// Texts that were judged already, with their index in `values`, because a status has few values and many rows.
    judged: Vec<(Vec<u8>, Option<usize>)>,
}

impl FlagCounts {
    /// Starts with no rows.
    pub fn new(flags: Vec<Flag>) -> Self {
        let columns = flags.into_iter().map(|flag| FlagCount { flag, values: Vec::new(), judged: Vec::new() });
        Self { columns: columns.collect(), rows: Finding::default() }
    }

    /// Returns the number of columns.
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Says whether there are no columns.
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Counts a row by the values of its columns, in their order.
    pub fn observe(&mut self, rowid: i64, values: &[ValueRef<'_>]) {
        let mut first = None;
        for (at, (column, value)) in self.columns.iter_mut().zip(values).enumerate() {
            if column.observe(*value) && first.is_none() {
                first = Some((at, *value));
            }
        }
        let Some((at, value)) = first else { return };
        if self.rows.examples.len() < EXAMPLES {
            let column = self.columns.get(at).map_or("", |column| column.flag.column.as_str());
            let words = format!("{column}: {}", value.to_value());
            self.rows.push_example(rowid, ValueRef::Text(words.as_bytes()));
        }
        self.rows.count += 1;
    }

    /// Returns every value that marks rows, with its column and the number of rows, column by column.
    pub fn marked(&self) -> Vec<Marked> {
        let of = |column: &FlagCount| column.values.iter().map(|(mark, rows)| column.marked(mark, *rows)).collect();
        self.columns.iter().flat_map(|column| -> Vec<Marked> { of(column) }).collect()
    }

    /// Returns the names of all columns.
    pub fn names(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.flag.column.clone()).collect()
    }
}

impl FlagCount {
    fn marked(&self, mark: &Option<Mark<'static>>, rows: u64) -> Marked {
        let column = self.flag.column.clone();
        match mark {
            Some(Mark::Written(value)) => Marked::Written { column, value: value.clone().into_owned(), rows },
            Some(Mark::Filled) => Marked::Filled { column, rows },
            Some(Mark::BelowZero) => Marked::BelowZero { column, rows },
            None => Marked::Others { column, rows },
        }
    }

    /// Counts a value; says whether it marks its row.
    fn observe(&mut self, value: ValueRef<'_>) -> bool {
        let text = match value {
            ValueRef::Text(text) if matches!(self.flag.kind, FlagKind::Status | FlagKind::StatusOfLoan) => Some(text),
            _ => None,
        };
        let known = text.and_then(|text| self.judged.iter().find(|(known, _)| known == text));
        let place = match known {
            Some((_, place)) => *place,
            None => {
                let place = self.flag.kind.marks(value).map(|mark| self.place(mark));
                if let Some(text) = text.filter(|_| self.judged.len() < VALUES) {
                    self.judged.push((text.to_vec(), place));
                }
                place
            }
        };
        if let Some((_, count)) = place.and_then(|place| self.values.get_mut(place)) {
            *count += 1;
        }
        place.is_some()
    }

    /// Returns the index of a value in `values` and adds a new value; all after the first few share the last index.
    fn place(&mut self, mark: Mark<'_>) -> usize {
        if let Some(place) = self.values.iter().position(|(known, _)| known.as_ref() == Some(&mark)) {
            return place;
        }
        if self.values.len() >= VALUES {
            return self.values.len() - 1;
        }
        let owned = match mark {
            Mark::Written(value) => Mark::Written(Cow::Owned(value.into_owned())),
            Mark::Filled => Mark::Filled,
            Mark::BelowZero => Mark::BelowZero,
        };
        self.values.push((Some(owned).filter(|_| self.values.len() < VALUES - 1), 0));
        self.values.len() - 1
    }
}
