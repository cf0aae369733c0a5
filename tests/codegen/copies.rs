//! Copies of tables by hand-written exports: every engine has the values of the lab's database, to the bit.

use crate::engines::{Argument, Engine, Export, How, sorted};
use crate::fixtures::{lab_with, open};
use crate::generated_cases::Case;
use crate::generated_cases::answer::{Answer, lab_of, rows};
use crate::generated_cases::generate::case;
use crate::seed::config;
use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::ident::Ident;
use feature_lab::engine::session::Session;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseResult, TestRunner};

/// A script that copies one Parquet table, as an exported one reads and writes.
pub const SPARK: &str = "\
import sys
from pyspark.sql import SparkSession
spark = SparkSession.builder.appName('copy').getOrCreate()
spark.read.parquet(sys.argv[1]).write.mode('overwrite').parquet(sys.argv[2])
print('copied on', spark.sparkContext.master)
spark.stop()
";

/// SQL that copies a table; each of the three databases understands it.
pub fn copy_of(table: &str) -> String {
    format!("CREATE TABLE \"the \"\"copy\"\"\" AS SELECT * FROM {};\n", Ident(table))
}

pub const TARGET: &str = "the \"copy\"";

/// A table of a lab, in its order.
pub fn original(session: &mut Session<Native>, table: &str) -> Answer {
    rows(session, &format!("SELECT * FROM {} ORDER BY rowid", Ident(table))).unwrap()
}

/// A table with values that are lost easily, one kind of value a column.
pub fn hostile() -> Session<Native> {
    lab_with(&[
        "CREATE TABLE \"it's \"\"odd\"\"\" (\"a b\" INTEGER, \"r\u{e9}al\" REAL, \"select\" TEXT, \"\\x\" BLOB, \"%s {0} $1\" TEXT)",
        "INSERT INTO \"it's \"\"odd\"\"\" VALUES
         (9223372036854775807, 1e300, '', x'', 'NULL'),
         (-9223372036854775808, -0.0, NULL, NULL, NULL),
         (9007199254740993, 9e999, 'a,\"b\"' || char(10, 9, 13) || '\\N', x'00ff', '\\.'),
         (0, 5e-324, '\u{1f980} it''s', x'5c78', 'e\u{301}'),
         (NULL, 0.1, ' ', x'80', char(92, 92))",
    ])
}

fn image(session: &mut Session<Native>) -> Vec<u8> {
    session.export(&mut |_| ()).unwrap().1
}

/// Copies a table on an engine.
fn copied(engine: Engine, image: &[u8], table: &str) -> Result<Answer, String> {
    let sql = copy_of(table);
    let arguments = [Argument::Table(table), Argument::Output(true)];
    let export = match engine {
        Engine::Sqlite => Export::new(How::Shell, &sql, TARGET),
        Engine::DuckDb => Export::new(How::Sql, &sql, TARGET),
        Engine::Postgres => Export::new(How::Psql, &sql, TARGET),
        Engine::Spark => Export::new(How::Script, SPARK, TARGET).with(&arguments),
    };
    engine.running().run(image, &export).answer()
}

#[test]
fn every_engine_has_values_that_are_lost_easily() {
    let mut session = hostile();
    let table = "it's \"odd\"";
    let ours = original(&mut session, table);
    assert_eq!(ours.rows.len(), 5);
    let image = image(&mut session);
    for engine in Engine::ALL {
        let theirs = copied(engine, &image, table).unwrap();
        let ordered = engine != Engine::Spark;
        let expected = if ordered { ours.clone() } else { sorted(ours.clone()) };
        assert_eq!(if ordered { theirs } else { sorted(theirs) }, expected, "{engine:?}");
    }
}

#[test]
fn a_cluster_of_spark_copies_by_spark_submit() {
    let mut session = hostile();
    let table = "it's \"odd\"";
    let arguments = [Argument::Table(table), Argument::Output(true)];
    let export = Export::new(How::Cluster, SPARK, TARGET).with(&arguments);
    let ran = Engine::Spark.running().run(&image(&mut session), &export);
    assert_eq!(sorted(ran.answer().unwrap()), sorted(original(&mut session, table)));
    assert!(ran.printed.contains("copied on local-cluster[2,1,1024]"), "{}", ran.printed);
}

/// Spark's own `nullValue` is the empty text, and makes both NULL.
#[test]
fn spark_tells_null_from_empty_text_in_csv() {
    let mut session =
        lab_with::<Native>(&["CREATE TABLE t (a TEXT, b TEXT)", "INSERT INTO t VALUES ('', 'x'), (NULL, 'y')"]);
    let script =
        SPARK.replace("read.parquet(sys.argv[1])", "read.csv(sys.argv[1], header=True, nullValue='no such text')");
    let arguments = [Argument::Csv("t"), Argument::Output(true)];
    let export = Export::new(How::Script, &script, TARGET).with(&arguments);
    let ran = Engine::Spark.running().run(&image(&mut session), &export);
    assert_eq!(sorted(ran.answer().unwrap()), sorted(original(&mut session, "t")));
}

/// Compares both tables of generated cases with their copies on an engine, from the representable database.
fn holds_generated_cases(engine: Engine, cases: u32) {
    drop(engine.running());
    TestRunner::new(config(cases))
        .run(&case(), |case| holds(engine, &case))
        .unwrap_or_else(|error| panic!("{error:?}"));
}

fn holds(engine: Engine, case: &Case) -> TestCaseResult {
    let original_image = image(&mut lab_of(case));
    let converted = engine.running().representable(&original_image);
    prop_assert_eq!(&engine.running().representable(&converted), &converted);
    let mut session = open::<Native>(converted.clone());
    for table in [&case.spec.leads.table, &case.spec.transactions.table] {
        let ours = sorted(original(&mut session, table));
        let theirs = copied(engine, &converted, table).map_err(TestCaseError::fail)?;
        prop_assert_eq!(sorted(theirs), ours);
    }
    Ok(())
}

#[test]
fn duckdb_holds_generated_cases() {
    holds_generated_cases(Engine::DuckDb, 40);
}

#[test]
fn postgresql_holds_generated_cases() {
    holds_generated_cases(Engine::Postgres, 12);
}

#[test]
fn spark_holds_generated_cases() {
    holds_generated_cases(Engine::Spark, 3);
}

#[test]
fn columns_of_several_kinds_become_text_and_views_become_tables() {
    let mut session = lab_with::<Native>(&[
        "CREATE TABLE mixed (a, b, c, d, e)",
        "INSERT INTO mixed VALUES
         (1, 1, 1, x'00ff', NULL), ('x', 2.5, 9007199254740993, 'a' || char(0) || 'b', NULL),
         (2.5, NULL, 0.5, CAST(x'ff61' AS TEXT), NULL)",
        "CREATE TABLE keyed (k TEXT PRIMARY KEY) WITHOUT ROWID",
        "INSERT INTO keyed VALUES ('b'), ('a')",
        "CREATE VIEW upside AS SELECT b FROM mixed ORDER BY rowid DESC",
    ]);
    let converted = Engine::DuckDb.running().representable(&image(&mut session));
    let mut session = open::<Native>(converted);
    let texts = |session: &mut _, sql| rows(session, sql).unwrap().rows;
    let quoted = "SELECT quote(a), quote(b), quote(c), quote(d), quote(e) FROM mixed";
    let shown: Vec<String> = crate::fixtures::text(&mut session, quoted);
    assert_eq!(
        shown,
        [
            "'1'|1.0|'1'|'\\x00ff'|NULL",
            "'x'|2.5|'9007199254740993'|'a\u{fffd}b'|NULL",
            "'2.5'|NULL|'0.5'|'\u{fffd}a'|NULL",
        ]
    );
    assert_eq!(crate::fixtures::text(&mut session, "SELECT k FROM keyed ORDER BY rowid"), ["a", "b"]);
    assert_eq!(texts(&mut session, "SELECT b FROM upside ORDER BY rowid")[0], "null");
}
