//! What was probably done, told from how rows differ; empty where nothing fits.
//!
//! A guess names a cause and a direction, never the SQL that would be right.

use super::check::Compare;
use super::compare::{Row, Rows, number, same};
use crate::domain::value::Value;

/// The likeliest cause of differing rows.
pub(super) fn cause(rows: &Rows<'_>, how: &Compare) -> String {
    if rows.counts.0 == 0 {
        return "Nothing is left: a condition that is never true, or keys that are spelled differently.".to_owned();
    }
    if rows.repeats {
        return "Rows stand there more than once. Joining a table that has several rows for one key repeats the other \
                side: group the rows, or make them one for each key before the join."
            .to_owned();
    }
    if let Some(column) = without_partner(rows) {
        return format!(
            "In all rows that are missing, {column} would be 0 or NULL. An inner JOIN leaves out what has no partner; a \
             LEFT JOIN keeps it."
        );
    }
    let differing: Vec<(&str, Pairs<'_>)> = (0..rows.columns.len())
        .map(|column| (rows.columns[column], pairs(rows, column, how)))
        .filter(|(_, pairs)| !pairs.is_empty())
        .collect();
    if let [(first, one), (second, other), ..] = &differing[..]
        && let (Some(one), Some(other)) = (direction(one), direction(other))
        && one != other
    {
        let (high, low) = if one { (first, second) } else { (second, first) };
        return format!(
            "{high} is too high and {low} too low in the same rows: rows later than as-of were counted, which nobody can \
             know of yet."
        );
    }
    if let Some((column, pairs)) = differing.first() {
        return of_column(column, pairs, rows.counts.1);
    }
    if rows.missing.is_empty() {
        "A condition is missing, or lets too many rows through.".to_owned()
    } else if rows.extra.is_empty() {
        "A condition or a join leaves out too many rows.".to_owned()
    } else {
        String::new()
    }
}

/// A column in which every missing row has nothing, where rows are missing and none is too many.
fn without_partner<'a>(rows: &Rows<'a>) -> Option<&'a str> {
    if rows.missing.is_empty() || !rows.extra.is_empty() {
        return None;
    }
    let nothing = |row: &Row<'_>, at: usize| matches!(row[at], Value::Null | Value::Integer(0));
    let at = (0..rows.columns.len()).find(|at| rows.missing.iter().all(|row| nothing(row, *at)))?;
    Some(rows.columns[at])
}

/// Values of one column that differ, the learner's first.
type Pairs<'a> = Vec<(&'a Value, &'a Value)>;

fn pairs<'a>(rows: &Rows<'a>, column: usize, how: &Compare) -> Pairs<'a> {
    let both = rows.changed.iter().map(|(mine, theirs)| (mine[column], theirs[column]));
    both.filter(|(mine, theirs)| !same(mine, theirs, how)).collect()
}

/// Whether numbers are all too high (`true`) or all too low.
fn direction(differ: &[(&Value, &Value)]) -> Option<bool> {
    let numbers = numbers(differ)?;
    let high = numbers.iter().filter(|(mine, theirs)| mine > theirs).count();
    (high == 0 || high == numbers.len()).then_some(high > 0)
}

/// The likeliest cause of values that differ in one column of a table of `total` rows.
fn of_column(column: &str, differ: &[(&Value, &Value)], total: usize) -> String {
    let all = |test: &dyn Fn(&Value, &Value) -> bool| differ.iter().all(|(mine, theirs)| test(mine, theirs));
    let words = if all(&|mine, _| *mine == Value::Null) {
        return null_for(column, differ);
    } else if all(&|_, theirs| *theirs == Value::Null) {
        "has a value where nothing is known, and should stay NULL there."
    } else if all(&|mine, theirs| is_text_of(mine, theirs) || is_text_of(theirs, mine)) {
        "differs in type only: a number kept as text ('7') is not the number 7."
    } else if all(&differ_in_case) {
        "differs only in white space or in upper and lower case."
    } else if let Some(numbers) = numbers(differ) {
        return of_numbers(column, &numbers, total);
    } else {
        return String::new();
    };
    format!("{column} {words}")
}

fn null_for(column: &str, differ: &[(&Value, &Value)]) -> String {
    let wanted = differ[0].1;
    let place = if differ.len() > 1 && differ.iter().all(|(_, theirs)| *theirs == wanted) {
        format!("NULL instead of {wanted}")
    } else {
        "NULL where a value belongs".to_owned()
    };
    format!(
        "{column} is {place}. A LEFT JOIN gives NULL where there is no partner: say what shall stand there instead."
    )
}

fn is_text_of(text: &Value, other: &Value) -> bool {
    number(other).is_some() && text.text().is_some_and(|text| text == other.to_string())
}

fn differ_in_case(mine: &Value, theirs: &Value) -> bool {
    match (mine.text(), theirs.text()) {
        (Some(mine), Some(theirs)) => mine.trim().to_lowercase() == theirs.trim().to_lowercase(),
        _ => false,
    }
}

/// The pairs as numbers, if all of them are.
fn numbers(differ: &[(&Value, &Value)]) -> Option<Vec<(f64, f64)>> {
    differ.iter().map(|(mine, theirs)| Some((number(mine)?, number(theirs)?))).collect()
}

fn of_numbers(column: &str, pairs: &[(f64, f64)], total: usize) -> String {
    let all = |test: &dyn Fn(f64, f64) -> bool| pairs.iter().all(|(mine, theirs)| test(*mine, *theirs));
    let offset = pairs[0].0 - pairs[0].1;
    let factor = pairs[0].0 / pairs[0].1;
    let several = pairs.len() > 1;
    let words = if pairs.iter().any(|(mine, theirs)| *mine < 0.0 && *theirs >= 0.0) {
        "is negative in places: something later than as-of was counted. What has not happened yet must not count."
    } else if all(&|mine, theirs| theirs.fract() != 0.0 && mine == theirs.trunc()) {
        "has lost its fraction: a whole number divided by a whole number gives a whole number in SQL."
    } else if all(&|mine, theirs| theirs.fract() == 0.0 && mine.fract() != 0.0 && mine.floor() == theirs) {
        "has a fraction, where whole numbers rounded down are wanted."
    } else if offset == 1.0 && pairs.len() * 4 > total && all(&|mine, theirs| mine - theirs == 1.0) {
        "is one too high: rounded up where it should be rounded down, or one row is counted that should not be, such as \
         one later than as-of."
    } else if several && all(&|mine, theirs| mine - theirs == offset) {
        return format!("{column} is off by {offset} everywhere. Was it counted from another day?");
    } else if several && factor > 1.0 && factor.fract() == 0.0 && all(&|mine, theirs| mine == theirs * factor) {
        return format!(
            "{column} is {factor} times too large: a join that finds several partners counts each row again."
        );
    } else if several && all(&|mine, _| mine == pairs[0].0) {
        return format!(
            "{column} is {} in all of these rows: a default stands where the real value belongs.",
            pairs[0].0
        );
    } else if all(&|mine, theirs| mine > theirs) {
        "is too high: a count has something that should not be in it, such as rows later than as-of, or the same row \
         twice; days are too many where the last time was not found."
    } else if all(&|mine, theirs| mine < theirs) {
        "is too low: a count leaves something out, by a condition or by keys that are spelled differently; days are too \
         few where something later than as-of was counted."
    } else {
        ""
    };
    if words.is_empty() { String::new() } else { format!("{column} {words}") }
}
