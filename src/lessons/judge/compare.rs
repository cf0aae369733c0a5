//! Compares a learner's relation with the solution's: columns, then missing, extra and changed rows, then their order.

use std::cmp::Ordering;

use crate::base::ident::same_name;
use crate::base::relation::Relation;
use crate::base::value::Value;
use crate::lessons::format::check::Compare;

/// The values of one row, in the order of the solution's columns.
pub(crate) type Row<'a> = Vec<&'a Value>;

/// The difference between a learner's relation and the solution's.
#[derive(Debug, PartialEq)]
pub(crate) enum Difference<'a> {
    /// No difference.
    None,
    /// The learner lacks a column of this name.
    MissingColumn(&'a str),
    /// The learner has a column that the solution does not have.
    ExtraColumn(&'a str),
    /// The learner has `.0` columns and the solution `.1`, compared by position.
    ColumnCount(usize, usize),
    /// Rows differ.
    Rows(Box<Rows<'a>>),
    /// The same rows in another order; the index of the first row that differs.
    Order(usize),
}

/// Rows that differ.
#[derive(Debug, PartialEq)]
pub(crate) struct Rows<'a> {
    /// The names of the columns that were compared.
    pub(crate) columns: Vec<&'a str>,
    /// The indexes of the key columns among `columns`.
    pub(crate) key: Vec<usize>,
    /// The number of rows of the learner and of the solution.
    pub(crate) counts: (usize, usize),
    /// All rows of the learner.
    pub(crate) mine: Vec<Row<'a>>,
    /// The learner's rows without a partner.
    pub(crate) extra: Vec<Row<'a>>,
    /// The solution's rows without a partner.
    pub(crate) missing: Vec<Row<'a>>,
    /// Rows with the same key, the learner's first, that differ elsewhere.
    pub(crate) changed: Vec<(Row<'a>, Row<'a>)>,
    /// `true` if the extra rows repeat rows (or keys) that the solution has.
    pub(crate) repeats: bool,
}

/// Compares the learner's relation with the solution's.
pub(crate) fn compare<'a>(mine: &'a Relation, theirs: &'a Relation, how: &Compare) -> Difference<'a> {
    let wanted: Vec<usize> = positions(theirs, &how.columns);
    let names: Vec<&str> = wanted.iter().filter_map(|at| theirs.columns.get(*at)).map(String::as_str).collect();
    let found = match align(mine, &names, how) {
        Ok(found) => found,
        Err(difference) => return difference,
    };
    let key: Vec<usize> =
        how.key.iter().filter_map(|name| names.iter().position(|column| same_name(column, name))).collect();
    let (in_order, solution) = (project(mine, &found), project(theirs, &wanted));
    let all = sorting_order(&key, &in_order, &solution, names.len());
    let counts = (in_order.len(), solution.len());
    let (_, extra, missing) = pair(sorted(&in_order, &all), sorted(&solution, &all), &all, how);
    if !extra.is_empty() || !missing.is_empty() {
        // Rows with the same key belong together, and so do two results of one row.
        let (changed, extra, missing) = if key.is_empty() && counts != (1, 1) {
            (Vec::new(), extra, missing)
        } else {
            pair(extra, missing, &key, how)
        };
        let by = if key.is_empty() { &all } else { &key };
        let known = |row: &Row<'_>| solution.iter().any(|other| order_of(row, other, by, how) == Ordering::Equal);
        let repeats = !extra.is_empty() && extra.iter().take(20).all(known);
        let rows = Rows { columns: names, key, counts, mine: in_order, extra, missing, changed, repeats };
        return Difference::Rows(Box::new(rows));
    }
    let elsewhere = |(a, b): (&Row<'_>, &Row<'_>)| order_of(a, b, &all, how) != Ordering::Equal;
    match in_order.iter().zip(&solution).position(elsewhere) {
        Some(at) if how.order => Difference::Order(at),
        _ => Difference::None,
    }
}

/// The indexes of the named columns in a relation, or of all columns if no name is given.
fn positions(relation: &Relation, names: &[String]) -> Vec<usize> {
    let is_meant = |column: &str| names.is_empty() || names.iter().any(|name| same_name(name, column));
    let columns = relation.columns.iter().enumerate();
    columns.filter(|(_, column)| is_meant(column)).map(|(at, _)| at).collect()
}

/// The index of the learner's column for each of the solution's, or the difference in columns.
fn align<'a>(mine: &'a Relation, names: &[&'a str], how: &Compare) -> Result<Vec<usize>, Difference<'a>> {
    if how.any_names {
        let count = mine.columns.len();
        return if count == names.len() {
            Ok((0..count).collect())
        } else {
            Err(Difference::ColumnCount(count, names.len()))
        };
    }
    let mut found: Vec<usize> = Vec::new();
    for name in names {
        let at = mine.columns.iter().enumerate().position(|(at, own)| same_name(own, name) && !found.contains(&at));
        found.push(at.ok_or(Difference::MissingColumn(name))?);
    }
    let extra = mine.columns.iter().enumerate().find(|(at, _)| !found.contains(at));
    match extra {
        Some((_, name)) if how.columns.is_empty() => Err(Difference::ExtraColumn(name)),
        _ => Ok(found),
    }
}

fn project<'a>(relation: &'a Relation, columns: &[usize]) -> Vec<Row<'a>> {
    relation.rows.iter().map(|row| columns.iter().filter_map(|at| row.get(*at)).collect()).collect()
}

/// The order of columns for sorting: the key first, columns with fractions last, for rows that differ only in the last
/// digits must sort alike.
fn sorting_order(key: &[usize], mine: &[Row<'_>], theirs: &[Row<'_>], count: usize) -> Vec<usize> {
    let fractional = |column: &usize| {
        let is_real = |row: &Row<'_>| matches!(row.get(*column), Some(Value::Real(_)));
        mine.iter().any(is_real) || theirs.iter().any(is_real)
    };
    let (last, first): (Vec<usize>, Vec<usize>) = (0..count).filter(|at| !key.contains(at)).partition(fractional);
    key.iter().copied().chain(first).chain(last).collect()
}

fn sorted<'a>(rows: &[Row<'a>], by: &[usize]) -> Vec<Row<'a>> {
    let mut rows = rows.to_vec();
    rows.sort_by(|a, b| {
        let first = values(a, b, by).map(|(a, b)| exact_order(a, b)).find(|order| order.is_ne());
        first.unwrap_or(Ordering::Equal)
    });
    rows
}

type Paired<'a> = (Vec<(Row<'a>, Row<'a>)>, Vec<Row<'a>>, Vec<Row<'a>>);

/// Pairs rows that are equal in the columns `by`, one to one. Both lists must be sorted by these columns first.
fn pair<'a>(mine: Vec<Row<'a>>, theirs: Vec<Row<'a>>, by: &[usize], how: &Compare) -> Paired<'a> {
    let (mut pairs, mut extra, mut missing) = (Vec::new(), Vec::new(), Vec::new());
    let (mut mine, mut theirs) = (mine.into_iter().peekable(), theirs.into_iter().peekable());
    loop {
        let order = match (mine.peek(), theirs.peek()) {
            (Some(a), Some(b)) => order_of(a, b, by, how),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return (pairs, extra, missing),
        };
        match order {
            Ordering::Less => extra.extend(mine.next()),
            Ordering::Greater => missing.extend(theirs.next()),
            Ordering::Equal => pairs.extend(mine.next().zip(theirs.next())),
        }
    }
}

fn order_of(a: &Row<'_>, b: &Row<'_>, by: &[usize], how: &Compare) -> Ordering {
    let differs = values(a, b, by).find(|(a, b)| !same(a, b, how));
    differs.map_or(Ordering::Equal, |(a, b)| exact_order(a, b))
}

/// Pairs of the values of two rows in the columns `by`.
fn values<'a>(a: &Row<'a>, b: &Row<'a>, by: &[usize]) -> impl Iterator<Item = (&'a Value, &'a Value)> {
    by.iter().filter_map(|at| Some((*a.get(*at)?, *b.get(*at)?)))
}

/// Returns `true` if two values count as equal: numbers within the tolerance of `how`, other values exactly.
pub(crate) fn same(a: &Value, b: &Value, how: &Compare) -> bool {
    match (a, b) {
        (Value::Integer(a), Value::Integer(b)) => a == b,
        _ => match (number(a), number(b)) {
            (Some(a), Some(b)) => (a - b).abs() <= tolerance(a, b, how),
            _ => a == b,
        },
    }
}

/// The tolerance for two numbers: half a unit of the last decimal place, plus a billionth of the larger one for
/// rounding.
fn tolerance(a: f64, b: f64, how: &Compare) -> f64 {
    let dust = a.abs().max(b.abs()) * 1e-9;
    how.decimals.map_or(dust, |places| 0.5 * 0.1_f64.powi(i32::from(places)) + dust)
}

/// The number of an integer or real value; `None` for other values.
pub(crate) fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Real(number) => Some(*number),
        _ => None,
    }
}

/// A total order of values: NULL, numbers, text, blobs.
fn exact_order(a: &Value, b: &Value) -> Ordering {
    let class = |value: &Value| match value {
        Value::Null => 0,
        Value::Integer(_) | Value::Real(_) => 1,
        Value::Text(_) => 2,
        Value::Blob(_) => 3,
    };
    // Adding 0.0 turns -0.0 into 0.0. Large integers with the same double are compared as integers after that.
    let as_double = |value: &Value| number(value).unwrap_or(0.0) + 0.0;
    class(a).cmp(&class(b)).then_with(|| as_double(a).total_cmp(&as_double(b))).then_with(|| match (a, b) {
        (Value::Text(a), Value::Text(b)) => a.cmp(b),
        (Value::Blob(a), Value::Blob(b)) => a.cmp(b),
        _ => whole(a).cmp(&whole(b)),
    })
}

/// The integer nearest to a number; 0 for other values.
#[expect(clippy::cast_possible_truncation, reason = "the cast gives the nearest integer")]
fn whole(value: &Value) -> i64 {
    match value {
        Value::Integer(number) => *number,
        Value::Real(number) => *number as i64,
        _ => 0,
    }
}
