//! ISO 8601: `YYYY-MM-DD` or `YYYY/MM/DD` with an optional time and offset, read at fixed places without allocation.

use chrono::{DateTime, NaiveDate, Utc};

use super::cursor::Cursor;
use super::field;
use super::field::{Clock, two};

/// Reads ISO text without white space around it.
pub(super) fn read(text: &[u8]) -> Option<DateTime<Utc>> {
    let separator = *text.get(4)?;
    if !matches!(separator, b'-' | b'/') || *text.get(7)? != separator {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(field::year(text)?, two(text, 5)?, two(text, 8)?)?;
    match text.get(10..)? {
        [] => field::instant(date, Clock::default(), 0),
        [b'T' | b' ', time @ ..] => {
            let (clock, tail) = clock(time)?;
            let minutes_east = match tail {
                b"" | b"Z" | b" UTC" => 0,
                other => field::offset(other)?,
            };
            field::instant(date, clock, minutes_east)
        }
        _ => None,
    }
}

/// Reads the forms that [`read`] does not: fields without leading zeros, a comma before the fraction, AM or PM, GMT,
/// and white space before a zone.
pub(super) fn read_loose(text: &[u8]) -> Option<DateTime<Utc>> {
    let mut rest = Cursor(text);
    let year = rest.number(4, 4)?.cast_signed();
    let separator = *rest.0.first().filter(|byte| matches!(byte, b'-' | b'/'))?;
    let mut next = || rest.eat(separator).then(|| rest.number(1, 2)).flatten();
    let date = NaiveDate::from_ymd_opt(year, next()?, next()?)?;
    if rest.0.is_empty() {
        return field::instant(date, Clock::default(), 0);
    }
    if !rest.eat(b'T') && !rest.spaces() {
        return None;
    }
    rest.time_of(date, false)
}

/// Reads `HH:MM[:SS[.fraction]]`; returns the rest of the text with it.
fn clock(text: &[u8]) -> Option<(Clock, &[u8])> {
    if *text.get(2)? != b':' {
        return None;
    }
    let mut clock = Clock { hour: two(text, 0)?, minute: two(text, 3)?, ..Clock::default() };
    let [b':', rest @ ..] = text.get(5..)? else { return Some((clock, text.get(5..)?)) };
    clock.second = two(rest, 0)?;
    let [b'.', rest @ ..] = rest.get(2..)? else { return Some((clock, rest.get(2..)?)) };
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (fraction, tail) = rest.split_at_checked(digits)?;
    let missing = 9_u32.checked_sub(u32::try_from(digits).ok()?)?;
    clock.nanos = field::number(fraction)? * 10_u32.pow(missing);
    Some((clock, tail))
}
