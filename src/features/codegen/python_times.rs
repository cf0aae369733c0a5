//! The part of the Python script that reads times: the functions for the formats that were found, and the choice between them.

use super::ExportInput;
use super::template::fill_in;
use crate::features::times::{Scale, TimeFormat, range, scale};

/// Returns the unit of the numbers among the formats.
pub(super) fn unit(input: &ExportInput) -> Option<TimeFormat> {
    input.time_formats.iter().copied().find(|format| format.is_unit())
}

/// Writes the functions for the formats that were found, and those that choose between them.
pub(super) fn times(input: &ExportInput) -> String {
    let chosen = input.spec.transactions.time_format;
    let day_first = input.reads(TimeFormat::DayMonthYear);
    let slashed = day_first || input.reads(TimeFormat::MonthDayYear);
    let named = input.reads(TimeFormat::Rfc2822);
    let compact = input.reads(TimeFormat::Compact);
    let short_years = matches!(chosen, TimeFormat::DayMonthYear | TimeFormat::MonthDayYear);
    let year = if short_years { r"\d{4}|\d\d" } else { r"\d{4}" };
    let mut written = include_str!("python/times.py").to_owned();
    if compact {
        written += include_str!("python/compact.py");
    }
    if named || slashed {
        written += include_str!("python/full_year.py");
    }
    if named {
        written += &fill_in(include_str!("python/named.py"), &[("YEAR", year.to_owned())]);
    }
    if slashed {
        let [first, second] = if day_first { ["day", "month"] } else { ["month", "day"] };
        let example = if day_first { "31/12/2024 or 31.12.2024 09:30" } else { "12/31/2024 or 12-31-2024 9:30 PM" };
        let places = [("YEAR", year), ("FIRST", first), ("SECOND", second), ("EXAMPLE", example)];
        written += &fill_in(include_str!("python/slashed.py"), &places.map(|(name, text)| (name, text.to_owned())));
    }
    let unit = unit(input);
    if let Some(unit) = unit {
        written += &numbers(unit, chosen);
    }
    // A unit that somebody chose holds for eight digits too.
    let compact_text =
        if chosen.is_unit() { r#"("T" in text and read_compact(text)) or None"# } else { "read_compact(text)" };
    let readers = [
        (input.reads(TimeFormat::Iso8601), "read_iso(text)"),
        (compact, compact_text),
        (unit.is_some(), "read_number_text(text)"),
        (slashed, "read_slashed(text)"),
        (named, "read_named(text)"),
    ];
    let readers: Vec<&str> = readers.into_iter().filter(|(wanted, _)| *wanted).map(|(_, reader)| reader).collect();
    let text = if readers.is_empty() { "None".to_owned() } else { readers.join(" or ") };
    let mut numbers = String::new();
    if compact && !chosen.is_unit() {
        numbers += "    if isinstance(value, int) and 19_000_101 <= value <= 21_001_231 and read_compact(str(value)):\n        \
                    return read_compact(str(value))\n";
    }
    if unit.is_some() {
        numbers += "    if isinstance(value, (int, float)):\n        return read_number(value)\n";
    }
    let places = [("TEXT", format!("        return {text}")), ("NUMBERS\n", numbers)];
    let plain = if input.reads(TimeFormat::Iso8601) { include_str!("python/plain.py") } else { "" };
    written += &fill_in(include_str!("python/read_time.py"), &places);
    if input.reads(TimeFormat::Iso8601) {
        written += include_str!("python/alike.py");
    }
    written + &fill_in(include_str!("python/read_times.py"), &[("PLAIN\n", plain.to_owned())])
}

/// Writes the functions that read numbers of a unit.
fn numbers(unit: TimeFormat, chosen: TimeFormat) -> String {
    let named = words_of(unit).to_owned();
    let within = range(unit).filter(|_| chosen != unit);
    let limits = within.map(|(low, high)| format!("    if not {low} <= number <= {high}:\n        return None\n"));
    let function = match scale(unit) {
        Some(Scale::Ticks { nanos, start }) => {
            let places =
                [("UNIT", named), ("NANOS", nanos.to_string()), ("START", (start * 1_000_000_000).to_string())];
            fill_in(include_str!("python/ticks.py"), &places)
        }
        Some(Scale::Days { epoch }) => {
            fill_in(include_str!("python/days.py"), &[("UNIT", named), ("EPOCH", format!("{epoch:?}"))])
        }
        None => String::new(),
    };
    let function = function.replace("{{LIMITS}}\n", &limits.unwrap_or_default());
    [include_str!("python/numbers.py"), include_str!("python/rounded.py"), &function].concat()
}

pub(super) fn words_of(unit: TimeFormat) -> &'static str {
    match unit {
        TimeFormat::EpochSeconds => "seconds since 1970",
        TimeFormat::EpochMillis => "milliseconds since 1970",
        TimeFormat::EpochMicros => "microseconds since 1970",
        TimeFormat::EpochNanos => "nanoseconds since 1970",
        TimeFormat::JulianDay => "Julian days",
        TimeFormat::ExcelSerial => "days of Excel, counted from 1899-12-30",
        TimeFormat::DotnetTicks => ".NET ticks, tenths of a microsecond since 0001-01-01",
        TimeFormat::CocoaSeconds => "seconds since 2001",
        TimeFormat::WebkitMicros => "microseconds since 1601",
        _ => "",
    }
}
