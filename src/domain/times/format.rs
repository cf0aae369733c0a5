//! The names of the time formats, as specifications and links write them.

use serde::{Deserialize, Serialize};

/// How a time column is read: by the whole grammar, or with one thing pinned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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

impl TimeFormat {
    /// Every format, in the order in which people are offered them.
    pub const ALL: [Self; 12] = [
        Self::Auto,
        Self::Iso8601,
        Self::Compact,
        Self::Rfc2822,
        Self::EpochSeconds,
        Self::EpochMillis,
        Self::EpochMicros,
        Self::EpochNanos,
        Self::JulianDay,
        Self::ExcelSerial,
        Self::DayMonthYear,
        Self::MonthDayYear,
    ];

    /// Says whether the format is a unit of numbers.
    pub fn is_unit(self) -> bool {
        matches!(
            self,
            Self::EpochSeconds
                | Self::EpochMillis
                | Self::EpochMicros
                | Self::EpochNanos
                | Self::JulianDay
                | Self::ExcelSerial
        )
    }
}
