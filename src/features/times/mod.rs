//! The time grammar of feature-spec §3: values become instants in UTC, independent of row order.
//!
//! [`read`] reads one value without its column. Numbers and day/month dates depend on the whole column: a
//! [`ColumnStats`] counts the readings, in any order and in any number of parts, and its [`ColumnFormat`] resolves each
//! of them.
//!
//! Every instant lies in the years 0000 to 9999 in UTC, so that it can be written and read back.

pub mod column;
mod column_format;
mod column_stats;
mod compact;
mod cursor;
mod decimal;
mod field;
mod format;
mod interpretation;
mod iso;
mod named;
mod number;
mod parsed;
mod rewrite;
mod slashed;
pub mod times_question;
pub mod times_read;
mod units;

use chrono::{DateTime, Utc};

pub use self::column_format::ColumnFormat;
pub use self::column_stats::ColumnStats;
pub use self::format::TimeFormat;
pub use self::interpretation::Interpretation;
pub use self::number::{Scale, range, scale};
pub use self::parsed::{DayMonth, ParsedTime};
pub use self::rewrite::{Comments, formats_for, rewriting};
use crate::base::value::ValueRef;

/// Reads ISO 8601 text as the as-of field takes it: surrounding ASCII white space is ignored, a time that is missing is
/// midnight, a zone that is missing is UTC.
pub fn parse_iso(text: &[u8]) -> Option<DateTime<Utc>> {
    iso::read(field::trimmed(text))
}

/// Reads a decimal number without an exponent, ignoring white space around it: a whole one as an integer, if it fits 64
/// bits.
pub(crate) fn parse_number(text: &[u8]) -> Option<ValueRef<'static>> {
    let text = field::trimmed(text);
    let (sign, digits) = match text {
        [sign @ (b'-' | b'+'), digits @ ..] => (Some(sign), digits),
        digits => (None, digits),
    };
    let plain = |byte: &u8| byte.is_ascii_digit() || *byte == b'.';
    if !digits.first()?.is_ascii_digit() || !digits.iter().all(plain) {
        return None;
    }
    let whole = digits.split(|byte| *byte == b'.').next()?;
    let fraction = digits.get(whole.len() + 1..).unwrap_or_default();
    if fraction.contains(&b'.') {
        return None;
    }
    let signed = |number: f64| if sign == Some(&b'-') { -number } else { number };
    if fraction.iter().all(|digit| *digit == b'0') {
        let number = [sign.map_or(&b""[..], std::slice::from_ref), whole].concat();
        if let Some(whole) = std::str::from_utf8(&number).ok().and_then(|number| number.parse().ok()) {
            return Some(ValueRef::Integer(whole));
        }
    }
    decimal::read(digits).map(|number| ValueRef::Real(signed(number)))
}

/// Reads one value without its column. NULL and blobs are never times.
pub fn read(value: ValueRef<'_>, format: TimeFormat) -> ParsedTime {
    let reading = match value {
        ValueRef::Text(text) => read_text(field::trimmed(text), format),
        ValueRef::Integer(number) => read_number(number::Number::Integer(number), format),
        ValueRef::Real(number) => read_number(number::Number::Real(number), format),
        ValueRef::Null | ValueRef::Blob(_) => None,
    };
    reading.unwrap_or(ParsedTime::Unreadable)
}

fn read_text(text: &[u8], format: TimeFormat) -> Option<ParsedTime> {
    let by = |format: TimeFormat| move |at: DateTime<Utc>| ParsedTime::At { at, format };
    let iso = || iso::read(text).map(by(TimeFormat::Iso8601));
    let compact = || compact::read(text).map(by(TimeFormat::Compact));
    let short_years = matches!(format, TimeFormat::DayMonthYear | TimeFormat::MonthDayYear);
    let named = || named::read(text, short_years).map(by(TimeFormat::Rfc2822));
    let loose = || iso::read_loose(text).map(by(TimeFormat::Iso8601));
    match format {
        TimeFormat::Iso8601 => iso().or_else(loose),
        TimeFormat::Compact => compact(),
        TimeFormat::Rfc2822 => named(),
        // The person said what a number means: eight digits are one too.
        unit if unit.is_unit() => iso().or_else(|| match number::parse(text) {
            Some(number) => read_number(number, unit),
            None => compact().or_else(|| slashed::read(text, unit)).or_else(loose).or_else(named),
        }),
        other => iso()
            .or_else(compact)
            .or_else(|| number::parse(text).and_then(number::by_range))
            .or_else(|| slashed::read(text, other))
            .or_else(loose)
            .or_else(named),
    }
}

fn read_number(number: number::Number, format: TimeFormat) -> Option<ParsedTime> {
    let compact = || match number {
        number::Number::Integer(digits) => {
            compact::from_integer(digits).map(|at| ParsedTime::At { at, format: TimeFormat::Compact })
        }
        number::Number::Real(_) => None,
    };
    match format {
        TimeFormat::Iso8601 | TimeFormat::Rfc2822 => None,
        TimeFormat::Compact => compact(),
        unit if unit.is_unit() => number.at(unit).map(|at| ParsedTime::At { at, format: unit }),
        _ => compact().or_else(|| number::by_range(number)),
    }
}
