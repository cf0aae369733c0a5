//! The time grammar of feature-spec §3: values become instants in UTC, independent of row order.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::value::ValueRef;

/// How a time column is read: by the whole grammar, or with one thing pinned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimeFormat {
    /// Value by value, by the whole grammar.
    #[default]
    Auto,
    /// Only ISO 8601 text.
    Iso8601,
    /// Only `YYYYMMDD` and `YYYYMMDDTHHMMSS[Z]`.
    Compact,
    /// Only RFC 2822 text.
    Rfc2822,
    /// As auto, every number being epoch seconds.
    EpochSeconds,
    /// As auto, every number being epoch milliseconds.
    EpochMillis,
    /// As auto, every number being epoch microseconds.
    EpochMicros,
    /// As auto, every number being epoch nanoseconds.
    EpochNanos,
    /// As auto, every number being a Julian day.
    JulianDay,
    /// As auto, every number being an Excel serial day.
    ExcelSerial,
    /// As auto, day before month in slashed and dotted dates.
    DayMonthYear,
    /// As auto, month before day in slashed and dotted dates.
    MonthDayYear,
}

/// Reads ISO 8601 text as the as-of field takes it.
pub fn parse_iso(_text: &[u8]) -> Option<DateTime<Utc>> {
    None
}

/// One value read without knowledge of the rest of its column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// An instant, whatever the column.
    At(DateTime<Utc>),
    /// Not a time.
    Unreadable,
}

/// Reads one value.
pub fn read(_value: ValueRef<'_>, _format: TimeFormat) -> Reading {
    Reading::Unreadable
}
