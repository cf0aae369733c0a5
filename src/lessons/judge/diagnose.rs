//! What was done, told from how rows differ; where values do not show it, only what differs and in which direction.
//!
//! A cause has to fit all rows in question, and no other may fit them too. It never says the SQL that would be right.

use super::compare::{Row, Rows, number, same};
use crate::base::value::Value;
use crate::lessons::format::check::Compare;

/// The cause of differing rows if it shows in all of them, else what differs and in which direction.
pub(crate) fn cause(rows: &Rows<'_>, how: &Compare) -> String {
    if rows.counts.0 == 0 {
        return "No rows are left: a condition or a join filters everything out.".to_owned();
    }
    if rows.repeats {
        return "Rows stand there more than once: a join finds several partners for a row, or GROUP BY goes by other \
                columns."
            .to_owned();
    }
    if let Some(column) = left_out(rows) {
        return format!(
            "In all rows that are missing, and only there, {column} would be 0 or NULL. An inner JOIN leaves out what has \
             no partner; a condition can do it too."
        );
    }
    let differing: Vec<(&str, Pairs<'_>)> = (rows.columns.iter().enumerate())
        .map(|(at, column)| (*column, pairs(rows, at, how)))
        .filter(|(_, pairs)| !pairs.is_empty())
        .collect();
    if let [(first, one), (second, other), ..] = &differing[..]
        && let (Some(one), Some(other)) = (numbers(one), numbers(other))
    {
        let too_high = |pairs: &[(f64, f64)]| pairs.iter().all(|(mine, theirs)| mine > theirs);
        let mine = |pairs: &[(f64, f64)]| pairs.first().map(|(mine, _)| *mine);
        if rows.key.is_empty() && mine(&one) == mine(&other) && too_high(&one) && too_high(&other) {
            return format!(
                "{first} and {second} are the same number, and too high: count counts every value that is not NULL, also 0."
            );
        }
        let (high, low, names) =
            if too_high(&one) { (one, other, (first, second)) } else { (other, one, (second, first)) };
        let (changed, negative) = (rows.changed.len(), |(mine, theirs): &(f64, f64)| *mine <= 0.0 && *theirs >= 0.0);
        if !rows.key.is_empty()
            && (high.len(), low.len()) == (changed, changed)
            && too_high(&high)
            && low.iter().all(negative)
            && low.iter().any(|(mine, _)| *mine < 0.0)
        {
            return format!(
                "{} is too high and {} 0 or less in the same rows: rows later than as-of were counted, which nobody can \
                 know of yet.",
                names.0, names.1
            );
        }
    }
    if !differing.is_empty() {
        let told = differing.iter().take(3).map(|(column, pairs)| of_column(column, pairs, rows.key.is_empty()));
        return told.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ");
    }
    if rows.missing.is_empty() {
        "A condition, a join or LIMIT lets too many rows through.".to_owned()
    } else if rows.extra.is_empty() {
        "A condition, a join or LIMIT leaves out too many rows.".to_owned()
    } else {
        String::new()
    }
}

/// A column that is empty or 0 in every missing row and in none that is there, where no row is too many.
fn left_out<'a>(rows: &Rows<'a>) -> Option<&'a str> {
    if rows.missing.is_empty() || !rows.extra.is_empty() {
        return None;
    }
    let nothing = |row: &Row<'_>, at: usize| matches!(row.get(at), Some(Value::Null | Value::Integer(0)));
    let shows =
        |at: usize| rows.missing.iter().all(|row| nothing(row, at)) && !rows.mine.iter().any(|row| nothing(row, at));
    rows.columns.iter().enumerate().find(|(at, _)| shows(*at)).map(|(_, name)| *name)
}

/// Values of one column that differ, the learner's first.
type Pairs<'a> = Vec<(&'a Value, &'a Value)>;

fn pairs<'a>(rows: &Rows<'a>, column: usize, how: &Compare) -> Pairs<'a> {
    let both = rows.changed.iter().filter_map(|(mine, theirs)| Some((*mine.get(column)?, *theirs.get(column)?)));
    both.filter(|(mine, theirs)| !same(mine, theirs, how)).collect()
}

/// What can be said of the values that differ in one column; `alone` if they are of one row without a key.
fn of_column(column: &str, differ: &[(&Value, &Value)], alone: bool) -> String {
    let all = |test: &dyn Fn(&Value, &Value) -> bool| differ.iter().all(|(mine, theirs)| test(mine, theirs));
    let words = if all(&|mine, _| *mine == Value::Null) {
        if let [(_, wanted), _, ..] = differ
            && all(&|_, theirs| theirs == *wanted)
        {
            return format!("{column} is NULL instead of {wanted}: say what shall stand where nothing is found.");
        }
        "is NULL where a value is expected."
    } else if !alone && all(&|_, theirs| *theirs == Value::Null) {
        "has a value where nothing is known; NULL is expected there."
    } else if all(&|mine, theirs| is_text_of(mine, theirs) || is_text_of(theirs, mine)) {
        "differs in type only: a number kept as text ('7') is not the number 7."
    } else if all(&differ_in_case) {
        "differs only in white space or in upper and lower case."
    } else if let Some(numbers) = numbers(differ) {
        return of_numbers(column, &numbers);
    } else {
        return String::new();
    };
    format!("{column} {words}")
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

/// Whether numbers, all made shorter, have digits enough to show how: zeros or one short number do not.
fn tell(pairs: &[(f64, f64)], scale: f64) -> bool {
    pairs.iter().any(|(mine, _)| (mine * scale).abs() >= 10.0 || pairs.len() > 1 && *mine != 0.0)
}

/// Whether all numbers are the right ones rounded to the same, fewer places.
fn rounded(pairs: &[(f64, f64)]) -> bool {
    (0..7).map(|places| 10_f64.powi(places)).any(|scale| {
        let fits = |(mine, theirs): &(f64, f64)| (mine - (theirs * scale).round() / scale).abs() <= mine.abs() * 1e-12;
        tell(pairs, scale) && pairs.iter().all(fits)
    })
}

fn of_numbers(column: &str, pairs: &[(f64, f64)]) -> String {
    let all = |test: &dyn Fn(f64, f64) -> bool| pairs.iter().all(|(mine, theirs)| test(*mine, *theirs));
    let [(mine, theirs), ..] = *pairs else { return String::new() };
    let (offset, factor) = (mine - theirs, mine / theirs);
    let several = pairs.len() > 1;
    let cut = tell(pairs, 1.0) && all(&|mine, theirs| theirs.fract() != 0.0 && mine == theirs.trunc());
    let words = if cut && rounded(pairs) {
        "has lost its fraction."
    } else if cut {
        "has lost its fraction: a whole number divided by a whole number gives a whole number in SQL, and so does CAST."
    } else if rounded(pairs) {
        "is rounded to fewer places than expected."
    } else if several
        && all(&|mine, theirs| theirs.fract() == 0.0 && mine.fract() != 0.0 && (mine - theirs).abs() < 1.0)
    {
        "has a fraction, where whole numbers are expected."
    } else if several && all(&|mine, theirs| mine - theirs == offset) {
        let why = if offset.abs() == 1.0 { "" } else { ": a number is added, or it counts from another day" };
        return format!("{column} is off by {offset} wherever it is wrong{why}.");
    } else if several && factor > 1.0 && factor.fract() == 0.0 && all(&|mine, theirs| mine == theirs * factor) {
        let why = if factor < 10.0 { ", as by a join that finds several partners for each row" } else { "" };
        return format!("{column} is {factor} times too large wherever it is wrong{why}.");
    } else if several && all(&|other, _| other == mine) {
        return format!("Every wrong {column} is {mine}; different values are expected.");
    } else if all(&|mine, theirs| mine > theirs) {
        "is too high."
    } else if all(&|mine, theirs| mine < theirs) {
        if all(&|mine, theirs| mine < 0.0 && theirs >= 0.0) { "is too low: it is below 0." } else { "is too low." }
    } else {
        "is too high in some rows and too low in others."
    };
    format!("{column} {words}")
}
