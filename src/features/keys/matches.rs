//! Match counts before a build: the transactions that find a customer, and changes by which more would find one.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::key;
use super::key::Matching;
use crate::base::value::ValueRef;
use crate::features::field::Field;
use crate::features::spec::MatchKeys;

/// The counts of transactions whose keys were looked up, and of those that find a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matches {
    /// Transactions that were read: all, or the first ones of a large table.
    pub seen: u64,
    /// Those whose key is NULL.
    pub nulls: u64,
    /// Those whose customer exists.
    pub found: u64,
    /// Rows of the transactions table; `None` if they were not counted.
    pub total: Option<u64>,
    /// True if the customers were read to their end; otherwise more may be found.
    pub complete: bool,
    /// Changes by which more would be found, best first; empty unless few were found.
    pub offers: Vec<Offer>,
}

/// A change of one choice by which more keys are found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The change.
    pub change: Change,
    /// Keys or transactions that would be found.
    pub found: u64,
    /// Keys or transactions that were looked up for it.
    pub of: u64,
}

/// A change of the specification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// The way of comparing keys.
    Matching(MatchKeys),
    /// A column of the mapping.
    Column(Field, String),
}

impl Matches {
    /// Says whether fewer than half of the transactions with a key find a customer, so that the choice of keys may be
    /// wrong.
    pub fn are_few(&self) -> bool {
        self.found * 2 < self.seen - self.nulls
    }
}

/// Counts the matches of one way of comparing keys: first the transactions, then the customers.
#[derive(Debug)]
pub struct Counter {
    matching: Matching,
    /// The number of transactions of each key that has not found a customer yet.
    open: HashMap<Vec<u8>, u64>,
    key: Vec<u8>,
    seen: u64,
    nulls: u64,
    found: u64,
}

impl Counter {
    /// Starts with no keys.
    pub fn new(matching: Matching) -> Self {
        Self { matching, open: HashMap::new(), key: Vec::new(), seen: 0, nulls: 0, found: 0 }
    }

    /// Adds the key of a transaction.
    pub fn transaction(&mut self, value: ValueRef<'_>) {
        self.seen += 1;
        if !key::encode(value, self.matching, &mut self.key) {
            self.nulls += 1;
        } else if let Some(rows) = self.open.get_mut(&self.key) {
            *rows += 1;
        } else {
            self.open.insert(self.key.clone(), 1);
        }
    }

    /// Adds the key of a customer, after all transactions.
    pub fn customer(&mut self, value: ValueRef<'_>) {
        if key::encode(value, self.matching, &mut self.key) {
            self.found += self.open.remove(&self.key).unwrap_or(0);
        }
    }

    /// Says whether every transaction with a key has found its customer.
    pub fn is_done(&self) -> bool {
        self.open.is_empty()
    }

    /// Returns the counts; `total`, `complete` and `offers` are at their defaults.
    pub fn finish(self) -> Matches {
        Matches { seen: self.seen, nulls: self.nulls, found: self.found, ..Matches::default() }
    }
}
