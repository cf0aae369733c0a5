//! The exports as SQL on generated databases, some of them with hostile names.

use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::ident::Ident;
use feature_lab::engine::samples::file;
use feature_lab::engine::session::Session;
use feature_lab::features::codegen::ExportFormat;
use feature_lab::features::feature::Feature;
use feature_lab::features::field::Field;
use feature_lab::features::spec::FeatureSpec;
use feature_lab::samples::{NAMES as NAMES_OF_SAMPLES, make};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::engines::{Argument, Engine, Export, How, sorted};
use crate::fixtures::{lab_with, open, proposed};
use crate::generated_cases::Case;
use crate::generated_cases::answer::{Answer, agree, lab_of};
use crate::generated_cases::generate::case;
use crate::python_export::export_of;
use crate::seed::config;
use crate::sql_failures::definition;

/// Names for tables and columns, each of which an export has to quote.
const NAMES: [&str; 6] = ["it's \"odd\"", "select", "lab_purchases", "a b\\n; -- x", "ключ %s $1 {0} :as_of", "source"];

/// Gives tables and columns of a case hostile names, in its database and in its specification.
pub fn rename(session: &mut Session<Native>, case: &mut Case, from: usize) {
    let mut names = NAMES.iter().cycle().skip(from).map(|name| (*name).to_owned());
    let mut statements = Vec::new();
    let mut column = |table: &str, column: &mut String, new: String| {
        statements.push(format!("ALTER TABLE {} RENAME COLUMN {} TO {}", Ident(table), Ident(column), Ident(&new)));
        *column = new;
    };
    let spec = &mut case.spec;
    let (old_key, key) = (spec.leads.key.clone(), names.next().unwrap());
    column(&spec.leads.table, &mut spec.leads.key, key);
    if spec.leads.email == old_key {
        spec.leads.email.clone_from(&spec.leads.key);
    }
    column(&spec.transactions.table, &mut spec.transactions.key, names.next().unwrap());
    column(&spec.transactions.table, &mut spec.transactions.time, names.next().unwrap());
    for table in [&mut spec.leads.table, &mut spec.transactions.table] {
        let new = names.next().unwrap();
        statements.push(format!("ALTER TABLE {} RENAME TO {}", Ident(table), Ident(&new)));
        *table = new;
    }
    session.database().unwrap().connection().execute_batch(&statements.join(";")).unwrap();
}

/// Compares an export's table with the lab's; that of Spark in any order.
pub fn is_same(engine: Engine, ours: &Answer, theirs: &Answer, spec: &FeatureSpec) -> bool {
    let same = |ours: &Answer, theirs: &Answer| agree(ours, theirs, spec.features.len());
    if engine == Engine::Spark { same(&sorted(ours.clone()), &sorted(theirs.clone())) } else { same(ours, theirs) }
}

/// Compares an export with the lab's table on generated databases, of which every second has hostile names.
fn gives_the_same_table(cases: u32, engine: Engine, how: How, format: ExportFormat) {
    drop(engine.running());
    TestRunner::new(config(cases))
        .run(&(case(), prop::option::of(0..NAMES.len())), |(mut case, hostile)| {
            let image = lab_of(&case).export(&mut |_| ()).unwrap().1;
            let mut image = engine.running().representable(&image);
            if let Some(from) = hostile {
                let mut session = open::<Native>(image);
                rename(&mut session, &mut case, from);
                image = session.export(&mut |_| ()).unwrap().1;
            }
            let mut session = open(image.clone());
            let (ours, text) = export_of(&mut session, &case.spec, format).map_err(TestCaseError::fail)?;
            let arguments = arguments(&case.spec);
            let run = Export::new(how, &text, &case.spec.target).with(&arguments);
            let theirs = engine.running().run(&image, &run).answer().map_err(TestCaseError::fail)?;
            prop_assert!(is_same(engine, &ours, &theirs, &case.spec), "{ours:#?}\n{theirs:#?}\n{text}");
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error:?}"));
}

/// Compares an export with the lab's tables of both samples, with every feature that their columns allow.
fn gives_the_samples_tables(engine: Engine, how: How, format: ExportFormat) {
    for name in NAMES_OF_SAMPLES {
        let sample = make(name).unwrap();
        let image = file(&sample).unwrap();
        let mut session = open::<Native>(image.clone());
        let mut spec = proposed(&session);
        spec.as_of = sample.as_of;
        spec.transactions.product = Some("product_id".to_owned());
        spec.features = Feature::ALL.into_iter().filter(|one| one.reads() != Some(Field::AmountColumn)).collect();
        let (ours, text) = export_of(&mut session, &spec, format).unwrap();
        let arguments = arguments(&spec);
        let run = Export::new(how, &text, &spec.target).with(&arguments);
        let theirs = engine.running().run(&image, &run).answer().unwrap();
        assert!(is_same(engine, &ours, &theirs, &spec), "{name}");
    }
}

#[test]
fn names_that_postgresql_shortens_are_told() {
    let mut spec = definition();
    spec.leads.table = "людей".repeat(9);
    spec.transactions.time = "t".repeat(64);
    let mut session = lab_with::<Native>(&[
        &format!("CREATE TABLE {} (mail TEXT)", Ident(&spec.leads.table)),
        &format!("INSERT INTO {} VALUES ('ana')", Ident(&spec.leads.table)),
        &format!("CREATE TABLE sales (mail TEXT, {} TEXT, amount REAL, product TEXT)", Ident(&spec.transactions.time)),
        "INSERT INTO sales VALUES ('ana', '2026-06-01', 1.5, 'book')",
    ]);
    let image = session.export(&mut |_| ()).unwrap().1;
    let (ours, text) = export_of(&mut session, &spec, ExportFormat::PostgresSql).unwrap();
    for name in [&spec.leads.table, &spec.transactions.time] {
        assert!(text.contains(&format!("this one is longer: {name}\n")), "{text}");
    }
    let run = Export::new(How::Psql, &text, &spec.target);
    let theirs = Engine::Postgres.running().run(&image, &run).answer().unwrap();
    assert!(agree(&ours, &theirs, spec.features.len()), "{theirs:?}");
}

#[test]
fn duckdb_gives_the_samples_tables() {
    gives_the_samples_tables(Engine::DuckDb, How::Sql, ExportFormat::DuckDbSql);
}

#[test]
fn postgresql_gives_the_samples_tables() {
    gives_the_samples_tables(Engine::Postgres, How::Psql, ExportFormat::PostgresSql);
}

#[test]
fn duckdb_gives_the_same_table() {
    gives_the_same_table(200, Engine::DuckDb, How::Sql, ExportFormat::DuckDbSql);
}

#[test]
fn postgresql_gives_the_same_table() {
    gives_the_same_table(50, Engine::Postgres, How::Psql, ExportFormat::PostgresSql);
}

/// The words of the command line of the PySpark script.
pub fn arguments(spec: &FeatureSpec) -> [Argument<'_>; 3] {
    [Argument::Table(&spec.leads.table), Argument::Table(&spec.transactions.table), Argument::Output(true)]
}

#[test]
fn pyspark_gives_the_same_table() {
    gives_the_same_table(20, Engine::Spark, How::Script, ExportFormat::Spark);
}

#[test]
fn pyspark_gives_the_samples_tables() {
    gives_the_samples_tables(Engine::Spark, How::Script, ExportFormat::Spark);
}
