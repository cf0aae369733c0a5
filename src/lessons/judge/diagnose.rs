//! Diagnoses the probable cause of differing rows; if the values do not show it, says what differs and in which
//! direction.
//!
//! A cause must fit all differing rows, and no other cause may fit them too. It never shows the right SQL.

use super::compare::{Row, Rows, number, same};
use super::verdict::Likely;
use crate::base::value::Value;
use crate::lessons::format::check::Compare;

/// The cause of differing rows if all of them show it, else the direction of the difference for up to three columns.
pub(crate) fn causes(rows: &Rows<'_>, how: &Compare) -> Vec<Likely> {
    if rows.counts.0 == 0 {
        return vec![Likely::NothingLeft];
    }
    if rows.repeats {
        return vec![Likely::RowsRepeated];
    }
    if let Some(column) = left_out(rows) {
        return vec![Likely::NoPartner { column: column.to_owned() }];
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
            let [first, second] = [*first, *second].map(str::to_owned);
            return vec![Likely::CountedAll { first, second }];
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
            let [high, low] = [*names.0, *names.1].map(str::to_owned);
            return vec![Likely::CountedFuture { high, low }];
        }
    }
    if !differing.is_empty() {
        let told = differing.iter().take(3);
        return told.filter_map(|(column, pairs)| of_column(column, pairs, rows.key.is_empty())).collect();
    }
    if rows.missing.is_empty() {
        vec![Likely::TooManyRows]
    } else if rows.extra.is_empty() {
        vec![Likely::TooFewRows]
    } else {
        Vec::new()
    }
}

/// The column that is NULL or 0 in every missing row and in no row of the learner; `None` if there are extra rows.
fn left_out<'a>(rows: &Rows<'a>) -> Option<&'a str> {
    if rows.missing.is_empty() || !rows.extra.is_empty() {
        return None;
    }
    let nothing = |row: &Row<'_>, at: usize| matches!(row.get(at), Some(Value::Null | Value::Integer(0)));
    let shows =
        |at: usize| rows.missing.iter().all(|row| nothing(row, at)) && !rows.mine.iter().any(|row| nothing(row, at));
    rows.columns.iter().enumerate().find(|(at, _)| shows(*at)).map(|(_, name)| *name)
}

/// Pairs of differing values of one column, the learner's first.
type Pairs<'a> = Vec<(&'a Value, &'a Value)>;

fn pairs<'a>(rows: &Rows<'a>, column: usize, how: &Compare) -> Pairs<'a> {
    let both = rows.changed.iter().filter_map(|(mine, theirs)| Some((*mine.get(column)?, *theirs.get(column)?)));
    both.filter(|(mine, theirs)| !same(mine, theirs, how)).collect()
}

/// The probable cause of differing values in one column; `alone` if they are compared without a key.
fn of_column(column: &str, differ: &[(&Value, &Value)], alone: bool) -> Option<Likely> {
    let all = |test: &dyn Fn(&Value, &Value) -> bool| differ.iter().all(|(mine, theirs)| test(mine, theirs));
    let name = column.to_owned();
    if all(&|mine, _| *mine == Value::Null) {
        if let [(_, wanted), _, ..] = differ
            && all(&|_, theirs| theirs == *wanted)
        {
            return Some(Likely::NullInstead { column: name, expected: wanted.to_string() });
        }
        Some(Likely::IsNull { column: name })
    } else if !alone && all(&|_, theirs| *theirs == Value::Null) {
        Some(Likely::NotNull { column: name })
    } else if all(&|mine, theirs| is_text_of(mine, theirs) || is_text_of(theirs, mine)) {
        Some(Likely::TypeOnly { column: name })
    } else if all(&differ_in_case) {
        Some(Likely::SpaceOrCase { column: name })
    } else {
        of_numbers(name, &numbers(differ)?)
    }
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

/// The pairs as numbers; `None` if a value is no number.
fn numbers(differ: &[(&Value, &Value)]) -> Option<Vec<(f64, f64)>> {
    differ.iter().map(|(mine, theirs)| Some((number(mine)?, number(theirs)?))).collect()
}

/// Returns `true` if shortened numbers have enough digits to show how they were shortened: zeros or a single short
/// number do not.
fn shows_precision(pairs: &[(f64, f64)], scale: f64) -> bool {
    pairs.iter().any(|(mine, _)| (mine * scale).abs() >= 10.0 || pairs.len() > 1 && *mine != 0.0)
}

/// Returns `true` if all numbers are the right ones, rounded to the same number of decimal places.
fn rounded(pairs: &[(f64, f64)]) -> bool {
    (0..7).map(|places| 10_f64.powi(places)).any(|scale| {
        let fits = |(mine, theirs): &(f64, f64)| (mine - (theirs * scale).round() / scale).abs() <= mine.abs() * 1e-12;
        shows_precision(pairs, scale) && pairs.iter().all(fits)
    })
}

/// The probable cause of differing numbers in one column; each pair has the learner's first.
fn of_numbers(column: String, pairs: &[(f64, f64)]) -> Option<Likely> {
    let all = |test: &dyn Fn(f64, f64) -> bool| pairs.iter().all(|(mine, theirs)| test(*mine, *theirs));
    let [(mine, theirs), ..] = *pairs else { return None };
    let (offset, factor) = (mine - theirs, mine / theirs);
    let several = pairs.len() > 1;
    let cut = shows_precision(pairs, 1.0) && all(&|mine, theirs| theirs.fract() != 0.0 && mine == theirs.trunc());
    Some(if cut {
        Likely::NoFraction { column, cut: !rounded(pairs) }
    } else if rounded(pairs) {
        Likely::Rounded { column }
    } else if several
        && all(&|mine, theirs| theirs.fract() == 0.0 && mine.fract() != 0.0 && (mine - theirs).abs() < 1.0)
    {
        Likely::HasFraction { column }
    } else if several && all(&|mine, theirs| mine - theirs == offset) {
        Likely::OffBy { column, offset: offset.to_string(), by_one: offset.abs() == 1.0 }
    } else if several && factor > 1.0 && factor.fract() == 0.0 && all(&|mine, theirs| mine == theirs * factor) {
        Likely::TimesTooLarge { column, factor: factor.to_string(), by_join: factor < 10.0 }
    } else if several && all(&|other, _| other == mine) {
        Likely::AllSame { column, value: mine.to_string() }
    } else if all(&|mine, theirs| mine > theirs) {
        Likely::TooHigh { column }
    } else if all(&|mine, theirs| mine < theirs) {
        Likely::TooLow { column, negative: all(&|mine, theirs| mine < 0.0 && theirs >= 0.0) }
    } else {
        Likely::HighAndLow { column }
    })
}
