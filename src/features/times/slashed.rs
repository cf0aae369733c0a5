//! Slashed, dotted and dashed dates: `D/M/YYYY` or `M/D/YYYY`, with an optional time and AM or PM, and never a zone.

use super::field;
use super::field::{full_year, two};
use super::format::TimeFormat;
use super::parsed::{DayMonth, ParsedTime};

/// Reads a slashed, dotted or dashed date without white space around it: as an instant if `format` is an order of day
/// and month, otherwise as a [`DayMonth`] whose order depends on the column.
pub(super) fn read(text: &[u8], format: TimeFormat) -> Option<ParsedTime> {
    let is_pinned = matches!(format, TimeFormat::DayMonthYear | TimeFormat::MonthDayYear);
    let date = parse(text, is_pinned)?;
    let at = |at| ParsedTime::At { at, format };
    match format {
        TimeFormat::DayMonthYear => date.day_first().map(at),
        TimeFormat::MonthDayYear => date.month_first().map(at),
        _ => (date.day_first().is_some() || date.month_first().is_some()).then_some(ParsedTime::DayMonth(date)),
    }
}

/// Reads the fields; `short_years` allows years of two digits.
fn parse(text: &[u8], short_years: bool) -> Option<DayMonth> {
    let separator = text.iter().take(3).find(|byte| matches!(byte, b'/' | b'.' | b'-')).copied()?;
    let mut fields = text.splitn(3, |byte| *byte == separator);
    let (first, second) = (short(fields.next()?)?, short(fields.next()?)?);
    let rest = fields.next()?;
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (year, rest) = rest.split_at_checked(digits)?;
    let year = match digits {
        4 => field::year(year)?,
        2 if short_years => full_year(two(year, 0)?),
        _ => return None,
    };
    let year = u16::try_from(year).ok()?;
    let second_of_day = match rest {
        [] => 0,
        [b' ', time @ ..] => second_of_day(time)?,
        _ => return None,
    };
    Some(DayMonth { year, first, second, second_of_day })
}

/// Reads a number of one or two digits.
fn short(digits: &[u8]) -> Option<u8> {
    if digits.len() > 2 { None } else { field::number(digits).and_then(|number| u8::try_from(number).ok()) }
}

/// Reads `H:MM[:SS] [AM|PM]`.
fn second_of_day(text: &[u8]) -> Option<u32> {
    let (text, afternoon) = match text {
        [time @ .., half, b'M' | b'm'] => match half.to_ascii_lowercase() {
            b'a' => (time.strip_suffix(b" ").unwrap_or(time), Some(false)),
            b'p' => (time.strip_suffix(b" ").unwrap_or(time), Some(true)),
            _ => return None,
        },
        time => (time, None),
    };
    let colon = text.iter().position(|byte| *byte == b':')?;
    let (hour, rest) = text.split_at_checked(colon)?;
    let hour = u32::from(short(hour)?);
    let (minute, second) = match rest {
        [b':', _, _] => (two(rest, 1)?, 0),
        [b':', _, _, b':', _, _] => (two(rest, 1)?, two(rest, 4)?),
        _ => return None,
    };
    let hour = match afternoon {
        None => hour,
        Some(afternoon) if (1..=12).contains(&hour) => hour % 12 + if afternoon { 12 } else { 0 },
        Some(_) => return None,
    };
    (hour < 24 && minute < 60 && second < 60).then_some(hour * 3600 + minute * 60 + second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_of_twelve_and_of_twenty_four_hours() {
        let cases = [
            ("0:00", 0),
            ("00:00:01", 1),
            ("23:59:59", 86_399),
            ("12:00 AM", 0),
            ("12:00 PM", 43_200),
            ("1:05pm", 47_100),
            ("11:59:59 am", 43_199),
        ];
        for (text, expected) in cases {
            assert_eq!(second_of_day(text.as_bytes()), Some(expected), "{text}");
        }
        for text in
            ["", "10", "24:00", "10:60", "10:00:60", "1:5", "13:00 PM", "0:00 AM", "1:00  PM", "PM", " PM", "1:00.5"]
        {
            assert_eq!(second_of_day(text.as_bytes()), None, "{text:?}");
        }
    }
}
