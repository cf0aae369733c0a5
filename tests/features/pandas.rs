//! Compares the lab with pandas: generated databases, built by both, value by value and check by check.
//!
//! The other implementation is tests/python: its own time grammar, keys and counts, merge and groupby by pandas. It
//! reads the database files that rusqlite wrote. What the cases cover, by the rows of the specification, is the table
//! `DIMENSIONS` in tests/support/generated_cases/coverage.rs, and the test fails if a row of it hardly occurs. A case
//! that differs is shrunk and printed as SQL.

use std::cell::RefCell;

use crate::generated_cases::answer::{Answer, agree, answer, lab_of};
use crate::generated_cases::coverage::Coverage;
use crate::generated_cases::generate::case;
use crate::python::Python;
use crate::seed::config;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::json;

#[test]
fn pandas_gives_the_same_table_and_the_same_counts() {
    let python = RefCell::new(Python::start("features.py"));
    let coverage = RefCell::new(Coverage::default());
    let config = config(1000);
    TestRunner::new(config)
        .run(&case(), |case| {
            let mut session = lab_of(&case);
            let image = session.export(&mut |_| ()).unwrap().1;
            let theirs: Answer = python.borrow_mut().ask(&image, json!({ "spec": case.spec }));
            let mut ours = answer(&mut session, &case).map_err(TestCaseError::fail)?;
            coverage.borrow_mut().add(&case, &ours.checks);
            ours.checks.retain(|id, _| theirs.checks.contains_key(id));
            let features = case.spec.features.len();
            prop_assert!(agree(&ours, &theirs, features), "{ours:#?}\n{theirs:#?}");
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error:?}"));
    coverage.borrow().assert(5);
}
