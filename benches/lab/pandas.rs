//! The course's way: pandas reads a copy of the file, and writes the table into it.

use std::path::Path;
use std::process::{Command, Stdio};

use rusqlite::Connection;

use crate::files::{AS_OF, folder};

/// Builds once. Gives the time in milliseconds without Python's start, and the database with the table in it.
pub fn build(file: &Path) -> (f64, Connection) {
    let copy = folder().join("pandas.db");
    std::fs::copy(file, &copy).unwrap();
    let python = std::env::var("LAB_PYTHON").expect("LAB_PYTHON names a Python with pandas: cargo xtask bench");
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python/course.py");
    let output =
        Command::new(python).arg(script).arg(&copy).arg(AS_OF).stderr(Stdio::inherit()).output().expect("Python");
    assert!(output.status.success(), "pandas ended with {}", output.status);
    let ms = String::from_utf8_lossy(&output.stdout).trim().parse().expect("milliseconds");
    let database = Connection::open(&copy).unwrap();
    // Its content stays as long as it is open; where the system does not allow that, the next run writes over it.
    let _ = std::fs::remove_file(&copy);
    (ms, database)
}
