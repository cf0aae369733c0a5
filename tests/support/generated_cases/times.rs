//! Generated time columns: every value with the way it is written and the instant that its writer meant.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use feature_lab::features::times::TimeFormat;
use proptest::prelude::*;

/// A value of a time column.
#[derive(Clone, Debug)]
pub struct Time {
    /// The value as SQL writes it.
    pub sql: String,
    /// The way it is written, for coverage.
    pub way: &'static str,
    /// The instant that its writer meant, in nanoseconds since 1970; `None` if it is no time or ambiguous.
    pub at: Option<i64>,
}

/// The meaning of a value by itself.
enum Meaning {
    At(i64),
    Number(TimeFormat, i64),
    /// A date written day first or month first: the instant in each order.
    Date(Option<i64>, Option<i64>),
    Nothing,
}

const SECOND: i64 = 1_000_000_000;
const MINUTE: i64 = 60 * SECOND;
const DAY: i64 = 86_400 * SECOND;

const UNITS: [TimeFormat; 6] = [
    TimeFormat::ExcelSerial,
    TimeFormat::JulianDay,
    TimeFormat::EpochSeconds,
    TimeFormat::EpochMillis,
    TimeFormat::EpochMicros,
    TimeFormat::EpochNanos,
];

/// The kind of values of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Written,
    Numbers(TimeFormat),
    DayFirst,
    MonthFirst,
    /// Days up to 12 only.
    Undecided,
    BothOrders,
}

/// 2000-01-01T00:00:00Z.
const YEAR_2000: i64 = 946_684_800 * SECOND;

/// Those of [`NO_TIMES`] that are numbers, of no unit.
const NUMBERS: [&str; 2] = ["'2026'", "9e999"];

/// Values that are no times, whatever the column.
const NO_TIMES: [(&str, &str); 12] = [
    ("'2026'", "a bare year"),
    ("NULL", "NULL"),
    ("''", "a word"),
    ("'now'", "a word"),
    ("x'323032362d30362d3330'", "bytes"),
    ("'10:00'", "a bare time"),
    ("'2026-02-30'", "no such date"),
    ("'2026-13-01'", "no such date"),
    ("'30/02/2026'", "no such date"),
    ("'2026-06-30 24:00:00'", "no such time"),
    ("'2026-06-30 10:00:60'", "no such time"),
    ("9e999", "a number of no unit"),
];

/// A column of `length` values around `as_of`, and the format that the specification asks for.
pub fn column(as_of: DateTime<Utc>, length: usize) -> impl Strategy<Value = (TimeFormat, Vec<Time>)> {
    let numbers = prop::sample::select(UNITS.to_vec()).prop_map(Kind::Numbers);
    let kind = prop_oneof![
        6 => Just(Kind::Written),
        6 => numbers,
        2 => Just(Kind::DayFirst),
        2 => Just(Kind::MonthFirst),
        2 => Just(Kind::Undecided),
        1 => Just(Kind::BothOrders),
    ];
    let origin = as_of.timestamp_nanos_opt().unwrap();
    let distance = prop_oneof![
        prop::sample::select(vec![0, 1, -1, -DAY, -DAY - 1, 1 - DAY, SECOND, -SECOND]),
        (-800..40_i64).prop_map(|days| days * DAY),
        (-70_000_000..2_000_000_i64).prop_map(|seconds| seconds * SECOND + 123_456_789),
        Just(-10_000 * DAY),
    ];
    let value = (0..100_u8, any::<u8>(), distance.prop_map(move |distance| origin + distance));
    (kind, any::<bool>(), prop::collection::vec(value, length))
        .prop_map(|(kind, pinned, values)| finish(kind, pinned, &values))
}

fn finish(kind: Kind, pinned: bool, values: &[(u8, u8, i64)]) -> (TimeFormat, Vec<Time>) {
    let format = match kind {
        Kind::Numbers(unit) if pinned => unit,
        Kind::DayFirst if pinned => TimeFormat::DayMonthYear,
        Kind::MonthFirst if pinned => TimeFormat::MonthDayYear,
        Kind::Written if pinned => match values.first() {
            Some((_, way, _)) => grammar(usize::from(*way)),
            None => TimeFormat::Auto,
        },
        _ => TimeFormat::Auto,
    };
    let made: Vec<_> =
        values.iter().map(|(what, way, at)| write(kind, format, *what, usize::from(*way), *at)).collect();
    let is_of = |unit, meaning: &Meaning| matches!(meaning, Meaning::Number(own, _) if *own == unit);
    // The most frequent unit; of equals, the one of the larger numbers, which stands later.
    let unit = UNITS.into_iter().max_by_key(|unit| made.iter().filter(|(.., meaning)| is_of(*unit, meaning)).count());
    // Numbers that are mostly before 2000 wait for somebody to say what they are.
    let is_early = |meaning: &Meaning| matches!(meaning, Meaning::Number(_, at) if *at < YEAR_2000);
    let is_number = |meaning: &Meaning, sql: &str| {
        matches!(meaning, Meaning::Number(..))
            || NO_TIMES.iter().any(|(text, _)| *text == sql && NUMBERS.contains(text))
    };
    let early = made.iter().filter(|(.., meaning)| is_early(meaning)).count();
    let numbers = made.iter().filter(|(sql, _, meaning)| is_number(meaning, sql)).count();
    let unit = unit.filter(|_| format.is_unit() || early * 2 <= numbers);
    let any_date = |day_first: bool| {
        made.iter().any(|(_, _, meaning)| match meaning {
            Meaning::Date(Some(_), None) => day_first,
            Meaning::Date(None, Some(_)) => !day_first,
            _ => false,
        })
    };
    let day_first = match (format, any_date(true), any_date(false)) {
        (TimeFormat::DayMonthYear, ..) | (TimeFormat::Auto, true, false) => Some(true),
        (TimeFormat::MonthDayYear, ..) | (TimeFormat::Auto, false, true) => Some(false),
        _ => None,
    };
    let times = made.iter().map(|(sql, way, meaning)| {
        let at = match meaning {
            Meaning::At(at) => Some(*at),
            Meaning::Number(own, at) => (Some(*own) == unit).then_some(*at),
            Meaning::Date(day, month) => day_first.and_then(|first| if first { *day } else { *month }),
            Meaning::Nothing => None,
        };
        Time { sql: sql.clone(), way, at }
    });
    (format, times.collect())
}

/// Writes one value: what the column is made of, now and then something else.
fn write(kind: Kind, format: TimeFormat, what: u8, way: usize, at: i64) -> (String, &'static str, Meaning) {
    match (kind, what) {
        (_, 0..8) => {
            // Where the person said what a number means, a bare year is one.
            let list = if format.is_unit() { &NO_TIMES[1..] } else { &NO_TIMES };
            let (sql, way) = list[way % list.len()];
            (sql.to_owned(), way, Meaning::Nothing)
        }
        // So are eight digits.
        (Kind::Numbers(_), 8..20) if format.is_unit() => written(way % 11, at),
        // A grammar that the person chose reads nothing else.
        (Kind::Written, _) if ![TimeFormat::Auto, grammar(way)].contains(&format) => {
            let (sql, way, _) = written(way, at);
            (sql, way, Meaning::Nothing)
        }
        (Kind::Written, _) | (_, 8..20) => written(way, at),
        // A number of another unit; where a unit is pinned it would be read by that one.
        (Kind::Numbers(_), 20..50) if format == TimeFormat::Auto => number(UNITS[way % UNITS.len()], way, at),
        (Kind::Numbers(unit), _) => number(unit, way, at),
        (Kind::DayFirst, _) => date(true, way, at),
        (Kind::MonthFirst, _) => date(false, way, at),
        (Kind::Undecided, _) => date(true, way, early(at)),
        (Kind::BothOrders, _) => date(what.is_multiple_of(2), way, at),
    }
}

fn shown(at: i64, format: &str) -> String {
    DateTime::from_timestamp_nanos(at).format(format).to_string()
}

fn cut(at: i64, unit: i64) -> i64 {
    at.div_euclid(unit) * unit
}

/// The grammar to which a way of [`written`] belongs.
fn grammar(way: usize) -> TimeFormat {
    match way % WAYS {
        0..11 | 16..22 => TimeFormat::Iso8601,
        13 | 14 | 22.. => TimeFormat::Rfc2822,
        _ => TimeFormat::Compact,
    }
}

/// The ways of [`written`].
pub const WAYS: usize = 27;

/// Writes an instant in one of the ways that need no column.
fn written(way: usize, at: i64) -> (String, &'static str, Meaning) {
    let east = |minutes: i64| at + minutes * MINUTE;
    let (text, way, precision) = match way % WAYS {
        0 => (shown(at, "%Y-%m-%d"), "a date", DAY),
        1 => (shown(at, "%Y/%m/%d"), "a date with slashes", DAY),
        2 => (shown(at, "%Y-%m-%dT%H:%M"), "T and minutes", MINUTE),
        3 => (shown(at, "%Y/%m/%d %H:%M:%S"), "slashes and seconds", SECOND),
        4 => (shown(at, "%Y-%m-%d %H:%M:%S%.9f"), "nine digits of a fraction", 1),
        5 => (shown(at, "%Y-%m-%dT%H:%M:%S%.3fZ"), "Z", SECOND / 1000),
        6 => (shown(at, "%Y-%m-%d %H:%M:%S UTC"), "UTC", SECOND),
        7 => (shown(east(330), "%Y-%m-%dT%H:%M:%S%.6f+05:30"), "+HH:MM", 1000),
        8 => (shown(east(-210), "%Y-%m-%d %H:%M:%S-0330"), "-HHMM", SECOND),
        9 => (shown(east(120), "%Y-%m-%dT%H:%M+02"), "+HH", MINUTE),
        10 => (shown(at, "\t %Y-%m-%d %H:%M:%S \n"), "white space around", SECOND),
        11 => (shown(at, "%Y%m%d"), "compact text", DAY),
        12 => (shown(at, "%Y%m%dT%H%M%SZ"), "compact text with a time", SECOND),
        13 => (shown(at, "%a, %d %b %Y %H:%M:%S +0000"), "a mail's date", SECOND),
        14 => (shown(east(-300), "%-d %b %Y %H:%M EST"), "a mail's date with a zone's name", MINUTE),
        15 => return (shown(at, "%Y%m%d"), "compact integer", Meaning::At(cut(at, DAY))),
        16 => (shown(at, "%Y-%-m-%-d"), "no leading zeros", DAY),
        17 => (shown(at, "%Y/%-m/%-d %-H:%M:%S"), "no leading zeros and seconds", SECOND),
        18 => {
            (shown(at, "%Y-%m-%d %H:%M:%S%.3f +00:00").replace('.', ","), "a comma before the fraction", SECOND / 1000)
        }
        19 => (shown(east(120), "%Y-%m-%d %H:%M:%S +0200"), "white space before an offset", SECOND),
        20 => (shown(at, "%Y-%m-%dT%H:%M:%SGMT"), "GMT", SECOND),
        21 => (shown(at, "%Y-%m-%d %-I:%M:%S %p"), "AM or PM", SECOND),
        22 => (shown(at, "%-d %b %Y"), "day, month's name, year", DAY),
        23 => (shown(at, "%B %-d, %Y %H:%M"), "month's name, day, year", MINUTE),
        24 => (shown(at, "%d-%b-%Y").to_uppercase(), "dashes and a month's name", DAY),
        25 => (shown(east(120), "%a %b %d %Y %H:%M:%S GMT+0200 (CEST)"), "JavaScript's date", SECOND),
        _ => (shown(at, "%A, %b %-d, %Y, %-I:%M %p"), "a weekday, AM or PM", MINUTE),
    };
    (format!("'{text}'"), way, Meaning::At(cut(at, precision)))
}

/// Writes an instant as a number: whole, as text, or as a double.
fn number(unit: TimeFormat, way: usize, at: i64) -> (String, &'static str, Meaning) {
    let (name, size) = match unit {
        TimeFormat::EpochSeconds => ("epoch seconds", SECOND),
        TimeFormat::EpochMillis => ("epoch milliseconds", SECOND / 1000),
        TimeFormat::EpochMicros => ("epoch microseconds", 1000),
        TimeFormat::EpochNanos => ("epoch nanoseconds", 1),
        _ => {
            let (name, epoch) =
                if unit == TimeFormat::JulianDay { ("Julian days", 2_440_587.5) } else { ("Excel days", 25_569.0) };
            let at = cut(at, SECOND);
            let days = (at / SECOND) as f64 / 86_400.0 + epoch;
            let quote = if way.is_multiple_of(3) { "'" } else { "" };
            return (format!("{quote}{days:?}{quote}"), name, Meaning::Number(unit, at));
        }
    };
    let whole = at.div_euclid(size);
    match way % 4 {
        0 => (format!("'{whole}'"), name, Meaning::Number(unit, whole * size)),
        1 => {
            // A quarter of a second, and the nanoseconds that a double of that size can hold.
            let double = if unit == TimeFormat::EpochSeconds { cut(at, SECOND / 4) as f64 / 1e9 } else { whole as f64 };
            let meant = if unit == TimeFormat::EpochSeconds { cut(at, SECOND / 4) } else { double as i64 * size };
            (format!("{double:?}"), name, Meaning::Number(unit, meant))
        }
        _ => (whole.to_string(), name, Meaning::Number(unit, whole * size)),
    }
}

/// Writes an instant as a date with slashes or dots, in one order.
fn date(day_first: bool, way: usize, at: i64) -> (String, &'static str, Meaning) {
    let order =
        if day_first { ["%d/%m/%Y", "%-d.%-m.%Y", "%d-%m-%Y"] } else { ["%-m/%-d/%Y", "%m/%d/%Y", "%-m-%-d-%Y"] };
    let (clock, precision, name) = [
        ("", DAY, "a date in one of two orders"),
        (" %H:%M", MINUTE, "such a date with a time"),
        (" %-I:%M:%S %p", SECOND, "such a date with AM or PM"),
    ][way % 3];
    let text = shown(at, &format!("{}{clock}", order[way / 3 % 3]));
    let at = cut(at, precision);
    let meant = DateTime::from_timestamp_nanos(at);
    let swapped = NaiveDate::from_ymd_opt(meant.year(), meant.day(), meant.month())
        .and_then(|date| date.and_time(meant.time()).and_utc().timestamp_nanos_opt());
    let (day, month) = if day_first { (Some(at), swapped) } else { (swapped, Some(at)) };
    (format!("'{text}'"), name, Meaning::Date(day, month))
}

/// The same time on a day of the month that is at most 12.
fn early(at: i64) -> i64 {
    let day = i64::from(DateTime::from_timestamp_nanos(at).day0());
    at - (day - day % 12) * DAY
}
