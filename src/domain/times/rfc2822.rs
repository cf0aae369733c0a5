//! RFC 2822 dates: `Sat, 22 Nov 2026 10:00:00 +0000`, with the RFC's zone names and years of four digits.
//!
//! The weekday is optional; it must be one, but need not be the date's, since a wrong weekday loses no information.

use chrono::{DateTime, NaiveDate, Utc};

use super::field::{self, Clock, two};

const WEEKDAYS: [&[u8]; 7] = [b"Mon", b"Tue", b"Wed", b"Thu", b"Fri", b"Sat", b"Sun"];

const MONTHS: [&[u8]; 12] =
    [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];

/// The zone names of RFC 2822 with their hours east of UTC. Its military letters but Z say nothing reliable, as the
/// RFC itself remarks, and are not read.
const ZONES: [(&[u8], i32); 12] = [
    (b"GMT", 0),
    (b"UT", 0),
    (b"UTC", 0),
    (b"Z", 0),
    (b"EST", -5),
    (b"EDT", -4),
    (b"CST", -6),
    (b"CDT", -5),
    (b"MST", -7),
    (b"MDT", -6),
    (b"PST", -8),
    (b"PDT", -7),
];

/// Reads RFC 2822 text without white space around it; letters count in either case.
pub(super) fn read(text: &[u8]) -> Option<DateTime<Utc>> {
    let text = without_comment(text);
    let text = match text.iter().position(|byte| *byte == b',') {
        Some(comma) => {
            let (weekday, rest) = text.split_at_checked(comma)?;
            find(&WEEKDAYS, field::trimmed(weekday))?;
            rest.get(1..)?
        }
        None => text,
    };
    let mut words = text.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let day = words.next().filter(|day| day.len() <= 2).and_then(field::number)?;
    let month = find(&MONTHS, words.next()?)?;
    let year = words.next().filter(|year| year.len() == 4).and_then(field::number)?;
    let clock = clock(words.next()?)?;
    let minutes_east = zone(words.next()?)?;
    if words.next().is_some() {
        return None;
    }
    let month = u32::try_from(month).ok()? + 1;
    field::instant(NaiveDate::from_ymd_opt(year.cast_signed(), month, day)?, clock, minutes_east)
}

/// Takes a comment off the end: `… +0000 (UTC)`.
fn without_comment(text: &[u8]) -> &[u8] {
    match text.iter().position(|byte| *byte == b'(') {
        Some(start) if text.ends_with(b")") => text.get(..start).unwrap_or(text),
        _ => text,
    }
}

/// Reads `HH:MM[:SS]`.
fn clock(text: &[u8]) -> Option<Clock> {
    let second = match text {
        [_, _, b':', _, _] => 0,
        [_, _, b':', _, _, b':', _, _] => two(text, 6)?,
        _ => return None,
    };
    Some(Clock { hour: two(text, 0)?, minute: two(text, 3)?, second, nanos: 0 })
}

fn zone(text: &[u8]) -> Option<i32> {
    match text {
        [b'+' | b'-', _, _, _, _] => field::offset(text),
        name => ZONES.iter().find(|(zone, _)| zone.eq_ignore_ascii_case(name)).map(|(_, hours)| hours * 60),
    }
}

fn find(names: &[&[u8]], name: &[u8]) -> Option<usize> {
    names.iter().position(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_spellings_are_read() {
        for text in [
            "Sun, 22 Nov 2026 10:00:00 +0000",
            "sat,22 NOV 2026 12:00:00 +0200",
            "22 Nov 2026 10:00 GMT",
            "22 Nov 2026 02:00:00 PST",
            "Sun, 22 Nov 2026\r\n 10:00:00 utc (Coordinated Universal Time)",
        ] {
            let expected = DateTime::parse_from_rfc3339("2026-11-22T10:00:00Z").map(|at| at.to_utc());
            assert_eq!(read(text.as_bytes()), expected.ok(), "{text}");
        }
    }

    #[test]
    fn near_misses_are_not() {
        for text in [
            "Son, 22 Nov 2026 10:00:00 +0000",
            "Sunday, 22 Nov 2026 10:00:00 +0000",
            "22 Nov 2026 10:00:00",
            "22 Nov 2026 10:00:00 +00",
            "22 Nov 2026 10:00:00 +00:00",
            "22 Nov 2026 10:00:00 A",
            "22 Nov 2026 1:00:00 GMT",
            "22 November 2026 10:00:00 GMT",
            "022 Nov 2026 10:00:00 GMT",
            "22 Nov 2026 10:00:00 GMT extra",
            "22 Nov 2026 10:00:00 GMT )",
        ] {
            assert_eq!(read(text.as_bytes()), None, "{text}");
        }
    }
}
