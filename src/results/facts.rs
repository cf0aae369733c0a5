//! The facts of one column of a result: counts, range, mean, commonest values.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::sort_key::Sorter;
use crate::base::error::Result;
use crate::base::value::{Value, ValueRef};

/// The number of common values that are told.
const COMMONEST: usize = 5;

/// Counts of a column's values, and some of them. Values count as the same if SQLite's DISTINCT says so: 1 and 1.0 do, 1 and '1' do not.
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

/// The values of a column that were seen so far.
#[derive(Default)]
pub struct Seen<'a> {
    facts: ColumnFacts,
    sorter: Sorter<'a>,
    /// The sums of the integers and of the reals.
    integers: i128,
    reals: f64,
}

impl<'a> Seen<'a> {
    /// Takes the next value, with its number, which must grow from value to value.
    pub fn see(&mut self, at: u32, value: ValueRef<'a>) {
        self.count(value);
        if value != ValueRef::Null {
            self.sorter.push(at, value);
        }
    }

    /// Takes the next value as [`Self::see`] does, and copies what it needs; returns the number of bytes that it takes.
    pub fn see_copy(&mut self, at: u32, value: ValueRef<'_>) -> usize {
        self.count(value);
        if value == ValueRef::Null { 0 } else { self.sorter.push_copy(at, value) }
    }

    fn count(&mut self, value: ValueRef<'_>) {
        let Self { facts, integers, reals, .. } = self;
        facts.rows += 1;
        match value {
            ValueRef::Null => facts.nulls += 1,
            ValueRef::Integer(number) => {
                facts.kinds.integer += 1;
                *integers += i128::from(number);
            }
            ValueRef::Real(number) => {
                facts.kinds.real += 1;
                *reals += number;
            }
            ValueRef::Text(text) => {
                facts.kinds.text += 1;
                facts.empty_texts += u64::from(text.is_empty());
            }
            ValueRef::Blob(_) => facts.kinds.blob += 1,
        }
    }

    /// Returns the facts; `value` reads the value of a number.
    pub fn facts(self, mut value: impl FnMut(u32) -> Result<Value>) -> Result<ColumnFacts> {
        let Self { mut facts, sorter, integers, reals } = self;
        let numbers = facts.kinds.integer + facts.kinds.real;
        #[expect(clippy::cast_precision_loss, reason = "a mean is rounded anyhow")]
        let mean = (integers as f64 + reals) / numbers as f64;
        // Reals may be infinite, in both directions.
        facts.mean = (numbers > 0 && mean.is_finite()).then_some(mean);
        let mut runs = sorter.runs();
        facts.distinct = runs.len() as u64;
        facts.min = runs.first().map(|run| value(run.at)).transpose()?;
        facts.max = runs.last().map(|run| value(run.at)).transpose()?;
        // Of equally common ones the smallest come first: the order of the runs, which a stable sort keeps.
        runs.sort_by_key(|run| Reverse(run.count));
        for run in runs.iter().take(COMMONEST) {
            facts.commonest.push((value(run.at)?, run.count));
        }
        Ok(facts)
    }
}
