//! `build_features.py` and the notebook on generated databases: SQLite by both, PostgreSQL by the script and both drivers.

use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::ident::Ident;
use feature_lab::engine::session::Session;
use feature_lab::features::codegen::{ExportFormat, ExportInput, export};
use feature_lab::features::spec::FeatureSpec;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use crate::engines::{Argument, Engine, Export, How};
use crate::fixtures::{build, open};
use crate::generated_cases::Case;
use crate::generated_cases::answer::{Answer, agree, lab_of, rows};
use crate::generated_cases::generate::case;
use crate::seed::config;

/// The lab's table of a case, and the export of its definition in a format.
pub fn built(
    session: &mut Session<Native>,
    case: &Case,
    format: ExportFormat,
) -> Result<(Answer, String), TestCaseError> {
    export_of(session, &case.spec, format).map_err(TestCaseError::fail)
}

/// The lab's table of a definition, and the export in a format.
pub fn export_of(
    session: &mut Session<Native>,
    spec: &FeatureSpec,
    format: ExportFormat,
) -> Result<(Answer, String), String> {
    let report = build(session, spec).map_err(|error| error.to_string())?.report;
    let sql = format!("SELECT * FROM {} ORDER BY rowid", Ident(&spec.target));
    let ours = rows(session, &sql).map_err(|error| error.to_string())?;
    let formats: Vec<_> = report.times.formats.iter().map(|(format, _)| *format).collect();
    let input = ExportInput::new(spec, &session.opened().unwrap().schema, "lab.db", &formats).with_findings(&report);
    Ok((ours, export(&input, format)))
}

/// Runs a script on an engine, and compares its table with the lab's.
pub fn compare(
    case: &Case,
    ours: &Answer,
    image: &[u8],
    engine: Engine,
    run: &Export<'_>,
) -> Result<(), TestCaseError> {
    let theirs = engine.running().run(image, run).answer().map_err(TestCaseError::fail)?;
    prop_assert!(agree(ours, &theirs, case.spec.features.len()), "{ours:#?}\n{theirs:#?}\n{}", run.text);
    Ok(())
}

#[test]
fn the_script_gives_the_same_table_on_sqlite() {
    TestRunner::new(config(200))
        .run(&case(), |case| {
            let mut session = lab_of(&case);
            let image = session.export(&mut |_| ()).unwrap().1;
            let (ours, text) = built(&mut session, &case, ExportFormat::Python)?;
            compare(&case, &ours, &image, Engine::Sqlite, &Export::new(How::Script, &text, &case.spec.target))
        })
        .unwrap_or_else(|error| panic!("{error:?}"));
}

#[test]
fn the_notebook_gives_the_same_table_on_sqlite() {
    TestRunner::new(config(20))
        .run(&case(), |case| {
            let mut session = lab_of(&case);
            let image = session.export(&mut |_| ()).unwrap().1;
            let (ours, text) = built(&mut session, &case, ExportFormat::Notebook)?;
            let notebook: Value = serde_json::from_str(&text).unwrap();
            let cells = notebook["cells"].as_array().unwrap().iter().filter(|cell| cell["cell_type"] == "code");
            let script: Vec<&str> = cells.map(|cell| cell["source"].as_str().unwrap()).collect();
            let script = script.join("\n\n");
            compare(&case, &ours, &image, Engine::Sqlite, &Export::new(How::Script, &script, &case.spec.target))
        })
        .unwrap_or_else(|error| panic!("{error:?}"));
}

#[test]
fn the_script_gives_the_same_table_on_postgresql() {
    let drivers = prop::sample::select(vec!["postgresql+psycopg", "postgresql+psycopg2"]);
    TestRunner::new(config(50))
        .run(&(case(), drivers), |(case, driver)| {
            let image = lab_of(&case).export(&mut |_| ()).unwrap().1;
            // PostgreSQL has one type a column.
            let image = Engine::Postgres.running().representable(&image);
            let mut session = open(image.clone());
            let (ours, text) = built(&mut session, &case, ExportFormat::Python)?;
            let arguments = [Argument::Text("--db"), Argument::Url(driver)];
            let run = Export::new(How::Script, &text, &case.spec.target).with(&arguments);
            compare(&case, &ours, &image, Engine::Postgres, &run)
        })
        .unwrap_or_else(|error| panic!("{error:?}"));
}
