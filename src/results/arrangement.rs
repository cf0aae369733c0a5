//! The arrangement of a result: the column that orders its rows, and the filters of its columns.

use serde::{Deserialize, Serialize};

use super::condition::Condition;
use super::sort_key::Sorter;
use crate::base::relation::Relation;
use crate::base::value::ValueRef;

/// The order of the rows, by one column. Rows whose values are equal keep the order that they had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The index of the column, from 0.
    pub column: u32,
    /// True to begin with the largest value; NULL, the smallest, is then last.
    pub descending: bool,
}

/// A condition on the values of one column, as a person types it; [`super::condition`] has the language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// The index of the column, from 0.
    pub column: u32,
    /// The condition; an empty one is met by every value.
    pub text: String,
}

/// Filters that were read.
pub struct Filters {
    /// Each with the index of its column.
    conditions: Vec<(usize, Condition)>,
    room: String,
}

impl Filters {
    /// Reads filters; those that every value meets are left out.
    pub fn read(filters: &[Filter]) -> Self {
        let conditions = filters.iter().map(|filter| (filter.column as usize, Condition::read(&filter.text)));
        Self {
            conditions: conditions.filter(|(_, condition)| *condition != Condition::Any).collect(),
            room: String::new(),
        }
    }

    /// Returns the indices of the columns that are looked at.
    pub fn columns(&self) -> impl Iterator<Item = usize> {
        self.conditions.iter().map(|(column, _)| *column)
    }

    /// Says whether every row stays.
    pub fn is_empty(&self) -> bool {
        self.conditions.is_empty()
    }

    /// Says whether a row stays; `value` reads its value in a column.
    pub fn keep<'a>(&mut self, value: impl Fn(usize) -> ValueRef<'a>) -> bool {
        let Self { conditions, room } = self;
        conditions.iter().all(|(column, condition)| condition.is_met(value(*column), room))
    }
}

/// Arranges rows in memory: returns the indices of those that meet the filters, in order.
pub fn arrange(relation: &Relation, order: Option<Order>, filters: &[Filter]) -> Vec<u32> {
    let mut filters = Filters::read(filters);
    let kept = (0..).zip(&relation.rows).filter(|(_, row)| filters.keep(|column| value(row, column)));
    match order {
        None => kept.map(|(at, _)| at).collect(),
        Some(Order { column, descending }) => {
            let mut sorter = Sorter::default();
            kept.for_each(|(at, row)| sorter.push(at, value(row, column as usize)));
            sorter.sorted(descending)
        }
    }
}

/// Returns a value of a row, NULL where it has none.
fn value(row: &[crate::base::value::Value], column: usize) -> ValueRef<'_> {
    row.get(column).map_or(ValueRef::Null, |value| value.as_ref())
}
