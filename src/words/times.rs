//! Texts about the time column: formats, examples, and the repair of unreadable values.

use super::numbers::{number, rows};
use crate::base::named::Named;
use crate::base::plural::verb;
use crate::features::times::times_question::{TimesQuestion, UnitReading};
use crate::features::times::{Comments, TimeFormat};

pub const TIMES_FITTING: &str = "They can be read when you choose a format:";
pub const TIMES_NONE: &str = "The table has no rows, so there is no time to read.";
pub const TIMES_ALL_NULL: &str = "Every value is NULL. Choose another time column.";
pub const TIMES_UNREAD: &str = "These values cannot be read as times:";
pub const TIMES_WAY_OUT: &str =
    "Choose another time column, or a format under More options. Or rewrite the values with SQL.";
pub const TIMES_CONTRADICT: &str =
    "Some dates have the day first and others the month first, so none of them is read. Choose one under More options.";
pub const TIMES_KNOWN: &str = "Formats that can be read";
pub const TIMES_REPAIR: &str = "Start a query for it in the SQL box";

/// The comments of the script that rewrites values which cannot be read.
pub const REWRITING: Comments = Comments {
    values: "The values of the time column, the most frequent first:",
    correct: "To correct one of them, put its date in place of YYYY-MM-DD and run this without the dashes in front:",
    keep: "To keep the new values, run this without the dashes in front:",
    becomes: |value, changed| format!("{value} becomes {changed}:"),
};

/// The number of rows without a time.
pub fn times_null(nulls: u64) -> String {
    format!("{} without a time (NULL).", rows(nulls))
}

/// The number of values that cannot be read, above a list of some different ones of them.
pub fn times_unreadable(unreadable: u64, shown: usize) -> String {
    let some = if shown as u64 == unreadable { "" } else { ", for example" };
    format!("{} {} cannot be read as a time{some}:", number(unreadable), verb(unreadable, "value", "values"))
}

/// The names of the formats that were found in a time column; empty if there are none.
pub fn formats(formats: &[(TimeFormat, u64)]) -> String {
    let names: Vec<&str> = formats.iter().map(|(format, _)| time_format_name(*format)).collect();
    match names.as_slice() {
        [] => String::new(),
        names => format!("Formats found: {}. For example:", names.join(", ")),
    }
}

/// One value of the time column and the instant that the lab reads in it.
pub fn reading(value: &str, instant: &str) -> String {
    format!("{value} → {}", instant.replace('T', " ").replace('Z', " UTC"))
}

/// The name of a time format, without its example.
fn time_format_name(format: TimeFormat) -> &'static str {
    time_format(format).split(':').next().unwrap_or_default()
}

/// The name of a time format, with an example.
pub fn time_format(format: TimeFormat) -> &'static str {
    match format {
        TimeFormat::Auto => "Detect automatically",
        TimeFormat::Iso8601 => "ISO 8601: 2026-11-22 18:30",
        TimeFormat::Compact => "Compact: 20261122",
        TimeFormat::Rfc2822 => "Month names: 22 Nov 2026",
        TimeFormat::EpochSeconds => "Seconds since 1970",
        TimeFormat::EpochMillis => "Milliseconds since 1970",
        TimeFormat::EpochMicros => "Microseconds since 1970",
        TimeFormat::EpochNanos => "Nanoseconds since 1970",
        TimeFormat::JulianDay => "Julian day",
        TimeFormat::ExcelSerial => "Excel serial day",
        TimeFormat::DotnetTicks => ".NET ticks",
        TimeFormat::CocoaSeconds => "Seconds since 2001 (Cocoa, Core Data)",
        TimeFormat::WebkitMicros => "Microseconds since 1601 (WebKit, Windows)",
        TimeFormat::DayMonthYear => "Day first: 22/11/2026",
        TimeFormat::MonthDayYear => "Month first: 11/22/2026",
    }
}

/// The choice that a time column leaves to the person.
pub fn times_question(question: &TimesQuestion) -> String {
    match question {
        TimesQuestion::Unit { readings } => match readings.as_slice() {
            [one] => format!("Is this the unit of these numbers? {}.", unit_reading(one)),
            several => {
                let several: Vec<String> = several.iter().map(unit_reading).collect();
                format!("Which unit do these numbers have? {}.", several.join(", or "))
            }
        },
        TimesQuestion::DayOrMonth { first, second, year } => format!(
            "Does {first}/{second}/{year} mean day/month ({year}-{second:02}-{first:02}) or month/day \
             ({year}-{first:02}-{second:02})?"
        ),
    }
}

/// A number as a unit reads it: `741000000 is 2024-06-25 in seconds since 2001`.
fn unit_reading(reading: &UnitReading) -> String {
    match reading {
        UnitReading::Example { format, number, date } => format!("{number} is {date} in {}", unit_name(format)),
        UnitReading::NoExample { format } => unit_name(format).to_owned(),
    }
}

/// The unit of a format in a sentence; empty for formats that are no unit.
fn unit_name(format: &str) -> &'static str {
    match TimeFormat::named(format).unwrap_or_default() {
        TimeFormat::EpochSeconds => "seconds since 1970",
        TimeFormat::EpochMillis => "milliseconds since 1970",
        TimeFormat::EpochMicros => "microseconds since 1970",
        TimeFormat::EpochNanos => "nanoseconds since 1970",
        TimeFormat::JulianDay => "Julian days",
        TimeFormat::ExcelSerial => "Excel days",
        TimeFormat::DotnetTicks => ".NET ticks",
        TimeFormat::CocoaSeconds => "seconds since 2001",
        TimeFormat::WebkitMicros => "microseconds since 1601",
        _ => "",
    }
}
