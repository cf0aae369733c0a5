//! DuckDB, PostgreSQL and Spark, on which the tests run what the lab exports: packages of the project's Python.

use crate::Result;
use crate::parts::State;
use crate::parts::python::{self, Requirements};

/// The packages, in the versions of the tests.
const REQUIREMENTS: Requirements = Requirements {
    environment: python::ENVIRONMENT,
    file: "tests/python/engines.txt",
    stamp: ".tools/python/installed-engines.txt",
};

const WHY: &str = "The tests run each export on the engine that it is written for. PySpark is a download of 456 MB, \
                   once; installing takes about a minute.";

/// Looks whether the environment has these very packages.
pub(crate) fn look() -> Result<State> {
    Ok(if REQUIREMENTS.are_installed()? {
        State::Ready("DuckDB, PostgreSQL, its drivers and PySpark in the same environment".to_owned())
    } else {
        State::missing("DuckDB, PostgreSQL, its drivers and PySpark in .tools/python", WHY)
    })
}

/// Installs the packages.
pub(crate) fn install() -> Result<()> {
    if !python::program().is_file() {
        python::install()?;
    }
    REQUIREMENTS.install()
}
