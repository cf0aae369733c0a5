//! Times in exports as SQL: every way to write one, and what only looks like a time, in every format that can be chosen.

use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::ident::Quoted;
use feature_lab::engine::session::Session;
use feature_lab::features::codegen::ExportFormat;
use feature_lab::features::spec::parse_as_of;
use feature_lab::features::times::TimeFormat;

use crate::engines::{Engine, Export, How, sorted};
use crate::fixtures::{lab_with, open};
use crate::generated_cases::answer::{Answer, agree};
use crate::python_export::export_of;
use crate::sql_export::arguments;
use crate::sql_failures::definition;

/// The engines whose exports read times by regular expressions.
const ENGINES: [(Engine, How, ExportFormat); 2] =
    [(Engine::DuckDb, How::Sql, ExportFormat::DuckDbSql), (Engine::Postgres, How::Psql, ExportFormat::PostgresSql)];

/// Texts that are times in one format or another, each beside some that are not.
const TEXTS: &str = "2024-06-01|2024/06/01|2024-6-1|2024-06/01|2024.06.01|2024-06-01T10:20|2024-06-01 10:20:30|\
    2024-06-01  10:20:30|2024-06-01t10:20:30|2024-06-01 9:05|2024-06-01 10:20:30.5|2024-06-01 10:20:30,123456789|\
    2024-06-01 10:20:30.1234567891|2024-06-01 10:20:30.|2024-06-01T10:20:30Z|2024-06-01T10:20:30z|2024-06-01 10:20:30 UTC|\
    2024-06-01 10:20:30 gmt|2024-06-01T10:20:30+02|2024-06-01T10:20:30-0330|2024-06-01T10:20:30 +05:45|2024-06-01T10:20:30+24|\
    2024-06-01T10:20:30+01:60|2024-06-01T10:20:30Z+01|2024-06-01T10:20:30UTC+02:00|2024-06-01 01:05:06 PM|2024-06-01 12:05 am|\
    2024-06-01 13:05 PM|2024-06-01 0:05 AM|2024-06-01 1:05PM+02:00|2024-06-01 24:00:00|2024-06-01 10:60|2024-06-01 10:20:60|\
    2024-02-29|2023-02-29|1900-02-29|2000-02-29|2024-04-31|2024-13-01|2024-00-10|2024-01-00|0000-01-01|0000-02-29|\
    0000-01-01T00:00+01:00|9999-12-31T23:59:59.999999999Z|9999-12-31T23:59-00:01|1969-12-31T23:59:59.5Z|1582-10-15|2024|10:20|\
    now||NaT|2024-06-01T|2024-06-01 EST|20240601|20240601T102030|20240601T102030Z|20240601T1020|20240601t102030|20241301|\
    18991231|2024060|202406011|1 Jun 2024|01-JUN-2024|1-june-2024|1-Jun 2024|Jun 1, 2024|Jun 1 2024 10:20|June 1, 2024, 9:05 PM|\
    Sat, 01 Jun 2024 10:20:30 +0000|sat 1 jun 2024 10:20|Saturday, June 1, 2024 10:20:30 EST|1 Jun 2024 10:20 pdt|\
    1 Jun 2024 10:20 EST+02|1 Jun 2024 10:20 UT|1 Jun 2024 10:20 Z|1 Jun 2024 10:20 A|Sat Jun 01 2024 10:00:00 GMT+0200 (CEST)|\
    1 Jun 2024 10:20 (a) b|1 Jun 2024 (x) (y)|1 Juni 2024|31 Nov 2024|1 Jun 24|1  Jun  2024|Jun1, 2024|1Jun2024|01/06/2024|\
    1.6.2024|1-6-2024|13/06/2024|06/13/2024|1/6-2024|1/6/24|01/06/2024 10:20|01/06/2024 10:20:30|01/06/2024 9:05 PM|\
    01/06/2024 9:05pm|01/06/2024 9:05  PM|01/06/2024  10:20|01/06/2024 13:05 PM|31/06/2024|1/6/2024Z|1718000000|-1718000000|\
    +1718000000|1718000000.25|1718000000.9999999|1718000000000|1718000000001.5|1718000000000001|1718000000000000001|1e9|1.5E9|1e400|\
    1e19|10000000000000000001|99999999999999999999|9223372036854775807|9223372036854775808|2460462.5|2460462|45453.427|45453|\
    0|-1|0.5|-0.25|253402300799|253402300800|-62167219200|-62167219201|638552160000000001|741000000|13363747200000001|.5|5.|1.2.3|\
    0x10|1_000|inf|nan|100000000000000000000000000000000000000000|00000000000000000000000000000000001718000000|1718000000abc";

/// A lab with a customer for each text, who bought at that time and in the year 2000.
fn lab_of(texts: &[String]) -> Session<Native> {
    let people: Vec<String> = (0..texts.len()).map(|at| format!("('{at}')")).collect();
    let sales: Vec<String> = texts
        .iter()
        .enumerate()
        .flat_map(|(at, text)| [format!("('{at}', {}, 1, '')", Quoted(text)), format!("('{at}', '2000-01-01', 1, '')")])
        .collect();
    lab_with(&[
        "CREATE TABLE people (mail TEXT)",
        &format!("INSERT INTO people VALUES {}", people.join(", ")),
        "CREATE TABLE sales (mail TEXT, ts TEXT, amount INTEGER, product TEXT)",
        &format!("INSERT INTO sales VALUES {}", sales.join(", ")),
    ])
}

/// The texts, with some that have white space where it counts.
fn texts() -> Vec<String> {
    let white =
        ["\t2024-06-01\u{b}\n", "\u{a0}2024-06-01", "2024-06-01\n10:20", "2024-06-01\u{b}10:20", "1\nJun\t2024 (a\nb)"];
    TEXTS.split('|').chain(white).map(str::to_owned).collect()
}

/// Compares an export with the lab's table on the texts, in a format, and in a column that has more of another text.
fn reads_as_the_lab_does((engine, how, format): (Engine, How, ExportFormat), chosen: TimeFormat, more: &str) {
    let texts = texts();
    let mut session = lab_of(&texts);
    if !more.is_empty() {
        let many = format!("INSERT INTO sales SELECT 'x', '{more}', 1, '' FROM sales");
        session.database().unwrap().connection().execute_batch(&many).unwrap();
    }
    let mut spec = definition();
    spec.as_of = parse_as_of("9999-12-31T23:59:59.999999999Z").unwrap();
    spec.transactions.time_format = chosen;
    let image = session.export(&mut |_| ()).unwrap().1;
    let (ours, text) = export_of(&mut open::<Native>(image.clone()), &spec, format).unwrap();
    let arguments = arguments(&spec);
    let run = Export::new(how, &text, &spec.target).with(&arguments);
    let theirs = engine.running().run(&image, &run).answer();
    let (ours, theirs) = (sorted(ours), sorted(theirs.unwrap_or_else(|words| panic!("{chosen:?} {words}\n{text}"))));
    let one = |answer: &Answer, at: usize| Answer { rows: vec![answer.rows[at].clone()], ..answer.clone() };
    for at in 0..texts.len() {
        let (ours, theirs) = (one(&ours, at), one(&theirs, at));
        assert!(agree(&ours, &theirs, spec.features.len()), "{engine:?} {chosen:?}\n{ours:?}\n{theirs:?}\n{texts:?}");
    }
}

#[test]
fn every_text_is_the_lab_s_time_in_every_format() {
    for engine in ENGINES {
        for chosen in TimeFormat::ALL {
            reads_as_the_lab_does(engine, chosen, "");
        }
        for more in ["13/06/2024", "06/13/2024", "1718000000", "1718000000000000001"] {
            reads_as_the_lab_does(engine, TimeFormat::Auto, more);
        }
    }
}

#[test]
fn every_text_is_the_lab_s_time_in_pyspark() {
    let spark = (Engine::Spark, How::Script, ExportFormat::Spark);
    reads_as_the_lab_does(spark, TimeFormat::MonthDayYear, "");
    reads_as_the_lab_does(spark, TimeFormat::EpochNanos, "");
    reads_as_the_lab_does(spark, TimeFormat::JulianDay, "");
}
