//! The exports that people run outside the page: the SQL for SQLite in this process, and `build_features.py` in Python.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use feature_lab::features::codegen::input::CopiedColumn;
use feature_lab::features::codegen::{ExportFormat, ExportInput, export};
use feature_lab::features::spec::{FeatureSpec, parse_as_of};
use feature_lab::features::times::TimeFormat;
use rusqlite::{Connection, MAIN_DB};

use crate::files::{AS_OF, folder};

/// The definition for the generated files, with what the lab finds in their times.
fn input() -> ExportInput {
    let mut spec = FeatureSpec::empty(parse_as_of(AS_OF).unwrap());
    let key = || "user_email".to_owned();
    (spec.leads.table, spec.leads.key, spec.leads.email) = ("leads_scored".to_owned(), key(), key());
    spec.leads.rating = Some("member_rating".to_owned());
    spec.leads.passthrough_columns = vec!["p1".to_owned()];
    (spec.transactions.table, spec.transactions.key) = ("transactions".to_owned(), key());
    spec.transactions.time = "ts".to_owned();
    let copied = |(name, declared): (&str, &str)| CopiedColumn {
        name: name.to_owned(),
        source: Some(name.to_owned()),
        declared: declared.to_owned(),
    };
    ExportInput {
        spec,
        database: "lab.db".to_owned(),
        time_formats: vec![TimeFormat::Iso8601],
        rowid: Some("rowid".to_owned()),
        copied: [("user_email", "TEXT"), ("p1", "REAL"), ("member_rating", "INTEGER")].map(copied).to_vec(),
        time_example: Some("2023-07-01 00:00:00+00:00".to_owned()),
        normalised: Vec::new(),
    }
}

/// Runs the SQL once, on a copy in memory. Gives the time in milliseconds, and the database with the table in it.
pub fn sql(file: &Path) -> (f64, Connection) {
    let mut database = Connection::open_in_memory().unwrap();
    let length = usize::try_from(std::fs::metadata(file).unwrap().len()).unwrap();
    database.deserialize_read_exact(MAIN_DB, std::fs::File::open(file).unwrap(), length, false).unwrap();
    database.execute_batch("PRAGMA journal_mode = MEMORY").unwrap();
    // The one command of the shell, which rusqlite does by itself.
    let script = export(&input(), ExportFormat::SqliteSql).replace(".bail on\n", "");
    std::fs::write(folder().join(ExportFormat::SqliteSql.file_name()), &script).unwrap();
    let start = Instant::now();
    database.execute_batch(&script).unwrap();
    (start.elapsed().as_secs_f64() * 1000.0, database)
}

/// Runs the script once, on a copy of the file. Gives the time in milliseconds without Python's start, and the database.
pub fn python(file: &Path) -> (f64, Connection) {
    let (copy, script) = (folder().join("exported.db"), folder().join(ExportFormat::Python.file_name()));
    std::fs::copy(file, &copy).unwrap();
    std::fs::write(&script, export(&input(), ExportFormat::Python)).unwrap();
    let python = std::env::var("LAB_PYTHON").expect("LAB_PYTHON names a Python with pandas: cargo xtask bench");
    let run = Command::new(python).arg(&script).arg("--db").arg(&copy).stderr(Stdio::inherit()).output();
    let output = run.expect("Python");
    assert!(output.status.success(), "the script ended with {}", output.status);
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    let seconds = printed.split(" written in ").nth(1).and_then(|rest| rest.split(" s").next()).expect("seconds");
    let database = Connection::open(&copy).unwrap();
    // Its content stays as long as it is open; where the system does not allow that, the next run writes over it.
    let _ = std::fs::remove_file(&copy);
    (seconds.parse::<f64>().expect("a number") * 1000.0, database)
}
