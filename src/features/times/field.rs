//! The fields of a written time: digits, clock, offset, and the instant of them all.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};

/// A time of day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Clock {
    /// 0 to 23.
    pub(super) hour: u32,
    /// 0 to 59.
    pub(super) minute: u32,
    /// 0 to 59; there are no leap seconds.
    pub(super) second: u32,
    /// The fraction of the second, in nanoseconds.
    pub(super) nanos: u32,
}

/// Returns the text without ASCII white space around it.
pub(super) fn trimmed(text: &[u8]) -> &[u8] {
    // The standard library leaves the vertical tab where it is.
    let space = |byte: &u8| matches!(byte, b' ' | b'\t'..=b'\r');
    let start = text.iter().position(|byte| !space(byte)).unwrap_or(text.len());
    let end = text.iter().rposition(|byte| !space(byte)).map_or(start, |last| last + 1);
    text.get(start..end).unwrap_or_default()
}

/// Reads a number of one to nine digits and nothing else.
pub(super) fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    let mut number = 0;
    for digit in digits {
        number = number * 10 + u32::from(value(*digit)?);
    }
    Some(number)
}

/// Reads the two digits that begin at an index, in bytes.
#[inline(always)]
pub(super) fn two(text: &[u8], at: usize) -> Option<u32> {
    let (tens, ones) = (value(*text.get(at)?)?, value(*text.get(at + 1)?)?);
    Some(u32::from(tens) * 10 + u32::from(ones))
}

/// Reads the year of four digits at the start of a text.
#[inline(always)]
pub(super) fn year(text: &[u8]) -> Option<i32> {
    Some((two(text, 0)? * 100 + two(text, 2)?).cast_signed())
}

/// Returns the year of two digits, as POSIX has it: 69 to 99 are of the 1900s, 00 to 68 of the 2000s.
pub(super) fn full_year(digits: u32) -> i32 {
    (digits + if digits < 69 { 2000 } else { 1900 }).cast_signed()
}

#[inline(always)]
fn value(digit: u8) -> Option<u8> {
    digit.is_ascii_digit().then(|| digit - b'0')
}

/// Reads `±HH:MM`, `±HHMM` or `±HH` as minutes east of UTC.
pub(super) fn offset(text: &[u8]) -> Option<i32> {
    let (sign, rest) = text.split_first()?;
    let minutes = match rest {
        [_, _] => 0,
        [_, _, _, _] => two(rest, 2)?,
        [_, _, b':', _, _] => two(rest, 3)?,
        _ => return None,
    };
    let hours = two(rest, 0)?;
    let east = (hours < 24 && minutes < 60).then(|| (hours * 60 + minutes).cast_signed())?;
    match sign {
        b'+' => Some(east),
        b'-' => Some(-east),
        _ => None,
    }
}

/// Returns the instant of a local date and time at an offset in minutes east of UTC; `None` if there is no such time,
/// or its year in UTC is not from 0 to 9999.
pub(super) fn instant(date: NaiveDate, clock: Clock, minutes_east: i32) -> Option<DateTime<Utc>> {
    let Clock { hour, minute, second, nanos } = clock;
    let local = date.and_hms_nano_opt(hour, minute, second, nanos)?.and_utc();
    if minutes_east == 0 {
        return Some(local);
    }
    writable(local.checked_sub_signed(TimeDelta::minutes(i64::from(minutes_east)))?)
}

/// Returns the instant, if its year is from 0 to 9999.
pub(super) fn writable(at: DateTime<Utc>) -> Option<DateTime<Utc>> {
    (0..=9999).contains(&at.year()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_of_ascii_is_trimmed_and_no_other() {
        assert_eq!(trimmed(b" \t\n\x0b\x0c\rx y \n"), b"x y");
        assert_eq!(trimmed(b"  "), b"");
        assert_eq!(trimmed("\u{a0}x".as_bytes()), "\u{a0}x".as_bytes());
    }

    #[test]
    fn offsets_have_three_spellings() {
        assert_eq!(offset(b"+02"), Some(120));
        assert_eq!(offset(b"-0330"), Some(-210));
        assert_eq!(offset(b"+05:45"), Some(345));
        for wrong in ["", "+", "+2", "02", "+024", "+02:0", "+24", "+01:60", "+02-30"] {
            assert_eq!(offset(wrong.as_bytes()), None, "{wrong}");
        }
    }
}
