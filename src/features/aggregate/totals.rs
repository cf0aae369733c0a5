//! What transactions add up to, under one way to read their times.

use chrono::{DateTime, Utc};

use super::Transaction;
use crate::base::value::ValueRef;
use crate::features::quality::finding::Finding;

/// 2000-01-01T00:00:00Z in epoch seconds; earlier times are suspicious.
const YEAR_2000: i64 = 946_684_800;

/// The purchases of one customer at or before as-of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Purchases {
    /// How many.
    pub count: i64,
    /// The last that has a readable time.
    pub last: Option<DateTime<Utc>>,
    /// The first that has a readable time, where a feature needs it.
    pub first: Option<DateTime<Utc>>,
    /// How many have a readable time, where a feature needs it.
    pub timed: i64,
}

/// What every build counts of a customer. Small, for in a large build most of the time goes into waiting for memory.
#[derive(Clone, Copy, Debug, Default)]
struct Recent {
    count: i64,
    last: Option<DateTime<Utc>>,
}

/// What only some features need of a customer.
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

/// What some of the transactions add up to.
#[derive(Debug, Default)]
pub(crate) struct CustomerTotals {
    customers: Vec<Recent>,
    /// One for each customer, or none at all where no feature needs them.
    spans: Vec<Span>,
    has_spans: bool,
    pub(crate) null_times: Finding,
    pub(crate) unreadable_times: Finding,
    pub(crate) after_as_of: Finding,
    pub(crate) before_2000: Finding,
}

impl CustomerTotals {
    /// Starts with nothing, for a number of customers; `has_spans` says whether a feature needs first and timed purchases.
    pub(crate) fn new(customers: usize, has_spans: bool) -> Self {
        let spans = vec![Span::default(); if has_spans { customers } else { 0 }];
        Self { customers: vec![Recent::default(); customers], spans, has_spans, ..Self::default() }
    }

    /// Makes room for one more customer.
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
        let Some(customer) = customer.map(|customer| customer as usize) else { return };
        if let Some(purchases) = self.customers.get_mut(customer) {
            purchases.count += 1;
            purchases.last = purchases.last.max(at);
        }
        if let Some(span) = self.spans.get_mut(customer) {
            span.add(at, i64::from(at.is_some()));
        }
    }

    /// Adds what other transactions add up to.
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

    /// The purchases of a customer; none for a number that no customer has.
    pub(crate) fn of(&self, customer: u32) -> Purchases {
        let Recent { count, last } = self.customers.get(customer as usize).copied().unwrap_or_default();
        let Span { first, timed } = self.spans.get(customer as usize).copied().unwrap_or_default();
        Purchases { count, last, first, timed }
    }
}
