//! Compares the exported script and notebook with the lab: generated databases, built by all.

use std::cell::RefCell;

use crate::fixtures::build;
use crate::generated_cases::Case;
use crate::generated_cases::answer::{Answer, lab_of, table};
use crate::generated_cases::generate::case;
use crate::python::Python;
use crate::seed::config;
use feature_lab::features::codegen::{ExportFormat, ExportInput, export};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::json;

/// Builds a case in the lab and by an export; fails where the tables differ.
fn same(case: &Case, python: &RefCell<Python>, format: ExportFormat, kind: &str) -> Result<(), TestCaseError> {
    let failed = |error: &dyn std::fmt::Display| TestCaseError::fail(error.to_string());
    let mut session = lab_of(case);
    let image = session.export(&mut |_| ()).unwrap().1;
    let built = build(&mut session, &case.spec).map_err(|error| failed(&error))?;
    let ours = table(&mut session, case).map_err(|error| failed(&error))?;
    let formats: Vec<_> = built.report.times.formats.iter().map(|(format, _)| *format).collect();
    let schema = session.opened().unwrap().schema.clone();
    let text = export(&ExportInput::new(&case.spec, &schema, "test.db", &formats), format);
    let mut request = json!({ "arguments": [], "target": case.spec.target });
    request[kind] = text.into();
    let theirs: Answer = python.borrow_mut().ask(&image, request);
    prop_assert_eq!(ours, theirs);
    Ok(())
}

#[test]
fn the_exported_script_gives_the_same_table() {
    let python = RefCell::new(Python::start("run_script.py"));
    TestRunner::new(config(200))
        .run(&case(), |case| same(&case, &python, ExportFormat::Python, "script"))
        .unwrap_or_else(|error| panic!("{error:?}"));
}

#[test]
fn the_exported_notebook_gives_the_same_table() {
    let python = RefCell::new(Python::start("run_script.py"));
    TestRunner::new(config(20))
        .run(&case(), |case| same(&case, &python, ExportFormat::Notebook, "notebook"))
        .unwrap_or_else(|error| panic!("{error:?}"));
}
