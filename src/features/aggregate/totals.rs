//! Totals per customer: the number, first and last time of the transactions, under one interpretation of times.

use chrono::{DateTime, Utc};

use super::Transaction;
use crate::base::value::ValueRef;
use crate::features::quality::finding::Finding;

/// 2000-01-01T00:00:00Z in epoch seconds; earlier times are suspicious.
const YEAR_2000: i64 = 946_684_800;

/// The purchases of one customer at or before as-of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purchases {
    /// The number of purchases.
    pub count: i64,
    /// The last readable time.
    pub last: Option<DateTime<Utc>>,
    /// The first readable time; `None` if no feature needs it.
    pub first: Option<DateTime<Utc>>,
    /// The number of purchases with a readable time; 0 if no feature needs it.
    pub timed: i64,
}

/// The totals of a customer that every build needs. Small, because a large build spends most of its time waiting for
/// memory.
#[derive(Clone, Copy, Debug, Default)]
struct Recent {
    count: i64,
    last: Option<DateTime<Utc>>,
}

/// The totals of a customer that only some features need.
#[derive(Clone, Copy, Debug, Default)]
struct Span {
    first: Option<DateTime<Utc>>,
    timed: i64,
}

impl Span {
    fn add(&mut self, first: Option<DateTime<Utc>>, timed: i64) {
        self.first = match (self.first, first) {
            (Some(mine), Some(theirs)) => Some(mine.min(theirs)),
            (mine, theirs) => mine.or(theirs),
        };
        self.timed += timed;
    }
}

/// The totals of all customers over some of the transactions, with the findings about the times of these.
#[derive(Debug, Default)]
pub(crate) struct CustomerTotals {
    customers: Vec<Recent>,
    /// One for each customer; empty if no feature needs them.
    spans: Vec<Span>,
    has_spans: bool,
    pub(crate) null_times: Finding,
    pub(crate) unreadable_times: Finding,
    pub(crate) after_as_of: Finding,
    pub(crate) before_2000: Finding,
}

impl CustomerTotals {
    /// Starts with no transactions, for a number of customers; `has_spans` is true if a feature needs [`Span`].
    pub(crate) fn new(customers: usize, has_spans: bool) -> Self {
        let spans = vec![Span::default(); if has_spans { customers } else { 0 }];
        Self { customers: vec![Recent::default(); customers], spans, has_spans, ..Self::default() }
    }

    /// Adds a customer without transactions.
    pub(crate) fn add_customer(&mut self) {
        self.customers.push(Recent::default());
        if self.has_spans {
            self.spans.push(Span::default());
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
        as_of: DateTime<Utc>,
    ) {
        match at {
            None if matches!(row.time, ValueRef::Null) => self.null_times.add(row.rowid, row.time),
            None => self.unreadable_times.add(row.rowid, row.time),
            Some(at) if at > as_of => return self.after_as_of.add(row.rowid, row.time),
            Some(at) if at.timestamp() < YEAR_2000 => self.before_2000.add(row.rowid, row.time),
            Some(_) => {}
        }
        let Some(customer) = customer.map(|customer| customer as usize) else { return };
        if let Some(purchases) = self.customers.get_mut(customer) {
            purchases.count += 1;
            purchases.last = purchases.last.max(at);
        }
        if let Some(span) = self.spans.get_mut(customer) {
            span.add(at, i64::from(at.is_some()));
        }
    }

    /// Adds the totals of other transactions of the same customers.
    pub(crate) fn merge(&mut self, other: Self) {
        for (mine, theirs) in self.customers.iter_mut().zip(other.customers) {
            mine.count += theirs.count;
            mine.last = mine.last.max(theirs.last);
        }
        for (mine, theirs) in self.spans.iter_mut().zip(other.spans) {
            mine.add(theirs.first, theirs.timed);
        }
        self.null_times.merge(other.null_times);
        self.unreadable_times.merge(other.unreadable_times);
        self.after_as_of.merge(other.after_as_of);
        self.before_2000.merge(other.before_2000);
    }

    /// Returns the purchases of a customer; none for a number that no customer has.
    pub(crate) fn of(&self, customer: u32) -> Purchases {
        let Recent { count, last } = self.customers.get(customer as usize).copied().unwrap_or_default();
        let Span { first, timed } = self.spans.get(customer as usize).copied().unwrap_or_default();
        Purchases { count, last, first, timed }
    }
}
