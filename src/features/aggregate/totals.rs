//! Totals per customer: the number, first and last time of the transactions, under one interpretation of times.

use chrono::{DateTime, Utc};

use super::Transaction;
use super::further::{Content, Further, Needs};
use super::purchases::Purchases;
use crate::base::value::ValueRef;
use crate::features::quality::finding::Finding;

/// 2000-01-01T00:00:00Z in epoch seconds; earlier times are suspicious.
const YEAR_2000: i64 = 946_684_800;

/// The totals of a customer that every build needs. Small, because a large build spends most of its time waiting for
/// memory.
#[derive(Clone, Copy, Debug, Default)]
struct Recent {
    count: i64,
    last: Option<DateTime<Utc>>,
}

/// The totals of all customers over some of the transactions, with the findings about the times of these.
#[derive(Debug, Default)]
pub(crate) struct CustomerTotals {
    customers: Vec<Recent>,
    further: Further,
    pub(crate) null_times: Finding,
    pub(crate) unreadable_times: Finding,
    pub(crate) after_as_of: Finding,
    pub(crate) before_2000: Finding,
}

impl CustomerTotals {
    /// Starts with no transactions, for a number of customers, with the totals that features need.
    pub(crate) fn new(customers: usize, needs: Needs) -> Self {
        let further = Further::new(customers, needs);
        Self { customers: vec![Recent::default(); customers], further, ..Self::default() }
    }

    /// Adds a customer without transactions.
    pub(crate) fn add_customer(&mut self) {
        self.customers.push(Recent::default());
        if self.further.is_needed() {
            self.further.resize(self.customers.len());
        }
    }

    /// Touches the totals of these customers so that their cache misses overlap.
    pub(crate) fn fetch(&self, customers: impl Iterator<Item = u32>) {
        let purchases = customers.filter_map(|customer| self.customers.get(customer as usize));
        std::hint::black_box(purchases.fold(0, |sum, purchases| sum ^ purchases.count));
    }

    /// Adds a transaction to a customer, if it has one, with its time, if that is readable. A time after as-of only
    /// counts in `after_as_of`.
    pub(crate) fn take(
        &mut self,
        row: Transaction<'_>,
        customer: Option<u32>,
        at: Option<DateTime<Utc>>,
        content: Content,
        as_of: DateTime<Utc>,
    ) {
        match at {
            None if matches!(row.time, ValueRef::Null) => self.null_times.add(row.rowid, row.time),
            None => self.unreadable_times.add(row.rowid, row.time),
            Some(at) if at > as_of => return self.after_as_of.add(row.rowid, row.time),
            Some(at) if at.timestamp() < YEAR_2000 => self.before_2000.add(row.rowid, row.time),
            Some(_) => {}
        }
        let Some(customer) = customer else { return };
        if let Some(purchases) = self.customers.get_mut(customer as usize) {
            purchases.count += 1;
            purchases.last = purchases.last.max(at);
        }
        if self.further.is_needed() {
            self.further.take(customer, at, content, as_of);
        }
    }

    /// Adds the totals of other transactions of the same customers.
    pub(crate) fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.customers.iter_mut().zip(other.customers) {
            mine.count += theirs.count;
            mine.last = mine.last.max(theirs.last);
        }
        self.further.merge(other.further);
        self.null_times.merge(other.null_times);
        self.unreadable_times.merge(other.unreadable_times);
        self.after_as_of.merge(other.after_as_of);
        self.before_2000.merge(other.before_2000);
    }

    /// Ends the totals, after all transactions.
    pub(crate) fn finish(&mut self) {
        self.further.finish(self.customers.len());
    }

    /// Returns the purchases of a customer; none for a number that no customer has.
    pub(crate) fn of(&self, customer: u32) -> Purchases {
        let Recent { count, last } = self.customers.get(customer as usize).copied().unwrap_or_default();
        let mut purchases = Purchases { count, last, ..Purchases::default() };
        if self.further.is_needed() {
            self.further.write(customer, &mut purchases);
        }
        purchases
    }
}
