//! Numbers as times: epoch units, Julian days and Excel serial days, recognised by their range.

use chrono::{DateTime, Utc};

use super::decimal;
use super::field::writable;
use super::format::TimeFormat;
use super::parsed::ParsedTime;

/// The ranges in which a number suggests a unit, both ends included, from small numbers to large ones. A number outside
/// them is no time unless the person chooses a unit.
const RANGES: [(TimeFormat, i128, i128); 6] = [
    (TimeFormat::ExcelSerial, 10_000, 80_000),
    (TimeFormat::JulianDay, 2_300_000, 2_600_000),
    (TimeFormat::EpochSeconds, 10_i128.pow(8), 10_i128.pow(10)),
    (TimeFormat::EpochMillis, 10_i128.pow(11), 10_i128.pow(13)),
    (TimeFormat::EpochMicros, 10_i128.pow(14), 10_i128.pow(16)),
    (TimeFormat::EpochNanos, 10_i128.pow(17), 10_i128.pow(19)),
];

/// The units, from small numbers to large ones.
pub(super) const UNITS: [TimeFormat; 6] =
    [RANGES[0].0, RANGES[1].0, RANGES[2].0, RANGES[3].0, RANGES[4].0, RANGES[5].0];

/// The units that are only read by choice, with the ranges in which they are offered: the years 1902 to 2219, 2004 to 2317
/// and 1981 to 2076.
pub(super) const BY_CHOICE: [(TimeFormat, i128, i128); 3] = [
    (TimeFormat::DotnetTicks, 6 * 10_i128.pow(17), 7 * 10_i128.pow(17)),
    (TimeFormat::CocoaSeconds, 10_i128.pow(8), 10_i128.pow(10)),
    (TimeFormat::WebkitMicros, 12 * 10_i128.pow(15), 15 * 10_i128.pow(15)),
];

/// The longest text that is read as a number, in bytes.
const LONGEST: usize = 40;

const NANOS_PER_SECOND: i128 = 1_000_000_000;
const MILLIS_PER_DAY: f64 = 86_400_000.0;

/// The meaning of a number in a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Scale {
    /// A count of equal ticks.
    Ticks {
        /// The length of a tick in nanoseconds.
        nanos: i128,
        /// The instant of the number 0, in seconds since 1970.
        start: i128,
    },
    /// A count of days, with a fraction.
    Days {
        /// The number of 1970-01-01T00:00:00Z.
        epoch: f64,
    },
}

/// Returns the meaning of numbers in a unit; `None` for a format that is no unit.
pub fn scale(unit: TimeFormat) -> Option<Scale> {
    let ticks = |nanos, start| Some(Scale::Ticks { nanos, start });
    match unit {
        TimeFormat::EpochSeconds => ticks(NANOS_PER_SECOND, 0),
        TimeFormat::EpochMillis => ticks(1_000_000, 0),
        TimeFormat::EpochMicros => ticks(1_000, 0),
        TimeFormat::EpochNanos => ticks(1, 0),
        // From 0001-01-01, to 2001-01-01, and from 1601-01-01.
        TimeFormat::DotnetTicks => ticks(100, -62_135_596_800),
        TimeFormat::CocoaSeconds => ticks(NANOS_PER_SECOND, 978_307_200),
        TimeFormat::WebkitMicros => ticks(1_000, -11_644_473_600),
        TimeFormat::JulianDay => Some(Scale::Days { epoch: 2_440_587.5 }),
        // Counted from 1899-12-30, as the 1900 system does.
        TimeFormat::ExcelSerial => Some(Scale::Days { epoch: 25_569.0 }),
        _ => None,
    }
}

/// Returns the range of numbers, both ends included, that are taken for a unit where nobody chose it.
pub fn range(unit: TimeFormat) -> Option<(i128, i128)> {
    RANGES.into_iter().find(|(known, ..)| *known == unit).map(|(_, low, high)| (low, high))
}

/// A number as SQLite keeps it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    /// A whole number.
    Integer(i64),
    /// A double.
    Real(f64),
}

/// Reads a decimal number: sign, digits, fraction, exponent.
pub(super) fn parse(text: &[u8]) -> Option<Number> {
    let digits = text.strip_prefix(b"-").or_else(|| text.strip_prefix(b"+")).unwrap_or(text);
    let plain = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'.' | b'e' | b'E' | b'+' | b'-');
    if text.len() > LONGEST || !digits.first()?.is_ascii_digit() || !digits.iter().all(plain) {
        return None;
    }
    let whole = std::str::from_utf8(text).ok()?.parse().ok().map(Number::Integer);
    whole.or_else(|| {
        let size = decimal::read(digits)?;
        Some(Number::Real(if text.starts_with(b"-") { -size } else { size }))
    })
}

/// Reads a number by the unit that its range suggests.
pub(super) fn by_range(number: Number) -> Option<ParsedTime> {
    let (unit, ..) = RANGES.into_iter().find(|(_, low, high)| number.is_within(*low, *high))?;
    number.at(unit).map(|at| ParsedTime::Number { at, unit })
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(whole) => write!(f, "{whole}"),
            Self::Real(double) => write!(f, "{double:?}"),
        }
    }
}

impl Number {
    /// Says whether the number lies in a range, both ends included.
    pub(super) fn is_within(self, low: i128, high: i128) -> bool {
        match self {
            Self::Integer(whole) => (low..=high).contains(&i128::from(whole)),
            Self::Real(double) => (low as f64..=high as f64).contains(&double),
        }
    }

    /// Returns the number as a double, for comparing numbers of both kinds.
    pub(super) fn size(self) -> f64 {
        match self {
            Self::Integer(whole) => whole as f64,
            Self::Real(double) => double,
        }
    }

    /// Returns the instant in a unit, if it has a year of four digits. Whole numbers are exact; fractions are rounded
    /// to microseconds, and fractions of days to milliseconds, which is the precision of a double.
    pub(super) fn at(self, unit: TimeFormat) -> Option<DateTime<Utc>> {
        let nanos = match scale(unit)? {
            Scale::Ticks { nanos, start } => self.in_nanos(nanos)?.checked_add(start * NANOS_PER_SECOND)?,
            Scale::Days { epoch } => self.days_in_nanos(epoch)?,
        };
        let seconds = i64::try_from(nanos.div_euclid(NANOS_PER_SECOND)).ok()?;
        let rest = u32::try_from(nanos.rem_euclid(NANOS_PER_SECOND)).ok()?;
        writable(DateTime::from_timestamp(seconds, rest)?)
    }

    fn in_nanos(self, unit: i128) -> Option<i128> {
        match self {
            Self::Integer(number) => i128::from(number).checked_mul(unit),
            Self::Real(number) => {
                let whole = exact(number.floor())?.checked_mul(unit)?;
                // The fraction is converted apart, so that a large whole part does not cost it digits.
                let micros = (number - number.floor()) * (unit as f64) / 1_000.0;
                whole.checked_add(exact(micros.round())? * 1_000)
            }
        }
    }

    fn days_in_nanos(self, epoch: f64) -> Option<i128> {
        let days = match self {
            Self::Integer(number) => number as f64,
            Self::Real(number) => number,
        };
        exact(((days - epoch) * MILLIS_PER_DAY).round())?.checked_mul(1_000_000)
    }
}

/// Returns a whole double as an integer, if it is no larger than a time can be.
fn exact(number: f64) -> Option<i128> {
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
    (number.abs() < 1e21).then_some(number as i128)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::spec::show_instant;

    fn shown(number: Number, unit: TimeFormat) -> Option<String> {
        number.at(unit).map(show_instant)
    }

    #[test]
    fn every_unit_has_its_epoch_and_its_size() {
        let cases = [
            (Number::Integer(1_718_000_000), TimeFormat::EpochSeconds, "2024-06-10T06:13:20Z"),
            (Number::Real(1_718_000_000.25), TimeFormat::EpochSeconds, "2024-06-10T06:13:20.250Z"),
            (Number::Real(-0.25), TimeFormat::EpochSeconds, "1969-12-31T23:59:59.750Z"),
            (Number::Integer(1_718_000_000_001), TimeFormat::EpochMillis, "2024-06-10T06:13:20.001Z"),
            (Number::Real(1_718_000_000_001.5), TimeFormat::EpochMillis, "2024-06-10T06:13:20.001500Z"),
            (Number::Integer(1_718_000_000_000_001), TimeFormat::EpochMicros, "2024-06-10T06:13:20.000001Z"),
            (Number::Integer(1_718_000_000_000_000_001), TimeFormat::EpochNanos, "2024-06-10T06:13:20.000000001Z"),
            (Number::Real(1e19), TimeFormat::EpochNanos, "2286-11-20T17:46:40Z"),
            (Number::Real(2_440_587.5), TimeFormat::JulianDay, "1970-01-01T00:00:00Z"),
            (Number::Integer(2_461_222), TimeFormat::JulianDay, "2026-06-30T12:00:00Z"),
            (Number::Integer(25_569), TimeFormat::ExcelSerial, "1970-01-01T00:00:00Z"),
            (Number::Integer(0), TimeFormat::ExcelSerial, "1899-12-30T00:00:00Z"),
            (Number::Integer(638_552_160_000_000_001), TimeFormat::DotnetTicks, "2024-06-29T00:00:00.000000100Z"),
            (Number::Integer(741_000_000), TimeFormat::CocoaSeconds, "2024-06-25T09:20:00Z"),
            (Number::Real(739_000_000.5), TimeFormat::CocoaSeconds, "2024-06-02T05:46:40.500Z"),
            (Number::Integer(13_363_747_200_000_001), TimeFormat::WebkitMicros, "2024-06-25T00:00:00.000001Z"),
            (Number::Real(45_453.427_430_555_55), TimeFormat::ExcelSerial, "2024-06-10T10:15:30Z"),
        ];
        for (number, unit, expected) in cases {
            assert_eq!(shown(number, unit).as_deref(), Some(expected), "{number:?} {unit:?}");
        }
        for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, f64::MAX, -1e18] {
            for unit in UNITS.into_iter().filter(|unit| *unit != TimeFormat::EpochNanos) {
                assert_eq!(shown(Number::Real(number), unit), None, "{number} {unit:?}");
            }
        }
    }

    #[test]
    fn ranges_include_their_ends_exactly() {
        let unit = |number| match by_range(number) {
            Some(ParsedTime::Number { unit, .. }) => Some(unit),
            _ => None,
        };
        for (format, low, high) in RANGES {
            for edge in [low, high] {
                let number = i64::try_from(edge).map_or(Number::Real(edge as f64), Number::Integer);
                assert_eq!(unit(number), Some(format), "{edge}");
            }
            for out in [low - 1, high + 1] {
                if let Ok(out) = i64::try_from(out) {
                    assert_eq!(unit(Number::Integer(out)), None, "{out}");
                }
            }
        }
    }

    #[test]
    fn only_decimal_numbers_are_numbers() {
        assert_eq!(parse(b"1718000000"), Some(Number::Integer(1_718_000_000)));
        assert_eq!(parse(b"-1.5e3"), Some(Number::Real(-1500.0)));
        assert_eq!(parse(b"9223372036854775808"), Some(Number::Real(9_223_372_036_854_775_808.0)));
        for text in ["", "-", "inf", "nan", "0x10", "1_000", ".5", "1.2.3", "2026-06", "1e", "1 2", "--1"] {
            assert_eq!(parse(text.as_bytes()), None, "{text}");
        }
    }
}
