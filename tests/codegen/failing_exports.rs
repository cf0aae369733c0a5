//! Exports that fail: an engine tells the error in its own words, and the target table as it is then.

use crate::engines::{Argument, Engine, Export, How, Ran};
use crate::fixtures::lab_with;
use feature_lab::adapters::rusqlite::Native;

fn image() -> Vec<u8> {
    let mut session = lab_with::<Native>(&[
        "CREATE TABLE people (name TEXT)",
        "INSERT INTO people VALUES ('ana')",
        "CREATE TABLE target (old INTEGER)",
        "INSERT INTO target VALUES (1)",
    ]);
    session.export(&mut |_| ()).unwrap().1
}

/// Runs SQL that fails after a first statement.
fn failed(engine: Engine, how: How, text: &str) -> Ran {
    let ran = engine.running().run(&image(), &Export::new(how, text, "target"));
    assert_ne!(ran.status, 0, "{ran:?}");
    assert!(ran.answer().unwrap_err().contains(&ran.said), "{ran:?}");
    ran
}

/// The rows of the target table after a run.
fn rows(ran: &Ran) -> Vec<String> {
    ran.table().map(|table| table.rows).unwrap_or_default()
}

const SQL: [(Engine, How); 3] =
    [(Engine::Sqlite, How::Shell), (Engine::DuckDb, How::Sql), (Engine::Postgres, How::Psql)];

#[test]
fn an_unknown_column_is_told_and_nothing_is_changed() {
    for (engine, how) in SQL {
        let ran = failed(engine, how, "CREATE TABLE more AS SELECT nothing FROM people;\n");
        assert!(ran.said.contains("nothing"), "{ran:?}");
        assert_eq!(rows(&ran), ["integer 1"], "{engine:?}");
    }
}

#[test]
fn statements_before_a_failed_one_stay_only_without_a_transaction() {
    let change = "DROP TABLE target; CREATE TABLE target AS SELECT name FROM people;";
    for (engine, how) in SQL {
        let stop = if how == How::Shell { ".bail on\n" } else { "" };
        let ran = failed(engine, how, &format!("{stop}{change} SELECT nothing FROM people;\n"));
        assert_eq!(rows(&ran), ["text 616e61"], "{engine:?}");
        let ran = failed(engine, how, &format!("{stop}BEGIN; {change} SELECT nothing FROM people; COMMIT;\n"));
        assert_eq!(rows(&ran), ["integer 1"], "{engine:?}");
    }
}

#[test]
fn a_missing_target_is_no_answer() {
    for (engine, how) in SQL {
        let ran = engine.running().run(&image(), &Export::new(how, "SELECT 1;\n", "Other"));
        assert_eq!((ran.status, ran.table()), (0, None), "{engine:?}");
        assert!(ran.answer().is_err());
    }
}

#[test]
fn the_server_and_duckdb_have_a_zone_that_is_not_utc() {
    let text = "DROP TABLE target; CREATE TABLE target AS SELECT CAST(moment AS TEXT) AS moment FROM times;\n";
    let setup = "CREATE TABLE times AS SELECT TIMESTAMPTZ '2026-07-01 00:00:00+00' AS moment;";
    for (engine, how) in [(Engine::DuckDb, How::Sql), (Engine::Postgres, How::Psql)] {
        let export = Export { setup, ..Export::new(how, text, "target") };
        let ran = engine.running().run(&image(), &export);
        let hex: String = "2026-06-30 21:30:00-02:30".bytes().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(ran.answer().unwrap().rows, [format!("text {hex}")], "{engine:?}");
    }
}

#[test]
fn a_type_that_sqlite_lacks_equals_no_value_of_the_lab() {
    let text =
        "DROP TABLE target; CREATE TABLE target AS SELECT CAST(1 AS DECIMAL(4, 1)) AS a, DATE '2026-07-01' AS b;";
    for (engine, how) in [(Engine::DuckDb, How::Sql), (Engine::Postgres, How::Psql)] {
        let ran = engine.running().run(&image(), &Export::new(how, text, "target"));
        assert_eq!(ran.answer().unwrap().rows, ["decimal 1.0 | date 2026-07-01"], "{engine:?}");
    }
}

#[test]
fn spark_goes_on_after_a_script_that_failed() {
    let arguments = [Argument::Table("people"), Argument::Output(true)];
    let wrong = crate::copies::SPARK.replace("read.parquet", "read.nothing");
    let ran = Engine::Spark.running().run(&image(), &Export::new(How::Script, &wrong, "").with(&arguments));
    assert_eq!((ran.status, ran.table()), (1, None));
    assert!(ran.said.contains("AttributeError"), "{ran:?}");
    let export = Export::new(How::Script, crate::copies::SPARK, "").with(&arguments);
    let ran = Engine::Spark.running().run(&image(), &export);
    assert_eq!(ran.answer().unwrap().rows, ["text 616e61"]);
    assert_eq!(ran.printed, "copied on local[2]\n");
}
