//! Exports as SQL that fail: an error before any of the statements leaves the old table.

use feature_lab::adapters::rusqlite::Native;
use feature_lab::features::codegen::ExportFormat;
use feature_lab::features::feature::Feature;
use feature_lab::features::spec::{FeatureSpec, parse_as_of};

use crate::engines::{Engine, Export, How};
use crate::fixtures::lab_with;
use crate::python_export::export_of;

/// The definition of every feature, of the tables `people` and `sales`.
pub fn definition() -> FeatureSpec {
    let mut spec = FeatureSpec::empty(parse_as_of("2026-07-01").unwrap());
    spec.leads.table = "people".to_owned();
    spec.leads.key = "mail".to_owned();
    spec.leads.email = "mail".to_owned();
    spec.transactions.table = "sales".to_owned();
    spec.transactions.key = "mail".to_owned();
    spec.transactions.time = "ts".to_owned();
    spec.transactions.amount = Some("amount".to_owned());
    spec.transactions.product = Some("product".to_owned());
    spec.features = Feature::ALL.to_vec();
    spec
}

/// Puts a statement that fails before each statement of a script, one after the other, and runs each such script.
fn leaves_the_old_table(engine: Engine, how: How, format: ExportFormat, failing: &str) {
    let mut session = lab_with::<Native>(&[
        "CREATE TABLE people (mail TEXT)",
        "INSERT INTO people VALUES ('ana'), ('bo')",
        "CREATE TABLE sales (mail TEXT, ts TEXT, amount REAL, product TEXT)",
        "INSERT INTO sales VALUES ('ana', '2026-06-01', 1.5, 'book')",
    ]);
    let (_, text) = export_of(&mut session, &definition(), format).unwrap();
    session.database().unwrap().connection().execute_batch("DROP TABLE customer_features").unwrap();
    session
        .database()
        .unwrap()
        .connection()
        .execute_batch("CREATE TABLE customer_features AS SELECT 7 AS old")
        .unwrap();
    let image = session.export(&mut |_| ()).unwrap().1;
    let statements: Vec<&str> = text.split_inclusive(";\n").collect();
    let last = statements.iter().position(|statement| statement.ends_with("COMMIT;\n")).unwrap();
    for at in 0..=last {
        let script = [&statements[..at], &[failing], &statements[at..]].concat().concat();
        let ran = engine.running().run(&image, &Export::new(how, &script, "customer_features"));
        assert_ne!(ran.status, 0, "{script}");
        assert_eq!(ran.table().unwrap().rows, ["integer 7"], "{script}");
    }
    let ran = engine.running().run(&image, &Export::new(how, &text, "customer_features"));
    assert_eq!(ran.answer().unwrap().rows.len(), 2, "{text}");
}

#[test]
fn duckdb_leaves_the_old_table_wherever_it_fails() {
    leaves_the_old_table(Engine::DuckDb, How::Sql, ExportFormat::DuckDbSql, "SELECT error('wrong');\n");
}

#[test]
fn postgresql_leaves_the_old_table_wherever_it_fails() {
    leaves_the_old_table(Engine::Postgres, How::Psql, ExportFormat::PostgresSql, "SELECT 1 / 0;\n");
}

#[test]
fn a_view_of_the_targets_name_is_an_error() {
    for (engine, how, format) in
        [(Engine::DuckDb, How::Sql, ExportFormat::DuckDbSql), (Engine::Postgres, How::Psql, ExportFormat::PostgresSql)]
    {
        let mut session = lab_with::<Native>(&[
            "CREATE TABLE people (mail TEXT)",
            "CREATE TABLE sales (mail TEXT, ts TEXT, amount REAL, product TEXT)",
        ]);
        let image = session.export(&mut |_| ()).unwrap().1;
        let (_, text) = export_of(&mut session, &definition(), format).unwrap();
        let setup = "CREATE VIEW customer_features AS SELECT 7 AS old;";
        let ran = engine.running().run(&image, &Export { setup, ..Export::new(how, &text, "people") });
        assert_ne!(ran.status, 0, "{engine:?}");
        assert!(ran.said.contains("customer_features"), "{ran:?}");
    }
}
