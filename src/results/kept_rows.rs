//! The rows of a result that is kept in memory, with their order: windows, arrangement, facts, files.

use super::arrangement::arrange;
use super::facts::Seen;
use super::format::Writer;
use super::{ColumnFacts, Filter, Order};
use crate::base::error::{LabError, Result};
use crate::base::relation::Relation;
use crate::base::value::{Value, ValueRef};

/// The size of a window in bytes, as estimated, from which on it gets no more rows.
pub const WINDOW_BYTES: usize = 4_000_000;

/// Estimates the memory that a value takes, in bytes.
pub fn estimated_bytes(value: &Value) -> usize {
    32 + match value {
        Value::Text(text) => text.len(),
        Value::Blob(bytes) => bytes.len(),
        _ => 0,
    }
}

/// A result in memory. Its arrangement is a list of indices; the rows stay as they came.
pub struct KeptRows {
    relation: Relation,
    /// The indices of the rows in order; `None` for all as they came.
    order: Option<Vec<u32>>,
}

impl KeptRows {
    /// Keeps the rows as they came.
    pub fn new(relation: Relation) -> Self {
        Self { relation, order: None }
    }

    /// Returns the result as it came.
    pub fn relation(&self) -> &Relation {
        &self.relation
    }

    /// Returns the number of arranged rows.
    pub fn total(&self) -> u64 {
        self.order.as_ref().map_or(self.relation.rows.len(), Vec::len) as u64
    }

    /// Reads a window of rows, fewer if they take more than [`WINDOW_BYTES`].
    pub fn window(&self, start: u64, count: u64) -> Vec<Vec<Value>> {
        let mut bytes = 0;
        let fits = |row: &&Vec<Value>| {
            let is_within = bytes <= WINDOW_BYTES;
            bytes += row.iter().map(estimated_bytes).sum::<usize>();
            is_within
        };
        self.rows(start, count).take_while(fits).cloned().collect()
    }

    /// Returns the arranged rows from `start` on.
    pub fn rows(&self, start: u64, count: u64) -> impl Iterator<Item = &Vec<Value>> {
        let index = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
        let (start, count) = (index(start), index(count));
        let total = usize::try_from(self.total()).unwrap_or(usize::MAX);
        let places = start.min(total)..start.saturating_add(count).min(total);
        places.filter_map(|place| match &self.order {
            None => self.relation.rows.get(place),
            Some(order) => self.relation.rows.get(*order.get(place)? as usize),
        })
    }

    /// Arranges the rows.
    pub fn arrange(&mut self, order: Option<Order>, filters: &[Filter]) {
        let is_as_it_came = order.is_none() && filters.iter().all(|filter| filter.text.trim().is_empty());
        self.order = (!is_as_it_came).then(|| arrange(&self.relation, order, filters));
    }

    /// Reads the facts of a column of the arranged rows.
    pub fn describe(&self, column: usize) -> Result<ColumnFacts> {
        let value = |row: &'_ Vec<Value>| row.get(column).cloned().unwrap_or(Value::Null);
        let mut seen = Seen::default();
        for (at, row) in (0..).zip(self.rows(0, u64::MAX)) {
            seen.see(at, row.get(column).map_or(ValueRef::Null, Value::as_ref));
        }
        seen.facts(|at| {
            let row = self.rows(u64::from(at), 1).next();
            row.map(value).ok_or_else(|| LabError::internal("a row that was counted and is gone"))
        })
    }

    /// Writes arranged rows from `from` on, at most `count`; `take` gets the bytes in parts, in order.
    pub fn write(
        &self,
        writer: &mut Writer<'_>,
        from: u64,
        count: u64,
        take: &mut dyn FnMut(&[u8]) -> Result<()>,
    ) -> Result<()> {
        for row in self.rows(from, count) {
            writer.row(&row.iter().map(Value::as_ref).collect::<Vec<_>>());
            writer.hand_over(take)?;
        }
        Ok(())
    }
}
