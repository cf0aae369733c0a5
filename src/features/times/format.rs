//! The names of the time formats, as specifications and links write them.

use serde::{Deserialize, Serialize};

use crate::base::named::Named;

/// The format of a time column: any that the grammar has, or one that the person chose. A unit of numbers, or an order
/// of day and month, is chosen for these values only: other values are read as in `Auto`.
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
    /// Only dates with an English month name, those of RFC 2822 among them.
    Rfc2822,
    /// Numbers are epoch seconds.
    EpochSeconds,
    /// Numbers are epoch milliseconds.
    EpochMillis,
    /// Numbers are epoch microseconds.
    EpochMicros,
    /// Numbers are epoch nanoseconds.
    EpochNanos,
    /// Numbers are Julian days.
    JulianDay,
    /// Numbers are Excel serial days.
    ExcelSerial,
    /// Numbers are .NET ticks: tenths of a microsecond since 0001-01-01.
    DotnetTicks,
    /// Numbers are seconds since 2001-01-01, as Cocoa and Core Data have them.
    CocoaSeconds,
    /// Numbers are microseconds since 1601-01-01, as WebKit and Windows have them.
    WebkitMicros,
    /// Slashed, dotted and dashed dates have the day before the month; a year may have two digits.
    DayMonthYear,
    /// Slashed, dotted and dashed dates have the month before the day; a year may have two digits.
    MonthDayYear,
}

impl TimeFormat {
    /// Every format, in the order in which people are offered them.
    pub const ALL: [Self; 15] = [
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
        Self::DotnetTicks,
        Self::CocoaSeconds,
        Self::WebkitMicros,
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
                | Self::DotnetTicks
                | Self::CocoaSeconds
                | Self::WebkitMicros
        )
    }
}

impl Named for TimeFormat {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Auto, "auto"),
        (Self::Iso8601, "iso8601"),
        (Self::Compact, "compact"),
        (Self::Rfc2822, "rfc2822"),
        (Self::EpochSeconds, "epoch_seconds"),
        (Self::EpochMillis, "epoch_millis"),
        (Self::EpochMicros, "epoch_micros"),
        (Self::EpochNanos, "epoch_nanos"),
        (Self::JulianDay, "julian_day"),
        (Self::ExcelSerial, "excel_serial"),
        (Self::DotnetTicks, "dotnet_ticks"),
        (Self::CocoaSeconds, "cocoa_seconds"),
        (Self::WebkitMicros, "webkit_micros"),
        (Self::DayMonthYear, "day_month_year"),
        (Self::MonthDayYear, "month_day_year"),
    ];
}
