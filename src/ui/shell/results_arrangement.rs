//! The order and the filters of the result on show.

use crate::base::value::Value;
use crate::browser::grid::Mark;
use crate::protocol::{Filter, Order};

/// The arrangement of a result, and the numbers of its rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Arrangement {
    pub(crate) order: Option<Order>,
    /// The filters that have a text, at most one for a column.
    pub(crate) filters: Vec<Filter>,
    /// The number of rows that meet the filters.
    pub(crate) total: u64,
    /// The number of rows of the whole result.
    pub(crate) whole: u64,
}

/// A result as it was arranged when it was last on show.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Kept {
    /// The id of the result.
    pub(crate) result: u32,
    pub(crate) arrangement: Arrangement,
    pub(crate) first: Vec<Vec<Value>>,
}

impl Arrangement {
    /// All rows as they came.
    pub(crate) fn of_all(total: u64) -> Self {
        Self { total, whole: total, ..Self::default() }
    }

    /// Returns `true` if the rows are not all rows as they came.
    pub(crate) fn is_one(&self) -> bool {
        self.order.is_some() || !self.filters.is_empty()
    }

    /// Sets the filter of a column; an empty text removes it.
    pub(crate) fn set_filter(&mut self, filter: Filter) {
        self.filters.retain(|other| other.column != filter.column);
        if !filter.text.trim().is_empty() {
            self.filters.push(filter);
        }
    }

    /// The text of a column's filter.
    pub(crate) fn filter(&self, column: u32) -> String {
        self.filters.iter().find(|filter| filter.column == column).map(|filter| filter.text.clone()).unwrap_or_default()
    }

    /// The marks of the columns' headers.
    pub(crate) fn marks(&self, columns: usize) -> Vec<Mark> {
        let mark = |column: u32| Mark {
            order: match self.order {
                Some(order) if order.column == column && order.descending => "descending",
                Some(order) if order.column == column => "ascending",
                _ => "",
            },
            is_filtered: self.filters.iter().any(|filter| filter.column == column),
        };
        (0..).take(columns).map(mark).collect()
    }
}
