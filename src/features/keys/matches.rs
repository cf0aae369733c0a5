//! How many transactions find a customer, counted before a build, and what would find more.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::key;
use super::key::Matching;
use crate::base::value::ValueRef;
use crate::features::field::Field;
use crate::features::spec::MatchKeys;

/// The transactions that were looked at and how many of them find a customer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matches {
    /// Transactions that were looked at: all, or the first ones of a large table.
    pub seen: u64,
    /// Those whose key is NULL.
    pub nulls: u64,
    /// Those whose customer exists.
    pub found: u64,
    /// Transactions in all; `None` where nobody has counted them.
    pub total: Option<u64>,
    /// Whether the customers were read to their end; otherwise more may be found.
    pub complete: bool,
    /// What would find more, best first; only where few were found.
    pub offers: Vec<Offer>,
}

/// A change of one choice by which more keys are found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The change.
    pub change: Change,
    /// Keys or transactions that would be found.
    pub found: u64,
    /// Of how many.
    pub of: u64,
}

/// What would be changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// The way of comparing keys.
    Matching(MatchKeys),
    /// A column of the mapping.
    Column(Field, String),
}

impl Matches {
    /// Says whether so few transactions find a customer that something else may have been meant.
    pub fn are_few(&self) -> bool {
        self.found * 2 < self.seen - self.nulls
    }
}

/// Counts the matches of one way of comparing keys: first the transactions, then the customers.
#[derive(Debug)]
pub struct Counter {
    matching: Matching,
    /// Rows for each key that no customer had yet.
    open: HashMap<Vec<u8>, u64>,
    key: Vec<u8>,
    seen: u64,
    nulls: u64,
    found: u64,
}

impl Counter {
    /// Starts with nothing.
    pub fn new(matching: Matching) -> Self {
        Self { matching, open: HashMap::new(), key: Vec::new(), seen: 0, nulls: 0, found: 0 }
    }

    /// Takes the key of a transaction.
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

    /// Takes the key of a customer.
    pub fn customer(&mut self, value: ValueRef<'_>) {
        if key::encode(value, self.matching, &mut self.key) {
            self.found += self.open.remove(&self.key).unwrap_or(0);
        }
    }

    /// Says whether every transaction with a key has found its customer.
    pub fn is_done(&self) -> bool {
        self.open.is_empty()
    }

    /// The counts.
    pub fn finish(self) -> Matches {
        Matches { seen: self.seen, nulls: self.nulls, found: self.found, ..Matches::default() }
    }
}
