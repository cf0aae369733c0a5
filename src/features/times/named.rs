//! Dates with an English month name: RFC 2822 (`Sun, 22 Nov 2026 10:00:00 +0000`), `1 Jun 2024`, `Jun 1, 2024`,
//! `01-JUN-2024`, and JavaScript's `Sat Jun 01 2024 10:00:00 GMT+0200`.
//!
//! A weekday is optional; it must be one, but need not be the date's, since a wrong weekday loses no information.

use chrono::{DateTime, NaiveDate, Utc};

use super::cursor::Cursor;
use super::field;
use super::field::{Clock, full_year};

const WEEKDAYS: [&[u8]; 7] = [b"Monday", b"Tuesday", b"Wednesday", b"Thursday", b"Friday", b"Saturday", b"Sunday"];

const MONTHS: [&[u8]; 12] = [
    b"January",
    b"February",
    b"March",
    b"April",
    b"May",
    b"June",
    b"July",
    b"August",
    b"September",
    b"October",
    b"November",
    b"December",
];

/// Reads a date with a month name, without white space around it, in any letter case. `short_years` allows years of two
/// digits.
pub(super) fn read(text: &[u8], short_years: bool) -> Option<DateTime<Utc>> {
    let mut rest = Cursor(field::trimmed(without_comment(text)));
    let mut word = rest.word();
    if find(&WEEKDAYS, word).is_some() {
        let comma = rest.eat(b',');
        if !rest.spaces() && !comma {
            return None;
        }
        word = rest.word();
    }
    let (day, month) = if word.is_empty() {
        let day = rest.number(1, 2)?;
        let dashed = separator(&mut rest)?;
        let month = find(&MONTHS, rest.word())?;
        if dashed != rest.eat(b'-') {
            return None;
        }
        let comma = !dashed && rest.eat(b',');
        if !rest.spaces() && !dashed && !comma {
            return None;
        }
        (day, month)
    } else {
        let month = find(&MONTHS, word)?;
        if !rest.spaces() {
            return None;
        }
        let day = rest.number(1, 2)?;
        let comma = rest.eat(b',');
        if !rest.spaces() && !comma {
            return None;
        }
        (day, month)
    };
    let year = year(&mut rest, short_years)?;
    let date = NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()? + 1, day)?;
    if rest.0.is_empty() {
        return field::instant(date, Clock::default(), 0);
    }
    let comma = rest.eat(b',');
    if !rest.spaces() && !comma {
        return None;
    }
    rest.time_of(date, true)
}

/// Takes the separator of day and month: a dash (`true`) or white space (`false`).
fn separator(rest: &mut Cursor<'_>) -> Option<bool> {
    if rest.eat(b'-') { Some(true) } else { rest.spaces().then_some(false) }
}

fn year(rest: &mut Cursor<'_>, short: bool) -> Option<i32> {
    let digits = rest.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
    match digits {
        4 => rest.number(4, 4).map(u32::cast_signed),
        2 if short => rest.number(2, 2).map(full_year),
        _ => None,
    }
}

/// Takes a comment off the end: `… +0000 (UTC)`.
fn without_comment(text: &[u8]) -> &[u8] {
    match text.iter().position(|byte| *byte == b'(') {
        Some(start) if text.ends_with(b")") => text.get(..start).unwrap_or(text),
        _ => text,
    }
}

/// Returns the index of a name in a list, by its first three letters or in full.
fn find(names: &[&[u8]], name: &[u8]) -> Option<usize> {
    names.iter().position(|known| {
        known.eq_ignore_ascii_case(name) || known.get(..3).is_some_and(|short| short.eq_ignore_ascii_case(name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Option<DateTime<Utc>> {
        DateTime::parse_from_rfc3339(text).map(|at| at.to_utc()).ok()
    }

    #[test]
    fn the_usual_spellings_are_read() {
        for text in [
            "Sun, 22 Nov 2026 10:00:00 +0000",
            "sat,22 NOV 2026 12:00:00 +0200",
            "22 Nov 2026 10:00 GMT",
            "22 November 2026 10:00:00",
            "22-NOV-2026 10:00:00",
            "November 22, 2026 10:00 AM",
            "Nov 22, 2026, 10:00:00 AM",
            "22 Nov 2026 02:00:00 PST",
            "Sunday, November 22, 2026 10:00",
            "Sun Nov 22 2026 12:00:00 GMT+0200 (Eastern European Standard Time)",
            "Sun, 22 Nov 2026\r\n 10:00:00 utc (Coordinated Universal Time)",
        ] {
            assert_eq!(read(text.as_bytes(), false), at("2026-11-22T10:00:00Z"), "{text}");
        }
        for text in ["1 Jun 2024", "Jun 1, 2024", "June 1 2024", "01-JUN-2024", "01-Jun-2024", "1 June, 2024"] {
            assert_eq!(read(text.as_bytes(), false), at("2024-06-01T00:00:00Z"), "{text}");
        }
    }

    #[test]
    fn near_misses_are_not() {
        for text in [
            "Son, 22 Nov 2026 10:00:00 +0000",
            "22 Nov 2026 10:00:00 A",
            "022 Nov 2026 10:00:00 GMT",
            "22 Nov 2026 10:00:00 GMT extra",
            "22 Nov 2026 10:00:00 GMT )",
            "22 Nov",
            "Nov 2026",
            "22 Novem 2026",
            "22-Nov 2026",
            "22 Nov-2026",
            "22 Nov 26",
            "31 Nov 2026",
            "22 Nov 2026 10",
            "22Nov2026",
            "Nov22, 2026",
        ] {
            assert_eq!(read(text.as_bytes(), false), None, "{text}");
        }
    }

    #[test]
    fn two_digits_are_a_year_only_where_that_is_chosen() {
        for (text, expected) in [("01-JUN-24", "2024-06-01T00:00:00Z"), ("Jun 1, 69", "1969-06-01T00:00:00Z")] {
            assert_eq!(read(text.as_bytes(), false), None, "{text}");
            assert_eq!(read(text.as_bytes(), true), at(expected), "{text}");
        }
    }
}
