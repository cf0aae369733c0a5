//! The time grammar: compared with an oracle of chrono's format strings, and its properties.

use crate::seed::config;
use crate::time_oracle::{oracle, written};
use chrono::{DateTime, Datelike, FixedOffset, NaiveTime, TimeDelta, Timelike, Utc};
use feature_lab::base::value::{Value, ValueRef};
use feature_lab::features::times::{ColumnFormat, ColumnStats, ParsedTime, TimeFormat, parse_iso, read};
use proptest::prelude::*;

/// The seconds from 0000-01-02 to 9999-12-30: a day from either end, so that years have four digits with every offset.
const SECONDS: std::ops::Range<i64> = -62_167_132_800..253_402_214_400;

fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    let near = 946_684_800..4_102_444_800_i64;
    let nanos = prop_oneof![Just(0), (0..1000_u32).prop_map(|ms| ms * 1_000_000), 0..1_000_000_000_u32];
    (prop_oneof![4 => near, 1 => SECONDS], nanos).prop_map(|(at, nanos)| DateTime::from_timestamp(at, nanos).unwrap())
}

fn offset() -> impl Strategy<Value = FixedOffset> {
    (-1439..=1439_i32).prop_map(|minutes| FixedOffset::east_opt(minutes * 60).unwrap())
}

/// Reads one value as a column with a single row.
fn alone(value: ValueRef<'_>, format: TimeFormat) -> Option<DateTime<Utc>> {
    let reading = read(value, format);
    let mut stats = ColumnStats::default();
    stats.observe(&reading);
    ColumnFormat::of(&stats).resolve(&reading)
}

fn text(text: &str) -> Option<DateTime<Utc>> {
    alone(ValueRef::Text(text.as_bytes()), TimeFormat::Auto)
}

fn cut(at: DateTime<Utc>, nanos: u32) -> DateTime<Utc> {
    at.with_nanosecond(at.nanosecond() / nanos * nanos).unwrap()
}

fn midnight(at: DateTime<Utc>) -> DateTime<Utc> {
    at.date_naive().and_time(NaiveTime::MIN).and_utc()
}

proptest! {
    #![proptest_config(config(2000))]

    #[test]
    fn every_instant_reads_back_from_every_iso_spelling(at in instant(), zone in offset()) {
        let local = at.with_timezone(&zone);
        for (format, unit) in [
            ("%Y-%m-%dT%H:%M:%S%.9f%:z", 1),
            ("%Y/%m/%d %H:%M:%S%.6f%z", 1000),
            ("%Y-%m-%d %H:%M:%S%.3f%:z", 1_000_000),
            ("%Y-%m-%d %H:%M:%S%z", 1_000_000_000),
        ] {
            prop_assert_eq!(text(&local.format(format).to_string()), Some(cut(at, unit)));
        }
        for tail in ["", "Z", " UTC", "+00", "-0000", "+00:00"] {
            let written = format!(" {}{tail}\n", at.format("%Y-%m-%dT%H:%M:%S%.f"));
            prop_assert_eq!(text(&written), Some(at), "{}", written);
            prop_assert_eq!(parse_iso(written.as_bytes()), Some(at));
        }
        let minute = cut(at, 1_000_000_000) - TimeDelta::seconds(i64::from(at.second()));
        prop_assert_eq!(text(&at.format("%Y-%m-%d %H:%M").to_string()), Some(minute));
        prop_assert_eq!(text(&at.format("%Y/%m/%d").to_string()), Some(midnight(at)));
    }

    #[test]
    fn every_fraction_of_one_to_nine_digits_is_kept(at in instant(), digits in 1..=9_usize) {
        let at = cut(at, 10_u32.pow(9 - u32::try_from(digits).unwrap()));
        let fraction = format!("{:09}", at.nanosecond());
        let written = format!("{}.{}", at.format("%Y-%m-%dT%H:%M:%S"), &fraction[..digits]);
        prop_assert_eq!(text(&written), Some(at));
    }

    #[test]
    fn every_instant_reads_back_from_compact_and_mail_spellings(at in instant(), zone in offset(), day in 0..7_usize) {
        let second = cut(at, 1_000_000_000);
        prop_assert_eq!(text(&at.format("%Y%m%dT%H%M%SZ").to_string()), Some(second));
        prop_assert_eq!(text(&at.format("%Y%m%dT%H%M%S").to_string()), Some(second));
        prop_assert_eq!(text(&at.format("%Y%m%d").to_string()), Some(midnight(at)));
        let digits = i64::from(at.year()) * 10_000 + i64::from(at.month() * 100 + at.day());
        let expected = (1900..=2100).contains(&at.year()).then_some(midnight(at));
        prop_assert_eq!(alone(ValueRef::Integer(digits), TimeFormat::Compact), expected);
        let local = second.with_timezone(&zone);
        prop_assert_eq!(text(&local.format("%a, %d %b %Y %H:%M:%S %z").to_string()), Some(second));
        prop_assert_eq!(text(&local.format("%-d %b %Y %H:%M:%S %z").to_string()), Some(second));
        // Any weekday will do.
        let weekday = ["Mon", "TUE", "wed", "Thu", "Fri", "Sat", "Sun"][day];
        prop_assert_eq!(text(&format!("{weekday}, {}", at.format("%-d %b %Y %H:%M:%S GMT"))), Some(second));
    }

    #[test]
    fn every_instant_reads_back_from_numbers(at in instant()) {
        let nanos = i128::from(at.timestamp()) * 1_000_000_000 + i128::from(at.nanosecond());
        for (format, size) in [
            (TimeFormat::EpochSeconds, 1_000_000_000_u32),
            (TimeFormat::EpochMillis, 1_000_000),
            (TimeFormat::EpochMicros, 1_000),
            (TimeFormat::EpochNanos, 1),
        ] {
            let whole = nanos.div_euclid(i128::from(size));
            let expected = Some(cut(at, size));
            let Ok(number) = i64::try_from(whole) else { continue };
            prop_assert_eq!(alone(ValueRef::Integer(number), format), expected);
            prop_assert_eq!(alone(ValueRef::Text(number.to_string().as_bytes()), format), expected);
            if number.abs() < 1 << 53 {
                prop_assert_eq!(alone(ValueRef::Real(number as f64), format), expected);
            }
            let near = (946_684_800..4_102_444_800).contains(&at.timestamp());
            if near {
                prop_assert_eq!(alone(ValueRef::Integer(number), TimeFormat::Auto), expected);
            }
        }
        // Days as doubles, to the millisecond.
        let at = cut(at, 1_000_000);
        let days = at.timestamp_millis() as f64 / 86_400_000.0;
        for (format, epoch) in [(TimeFormat::JulianDay, 2_440_587.5), (TimeFormat::ExcelSerial, 25_569.0)] {
            prop_assert_eq!(alone(ValueRef::Real(days + epoch), format), Some(at), "{:?}", format);
        }
        // A fraction of a second, to the microsecond.
        let at = cut(at, 1_000);
        if at.timestamp().abs() < 4_102_444_800 {
            let seconds = at.timestamp_micros() as f64 / 1e6;
            prop_assert_eq!(alone(ValueRef::Real(seconds), TimeFormat::EpochSeconds), Some(at));
        }
    }

    #[test]
    fn every_instant_reads_back_from_slashed_spellings(at in instant()) {
        let second = cut(at, 1_000_000_000);
        let minute = second - TimeDelta::seconds(i64::from(at.second()));
        let clocks = [("", midnight(at)), (" %H:%M:%S", second), (" %-H:%M", minute), (" %I:%M:%S %p", second), (" %-I:%M%P", minute)];
        let orders = [
            ("%d/%m/%Y", TimeFormat::DayMonthYear),
            ("%-d.%-m.%Y", TimeFormat::DayMonthYear),
            ("%-m/%-d/%Y", TimeFormat::MonthDayYear),
            ("%m.%d.%Y", TimeFormat::MonthDayYear),
        ];
        for (clock, expected) in clocks {
            for (order, format) in orders {
                let written = at.format(&format!("{order}{clock}")).to_string();
                prop_assert_eq!(alone(ValueRef::Text(written.as_bytes()), format), Some(expected), "{}", written);
                prop_assert_eq!(text(&written), (at.day() > 12).then_some(expected), "{}", written);
            }
        }
    }
}

proptest! {
    #![proptest_config(config(20_000))]

    #[test]
    fn the_fast_path_reads_what_chrono_reads(written in written()) {
        prop_assert_eq!(parse_iso(written.as_bytes()), oracle(written.trim_ascii()), "{}", written);
    }
}

#[test]
fn the_generated_texts_are_of_both_kinds() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::new(config(1));
    let mut read = 0;
    for _ in 0..2000 {
        let text = written().new_tree(&mut runner).unwrap().current();
        read += usize::from(oracle(&text).is_some());
    }
    assert!((300..1700).contains(&read), "{read} of 2000");
}

/// Values of all kinds that occur in time columns.
fn value() -> impl Strategy<Value = Value> {
    let text = |list: Vec<&'static str>| prop::sample::select(list).prop_map(|text| Value::Text(text.to_owned()));
    prop_oneof![
        Just(Value::Null),
        written().prop_map(Value::Text),
        text(vec!["01/02/2026", "3.4.2026 10:00", "05/05/2026", "13/02/2026", "02/14/2026", "30/02/2026"]),
        text(vec!["now", "", "20260630", "1718000000", "Sat, 22 Nov 2026 10:00:00 +0000", "45000.5", "2026"]),
        prop::sample::select(vec![1_718_000_000, 1_718_000_000_000, 20_260_630, 45_000, 7, i64::MIN])
            .prop_map(Value::Integer),
        any::<i64>().prop_map(Value::Integer),
        prop::sample::select(vec![2_461_221.5, 45_000.25, 1.718e9, 20_260_630.0, f64::INFINITY]).prop_map(Value::Real),
        any::<f64>().prop_map(Value::Real),
    ]
}

fn stats(readings: &[ParsedTime]) -> ColumnStats {
    let mut stats = ColumnStats::default();
    readings.iter().for_each(|reading| stats.observe(reading));
    stats
}

proptest! {
    #![proptest_config(config(1000))]

    #[test]
    fn neither_order_nor_parts_matter(
        (values, shuffled) in prop::collection::vec(value(), 0..24).prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())),
        cut in 0..24_usize,
        format in prop::sample::select(TimeFormat::ALL.to_vec()),
    ) {
        let readings = |values: &[Value]| values.iter().map(|value| read(value.as_ref(), format)).collect::<Vec<_>>();
        let (readings, shuffled) = (readings(&values), readings(&shuffled));
        let whole = stats(&readings);
        prop_assert_eq!(&stats(&shuffled), &whole);
        let (left, right) = readings.split_at(cut.min(readings.len()));
        let (left, right) = (stats(left), stats(right));
        for (first, second) in [(&left, &right), (&right, &left)] {
            let mut merged = first.clone();
            merged.merge(second);
            prop_assert_eq!(&merged, &whole);
        }
        let column_format = ColumnFormat::of(&whole);
        prop_assert_eq!(&ColumnFormat::of(&stats(&shuffled)), &column_format);
        let resolved = readings.iter().filter(|reading| column_format.resolve(reading).is_some()).count() as u64;
        prop_assert_eq!(resolved + column_format.unreadable(), values.len() as u64);
        prop_assert_eq!(column_format.formats().iter().map(|(_, count)| count).sum::<u64>(), resolved);
        prop_assert!(column_format.undecided() <= column_format.unreadable());
        prop_assert_eq!(column_format.question().is_none(), column_format.undecided() == 0);
        prop_assert_eq!(column_format.options().is_empty(), column_format.undecided() == 0);
        // Every answer to the question reads what waited for it. (An answer takes the place of a pinned unit.)
        for option in column_format.options().into_iter().filter(|_| format == TimeFormat::Auto) {
            let answered = values.iter().map(|value| read(value.as_ref(), option)).collect::<Vec<_>>();
            // Years of two digits are read by such a choice only.
            let by_choice = readings.iter().zip(&answered).filter(|(before, after)| {
                matches!(before, ParsedTime::Unreadable) && !matches!(after, ParsedTime::Unreadable)
            });
            let waiting = column_format.undecided() + by_choice.count() as u64;
            prop_assert_eq!(ColumnFormat::of(&stats(&answered)).unreadable(), column_format.unreadable() - waiting);
        }
    }

    #[test]
    fn of_all_assumptions_about_a_value_the_true_one_gives_its_instant(
        values in prop::collection::vec(value(), 0..24),
        format in prop::sample::select(TimeFormat::ALL.to_vec()),
    ) {
        let readings: Vec<ParsedTime> = values.iter().map(|value| read(value.as_ref(), format)).collect();
        let column_format = ColumnFormat::of(&stats(&readings));
        for reading in &readings {
            let mut assumptions = reading.by_assumption();
            prop_assert_eq!(assumptions.is_empty(), !reading.is_ambiguous());
            assumptions.retain(|(assumption, _)| column_format.confirms(*assumption));
            let instants: Vec<_> = assumptions.into_iter().map(|(_, at)| at).collect();
            let expected = if reading.is_ambiguous() { vec![column_format.resolve(reading)] } else { Vec::new() };
            prop_assert_eq!(instants, expected, "{:?}", reading);
        }
    }

    #[test]
    fn arbitrary_values_never_panic_and_instants_can_be_written(
        bytes in prop::collection::vec(any::<u8>(), 0..40),
        printable in "[0-9TZ:/. +,a-zA-Z-]{0,32}",
        number in any::<i64>(),
        double in any::<f64>(),
    ) {
        for format in TimeFormat::ALL {
            for value in [
                ValueRef::Text(&bytes),
                ValueRef::Blob(&bytes),
                ValueRef::Text(printable.as_bytes()),
                ValueRef::Integer(number),
                ValueRef::Integer(number >> (bytes.len() % 40)),
                ValueRef::Real(double),
            ] {
                if let Some(at) = alone(value, format) {
                    let shown = feature_lab::features::spec::show_instant(at);
                    prop_assert_eq!(parse_iso(shown.as_bytes()), Some(at), "{}", shown);
                }
            }
        }
    }
}
