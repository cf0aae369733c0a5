//! Compares a feature table with the one that another engine built: equal rows, and the values that differ.

use std::cmp::Ordering;

use crate::base::relation::Relation;
use crate::base::value::Value;

/// The relative difference up to which two doubles are equal: engines add numbers in different orders.
const TOLERANCE: f64 = 1e-9;

/// The most differing rows that are named.
const SHOWN: usize = 3;

/// The comparison of two tables.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Equality {
    /// The rows of the first table.
    pub rows: u64,
    /// The rows of the first table that have an equal row in the second.
    pub equal: u64,
    /// The rows of the second table.
    pub others: u64,
    /// A few rows that differ.
    pub differing: Vec<DifferingRow>,
}

/// A row of the first table without an equal row in the second, or the other way round.
#[derive(Clone, Debug, PartialEq)]
pub struct DifferingRow {
    /// The value of the first column, which names the row.
    pub key: String,
    /// The columns with other values: name, value of the first table, value of the second. Empty if there is no row of
    /// this key to compare with.
    pub values: Vec<(String, String, String)>,
    /// True if the row is in the first table.
    pub is_first: bool,
}

impl Equality {
    /// True if the tables have the same rows.
    pub fn holds(&self) -> bool {
        self.equal == self.rows && self.rows == self.others
    }
}

/// Compares two tables of the same columns, whatever the order of their rows. The first column names a row.
pub fn compare(first: &Relation, second: &Relation) -> Equality {
    let mut mine: Vec<&Vec<Value>> = first.rows.iter().collect();
    let mut theirs: Vec<&Vec<Value>> = second.rows.iter().collect();
    for rows in [&mut mine, &mut theirs] {
        rows.sort_by(|a, b| order(a.first(), b.first()));
    }
    let mut compared = Equality { rows: mine.len() as u64, others: theirs.len() as u64, ..Equality::default() };
    let key = |row: &&Vec<Value>, of: &&Vec<Value>| order(row.first(), of.first()) == Ordering::Equal;
    let mut groups = mine.chunk_by(key).peekable();
    let mut other_groups = theirs.chunk_by(key).peekable();
    loop {
        let next = match (groups.peek(), other_groups.peek()) {
            (None, None) => return compared,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(mine), Some(theirs)) => order(first_value(mine), first_value(theirs)),
        };
        let mine = if next.is_le() { groups.next().unwrap_or_default() } else { &[] };
        let theirs = if next.is_ge() { other_groups.next().unwrap_or_default() } else { &[] };
        compared.add(&first.columns, mine, theirs);
    }
}

fn first_value<'a>(rows: &[&'a Vec<Value>]) -> Option<&'a Value> {
    rows.first()?.first()
}

impl Equality {
    /// Compares the rows of one key.
    fn add(&mut self, columns: &[String], mine: &[&Vec<Value>], theirs: &[&Vec<Value>]) {
        let mut left: Vec<&Vec<Value>> = theirs.to_vec();
        let mut unequal = Vec::new();
        for row in mine {
            match left.iter().position(|other| is_equal(row, other)) {
                Some(at) => {
                    left.swap_remove(at);
                    self.equal += 1;
                }
                None => unequal.push(*row),
            }
        }
        let mut others = left.into_iter();
        for row in unequal {
            let other = others.next();
            let values = other.map(|other| differing(columns, row, other)).unwrap_or_default();
            self.name(row, values, true);
        }
        others.for_each(|other| self.name(other, Vec::new(), false));
    }

    fn name(&mut self, row: &[Value], values: Vec<(String, String, String)>, is_first: bool) {
        if self.differing.len() < SHOWN {
            let key = row.first().map(ToString::to_string).unwrap_or_default();
            self.differing.push(DifferingRow { key, values, is_first });
        }
    }
}

/// The columns in which two rows differ, with the values of both.
fn differing(columns: &[String], row: &[Value], other: &[Value]) -> Vec<(String, String, String)> {
    let values = columns.iter().zip(row.iter().zip(other)).filter(|(_, (a, b))| !is_same(a, b));
    values.map(|(name, (a, b))| (name.clone(), a.to_string(), b.to_string())).collect()
}

fn is_equal(row: &[Value], other: &[Value]) -> bool {
    row.len() == other.len() && row.iter().zip(other).all(|(a, b)| is_same(a, b))
}

/// True for equal values. An integer and a double are the same if their numbers are: PostgreSQL's columns have one type.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Real(a), Value::Real(b)) => is_near(*a, *b),
        (Value::Integer(a), Value::Real(b)) | (Value::Real(b), Value::Integer(a)) => is_near(*a as f64, *b),
        (a, b) => a == b,
    }
}

fn is_near(a: f64, b: f64) -> bool {
    // Infinities are equal to themselves, and no number is near them.
    a == b || (a - b).abs() <= TOLERANCE * a.abs().max(b.abs()).min(f64::MAX)
}

/// An order in which equal keys stand together: NULL, numbers, text, bytes.
fn order(a: Option<&Value>, b: Option<&Value>) -> Ordering {
    let class = |value: &Value| match value {
        Value::Null => 0,
        Value::Integer(_) | Value::Real(_) => 1,
        Value::Text(_) => 2,
        Value::Blob(_) => 3,
    };
    match (a, b) {
        (Some(Value::Text(a)), Some(Value::Text(b))) => a.cmp(b),
        (Some(Value::Blob(a)), Some(Value::Blob(b))) => a.cmp(b),
        (Some(Value::Integer(a)), Some(Value::Integer(b))) => a.cmp(b),
        (Some(Value::Real(a)), Some(Value::Real(b))) => (a + 0.0).total_cmp(&(b + 0.0)),
        (Some(Value::Integer(a)), Some(Value::Real(b))) => (*a as f64).total_cmp(&(b + 0.0)),
        (Some(Value::Real(a)), Some(Value::Integer(b))) => (a + 0.0).total_cmp(&(*b as f64)),
        (a, b) => a.map(class).cmp(&b.map(class)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[Value]]) -> Relation {
        let columns = ["user_email", "n", "mean"].map(str::to_owned).to_vec();
        Relation { columns, rows: rows.iter().map(|row| row.to_vec()).collect() }
    }

    fn row(key: &str, n: i64, mean: f64) -> Vec<Value> {
        vec![Value::Text(key.to_owned()), Value::Integer(n), Value::Real(mean)]
    }

    #[test]
    fn rows_are_equal_in_any_order_each_as_often_as_it_is_there() {
        let (a, b, null) = (row("a", 1, 0.1), row("b", 2, 1e300), vec![Value::Null, Value::Integer(0), Value::Null]);
        let near = row("a", 1, 0.1 + 1e-12);
        let one = table(&[&a, &b, &a, &null, &null]);
        let compared = compare(&one, &table(&[&null, &near, &b, &null, &a]));
        assert!(compared.holds() && compared.equal == 5, "{compared:?}");
        let compared = compare(&one, &table(&[&a, &b, &b, &null]));
        assert_eq!((compared.equal, compared.rows, compared.others), (3, 5, 4));
        let named: Vec<(&str, bool)> = compared.differing.iter().map(|it| (it.key.as_str(), it.is_first)).collect();
        assert_eq!(named, [("NULL", true), ("a", true), ("b", false)]);
        assert!(!compared.holds());
    }

    #[test]
    fn a_row_of_the_same_key_is_told_with_the_values_that_differ() {
        let compared =
            compare(&table(&[&row("a", 1, 0.5), &row("b", 1, 0.5)]), &table(&[&row("a", 2, 0.5), &row("b", 1, 0.6)]));
        assert_eq!(compared.equal, 0);
        let values: Vec<_> = compared.differing.iter().flat_map(|it| it.values.clone()).collect();
        let of = |name: &str, mine: &str, theirs: &str| (name.to_owned(), mine.to_owned(), theirs.to_owned());
        assert_eq!(values, [of("n", "1", "2"), of("mean", "0.5", "0.6")]);
    }

    #[test]
    fn numbers_are_compared_as_numbers_and_texts_are_no_numbers() {
        use Value::{Integer, Real, Text};
        let same = [(Integer(7), Real(7.0)), (Real(f64::INFINITY), Real(f64::INFINITY)), (Real(0.0), Real(-0.0))];
        for (a, b) in same {
            assert!(is_same(&a, &b), "{a:?} {b:?}");
        }
        let text = |text: &str| Text(text.to_owned());
        let other = [
            (Integer(7), text("7")),
            (Real(1.0), Real(1.0 + 1e-8)),
            (Real(1e308), Real(f64::INFINITY)),
            (Value::Null, text("")),
        ];
        for (a, b) in other {
            assert!(!is_same(&a, &b), "{a:?} {b:?}");
        }
    }
}
