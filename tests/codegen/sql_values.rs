//! Keys, amounts and columns with types of their own in exports as SQL.

use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::ident::Quoted;
use feature_lab::features::codegen::ExportFormat;
use feature_lab::features::spec::MatchKeys;

use crate::engines::{Engine, Export, How, sorted};
use crate::fixtures::{lab_with, open};
use crate::generated_cases::answer::agree;
use crate::python_export::export_of;
use crate::sql_export::arguments;
use crate::sql_failures::definition;

const ENGINES: [(Engine, How, ExportFormat); 2] =
    [(Engine::DuckDb, How::Sql, ExportFormat::DuckDbSql), (Engine::Postgres, How::Psql, ExportFormat::PostgresSql)];

const MATCHING: [MatchKeys; 4] = [MatchKeys::Exact, MatchKeys::Normalised, MatchKeys::AsText, MatchKeys::AsNumber];

/// Texts that are the same key in one way of matching and different ones in another.
const TEXTS: [&str; 44] = [
    "7",
    "7.0",
    "7.",
    " 7",
    "07",
    "+7",
    "-7",
    "7.5",
    "7.50",
    "7e0",
    "0",
    "-0",
    "-0.0",
    "9007199254740993",
    "9007199254740993.0",
    "9223372036854775807",
    "9223372036854775808",
    "99999999999999999999999999999999999999999",
    "1000000000000000000",
    "ana@x.org",
    "ANA@x.org",
    " ana@x.org",
    "ana@x.org\t",
    "\u{a0}ana@x.org\u{2003}",
    "\u{85}ana@x.org\u{3000}",
    "\u{200b}ana@x.org",
    "ren\u{e9}",
    "rene\u{301}",
    "REN\u{c9}",
    "RENE\u{301}",
    "\u{130}",
    "i\u{307}",
    "I",
    "\u{131}",
    "ΟΔΟΣ",
    "οδος",
    "οδοσ",
    "Σ",
    "ΑΣΑ Σ",
    "STRASSE",
    "straße",
    "ẞ",
    "",
    "ДОМ",
];

/// Numbers as SQL writes them.
const REALS: [&str; 12] = [
    "7.0",
    "7.5",
    "-7.5",
    "0.0",
    "-0.0",
    "9007199254740992.0",
    "1e15",
    "1e16",
    "1e18",
    "9223372036854775807.0",
    "1e300",
    "0.1",
];
const WHOLES: [&str; 8] = [
    "7",
    "0",
    "-7",
    "9007199254740992",
    "9007199254740993",
    "1000000000000000",
    "1000000000000000000",
    "9223372036854775807",
];

fn quoted(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| Quoted(text).to_string()).collect()
}

fn plain(numbers: &[&str]) -> Vec<String> {
    numbers.iter().map(|number| (*number).to_owned()).collect()
}

/// A lab with a customer for each key of a list, and a transaction for each key of another, whose amounts are powers of two.
fn image_of(leads: &[String], sales: &[String]) -> Vec<u8> {
    let leads: Vec<String> = leads.iter().map(|key| format!("({key})")).collect();
    let sales: Vec<String> =
        sales.iter().enumerate().map(|(at, key)| format!("({key}, '2026-01-01', {}, 'p{at}')", 1_u64 << at)).collect();
    let mut session = lab_with::<Native>(&[
        "CREATE TABLE people (mail)",
        &format!("INSERT INTO people VALUES {}", leads.join(", ")),
        "CREATE TABLE sales (mail, ts TEXT, amount, product TEXT)",
        &format!("INSERT INTO sales VALUES {}", sales.join(", ")),
    ]);
    session.export(&mut |_| ()).unwrap().1
}

/// Compares an export with the lab's table of leads and sales with these keys.
fn matches_as_the_lab_does((engine, how, format): (Engine, How, ExportFormat), image: &[u8], matching: MatchKeys) {
    let mut spec = definition();
    spec.match_keys = matching;
    let (ours, text) = export_of(&mut open::<Native>(image.to_vec()), &spec, format).unwrap();
    let arguments = arguments(&spec);
    let run = Export::new(how, &text, &spec.target).with(&arguments);
    let (ours, theirs) = (sorted(ours), sorted(engine.running().run(image, &run).answer().unwrap()));
    let differences: Vec<_> = ours.rows.iter().zip(&theirs.rows).filter(|(ours, theirs)| ours != theirs).collect();
    assert!(agree(&ours, &theirs, spec.features.len()), "{engine:?} {matching:?} {differences:#?}");
}

#[test]
fn keys_match_as_in_the_lab() {
    let lists = [quoted(&TEXTS), plain(&REALS), plain(&WHOLES)];
    for leads in &lists {
        for sales in &lists {
            let image = image_of(leads, sales);
            for (engine, matching) in ENGINES.into_iter().flat_map(|engine| MATCHING.map(|matching| (engine, matching)))
            {
                matches_as_the_lab_does(engine, &image, matching);
            }
        }
    }
}

#[test]
fn keys_match_in_pyspark_as_in_the_lab() {
    let texts = image_of(&quoted(&TEXTS), &quoted(&TEXTS));
    let numbers = image_of(&plain(&REALS), &plain(&WHOLES));
    let spark = (Engine::Spark, How::Script, ExportFormat::Spark);
    matches_as_the_lab_does(spark, &texts, MatchKeys::Normalised);
    matches_as_the_lab_does(spark, &texts, MatchKeys::AsNumber);
    matches_as_the_lab_does(spark, &numbers, MatchKeys::Exact);
}

#[test]
fn amounts_are_read_and_added_as_in_the_lab() {
    let texts = [
        "9.50",
        " -1 ",
        "+12.",
        "-0.0",
        "-",
        "7,5",
        "1e3",
        "",
        ".5",
        "1.2.3",
        "9223372036854775808",
        "\u{a0}5",
        "5\u{b}",
        "inf",
        "NaN",
        "100000000000000000000000000000",
        "0.00000000000000000000000000000000000000000000001",
    ];
    let reals = ["1e308", "1e308", "9e999", "-9e999", "0.1", "-1e16", "NULL"];
    let wholes = ["9223372036854775807", "9223372036854775807", "-1", "NULL"];
    for (engine, how, format) in ENGINES {
        for amounts in [quoted(&texts), plain(&reals), plain(&wholes)] {
            let rows: Vec<String> = amounts
                .iter()
                .enumerate()
                .flat_map(|(at, amount)| [format!("('{at}', {amount})"), format!("('all', {amount})")])
                .collect();
            let mut session = lab_with::<Native>(&[
                "CREATE TABLE people (mail TEXT)",
                "WITH RECURSIVE n(i) AS (VALUES (0) UNION ALL SELECT i + 1 FROM n WHERE i < 20)
                 INSERT INTO people SELECT CAST(i AS TEXT) FROM n UNION ALL SELECT 'all'",
                "CREATE TABLE sales (mail TEXT, amount, ts TEXT, product TEXT)",
                &format!("INSERT INTO sales (mail, amount) VALUES {}", rows.join(", ")),
            ]);
            let image = session.export(&mut |_| ()).unwrap().1;
            let (ours, text) = export_of(&mut session, &definition(), format).unwrap();
            let theirs = engine.running().run(&image, &Export::new(how, &text, "customer_features")).answer().unwrap();
            assert!(agree(&ours, &theirs, 10), "{engine:?}\n{ours:#?}\n{theirs:#?}");
        }
    }
}

/// Times as a server has them: types of their own instead of text or numbers, which the lab read.
#[test]
fn columns_of_dates_and_timestamps_are_taken_as_they_are() {
    let texts = [
        "2026-06-01 10:20:30.123456",
        "2026-06-30 23:59:59.999999",
        "1880-01-01 12:00:00",
        "2026-07-01 00:00:00.000001",
    ];
    let seconds = ["1780000000", "1782864000", "1782864001", "1000000000"];
    let cases = [
        (quoted(&texts), "timestamp", "CAST(ts AS timestamp)", "CAST(ts AS timestamp)"),
        (quoted(&texts), "timestamptz", "CAST(ts || '+00' AS timestamptz)", "CAST(ts || '+00' AS timestamptz)"),
        (quoted(&["2026-06-01", "2026-06-30", "2026-07-02"]), "date", "CAST(ts AS date)", "CAST(ts AS date)"),
        (plain(&seconds), "timestamptz", "to_timestamp(ts)", "to_timestamp(ts)"),
        (
            plain(&seconds),
            "date",
            "CAST(to_timestamp(ts) AT TIME ZONE 'UTC' AS date)",
            "CAST(make_timestamp(ts * 1000000) AS date)",
        ),
    ];
    for (engine, how, format) in ENGINES {
        for (times, kind, in_postgres, in_duckdb) in &cases {
            let rows: Vec<String> = times.iter().enumerate().map(|(at, time)| format!("('{at}', {time})")).collect();
            let mut session = lab_with::<Native>(&[
                "CREATE TABLE people (mail TEXT)",
                "INSERT INTO people VALUES ('0'), ('1'), ('2'), ('3')",
                "CREATE TABLE sales (mail TEXT, ts, amount INTEGER, product TEXT)",
                &format!("INSERT INTO sales (mail, ts) VALUES {}", rows.join(", ")),
            ]);
            let image = session.export(&mut |_| ()).unwrap().1;
            let (mut ours, text) = export_of(&mut session, &definition(), format).unwrap();
            if *kind == "date" {
                // A date is midnight.
                let cut = "UPDATE sales SET ts = CASE typeof(ts) WHEN 'integer' THEN ts - ts % 86400 ELSE ts END";
                session.database().unwrap().connection().execute_batch(cut).unwrap();
                ours = export_of(&mut session, &definition(), format).unwrap().0;
            }
            let expression = if engine == Engine::Postgres { in_postgres } else { in_duckdb };
            let setup = format!("ALTER TABLE sales ALTER COLUMN ts TYPE {kind} USING {expression};");
            let ran =
                engine.running().run(&image, &Export { setup: &setup, ..Export::new(how, &text, "customer_features") });
            let theirs = ran.answer().unwrap();
            assert!(agree(&ours, &theirs, 10), "{engine:?} {kind} {times:?}\n{ours:#?}\n{theirs:#?}");
        }
    }
}
