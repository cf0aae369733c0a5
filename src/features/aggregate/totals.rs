//! What transactions add up to, under one way to read their times.

use chrono::{DateTime, Utc};

use super::Transaction;
use crate::base::value::ValueRef;
use crate::features::quality::finding::Finding;

/// 2000-01-01T00:00:00Z in epoch seconds; earlier times are suspicious.
const YEAR_2000: i64 = 946_684_800;

/// The purchases of one customer at or before as-of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Purchases {
    /// How many.
    pub(crate) count: i64,
    /// The last that has a readable time.
    pub(crate) last: Option<DateTime<Utc>>,
}

/// What some of the transactions add up to.
#[derive(Debug, Default)]
pub(crate) struct CustomerTotals {
    customers: Vec<Purchases>,
    pub(crate) null_times: Finding,
    pub(crate) unreadable_times: Finding,
    pub(crate) after_as_of: Finding,
    pub(crate) before_2000: Finding,
}

impl CustomerTotals {
    /// Starts with nothing, for a number of customers.
    pub(crate) fn new(customers: usize) -> Self {
        Self { customers: vec![Purchases::default(); customers], ..Self::default() }
    }

    /// Makes room for one more customer.
    pub(crate) fn add_customer(&mut self) {
        self.customers.push(Purchases::default());
    }

    /// Has the purchases of some customers at hand. What waits for memory, waits for all of them at once.
    pub(crate) fn fetch(&self, customers: impl Iterator<Item = u32>) {
        let purchases = customers.filter_map(|customer| self.customers.get(customer as usize));
        std::hint::black_box(purchases.fold(0, |sum, purchases| sum ^ purchases.count));
    }

    /// Takes a transaction of a customer (or of nobody) with its time, if that can be read.
    pub(crate) fn take(
        &mut self,
        row: Transaction<'_>,
        customer: Option<u32>,
        at: Option<DateTime<Utc>>,
        as_of: DateTime<Utc>,
    ) {
        match at {
            None if matches!(row.time, ValueRef::Null) => self.null_times.add(row.rowid, row.time),
            None => self.unreadable_times.add(row.rowid, row.time),
            Some(at) if at > as_of => return self.after_as_of.add(row.rowid, row.time),
            Some(at) if at.timestamp() < YEAR_2000 => self.before_2000.add(row.rowid, row.time),
            Some(_) => {}
        }
        if let Some(purchases) = customer.and_then(|customer| self.customers.get_mut(customer as usize)) {
            purchases.count += 1;
            purchases.last = purchases.last.max(at);
        }
    }

    /// Adds what other transactions add up to.
    pub(crate) fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.customers.iter_mut().zip(other.customers) {
            mine.count += theirs.count;
            mine.last = mine.last.max(theirs.last);
        }
        self.null_times.merge(other.null_times);
        self.unreadable_times.merge(other.unreadable_times);
        self.after_as_of.merge(other.after_as_of);
        self.before_2000.merge(other.before_2000);
    }

    /// The purchases of a customer; none for a number that no customer has.
    pub(crate) fn of(&self, customer: u32) -> Purchases {
        self.customers.get(customer as usize).copied().unwrap_or_default()
    }
}
