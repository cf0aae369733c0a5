//! The customers of a build: every key of the leads table has a number.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use super::key;
use super::spec::MatchKeys;
use super::value::ValueRef;

/// Keys and their numbers, which count from 0 in the order of the leads table.
pub(super) struct Customers {
    matching: MatchKeys,
    number_of: HashMap<Box<[u8]>, u32, FxBuildHasher>,
    /// The key at hand, in canonical bytes; kept so that a look-up allocates nothing.
    key: Vec<u8>,
}

/// What a key is to the customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// NULL, which matches nothing.
    NoKey,
    /// The key of this customer.
    Known(u32),
    /// A key that no customer has.
    Unknown,
}

impl Customers {
    pub(super) fn new(matching: MatchKeys) -> Self {
        Self { matching, number_of: HashMap::default(), key: Vec::new() }
    }

    /// How many customers there are.
    pub(super) fn len(&self) -> usize {
        self.number_of.len()
    }

    /// Looks a key up.
    pub(super) fn find(&mut self, value: ValueRef<'_>) -> Found {
        if !key::encode(value, self.matching, &mut self.key) {
            return Found::NoKey;
        }
        self.number_of.get(self.key.as_slice()).map_or(Found::Unknown, |number| Found::Known(*number))
    }

    /// Adds the key that was looked up last and is unknown; its number.
    pub(super) fn add(&mut self) -> u32 {
        // A table of four thousand million customers does not fit the memory that this runs in.
        let number = u32::try_from(self.number_of.len()).unwrap_or(u32::MAX);
        self.number_of.insert(self.key.as_slice().into(), number);
        number
    }

    /// The canonical keys, in no order.
    pub(super) fn keys(&self) -> impl Iterator<Item = &[u8]> {
        self.number_of.keys().map(AsRef::as_ref)
    }

    /// The canonical key of a customer. Looks at all of them: for a few examples.
    pub(super) fn key_of(&self, number: u32) -> Option<&[u8]> {
        self.number_of.iter().find(|(_, other)| **other == number).map(|(key, _)| key.as_ref())
    }
}
