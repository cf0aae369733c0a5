//! ISO 8601 a second time: texts that are times or nearly so, and the slow way to read them.

#![allow(missing_docs, unreachable_pub)]

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use proptest::prelude::*;

/// Text that is a time, nearly one, or not at all.
pub fn written() -> impl Strategy<Value = String> {
    let two = prop_oneof![29 => "[0-5][0-9]", 1 => "[0-9]{2}", 1 => "[0-9]{0,3}"];
    let date = (
        prop_oneof![29 => "[0-9]{4}", 1 => "[0-9]{2,5}"],
        prop::sample::select(vec!["-", "-", "-", "/", "/", "."]),
        prop_oneof![29 => "0[1-9]|1[0-2]", 1 => "[0-9]{1,2}"],
        prop::sample::select(vec!["-", "-", "-", "/", "/", ""]),
        prop_oneof![29 => "0[1-9]|[12][0-9]|3[01]", 1 => "[0-9]{1,2}"],
    );
    let clock = (
        prop::sample::select(vec!["", "T", "T", " ", " ", " ", "t", "  "]),
        prop_oneof![29 => "[01][0-9]|2[0-4]", 1 => "[0-9]{1,2}"],
        two.clone(),
        prop::option::of(two),
        prop_oneof![4 => Just(String::new()), 4 => "[.][0-9]{1,9}", 1 => "[.,][0-9]{0,10}"],
        prop_oneof![
            4 => prop::sample::select(vec!["", "Z", " UTC", "z", "UTC", " Z", "+", "-00:00"]).prop_map(str::to_owned),
            3 => "[+-]([01][0-9]|2[0-4])(:?[0-6][0-9])?",
            1 => "[ +-]{1,2}[0-9:]{0,6}",
        ],
    );
    (date, prop::option::of(clock)).prop_map(|((y, a, m, b, d), clock)| {
        let mut written = format!("{y}{a}{m}{b}{d}");
        if let Some((t, h, min, second, fraction, zone)) = clock {
            written += &format!("{t}{h}:{min}");
            if let Some(second) = second {
                written += &format!(":{second}{fraction}");
            }
            written += &zone;
        }
        written
    })
}

/// ISO text read the slow way: the shape by hand, every number by chrono's format strings.
pub fn oracle(text: &str) -> Option<DateTime<Utc>> {
    let shape: String = text.chars().map(|letter| if letter.is_ascii_digit() { '9' } else { letter }).collect();
    let slashed = shape.starts_with("9999/99/99");
    if !(slashed || shape.starts_with("9999-99-99")) {
        return None;
    }
    let date_format = if slashed { "%Y/%m/%d" } else { "%Y-%m-%d" };
    let date = NaiveDate::parse_from_str(&text[..10], date_format).ok()?;
    let in_four_digits = |at: DateTime<Utc>| (0..=9999).contains(&at.year()).then_some(at);
    if text.len() == 10 {
        return Some(date.and_time(NaiveTime::MIN).and_utc());
    }
    let (rest, rest_shape) = (&text[11..], &shape[11..]);
    if !shape[10..].starts_with(['T', ' ']) {
        return None;
    }
    let zone_at = rest.find(['Z', ' ', '+', '-']).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at(zone_at);
    let clock_shape = &rest_shape[..zone_at];
    let time = match clock_shape {
        "99:99" => NaiveTime::parse_from_str(clock, "%H:%M").ok()?,
        "99:99:99" => NaiveTime::parse_from_str(clock, "%H:%M:%S").ok()?,
        longer => {
            let digits = longer.strip_prefix("99:99:99.")?;
            if !(1..=9).contains(&digits.len()) || digits.chars().any(|digit| digit != '9') {
                return None;
            }
            NaiveTime::parse_from_str(clock, "%H:%M:%S%.f").ok()?
        }
    };
    if time.nanosecond() >= 1_000_000_000 {
        // chrono reads the 60th second as a leap second; the specification does not.
        return None;
    }
    let local = NaiveDateTime::new(date, time);
    match &rest_shape[zone_at..] {
        "" | "Z" | " UTC" => Some(local.and_utc()),
        "+99" | "-99" | "+9999" | "-9999" | "+99:99" | "-99:99" => {
            let full = if zone.len() == 3 { format!("{zone}:00") } else { zone.to_owned() };
            let stamped = DateTime::parse_from_str(
                &format!("{} {full}", local.format("%Y-%m-%dT%H:%M:%S%.f")),
                "%Y-%m-%dT%H:%M:%S%.f %z",
            );
            in_four_digits(stamped.ok()?.to_utc())
        }
        _ => None,
    }
}
