//! The values that are read as times, by every row of the specification, and those that are not.

use feature_lab::base::value::ValueRef;
use feature_lab::features::spec::show_instant;
use feature_lab::features::times::{ColumnFormat, ColumnStats, ParsedTime, TimeFormat, read};

fn shown(value: ValueRef<'_>, format: TimeFormat) -> Option<String> {
    let reading = read(value, format);
    let mut stats = ColumnStats::default();
    stats.observe(&reading);
    ColumnFormat::of(&stats).resolve(&reading).map(show_instant)
}

fn auto(text: &str) -> Option<String> {
    shown(ValueRef::Text(text.as_bytes()), TimeFormat::Auto)
}

#[test]
fn every_row_of_the_specification_is_read() {
    let cases = [
        ("2026-11-22", "2026-11-22T00:00:00Z"),
        ("2026/11/22", "2026-11-22T00:00:00Z"),
        ("\t 2026-11-22T10:00\r\n", "2026-11-22T10:00:00Z"),
        ("2026-11-22 10:00:01.5 UTC", "2026-11-22T10:00:01.500Z"),
        ("2026/11/22 10:00:01.123456789Z", "2026-11-22T10:00:01.123456789Z"),
        ("2026-11-22T00:30+02:00", "2026-11-21T22:30:00Z"),
        ("2026-11-22T00:30:00-0330", "2026-11-22T04:00:00Z"),
        ("2026-11-22 00:30:00+02", "2026-11-21T22:30:00Z"),
        ("20261122", "2026-11-22T00:00:00Z"),
        ("20261122T101112Z", "2026-11-22T10:11:12Z"),
        ("20261122T101112", "2026-11-22T10:11:12Z"),
        ("Sat, 22 Nov 2026 10:00:00 +0000", "2026-11-22T10:00:00Z"),
        ("22 nov 2026 10:00 EST", "2026-11-22T15:00:00Z"),
        ("1782777600", "2026-06-30T00:00:00Z"),
        ("2461221.5", "2026-06-30T00:00:00Z"),
        ("46203.75", "2026-06-30T18:00:00Z"),
        ("30/06/2026", "2026-06-30T00:00:00Z"),
        ("6/30/2026 1:05 PM", "2026-06-30T13:05:00Z"),
        ("30.6.2026 23:59:59", "2026-06-30T23:59:59Z"),
        ("30-06-2026 23:15:00", "2026-06-30T23:15:00Z"),
        ("2024-06-29 11:44:09.984439 +00:00", "2024-06-29T11:44:09.984439Z"),
        ("2024-06-29 11:44:09,984 UTC", "2024-06-29T11:44:09.984Z"),
        ("2024-6-1", "2024-06-01T00:00:00Z"),
        ("2024/6/1 9:05", "2024-06-01T09:05:00Z"),
        ("2024-06-01 9:05 PM", "2024-06-01T21:05:00Z"),
        ("2024-06-01 12:05:00am GMT", "2024-06-01T00:05:00Z"),
        ("2024-06-01T10:00GMT+02", "2024-06-01T08:00:00Z"),
        ("1 Jun 2024", "2024-06-01T00:00:00Z"),
        ("Sat Jun 01 2024 10:00:00 GMT+0200 (CEST)", "2024-06-01T08:00:00Z"),
    ];
    for (text, expected) in cases {
        assert_eq!(auto(text).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_is_no_time_is_unreadable() {
    let cases = [
        "",
        " ",
        "now",
        "today",
        "NULL",
        "2026",
        "10:00",
        "2026-02-30",
        "2026-13-01",
        "2026-00-10",
        "2026-11-22 24:00:00",
        "2026-11-22 10:00:60",
        "2026-11-22 10",
        "2026-11-22T",
        "2026-11-22T10:00:00.",
        "2026-11-22T10:00:00.1234567890",
        "2026-11-22Z",
        "2026-11-22T10:00+2",
        "2026-11-22T10:00 EST",
        "2026-11-22 13:00 PM",
        "2026-11-22 0:10 AM",
        "2026-111-22",
        "2026-11-222",
        "2026-1-1-1",
        "26-11-22",
        "30-06/2026",
        "1-Jun-24",
        "2026-11-22T10:00+24:00",
        "2026-11/22",
        "20260230",
        "20261122T1011",
        "20261122101112",
        "20260630.0",
        "1e400",
        "-1782777600",
        "12/31/26",
        "30/02/2026",
        "30/06.2026",
        "30/06/2026Z",
        "30/06/2026 13:00 PM",
        "30/06/2026 0:10 AM",
        "Sat, 30 Feb 2026 10:00:00 +0000",
        "22 Nov 26 10:00:00 +0000",
        "22 Nov 2026 10:00:60 +0000",
        "0000-01-01T00:00+01:00",
        "9999-12-31T23:59:59-01",
        "２０２６-11-22",
    ];
    for text in cases {
        assert_eq!(auto(text), None, "{text}");
    }
    assert_eq!(read(ValueRef::Null, TimeFormat::Auto), ParsedTime::Unreadable);
    assert_eq!(read(ValueRef::Blob(b"2026-11-22"), TimeFormat::Auto), ParsedTime::Unreadable);
    assert_eq!(read(ValueRef::Text(b"2026-11-22\xff"), TimeFormat::Auto), ParsedTime::Unreadable);
}

#[test]
fn whole_numbers_can_be_dates_and_doubles_cannot() {
    let compact = |value| read(value, TimeFormat::Auto);
    assert!(matches!(compact(ValueRef::Integer(20_260_630)), ParsedTime::At { format: TimeFormat::Compact, .. }));
    assert_eq!(compact(ValueRef::Integer(20_260_631)), ParsedTime::Unreadable);
    assert_eq!(compact(ValueRef::Integer(18_991_231)), ParsedTime::Unreadable);
    assert_eq!(compact(ValueRef::Real(20_260_630.0)), ParsedTime::Unreadable);
}

#[test]
fn a_pinned_format_reads_nothing_else_and_a_pinned_unit_takes_every_number() {
    use TimeFormat::{Compact, DayMonthYear, EpochSeconds, Iso8601, MonthDayYear, Rfc2822};
    let text = |text: &'static str| ValueRef::Text(text.as_bytes());
    for (value, format) in [
        (text("20260630"), Iso8601),
        (text("2026-06-30"), Compact),
        (text("1/2/2026"), Rfc2822),
        (ValueRef::Integer(1_782_777_600), Iso8601),
        (ValueRef::Integer(1_782_777_600), Compact),
        (text("06/30/2026"), DayMonthYear),
        (ValueRef::Real(f64::INFINITY), EpochSeconds),
        (ValueRef::Integer(i64::MAX), EpochSeconds),
    ] {
        assert_eq!(shown(value, format), None, "{value:?} {format:?}");
    }
    for (value, format, expected) in [
        (ValueRef::Integer(7), EpochSeconds, "1970-01-01T00:00:07Z"),
        (ValueRef::Integer(-1), EpochSeconds, "1969-12-31T23:59:59Z"),
        (ValueRef::Integer(20_260_630), EpochSeconds, "1970-08-23T11:57:10Z"),
        (text("20260630"), EpochSeconds, "1970-08-23T11:57:10Z"),
        (text("2026-06-30"), EpochSeconds, "2026-06-30T00:00:00Z"),
        (text("1/2/2026"), DayMonthYear, "2026-02-01T00:00:00Z"),
        (text("1/2/2026"), MonthDayYear, "2026-01-02T00:00:00Z"),
        (text("20260630"), MonthDayYear, "2026-06-30T00:00:00Z"),
    ] {
        assert_eq!(shown(value, format).as_deref(), Some(expected), "{value:?} {format:?}");
    }
}
