//! Times of every way of writing, nearly right ones too: the sqlite3 shell reads of each what the lab reads.

use feature_lab::adapters::rusqlite::Native;
use feature_lab::engine::session::Session;
use feature_lab::features::codegen::ExportFormat;
use feature_lab::features::feature::Feature;
use feature_lab::features::spec::{FeatureSpec, parse_as_of};
use feature_lab::features::times::TimeFormat;
use proptest::prelude::*;
use proptest::string::string_regex;
use proptest::test_runner::TestRunner;
use rusqlite::types::Value;

use crate::engines::{Engine, Export, How};
use crate::fixtures::{lab_with, open};
use crate::generated_cases::answer::{Answer, agree};
use crate::generated_cases::{Case, Kind};
use crate::python_export::{built, compare};
use crate::seed::config;

const CLOCK: &str = "(0?[1-9]|1[0-2]|2[0-4]):[0-6][0-9](:[0-6][0-9]([.,][0-9]{1,10})?)?";
const ZONE: &str = "( {0,2}([AP]M|am|pm|a))?( {0,2}(Z|z|UTC|utc|GMT|UT|EST|PDT|[-+][01][0-9]|[-+]0[0-9][0-9]0|[-+]1[0-9]:[0-9]0|UTC[-+]02:00|GMT[-+]0200|X))?";
const MONTH: &str = "(Jan|feb|MAR|April|May|June|Jul|August|Sept|Sep|Octo|Oct|nov|December|Decem)";
const WEEKDAY: &str = "((Mon|tue|Wednesday|Thu|SAT|Sun|So)(, ?|  ?| ,)?)?";
const NUMBERS: [&str; 9] = [
    "[-+]?(0|[1-9])[0-9]{0,18}",
    "[0-9]{4,8}[.][0-9]{0,9}",
    "1[0-9]{9}([.][0-9]{1,7})?",
    "[1-9][.][0-9]{1,9}e[-+]?1?[0-9]",
    "1[0-9]{12}",
    "1[0-9]{15}",
    "[12][0-9]{18}",
    "245[0-9]{4}[.][0-9]{1,8}",
    "4[0-9]{4}([.][0-9]{1,8})?",
];

/// A text that is a time, or nearly one.
fn text() -> impl Strategy<Value = String> {
    let of = |pattern: String| string_regex(&pattern).unwrap();
    let day = "(0?[1-9]|[12][0-9]|3[0-2])";
    let month = "(0?[1-9]|1[0-3])";
    let year = "(0000|0004|19[0-9]{2}|20[0-9]{2}|9999)";
    let iso = of(format!("{year}[-/]{month}[-/]{day}(([T ]|  |t){CLOCK}{ZONE})?"));
    let plain = of(format!(
        "{year}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([T ](0[0-9]|1[0-9]|2[0-4]):[0-5][0-9]:[0-5][0-9](Z|[+]00:00|[.]000000|[.]000001|[-+][01][0-9]:[0-6]0)?)?"
    ));
    let compact = of(format!("{year}(0[1-9]|1[0-3])(0[1-9]|[12][0-9]|3[0-2])(T[0-2][0-9][0-6][0-9][0-6][0-9]Z?)?"));
    let slashed = of(format!("{day}[-/.]{month}[-/.]({year}|[0-9]{{2,3}})(( |  |T){CLOCK}( {{0,2}}([AP]M|am|p))?Z?)?"));
    let crossed = of(format!("{month}/{day}/{year}( {CLOCK}( ?[ap]m)?)?"));
    let named = of(format!(
        "{WEEKDAY}({day}[- ]{{1,2}}{MONTH}(-|,? {{0,2}})|{MONTH}[- ]{{1,2}}{day}(, ?| |-)?)({year}|[0-9]{{2}})((, ?|  ?|,|T){CLOCK}{ZONE}( \\\\(CET\\\\)| \\\\(| \\\\))?)?"
    ));
    let number = prop::sample::select(NUMBERS.to_vec()).prop_flat_map(move |pattern| string_regex(pattern).unwrap());
    let edge = prop::sample::select(vec![
        "-2024-06-01",
        "2024-06-01\u{0}",
        "2024-06-01 10:00:00+02:00\u{0}x",
        "2024-02-30T10:00:00+02:00",
        "2024-06-01 10:00:00\u{0}x",
        "now",
        "",
        " ",
        "2460000.5",
        "10:00:00",
        "24",
        "-5",
        "2024-06-01 10:00:00.5",
        "0000-02-29",
        "9999-12-31T23:59:59-01:00",
        "0000-01-01T00:00+01:00",
        "1900-02-29",
        "2000-02-29",
        "2024-06-01T",
        "\u{b}2024-06-01\u{b}",
        "2024-06-01\u{b}10:00",
        "2024-06-01\t10:00",
        "1\tJun\n2024",
        "22-Nov- 2026",
        "1e",
        "e5",
        "20240601T093000z",
        "1/2/2024 ",
        "+1718000000",
        "1718000000.",
        "１/2/2024",
        "2024-06-01 10:00:00 +02:00 ",
    ])
    .prop_map(str::to_owned);
    let spaced = (
        prop::sample::select(vec!["", "", "", " ", "\t", "\n "]),
        prop::sample::select(vec!["", "", "", " ", "\r\n", "\u{a0}"]),
    );
    let any =
        prop_oneof![4 => iso, 2 => plain, 1 => compact, 3 => slashed, 1 => crossed, 4 => named, 2 => number, 2 => edge];
    (any, spaced).prop_map(|(text, (before, after))| format!("{before}{text}{after}"))
}

/// A value of a time column.
fn value() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(Value::Integer),
        (19_000_000..21_020_000_i64).prop_map(Value::Integer),
        (-3_000_000_000..3_000_000_000_i64).prop_map(Value::Integer),
        (1_000_000_000_000..2_000_000_000_000_i64).prop_map(Value::Integer),
        (1e9..2e9).prop_map(Value::Real),
        (-1e12..1e13).prop_map(Value::Real),
        (2_400_000.0..2_500_000.0).prop_map(Value::Real),
        (-1e5..1e5).prop_map(Value::Real),
        (10_000..80_000_i64).prop_map(Value::Integer),
    ];
    prop_oneof![8 => text().prop_map(Value::Text), 2 => number]
}

/// The values as purchases, one of each customer beside another whose time is known.
fn lab(values: &[Value], format: TimeFormat, affinity: &str) -> (Session<Native>, Case) {
    let mut session = lab_with::<Native>(&[
        "CREATE TABLE people (id INTEGER PRIMARY KEY)",
        &format!("CREATE TABLE purchases (id INTEGER, ts {affinity})"),
    ]);
    let connection = session.database().unwrap().connection();
    connection.execute_batch("BEGIN").unwrap();
    for (id, value) in (0_i64..).zip(values) {
        connection.execute("INSERT INTO people VALUES (?1)", [id]).unwrap();
        connection.execute("INSERT INTO purchases VALUES (?1, '1999-12-31 23:59:59')", [id]).unwrap();
        connection.execute("INSERT INTO purchases VALUES (?1, ?2)", (id, value)).unwrap();
    }
    connection.execute_batch("COMMIT").unwrap();
    let image = session.export(&mut |_| ()).unwrap().1;
    let mut spec = FeatureSpec::empty(parse_as_of("2027-02-28T12:30:00.123456789Z").unwrap());
    (spec.leads.table, spec.leads.key, spec.leads.email) = ("people".into(), "id".into(), "id".into());
    (spec.transactions.table, spec.transactions.key) = ("purchases".into(), "id".into());
    (spec.transactions.time, spec.transactions.time_format) = ("ts".into(), format);
    spec.features =
        vec![Feature::PurchaseFrequency, Feature::RecencyDays, Feature::FirstPurchaseDays, Feature::MeanDaysBetween];
    let case = Case {
        leads: Vec::new(),
        sales: Vec::new(),
        kinds: [Kind::Table; 2],
        declared: [""; 3],
        backwards: false,
        old: None,
        spec,
    };
    (open(image), case)
}

#[test]
fn the_shell_reads_the_times_that_the_lab_reads() {
    let formats = prop::sample::select(TimeFormat::ALL.to_vec());
    let affinity = prop::sample::select(vec!["", "TEXT", "DATETIME", "TEXT COLLATE NOCASE"]);
    TestRunner::new(proptest::test_runner::Config { max_shrink_iters: 60, ..config(30) })
        .run(&(prop::collection::vec(value(), 400), formats, affinity), |(values, format, affinity)| {
            let (mut session, case) = lab(&values, format, affinity);
            let image = session.export(&mut |_| ()).unwrap().1;
            let (ours, text) = built(&mut session, &case, ExportFormat::SqliteSql)?;
            compare(&case, &ours, &image, Engine::Sqlite, &Export::new(How::Shell, &text, &case.spec.target)).map_err(
                |_| {
                    let run = Export::new(How::Shell, &text, &case.spec.target);
                    let theirs = Engine::Sqlite.running().run(&image, &run);
                    let rows = theirs.answer().map(|answer| answer.rows).unwrap_or_else(|words| vec![words]);
                    let different = values.iter().zip(ours.rows.iter().zip(&rows)).filter(|(_, (a, b))| {
                        let row = |row: &String| Answer { rows: vec![row.clone()], ..ours.clone() };
                        !agree(&row(a), &row(b), case.spec.features.len())
                    });
                    let shown: Vec<String> =
                        different.map(|(value, (a, b))| format!("{value:?}\n  {a}\n  {b}")).take(12).collect();
                    TestCaseError::fail(format!(
                        "{format:?} {affinity}\n{}\n{}",
                        shown.join("\n"),
                        rows.last().unwrap()
                    ))
                },
            )
        })
        .unwrap_or_else(|error| match error {
            proptest::test_runner::TestError::Fail(reason, _) => panic!("{reason}"),
            other => panic!("{other:?}"),
        });
}
