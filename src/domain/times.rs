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
pub fn parse_iso(text: &[u8]) -> Option<DateTime<Utc>> {
    let text = std::str::from_utf8(text).ok()?;
    let full = if text.len() == 10 { format!("{text}T00:00:00Z") } else { text.to_owned() };
    let full = if full.len() == 19 { format!("{full}Z") } else { full };
    DateTime::parse_from_rfc3339(&full).ok().map(|t| t.to_utc())
}

/// One value read without knowledge of the rest of its column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// An instant, whatever the column.
    At {
        at: DateTime<Utc>,
        shape: (),
    },
    Number(f64),
    DayMonth(u8),
    /// Not a time.
    Unreadable,
}

/// Reads one value.
pub fn read(value: ValueRef<'_>, _format: TimeFormat) -> Reading {
    match value {
        ValueRef::Text(text) => parse_iso(text).map_or(Reading::Unreadable, |at| Reading::At { at, shape: () }),
        _ => Reading::Unreadable,
    }
}
#[derive(Clone, Debug, Default)]
pub struct Survey {}
#[derive(Clone, Debug, Default)]
pub struct Decision {}
impl Survey {
    pub fn observe(&mut self, _reading: &Reading) {}
    pub fn decide(&self, _format: TimeFormat) -> Decision {
        Decision {}
    }
}
impl Decision {
    pub fn resolve(&self, reading: &Reading) -> Option<DateTime<Utc>> {
        match reading {
            Reading::At { at, .. } => Some(*at),
            _ => None,
        }
    }
    pub fn formats(&self) -> Vec<(TimeFormat, u64)> {
        vec![]
    }
    pub fn unreadable(&self) -> u64 {
        0
    }
    pub fn question(&self) -> String {
        String::new()
    }
    pub fn options(&self) -> Vec<TimeFormat> {
        vec![]
    }
    pub fn undecided(&self) -> u64 {
        0
    }
}
