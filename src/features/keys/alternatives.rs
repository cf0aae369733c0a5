//! Another way of comparing keys: finds the unknown keys that would match a customer by it.

use std::collections::HashSet;

use super::index::Customers;
use super::key;
use super::key::Matching;
use crate::base::value::ValueRef;

/// A way of comparing keys that the specification did not choose.
pub(crate) struct OtherWay {
    matching: Matching,
    /// The keys of customers that this way writes differently, as it writes them. Most keys it leaves as they are, and
    /// those are found among the customers themselves.
    changed: HashSet<Vec<u8>>,
    /// The keys that would find their customer and were counted already.
    met: HashSet<Vec<u8>>,
    key: Vec<u8>,
}

impl OtherWay {
    /// Encodes the key of every customer in this way and keeps those that it changes.
    pub(crate) fn new(matching: Matching, customers: &Customers) -> Self {
        let mut way = Self { matching, changed: HashSet::new(), met: HashSet::new(), key: Vec::new() };
        for known in customers.keys() {
            if way.changes(known) {
                way.changed.insert(way.key.clone());
            }
        }
        way
    }

    /// Looks up in this way a key that no customer has. Returns `None` if it finds no customer, `Some(true)` if it is
    /// the first such key with these canonical bytes, `Some(false)` if it is a repeat.
    pub(crate) fn joins(&mut self, value: ValueRef<'_>, customers: &Customers) -> Option<bool> {
        if !key::encode(value, self.matching, &mut self.key) {
            return None;
        }
        let key = self.key.clone();
        let is_known = self.changed.contains(&key) || (customers.has(&key) && !self.changes(&key));
        is_known.then(|| self.met.insert(key))
    }

    /// Encodes a canonical key in this way; says whether that changes it.
    fn changes(&mut self, known: &[u8]) -> bool {
        key::encode(key::decode(known), self.matching, &mut self.key);
        self.key != known
    }
}
