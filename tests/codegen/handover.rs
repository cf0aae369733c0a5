//! The hand-over of both samples: a script that plays the next step finds every number in it, and SQL gives the same ones.

use std::path::Path;
use std::process::Command;

use feature_lab::adapters::rusqlite::Native;
use feature_lab::engine::samples::file;
use feature_lab::engine::session::Session;
use feature_lab::features::handover::{Emails, HandoverFormat, HandoverInput, LIMIT, hand_over};
use feature_lab::features::segments::Thresholds;
use feature_lab::protocol::Summarise;
use feature_lab::samples::{NAMES, make};
use feature_lab::words;
use serde_json::Value;

use crate::fixtures::{build, open, proposed, text};
use crate::python::interpreter;

/// The session of a sample whose table is built, and its hand-over.
fn handed_over(sample: &str, emails: Emails, format: HandoverFormat) -> (Session<Native>, String) {
    let mut session = open::<Native>(file(&make(sample).unwrap()).unwrap());
    let spec = proposed(&session);
    let report = build(&mut session, &spec).unwrap().report;
    let summary = session.summarise(&Summarise { spec, thresholds: Thresholds::default() }).unwrap();
    let input = HandoverInput { emails, key: [1; 32], ..HandoverInput::new(&report, "lab.db", summary, words::check) };
    (session, hand_over(&input, format))
}

/// The answer of tests/python/segment_analyzer.py to a hand-over.
fn analysed(json: &str) -> Value {
    let path = std::env::temp_dir().join(format!("feature-lab-{}.handover.json", std::process::id()));
    std::fs::write(&path, json).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python/segment_analyzer.py");
    let ran = Command::new(interpreter()).arg("-B").arg(script).arg(&path).output().unwrap();
    std::fs::remove_file(&path).unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    serde_json::from_slice(&ran.stdout).unwrap()
}

/// Compares a number with the only value of a query.
fn same(session: &mut Session<Native>, number: &Value, sql: &str) {
    let found: f64 = text(session, sql)[0].parse().unwrap_or_else(|error| panic!("{sql}: {error}"));
    let number = number.as_f64().unwrap_or_else(|| panic!("{sql}: {number}"));
    assert!((number - found).abs() <= 1e-9 * found.abs(), "{sql}: {number} and {found}");
}

#[test]
fn the_next_step_finds_every_number_and_they_are_those_of_sql() {
    for sample in NAMES {
        let (mut session, json) = handed_over(sample, Emails::LeftOut, HandoverFormat::Json);
        let found = analysed(&json);
        let session = &mut session;
        let tables = proposed(session);
        for (name, table) in [
            ("customers", &*tables.leads.table),
            ("transactions", &*tables.transactions.table),
            ("features", "customer_features"),
        ] {
            same(session, &found["rows"][name], &format!("SELECT count(*) FROM {table}"));
        }
        for (feature, default) in [("purchase_frequency", 0), ("recency_days", 365)] {
            let column = &found["columns"][feature];
            for (name, sql) in [
                ("rows", "count(*)".to_owned()),
                ("nulls", format!("count(*) - count({feature})")),
                ("default", default.to_string()),
                ("defaults", format!("count(*) FILTER (WHERE {feature} = {default})")),
                ("minimum", format!("min({feature})")),
                ("maximum", format!("max({feature})")),
                ("mean", format!("avg({feature})")),
                ("distinct", format!("count(DISTINCT {feature})")),
            ] {
                same(session, &column[name], &format!("SELECT {sql} FROM customer_features"));
            }
            let median = format!(
                "WITH ranked AS (SELECT {feature} AS value, row_number() OVER (ORDER BY {feature}) AS place, count(*) OVER () AS n
                 FROM customer_features) SELECT avg(value) FROM ranked WHERE place IN ((n + 1) / 2, (n + 2) / 2)"
            );
            same(session, &column["median"], &median);
        }
        // The lesson's conditions, not those of the hand-over.
        let case = "CASE WHEN purchase_frequency = 0 THEN 'never_bought' WHEN recency_days <= 30 THEN 'active'
            WHEN recency_days <= 170 THEN 'cooling' ELSE 'lapsed' END";
        let from = |name: &str, what: &str| format!("SELECT {what} FROM customer_features WHERE {case} = '{name}'");
        let segments = found["segments"].as_object().unwrap();
        assert_eq!(segments.len(), 4);
        for (name, figures) in segments {
            same(session, &figures["customers"], &from(name, "count(*)"));
            same(session, &figures["share"], &from(name, "count(*) * 1.0 / (SELECT count(*) FROM customer_features)"));
            let rule = figures["rule"].as_str().unwrap();
            same(session, &figures["customers"], &format!("SELECT count(*) FROM customer_features WHERE {rule}"));
            for (column, mean) in figures["means"].as_object().unwrap() {
                let is_empty = figures["customers"] == 0;
                let what = format!("avg({column}) FILTER (WHERE typeof({column}) IN ('integer', 'real'))");
                if is_empty { assert!(mean.is_null()) } else { same(session, mean, &from(name, &what)) }
            }
        }
        assert_eq!(found["unseen"], serde_json::json!([]));
        assert_eq!(found["as_of"], "2026-07-01T00:00:00Z");
        assert_eq!(found["insights"].as_array().unwrap().len(), 4);
    }
}

#[test]
fn no_address_of_a_sample_is_in_its_hand_over_unless_it_is_asked_for() {
    for sample in NAMES {
        for format in HandoverFormat::ALL {
            for emails in [Emails::LeftOut, Emails::Hashed] {
                let (mut session, written) = handed_over(sample, emails, format);
                assert!(!written.contains('@') && written.len() <= LIMIT, "{written}");
                for address in text(
                    &mut session,
                    "SELECT DISTINCT user_email FROM customer_features WHERE length(trim(user_email)) > 3",
                ) {
                    assert!(!written.contains(&address), "{address}");
                }
            }
            assert!(handed_over(sample, Emails::Kept, format).1.contains('@'));
        }
    }
}

/// Compares what a document shows of a hand-over with the whole: lists may be cut at their end, and objects in the middle.
fn shown(part: &Value, whole: &Value, at: &str) {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => {
            part.iter().for_each(|(name, value)| shown(value, &whole[name], &format!("{at}/{name}")));
        }
        (Value::Array(part), Value::Array(whole)) => {
            part.iter().enumerate().for_each(|(n, value)| shown(value, &whole[n], &format!("{at}/{n}")));
        }
        _ => assert_eq!(part, whole, "{at}"),
    }
}

/// All names of fields, without those of the specification and of columns.
fn fields(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                found.push(name.clone());
                if name != "spec" && name != "averages" {
                    fields(value, found);
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| fields(value, found)),
        _ => {}
    }
}

#[test]
fn the_documented_schema_has_every_field_and_its_example_is_real() {
    let document = include_str!("../../docs/handover.md");
    let whole: Value = serde_json::from_str(&handed_over("tiny", Emails::LeftOut, HandoverFormat::Json).1).unwrap();
    let table: String = document.lines().filter(|line| line.starts_with("| `")).collect();
    let mut names = Vec::new();
    fields(&whole, &mut names);
    for name in names {
        let mut words = table.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        let is_there = words.any(|word| word == name);
        assert!(is_there, "{name} is not in docs/handover.md");
    }
    let example = document.split("```json\n").nth(1).unwrap().split("```").next().unwrap();
    shown(&serde_json::from_str(example).unwrap_or_else(|error| panic!("{error}\n{whole:#}")), &whole, "");
}
