//! Time columns that mix all time formats, read by the lab and by tests/python/times.py, with the rows in two orders.

use crate::generated_shops::Random;
use crate::python::Python;
use crate::seed;
use chrono::{DateTime, TimeDelta, Utc};
use feature_lab::base::named::Named;
use feature_lab::base::value::Value;
use feature_lab::features::spec::parse_as_of;
use feature_lab::features::times::{ColumnFormat, ColumnStats, TimeFormat, read};
use serde::Deserialize;
use serde_json::json;

/// The number of columns in one run.
const COLUMNS: usize = 5_000;

/// The seed of a run without `LAB_SEED`.
const SEED: u64 = 20_261_125;

/// Time formats as chrono's format strings, each with its offset east of UTC in minutes.
const FORMATS: [(&str, i64); 44] = [
    ("%Y-%m-%d", 0),
    ("%Y/%m/%d", 0),
    ("%Y-%-m-%-d", 0),
    ("%Y/%-m/%-d %-H:%M", 0),
    ("%Y-%m-%dT%H:%M", 0),
    ("%Y-%m-%d %H:%M:%S", 0),
    ("%Y-%m-%d %-H:%M:%S", 0),
    ("%Y-%m-%dT%H:%M:%S%.3fZ", 0),
    ("%Y-%m-%d %H:%M:%S%.9f", 0),
    ("%Y-%m-%d %H:%M:%S,%3f", 0),
    ("%Y-%m-%d %H:%M:%S UTC", 0),
    ("%Y-%m-%d %H:%M:%SUTC", 0),
    ("%Y-%m-%d %H:%M:%S GMT", 0),
    ("%Y-%m-%d %H:%M:%S Z", 0),
    ("%Y-%m-%dT%H:%M:%S+05:30", 330),
    ("%Y-%m-%d %H:%M:%S%.6f +00:00", 0),
    ("%Y-%m-%d %H:%M:%S -0330", -210),
    ("%Y-%m-%dT%H:%M:%S +02", 120),
    ("%Y-%m-%d %I:%M %p", 0),
    ("%Y-%m-%d %-I:%M:%S%P", 0),
    ("%Y%m%d", 0),
    ("%Y%m%dT%H%M%S", 0),
    ("%Y%m%dT%H%M%SZ", 0),
    ("%a, %d %b %Y %H:%M:%S +0000", 0),
    ("%d %b %Y %H:%M EST", -300),
    ("%-d %b %Y", 0),
    ("%-d %B %Y %H:%M:%S", 0),
    ("%b %-d, %Y", 0),
    ("%B %-d %Y %-I:%M %p", 0),
    ("%d-%b-%Y", 0),
    ("%d-%b-%Y %H:%M:%S", 0),
    ("%a %b %d %Y %H:%M:%S GMT+0200 (CEST)", 120),
    ("%A, %B %-d, %Y", 0),
    ("%d/%m/%Y", 0),
    ("%-d.%-m.%Y %H:%M", 0),
    ("%d-%m-%Y %H:%M:%S", 0),
    ("%m/%d/%Y", 0),
    ("%-m/%-d/%Y %-I:%M %p", 0),
    ("%d/%m/%y", 0),
    ("%-d-%b-%y", 0),
    ("\t %Y-%m-%d \n", 0),
    ("%Y-%m-%d  %H:%M", 0),
    ("%Y-%m-%d %H", 0),
    ("%H:%M", 0),
];

/// Values that are no times, or only in some format.
const NO_TIMES: [&str; 16] = [
    "",
    " ",
    "now",
    "2026",
    "10:00",
    "2026-02-30",
    "2026-13-01",
    "2026-06-30 24:00",
    "2026-06-30 10:00:60",
    "30/02/2026",
    "1 Juin 2024",
    "Jun 2024",
    "24-06-30",
    "2024-06-30 13:00 PM",
    "45000.5",
    "1e400",
];

#[derive(Deserialize)]
struct Answer {
    at: Vec<Option<String>>,
    undecided: u64,
}

#[test]
fn every_writing_beside_every_other_is_read_as_python_reads_it() {
    let seed = seed::seed(|| SEED);
    let mut random = Random(seed);
    let mut python = Python::start("columns.py");
    let (mut read_of_text, mut asked) = (0, 0);
    for at in 0..COLUMNS {
        let as_of =
            parse_as_of(random.pick(&["2026-07-01", "2024-07-01T12:00:00Z", "2012-01-01", "2040-01-01"])).unwrap();
        let (format, name) = if random.chance(60) { TimeFormat::NAMES[0] } else { random.pick(TimeFormat::NAMES) };
        let mut values = column(&mut random, as_of, at);
        let ours = resolve(&values, format, as_of);
        let sent: Vec<_> = values.iter().map(as_json).collect();
        let request =
            json!({ "values": sent, "format": name, "as_of": feature_lab::features::spec::show_instant(as_of) });
        let theirs: Answer = python.ask_plainly(&request);
        assert_eq!(ours.0, theirs.at, "seed {seed}, {name} as of {as_of}: {values:?}");
        assert_eq!(ours.1, theirs.undecided, "seed {seed}, {name} as of {as_of}: {values:?}");
        read_of_text += usize::from(ours.0.iter().any(Option::is_some));
        asked += usize::from(ours.1 > 0);
        // Another order of the rows reads every value as before.
        let mut order: Vec<usize> = (0..values.len()).collect();
        (1..order.len()).rev().for_each(|end| order.swap(end, random.below(end + 1)));
        values = order.iter().map(|at| values[*at].clone()).collect();
        let shuffled = resolve(&values, format, as_of);
        let expected: Vec<_> = order.iter().map(|at| ours.0[*at].clone()).collect();
        assert_eq!(shuffled.0, expected, "seed {seed}, {name}: {values:?}");
    }
    assert!(read_of_text > COLUMNS / 2 && asked > COLUMNS / 20, "{read_of_text} read, {asked} asked");
}

/// The instants of a column in nanoseconds, and the number of values that need a choice of format.
fn resolve(values: &[Value], format: TimeFormat, as_of: DateTime<Utc>) -> (Vec<Option<String>>, u64) {
    let mut survey = ColumnStats::as_of(as_of);
    let readings: Vec<_> = values.iter().map(|value| read(value.as_ref(), format)).collect();
    values.iter().zip(&readings).for_each(|(value, reading)| survey.observe_value(value.as_ref(), reading, format));
    let decision = ColumnFormat::of(&survey);
    let nanos =
        |at: DateTime<Utc>| i128::from(at.timestamp()) * 1_000_000_000 + i128::from(at.timestamp_subsec_nanos());
    let at = readings.iter().map(|reading| decision.resolve(reading).map(|at| nanos(at).to_string())).collect();
    (at, decision.undecided() + decision.undecided_numbers())
}

/// A column in one, two or many formats; every pair of formats occurs in turn.
fn column(random: &mut Random, as_of: DateTime<Utc>, at: usize) -> Vec<Value> {
    let kinds = FORMATS.len() + 10;
    let pair = [at % kinds, at / kinds % kinds];
    let length = 2 + random.below(9);
    (0..length)
        .map(|place| {
            let days = random.pick(&[5, 400, 4_000, 12_000]);
            let seconds = random.below(days * 86_400) as i64 - 40 * 86_400;
            let mut time =
                as_of - TimeDelta::seconds(seconds) + TimeDelta::nanoseconds(random.below(4) as i64 * 250_000_000);
            if random.chance(30) {
                // Days that leave the order of day and month open.
                time -= TimeDelta::days(i64::from(chrono::Datelike::day0(&time) / 12 * 12));
            }
            let kind = if random.chance(85) { pair[place % 2] } else { random.below(kinds) };
            write(random, kind, time)
        })
        .collect()
}

fn write(random: &mut Random, kind: usize, at: DateTime<Utc>) -> Value {
    if let Some((way, minutes)) = FORMATS.get(kind) {
        let text = (at + TimeDelta::minutes(*minutes)).format(way).to_string();
        return Value::Text(if random.chance(10) { text.to_uppercase() } else { text });
    }
    let seconds = at.timestamp();
    let number = match kind - FORMATS.len() {
        0 => seconds,
        1 => seconds * 1_000,
        2 => seconds * 1_000_000,
        3 => seconds * 1_000_000_000,
        4 => (seconds + 62_135_596_800) * 10_000_000,
        5 => seconds - 978_307_200,
        6 => (seconds + 11_644_473_600) * 1_000_000,
        7 => return Value::Real(seconds as f64 / 86_400.0 + random.pick(&[25_569.0, 2_440_587.5])),
        8 => return if random.chance(50) { Value::Null } else { Value::Real(seconds as f64 + 0.25) },
        _ => return Value::Text(random.pick(&NO_TIMES).to_owned()),
    };
    if random.chance(25) { Value::Text(number.to_string()) } else { Value::Integer(number) }
}

fn as_json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null | Value::Blob(_) => serde_json::Value::Null,
        Value::Integer(number) => json!({ "integer": number.to_string() }),
        Value::Real(number) => json!({ "real": format!("{number:?}") }),
        Value::Text(text) => json!(text),
    }
}
