//! Sorts values as SQLite does: NULL, numbers, texts by bytes, blobs by bytes. Values that are equal keep their order.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::base::value::ValueRef;

/// The number of bytes of a text or blob that are in its key.
const IN_KEY: usize = 14;

/// The number of keys that are made of one text: longer beginnings in common are compared byte by byte.
const LEVELS: usize = 8;

/// A value as a number that compares as SQLite compares values: the storage class in the first byte, then an integer or
/// real exactly, or the first bytes of a text or blob and its length. Texts of more than [`IN_KEY`] bytes may have equal keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    high: u64,
    low: u64,
}

impl SortKey {
    /// Makes the key of a value.
    pub fn of(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self { high: 0, low: 0 },
            ValueRef::Integer(number) => Self::integer(number),
            ValueRef::Real(number) => Self::number(number, 0),
            ValueRef::Text(bytes) => Self::bytes(2, bytes),
            ValueRef::Blob(bytes) => Self::bytes(3, bytes),
        }
    }

    fn integer(number: i64) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "what is lost is the second part of the key")]
        let near = number as f64;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the double nearest to an integer is one, of 65 bits at most"
        )]
        let rest = i128::from(number) - near as i128;
        Self::number(near, i16::try_from(rest).unwrap_or(0))
    }

    /// Makes the key of a number that is `rest` larger than its nearest double.
    fn number(near: f64, rest: i16) -> Self {
        // Without the sign of zero, for SQLite takes both zeros for the same.
        let bits = (near + 0.0).to_bits();
        let ordered = if bits >> 63 == 1 { !bits } else { bits | 1 << 63 };
        let rest = u64::from(rest.cast_unsigned() ^ 0x8000);
        Self { high: 1 << 56 | ordered >> 8, low: ordered << 56 | rest }
    }

    fn bytes(class: u64, bytes: &[u8]) -> Self {
        let mut first = [0; 16];
        first.iter_mut().skip(1).take(IN_KEY).zip(bytes).for_each(|(to, from)| *to = *from);
        let both = u128::from_be_bytes(first);
        let length = bytes.len().min(IN_KEY + 1) as u64;
        #[expect(clippy::cast_possible_truncation, reason = "these are the two halves")]
        let (high, low) = ((both >> 64) as u64, both as u64);
        Self { high: class << 56 | high, low: low | length }
    }

    /// Returns the number of the storage class, in the order of the classes.
    fn class(self) -> u64 {
        self.high >> 56
    }

    /// Says whether the key is of a text or blob that is longer than what is in the key.
    fn is_cut(self) -> bool {
        self.class() >= 2 && self.low & 0xff > IN_KEY as u64
    }
}

/// A value to sort: its key, its number, and the index of its bytes if they are not all in the key.
#[derive(Clone, Copy)]
struct Entry {
    key: SortKey,
    at: u32,
    long: u32,
}

/// Values with numbers, which are sorted together.
#[derive(Default)]
pub struct Sorter<'a> {
    entries: Vec<Entry>,
    long: Vec<Cow<'a, [u8]>>,
}

/// Values that are equal: the number of the first one, and how many they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The number of the first value.
    pub at: u32,
    /// The number of values.
    pub count: u64,
}

impl<'a> Sorter<'a> {
    /// Takes a value with its number, which must grow from value to value. Borrows long texts.
    pub fn push(&mut self, at: u32, value: ValueRef<'a>) {
        self.add(at, value, Cow::Borrowed);
    }

    /// Takes a value as [`Self::push`] does. Copies long texts, and returns the number of bytes that the value takes here.
    pub fn push_copy(&mut self, at: u32, value: ValueRef<'_>) -> usize {
        let before = self.long.len();
        self.add(at, value, |bytes| Cow::Owned(bytes.to_vec()));
        let copied = self.long.get(before).map_or(0, |bytes| size_of::<Cow<'_, [u8]>>() + bytes.len());
        size_of::<Entry>() + copied
    }

    fn add<'b>(&mut self, at: u32, value: ValueRef<'b>, keep: impl FnOnce(&'b [u8]) -> Cow<'a, [u8]>) {
        let key = SortKey::of(value);
        let mut long = u32::MAX;
        if let (true, ValueRef::Text(bytes) | ValueRef::Blob(bytes)) = (key.is_cut(), value) {
            long = u32::try_from(self.long.len()).unwrap_or(u32::MAX);
            self.long.push(keep(bytes));
        }
        self.entries.push(Entry { key, at, long });
    }

    /// Sorts the values, and returns their numbers.
    pub fn sorted(mut self, descending: bool) -> Vec<u32> {
        self.sort(descending);
        self.entries.iter().map(|entry| entry.at).collect()
    }

    /// Sorts the values, and returns the groups of equal ones from the smallest to the largest.
    pub fn runs(mut self) -> Vec<Run> {
        self.sort(false);
        let long = &self.long;
        let is_same = |a: &Entry, b: &Entry| {
            let are_long = a.long != u32::MAX && b.long != u32::MAX;
            if are_long { a.key.class() == b.key.class() && bytes(long, a) == bytes(long, b) } else { a.key == b.key }
        };
        let groups = self.entries.chunk_by(is_same);
        groups.filter_map(|group| Some(Run { at: group.first()?.at, count: group.len() as u64 })).collect()
    }

    fn sort(&mut self, descending: bool) {
        sort_level(&mut self.entries, &self.long, descending, 0);
    }
}

/// Sorts entries whose keys are of the bytes from `level` times [`IN_KEY`] on. Those with equal keys that are cut get the keys
/// of the bytes after these, and are sorted again: comparing two numbers is faster than comparing bytes.
///
/// The standard library for the browser is built for size: its sort that keeps the order of equal values merges, and takes
/// half the time of the other one, which builds a heap.
fn sort_level(entries: &mut [Entry], long: &[Cow<'_, [u8]>], descending: bool, level: usize) {
    let directed = |order: Ordering| if descending { order.reverse() } else { order };
    if level == LEVELS {
        return entries.sort_by(|a, b| directed(bytes(long, a).cmp(bytes(long, b))));
    }
    entries.sort_by(|a, b| directed(a.key.cmp(&b.key)));
    for group in entries.chunk_by_mut(|a, b| a.key == b.key) {
        if group.len() > 1 && group.first().is_some_and(|first| first.key.is_cut()) {
            for entry in &mut *group {
                let rest = bytes(long, entry).get((level + 1) * IN_KEY..).unwrap_or_default();
                entry.key = SortKey::bytes(entry.key.class(), rest);
            }
            sort_level(group, long, descending, level + 1);
        }
    }
}

fn bytes<'a>(long: &'a [Cow<'_, [u8]>], entry: &Entry) -> &'a [u8] {
    long.get(entry.long as usize).map(|bytes| &**bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(values: &[ValueRef<'_>]) -> Vec<u32> {
        let mut sorter = Sorter::default();
        (0..).zip(values).for_each(|(at, value)| sorter.push(at, *value));
        sorter.sorted(false)
    }

    #[test]
    fn integers_and_reals_compare_exactly() {
        let big = 1_i64 << 53;
        let values = [
            ValueRef::Integer(i64::MAX),
            ValueRef::Real(9_223_372_036_854_775_808.0),
            ValueRef::Integer(big + 1),
            ValueRef::Real(9_007_199_254_740_992.0),
            ValueRef::Integer(i64::MIN),
            ValueRef::Real(-9_223_372_036_854_775_808.0),
            ValueRef::Real(-0.0),
            ValueRef::Integer(0),
            ValueRef::Real(f64::NEG_INFINITY),
            ValueRef::Integer(i64::MAX - 1),
        ];
        assert_eq!(order(&values), [8, 4, 5, 6, 7, 3, 2, 9, 0, 1]);
    }

    #[test]
    fn texts_compare_by_bytes_at_any_length() {
        let texts =
            ["", "\0", "a", "a\0", "abcdefghijklmn", "abcdefghijklmn\0", "abcdefghijklmno", "abcdefghijklmnp", "ä"];
        let values: Vec<_> = texts.iter().rev().map(|text| ValueRef::Text(text.as_bytes())).collect();
        assert_eq!(order(&values), [8, 7, 6, 5, 4, 3, 2, 1, 0]);
    }

    #[test]
    fn long_texts_that_begin_alike_compare_by_bytes() {
        let texts: Vec<String> = (0..400).map(|n| format!("{}{}", "same".repeat(n % 40), n * 7919 % 10)).collect();
        let mut expected: Vec<u32> = (0..400).collect();
        expected.sort_by_key(|at| &texts[*at as usize]);
        let values: Vec<_> = texts.iter().map(|text| ValueRef::Text(text.as_bytes())).collect();
        assert_eq!(order(&values), expected);
        expected.sort_by_key(|at| std::cmp::Reverse(&texts[*at as usize]));
        let mut sorter = Sorter::default();
        (0..).zip(&values).for_each(|(at, value)| _ = sorter.push_copy(at, *value));
        assert_eq!(sorter.sorted(true), expected);
        let mut sorter = Sorter::default();
        (0..).zip(&values).for_each(|(at, value)| sorter.push(at, *value));
        let distinct = texts.iter().collect::<std::collections::BTreeSet<_>>().len();
        assert_eq!(sorter.runs().len(), distinct);
    }

    #[test]
    fn equal_values_are_one_run_and_keep_their_order() {
        let values =
            [ValueRef::Real(1.0), ValueRef::Blob(b"a"), ValueRef::Integer(1), ValueRef::Text(b"a"), ValueRef::Null];
        let mut sorter = Sorter::default();
        (0..).zip(values).for_each(|(at, value)| _ = sorter.push_copy(at, value));
        let runs: Vec<_> = sorter.runs().iter().map(|run| (run.at, run.count)).collect();
        assert_eq!(runs, [(4, 1), (0, 2), (3, 1), (1, 1)]);
        let mut sorter = Sorter::default();
        (0..).zip(values).for_each(|(at, value)| sorter.push(at, value));
        assert_eq!(sorter.sorted(true), [1, 3, 0, 2, 4]);
    }
}
