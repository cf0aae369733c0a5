//! The index of a build's customers: a hash table that gives every entity key of the leads table a number.
//!
//! A table of our own instead of a `HashMap`: in a large build nearly all time goes into waiting for memory, once for
//! the slot, once for the key. Keys are therefore looked up many at a time, each stage for all of them, so that the
//! processor waits for all of them at once: half the time in a browser, measured on 100 000 customers.

use super::key;
use super::key::Matching;
use crate::base::hash::hash;
use crate::base::value::ValueRef;

/// Keys and their numbers, which count from 0 in the order of the leads table.
pub(crate) struct Customers {
    matching: Matching,
    /// The table: a power of two of slots, at least half of them free.
    slots: Vec<Slot>,
    /// The canonical keys of all customers, one after the other.
    keys: Vec<u8>,
    /// The start of each key in `keys`, in bytes, and the end of the last one.
    starts: Vec<usize>,
    /// The canonical keys that are being looked up, one after the other.
    asked: Vec<u8>,
    questions: Vec<Question>,
}

/// A slot of the hash table.
#[derive(Clone, Copy)]
struct Slot {
    hash: u32,
    /// The customer, or [`FREE`].
    number: u32,
}

const FREE: u32 = u32::MAX;

/// A key that is being looked up.
#[derive(Clone, Copy)]
struct Question {
    /// The end of its canonical bytes in `asked`.
    end: usize,
    hash: u32,
    is_null: bool,
    /// The contents of the first slot in which it may be.
    slot: Slot,
    /// The start and end in `keys` of the key of that slot.
    start_and_end: (usize, usize),
    /// The first bytes of that key.
    head: Option<[u8; HEAD]>,
}

/// The number of bytes of a key that are read ahead, only so that the processor has the key in its cache for the
/// comparison.
const HEAD: usize = 4;

/// The result of looking a key up among the customers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// NULL, which matches nothing.
    NoKey,
    /// The key of this customer.
    Known(u32),
    /// A key that no customer has.
    Unknown,
}

impl Customers {
    pub(crate) fn new(matching: Matching) -> Self {
        Self {
            matching,
            slots: vec![Slot { hash: 0, number: FREE }; 16],
            keys: Vec::new(),
            starts: vec![0],
            asked: Vec::new(),
            questions: Vec::new(),
        }
    }

    /// Returns the number of customers.
    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Looks many keys up and writes their results into `found` (cleared first), in order.
    #[expect(clippy::indexing_slicing, reason = "the mask of a power of two of slots keeps every place among them")]
    pub(crate) fn find_all<'a>(&mut self, values: impl Iterator<Item = ValueRef<'a>>, found: &mut Vec<Found>) {
        self.ask(values);
        for question in &mut self.questions {
            question.slot = self.slots[question.hash as usize & (self.slots.len() - 1)];
        }
        for question in &mut self.questions {
            question.start_and_end = place(&self.starts, question.slot.number);
        }
        for question in &mut self.questions {
            let (start, _) = question.start_and_end;
            question.head = self.keys.get(start..).and_then(<[u8]>::first_chunk).copied();
        }
        let mut start = 0;
        found.clear();
        found.extend(self.questions.iter().map(|question| {
            let asked = self.asked.get(start..question.end).unwrap_or_default();
            start = question.end;
            self.answer(question, asked)
        }));
    }

    /// Looks one key up.
    pub(crate) fn find(&mut self, value: ValueRef<'_>) -> Found {
        self.asked.clear();
        if !key::append(value, self.matching, &mut self.asked) {
            return Found::NoKey;
        }
        self.known(hash(&self.asked), &self.asked)
    }

    fn ask<'a>(&mut self, values: impl Iterator<Item = ValueRef<'a>>) {
        self.asked.clear();
        self.questions.clear();
        self.questions.extend(values.map(|value| {
            let start = self.asked.len();
            let is_null = !key::append(value, self.matching, &mut self.asked);
            let hash = hash(self.asked.get(start..).unwrap_or_default());
            let slot = Slot { hash: 0, number: FREE };
            Question { end: self.asked.len(), hash, is_null, slot, start_and_end: (0, 0), head: None }
        }));
    }

    fn answer(&self, question: &Question, asked: &[u8]) -> Found {
        let Question { hash, slot, start_and_end: (start, end), .. } = *question;
        if question.is_null {
            Found::NoKey
        } else if slot.number == FREE {
            Found::Unknown
        } else if slot.hash == hash && self.keys.get(start..end).is_some_and(|key| is_same(key, asked)) {
            Found::Known(slot.number)
        } else {
            self.known(hash, asked)
        }
    }

    fn known(&self, hash: u32, key: &[u8]) -> Found {
        match self.slots.get(self.search(hash, key)) {
            Some(Slot { number, .. }) if *number != FREE => Found::Known(*number),
            _ => Found::Unknown,
        }
    }

    /// Returns the index of the slot that holds a key, or of the free slot in which to put it.
    #[expect(clippy::indexing_slicing, reason = "the mask of a power of two of slots keeps every place among them")]
    fn search(&self, hash: u32, key: &[u8]) -> usize {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let Slot { hash: other, number } = self.slots[at];
            if number == FREE || (other == hash && self.key_of(number).is_some_and(|other| is_same(other, key))) {
                return at;
            }
            at = (at + 1) & mask;
        }
    }

    /// Adds the unknown key that [`Self::find`] looked up last; returns its number.
    #[expect(clippy::indexing_slicing, reason = "the mask of a power of two of slots keeps every place among them")]
    pub(crate) fn add(&mut self) -> u32 {
        // A table of four thousand million customers does not fit the memory that this runs in.
        let number = u32::try_from(self.len()).unwrap_or(FREE);
        if 2 * (self.len() + 1) > self.slots.len() {
            self.grow();
        }
        let hash = hash(&self.asked);
        let at = self.search(hash, &self.asked);
        self.slots[at] = Slot { hash, number };
        self.keys.extend_from_slice(&self.asked);
        self.starts.push(self.keys.len());
        number
    }

    #[expect(clippy::indexing_slicing, reason = "the mask of a power of two of slots keeps every place among them")]
    fn grow(&mut self) {
        let larger = vec![Slot { hash: 0, number: FREE }; 2 * self.slots.len()];
        let mask = larger.len() - 1;
        for slot in std::mem::replace(&mut self.slots, larger) {
            if slot.number != FREE {
                let mut at = slot.hash as usize & mask;
                while self.slots[at].number != FREE {
                    at = (at + 1) & mask;
                }
                self.slots[at] = slot;
            }
        }
    }

    /// Returns the canonical key of a customer; `None` for a number that no customer has.
    pub(crate) fn key_of(&self, number: u32) -> Option<&[u8]> {
        let (start, end) = place(&self.starts, number);
        self.keys.get(start..end).filter(|key| !key.is_empty())
    }

    /// Says whether a customer has this canonical key.
    pub(crate) fn has(&self, key: &[u8]) -> bool {
        self.known(hash(key), key) != Found::Unknown
    }

    /// Returns the canonical keys, in the order of their numbers.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &[u8]> {
        self.starts.iter().zip(self.starts.iter().skip(1)).filter_map(|(start, end)| self.keys.get(*start..*end))
    }
}

/// Compares eight bytes at a time, where the compiler, told to make small code, would compare one.
#[inline(always)]
fn is_same(a: &[u8], b: &[u8]) -> bool {
    let ((words, rest), (other_words, other_rest)) = (a.as_chunks::<8>(), b.as_chunks::<8>());
    a.len() == b.len()
        && words.iter().zip(other_words).all(|(a, b)| u64::from_le_bytes(*a) == u64::from_le_bytes(*b))
        && rest == other_rest
}

/// Returns the start and end of a customer's canonical key, in bytes; 0 and 0 for a number that no customer has.
#[inline(always)]
fn place(starts: &[usize], number: u32) -> (usize, usize) {
    match starts.get(number as usize..) {
        Some([start, end, ..]) => (*start, *end),
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::features::spec::MatchKeys;

    const EXACT: Matching = Matching { by: MatchKeys::Exact, compose: str::to_owned };

    #[test]
    fn keys_are_found_as_a_map_finds_them() {
        let mut customers = Customers::new(EXACT);
        let mut map = HashMap::new();
        let texts: Vec<String> = (0..5000).map(|n| format!("{}", n * 7919 % 3001)).collect();
        for text in &texts[..2500] {
            let value = ValueRef::Text(text.as_bytes());
            match (customers.find(value), map.get(text)) {
                (Found::Known(number), Some(expected)) => assert_eq!(number, *expected),
                (Found::Unknown, None) => {
                    map.insert(text.clone(), customers.add());
                }
                other => panic!("{text}: {other:?}"),
            }
        }
        let mut found = Vec::new();
        customers.find_all(texts.iter().map(|text| ValueRef::Text(text.as_bytes())), &mut found);
        let expected: Vec<Found> =
            texts.iter().map(|text| map.get(text).map_or(Found::Unknown, |number| Found::Known(*number))).collect();
        assert_eq!(found, expected);
        assert_eq!(customers.find(ValueRef::Null), Found::NoKey);
        assert_eq!(customers.keys().count(), customers.len());
    }

    #[test]
    fn keys_of_the_same_hash_are_told_apart() {
        let mut customers = Customers::new(EXACT);
        let texts: Vec<Vec<u8>> = (0..64_u8).map(|n| vec![n]).collect();
        for text in &texts {
            assert_eq!(customers.find(ValueRef::Text(text)), Found::Unknown);
            customers.add();
        }
        // As if every key had the hash 0.
        customers.slots.iter_mut().for_each(|slot| *slot = Slot { hash: 0, number: FREE });
        for number in 0..64 {
            customers.slots[number as usize] = Slot { hash: 0, number };
        }
        for (number, text) in texts.iter().enumerate() {
            let key = [b"t".as_slice(), text].concat();
            assert_eq!(customers.search(0, &key), number);
        }
    }
}
