//! Lints of comparisons: with NULL, with dates that have no quotes, with dates of another shape.

use super::Found;
use super::parts::{Parts, is, is_number};
use crate::sqlite::sql::notes::SqlNote;

/// `= NULL` and `<> NULL`, which are never true.
pub(super) fn null_comparisons(parts: &Parts<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, part) in parts.all.iter().enumerate().filter(|(_, part)| is(part.text, &["NULL"])) {
        let two = [parts.back(at, 2), parts.back(at, 1)];
        let (first, is_equal) = match two {
            ["=" | "!" | "<", "="] | ["<", ">"] if !touching(parts, at, 2) => continue,
            ["=", "="] => (at - 2, true),
            ["!", "="] | ["<", ">"] => (at - 2, false),
            ["<" | ">", "="] => continue,
            [_, "="] => (at - 1, true),
            _ => continue,
        };
        // SET a = NULL gives a column its value.
        if part.clause == "SET" || parts.all.get(first).is_some_and(|part| part.clause == "SET") {
            continue;
        }
        let operator = parts.statement.get(parts.start(first)..parts.end(at - 1)).unwrap_or_default();
        let write = if is_equal { "IS NULL" } else { "IS NOT NULL" };
        let note = SqlNote::ComparedWithNull { found: format!("{operator} NULL"), write: write.to_owned() };
        found.push((parts.start(first), parts.end(at), note));
    }
    found
}

fn touching(parts: &Parts<'_>, at: usize, by: usize) -> bool {
    at.checked_sub(by).is_some_and(|first| parts.touches(first))
}

/// `created_at > 2026-01-31`, which is a subtraction.
pub(super) fn dates_without_quotes(parts: &Parts<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for at in 0..parts.all.len() {
        let [year, first, month, second, day] = [0, 1, 2, 3, 4].map(|by| parts.text(at + by));
        let is_date = [first, second] == ["-", "-"]
            && [year, month, day].into_iter().all(is_number)
            && year.len() == 4
            && month.len() <= 2
            && day.len() <= 2
            && (0..4).all(|by| parts.touches(at + by))
            && !matches!(parts.back(at, 1), "." | "-")
            && !matches!(parts.text(at + 5), "." | "-");
        let [Ok(y), Ok(m), Ok(d)] = [year, month, day].map(str::parse::<i64>) else { continue };
        if is_date && (1..=12).contains(&m) && (1..=31).contains(&d) {
            let note = SqlNote::DateWithoutQuotes {
                found: format!("{year}-{month}-{day}"),
                value: y - m - d,
                write: format!("'{y:04}-{m:02}-{d:02}'"),
            };
            found.push((parts.start(at), parts.end(at + 4), note));
        }
    }
    found
}

/// Dates as text whose order is not that of the dates, where they are compared by order; and `date(…)` or `datetime(…)`
/// beside text of the other's shape.
pub(super) fn dates_of_other_shapes(parts: &Parts<'_>) -> Vec<Found> {
    let mut found = Vec::new();
    for (at, part) in parts.all.iter().enumerate() {
        let Some(text) = part.text.strip_prefix('\'').and_then(|text| text.strip_suffix('\'')) else { continue };
        let Some(operator) = operator_before(parts, at) else { continue };
        if let Some(write) = unordered(text) {
            if parts.is(operator, &["<", ">", "BETWEEN"]) {
                let note = SqlNote::DateOutOfOrder { found: text.to_owned(), write };
                found.push((part.start, parts.end(at), note));
            }
            continue;
        }
        let Some(function) = function_before(parts, operator) else { continue };
        let has_time = is_iso(text) && text.len() > 10;
        let is_day = is_iso(text) && text.len() == 10;
        let shown = parts.statement.get(parts.start(operator)..parts.end(at - 1)).unwrap_or_default();
        // datetime(…) >= '2026-01-31' is as it should be: the day begins there.
        let goes_wrong = |operators: &[&str]| operators.contains(&shown) || parts.is(operator, &["BETWEEN"]);
        let is_wrong = is(function, &["date"]) && has_time && goes_wrong(&["=", "==", ">=", "<"])
            || is(function, &["datetime"]) && is_day && goes_wrong(&["=", "==", "<=", ">"]);
        if is_wrong {
            let function = function.to_ascii_lowercase();
            found.push((part.start, parts.end(at), SqlNote::DateOfOtherShape { function, found: text.to_owned() }));
        }
    }
    found
}

/// The first token of the comparison that ends before a token.
fn operator_before(parts: &Parts<'_>, at: usize) -> Option<usize> {
    let last = at.checked_sub(1)?;
    if parts.is(last, &["=", "<", ">"]) {
        let two = last.checked_sub(1).filter(|first| parts.is(*first, &["<", ">", "=", "!"]) && parts.touches(*first));
        return Some(two.unwrap_or(last));
    }
    if parts.is(last, &["BETWEEN"]) {
        return Some(last);
    }
    // BETWEEN 'a' AND 'b'
    let between = at.checked_sub(3)?;
    (parts.is(last, &["AND"]) && parts.is(between, &["BETWEEN"])).then_some(between)
}

/// The function whose result stands before a comparison.
fn function_before<'a>(parts: &Parts<'a>, operator: usize) -> Option<&'a str> {
    let mut close = operator.checked_sub(1)?;
    if parts.is(close, &["NOT"]) {
        close = close.checked_sub(1)?;
    }
    let open = (parts.text(close) == ")").then(|| parts.open(close)).flatten()?;
    Some(parts.text(open.checked_sub(1)?))
}

/// Says whether a text has the shape `2026-01-31`, perhaps with a time after it.
fn is_iso(text: &str) -> bool {
    let digits = |from: usize, to: usize| text.get(from..to).is_some_and(is_number);
    let is_date =
        digits(0, 4) && digits(5, 7) && digits(8, 10) && text.get(4..5) == Some("-") && text.get(7..8) == Some("-");
    is_date && (text.len() == 10 || text.get(10..11).is_some_and(|mark| mark == " " || mark == "T") && digits(11, 13))
}

/// Returns a date whose text is not in the order of dates (`31.1.2026`, `1/31/2026`, `2026-1-5`) as SQLite writes it. The
/// month and day of `5/1/2026` are not certain, so their places are named.
fn unordered(text: &str) -> Option<String> {
    let mark = text.chars().find(|letter| !letter.is_ascii_digit()).filter(|mark| "-/.".contains(*mark))?;
    let parts: Vec<&str> = text.split(mark).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    if ![first, second, third].into_iter().all(|part| is_number(part)) {
        return None;
    }
    let [Ok(a), Ok(b), Ok(c)] = [first, second, third].map(|part| part.parse::<u32>()) else { return None };
    let in_year = |month: u32, day: u32| (1..=12).contains(&month) && (1..=31).contains(&day);
    if first.len() == 4 && second.len() <= 2 && third.len() <= 2 && in_year(b, c) {
        let is_padded = second.len() == 2 && third.len() == 2;
        return (!is_padded).then(|| format!("'{a:04}-{b:02}-{c:02}'"));
    }
    if third.len() != 4 || first.len() > 2 || second.len() > 2 {
        return None;
    }
    match (in_year(b, a), in_year(a, b)) {
        (true, false) => Some(format!("'{c:04}-{b:02}-{a:02}'")),
        (false, true) => Some(format!("'{c:04}-{a:02}-{b:02}'")),
        (true, true) if a == b => Some(format!("'{c:04}-{a:02}-{b:02}'")),
        (true, true) => Some("'YYYY-MM-DD'".to_owned()),
        (false, false) => None,
    }
}
