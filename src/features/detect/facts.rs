//! Facts about the rows: a sample of each column, and counts of the keys of one column that another one has.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

use crate::base::hash::hash64;
use crate::base::ident::same_name;
use crate::base::value::ValueRef;
use crate::features::times;
use crate::features::times::{ParsedTime, TimeFormat};

/// The most distinct keys that a sample keeps for looking them up in another table.
const KEYS: usize = 1_000;

/// The smallest number that may be a time: 1927-05-18 as an Excel day. Every other format has larger ones since 1975.
const SMALLEST_TIME: i64 = 10_000;

/// The longest e-mail address that is recognised, in bytes; the longest that the standards allow.
const LONGEST_EMAIL: usize = 254;

/// Facts about the rows of a database; empty by default, so that names alone count.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    columns: Vec<(ColumnName, Sample)>,
    matches: Vec<KeyMatch>,
}

/// A column by its table and its own name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnName {
    /// The table.
    pub table: String,
    /// The column.
    pub column: String,
}

impl ColumnName {
    /// Names a column.
    pub fn new(table: &str, column: &str) -> Self {
        Self { table: table.to_owned(), column: column.to_owned() }
    }

    fn is(&self, table: &str, column: &str) -> bool {
        same_name(&self.table, table) && same_name(&self.column, column)
    }
}

/// The values of one column in a sample of the table's rows, counted.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Rows in the sample.
    pub rows: u64,
    /// Rows whose value is NULL.
    pub nulls: u64,
    /// Values that are text.
    pub texts: u64,
    /// Texts that look like an e-mail address.
    pub emails: u64,
    /// Texts that are a written date or time; numbers are not counted, for any number can be one.
    pub times: u64,
    /// Texts that are no time in any format: fewer than four digits, or an `@`.
    pub not_times: u64,
    /// Numbers that are too small for a time in any format, below [`SMALLEST_TIME`].
    pub small_numbers: u64,
    /// The bytes of all texts together.
    text_bytes: u64,
    /// Hashes of the first distinct keys, sorted once the sample is complete.
    keys: Vec<u64>,
}

/// Counts of keys of one column that another column has.
#[derive(Clone, Debug)]
pub struct KeyMatch {
    /// The column that may hold the customers' keys.
    pub customers: ColumnName,
    /// The column that may refer to it.
    pub transactions: ColumnName,
    /// Distinct keys of the transactions that were looked up, at most [`KEYS`].
    pub keys: u64,
    /// The keys that the customers' column has.
    pub found: u64,
    /// Values of the customers' column that are not NULL.
    pub values: u64,
    /// Different values among these.
    pub distinct: u64,
    /// True if the customers' column was read to its end.
    pub complete: bool,
}

/// Hashes of all values of a column, for looking up the keys of others in it.
#[derive(Clone, Debug, Default)]
pub struct KeyIndex {
    hashes: HashSet<u64, BuildHasherDefault<Hashed>>,
    values: u64,
}

/// A hasher for values that are hashes already; it returns them unchanged.
#[derive(Clone, Copy, Debug, Default)]
struct Hashed(u64);

impl Hasher for Hashed {
    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

impl Sample {
    /// Counts one more value.
    pub fn observe(&mut self, value: ValueRef<'_>) {
        self.rows += 1;
        match value {
            ValueRef::Null => return self.nulls += 1,
            ValueRef::Text(text) => {
                self.texts += 1;
                self.text_bytes += text.len() as u64;
                self.emails += u64::from(is_email(text));
                let digits = text.iter().filter(|byte| byte.is_ascii_digit()).count();
                self.not_times += u64::from(digits < 4 || text.contains(&b'@'));
                self.times += u64::from(matches!(
                    times::read(value, TimeFormat::Auto),
                    ParsedTime::At { .. } | ParsedTime::DayMonth(_)
                ));
            }
            ValueRef::Integer(number) => self.small_numbers += u64::from(number < SMALLEST_TIME),
            ValueRef::Real(number) => self.small_numbers += u64::from(number < SMALLEST_TIME as f64),
            ValueRef::Blob(_) => {}
        }
        if self.keys.len() < KEYS {
            let key = key(value);
            if !self.keys.contains(&key) {
                self.keys.push(key);
            }
        }
    }

    /// Returns the number of values that are not NULL.
    pub fn values(&self) -> u64 {
        self.rows - self.nulls
    }

    /// Says whether at least a tenth of the rows have NULL.
    pub fn is_sparse(&self) -> bool {
        self.nulls * 10 >= self.rows.max(1)
    }

    /// Says whether most of the texts look like e-mail addresses.
    pub fn are_emails(&self) -> bool {
        self.emails * 2 > self.texts
    }

    /// Says whether some value occurs more than once, as far as keys were kept.
    pub fn repeats(&self) -> bool {
        self.keys.len() < KEYS && (self.keys.len() as u64) < self.values()
    }

    /// Says whether the values are text that is long enough for two columns not to share it by chance.
    pub fn is_long_text(&self) -> bool {
        self.texts * 10 >= self.values() * 9 && self.text_bytes >= self.texts * 6 && self.texts >= 3
    }
}

impl KeyIndex {
    /// Adds a value; NULL is no key.
    pub fn add(&mut self, value: ValueRef<'_>) {
        if value != ValueRef::Null {
            self.values += 1;
            self.hashes.insert(key(value));
        }
    }

    /// Returns the number of values that are not NULL.
    pub fn values(&self) -> u64 {
        self.values
    }

    /// Says whether more than one value in a hundred repeats an earlier one.
    pub fn repeats(&self) -> bool {
        (self.hashes.len() as u64) * 100 < self.values * 99
    }
}

impl Facts {
    /// Adds the sample of a column.
    pub fn add(&mut self, name: ColumnName, sample: Sample) {
        self.columns.push((name, sample));
    }

    /// Looks the sampled keys of a column up in another one.
    pub fn look_up(&mut self, customers: &ColumnName, index: &KeyIndex, transactions: &ColumnName, complete: bool) {
        let Some(sample) = self.column(&transactions.table, &transactions.column) else { return };
        let found = sample.keys.iter().filter(|key| index.hashes.contains(key)).count() as u64;
        self.matches.push(KeyMatch {
            customers: customers.clone(),
            transactions: transactions.clone(),
            keys: sample.keys.len() as u64,
            found,
            values: index.values,
            distinct: index.hashes.len() as u64,
            complete,
        });
    }

    /// Returns the sample of a column, if there is one.
    pub fn column(&self, table: &str, column: &str) -> Option<&Sample> {
        self.columns.iter().find(|(name, _)| name.is(table, column)).map(|(_, sample)| sample)
    }

    /// Returns the counts for two columns, if their keys were looked up.
    pub fn key_match(&self, customers: (&str, &str), transactions: (&str, &str)) -> Option<&KeyMatch> {
        self.matches.iter().find(|found| {
            found.customers.is(customers.0, customers.1) && found.transactions.is(transactions.0, transactions.1)
        })
    }
}

/// Returns the hash of a key. Numbers and numeric text, letter case and outer white space make no difference, because
/// the way of comparing keys is chosen later, and the page says where that matters.
fn key(value: ValueRef<'_>) -> u64 {
    match value {
        ValueRef::Null => 0,
        ValueRef::Integer(number) => hash64(&number.to_be_bytes()),
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a double that is no whole number of 64 bits is hashed by its bits"
        )]
        ValueRef::Real(number) => {
            let whole = number as i64;
            hash64(&if whole as f64 == number { whole.to_be_bytes() } else { number.to_be_bytes() })
        }
        ValueRef::Blob(bytes) => hash64(bytes),
        ValueRef::Text(text) => {
            let text = text.trim_ascii();
            match whole_number(text) {
                Some(number) => hash64(&number.to_be_bytes()),
                None => hash_lowercase(text),
            }
        }
    }
}

/// Returns the hash of a text in lower case. Only texts longer than 64 bytes are copied to the heap.
fn hash_lowercase(text: &[u8]) -> u64 {
    let mut short = [0; 64];
    match short.get_mut(..text.len()) {
        Some(copy) => {
            copy.copy_from_slice(text);
            copy.make_ascii_lowercase();
            hash64(copy)
        }
        None => hash64(&text.to_ascii_lowercase()),
    }
}

/// Reads a whole number such as `17850` or `17850.0`; `None` for text with leading zeros, which is a code.
fn whole_number(text: &[u8]) -> Option<i64> {
    if !text.last()?.is_ascii_digit() && text.last() != Some(&b'.') {
        return None;
    }
    let text = std::str::from_utf8(text).ok()?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_code = whole.len() > 1 && whole.starts_with('0');
    if is_code || whole.starts_with('+') || fraction.bytes().any(|digit| digit != b'0') {
        return None;
    }
    whole.parse().ok()
}

/// Says whether a text has the form of an e-mail address: text before the `@`, text with a dot after it, no white
/// space.
fn is_email(text: &[u8]) -> bool {
    let Some(at) = text.iter().position(|byte| *byte == b'@') else { return false };
    at > 0
        && text.len() <= LONGEST_EMAIL
        && text.iter().skip(at + 2).any(|byte| *byte == b'.')
        && !text.iter().any(u8::is_ascii_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(values: &[ValueRef<'_>]) -> Sample {
        let mut sample = Sample::default();
        values.iter().for_each(|value| sample.observe(*value));
        sample
    }

    #[test]
    fn a_sample_counts_what_it_meets() {
        let mail = ValueRef::Text(b"ana@example.com");
        let time = ValueRef::Text(b"2026-07-01 10:00");
        let counted = sample(&[mail, mail, time, ValueRef::Null, ValueRef::Integer(20_260_701)]);
        assert_eq!((counted.rows, counted.nulls, counted.texts), (5, 1, 3));
        assert_eq!((counted.emails, counted.times, counted.keys.len()), (2, 1, 3));
        assert!(counted.is_sparse());
        assert!(!counted.is_long_text());
        assert!(!is_email(b"a @b.c") && !is_email(b"@b.c") && !is_email(b"a@b"));
    }

    #[test]
    fn keys_are_the_same_however_they_are_stored() {
        let same = [ValueRef::Integer(17_850), ValueRef::Real(17_850.0), ValueRef::Text(b" 17850.0 ")];
        assert!(same.iter().all(|value| key(*value) == key(same[0])));
        assert_eq!(key(ValueRef::Text(b"Ana ")), key(ValueRef::Text(b"ana")));
        for other in [ValueRef::Text(b"017850"), ValueRef::Text(b"17850.5"), ValueRef::Real(17_850.5)] {
            assert_ne!(key(other), key(same[0]), "{other:?}");
        }
    }

    #[test]
    fn keys_are_looked_up_in_the_whole_column() {
        let mut facts = Facts::default();
        let (id, customer) = (ColumnName::new("customers", "id"), ColumnName::new("orders", "customer_id"));
        facts.add(customer.clone(), sample(&[ValueRef::Integer(1), ValueRef::Integer(9), ValueRef::Integer(1)]));
        let mut index = KeyIndex::default();
        [1, 2, 2].into_iter().for_each(|number| index.add(ValueRef::Integer(number)));
        index.add(ValueRef::Null);
        facts.look_up(&id, &index, &customer, true);
        let found = facts.key_match(("Customers", "ID"), ("orders", "customer_id")).unwrap();
        assert_eq!((found.keys, found.found, found.values, found.distinct), (2, 1, 3, 2));
    }
}
