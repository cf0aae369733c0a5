//! Files of generated results, read back by Python's csv and json, pandas, serde_json, and the sqlite3 shell.

use std::fs;
use std::process::{Command, Stdio};

use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::value::Value;
use feature_lab::engine::database::Database;
use feature_lab::results::ResultFormat;
use feature_lab::results::format::Writer;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde::Deserialize;

use super::python::Python;
use super::seed;
use super::temp_folder::Folder;
use super::values::{text, value};

/// The rows that Python read.
#[derive(Deserialize)]
struct Read {
    csv: Vec<Vec<String>>,
    tsv: Vec<Vec<String>>,
    pandas: Vec<Vec<String>>,
    json: Vec<Vec<(String, String)>>,
}

fn written(format: ResultFormat, columns: &[String], rows: &[Vec<Value>], table: &str) -> Vec<u8> {
    let mut writer = Writer::new(format, columns, table, false);
    rows.iter().for_each(|row| writer.row(&row.iter().map(Value::as_ref).collect::<Vec<_>>()));
    let mut bytes = Vec::new();
    let written = writer.end(&mut |part| {
        bytes.extend(part);
        Ok(())
    });
    assert_eq!(written.unwrap(), rows.len() as u64);
    bytes
}

/// Names and rows of one to three columns.
fn result() -> impl Strategy<Value = (Vec<String>, Vec<Vec<Value>>)> {
    (1..4_usize).prop_flat_map(|width| {
        let row = prop::collection::vec(value(), width);
        (prop::collection::vec(name(), width), prop::collection::vec(row, 0..30))
    })
}

/// A name of a column: any text that a statement of SQLite can have.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![Just("a".to_owned()), Just("A".to_owned()), text().prop_map(|text| text.replace('\0', ""))]
}

/// A value in CSV, without its quotes.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        Value::Real(number) => format!("{number:?}"),
        other => other.to_string(),
    }
}

#[test]
fn others_read_the_same_values() {
    let (mut python, folder) = (Python::start("results.py"), Folder::new());
    let python = std::cell::RefCell::new(&mut python);
    TestRunner::new(seed::config(150))
        .run(&result(), |(columns, rows)| {
            let mut request = serde_json::Map::new();
            for (format, name) in [(ResultFormat::Csv, "csv"), (ResultFormat::Tsv, "tsv"), (ResultFormat::Json, "json")]
            {
                fs::write(folder.file(name), written(format, &columns, &rows, "t")).unwrap();
                request.insert(name.to_owned(), folder.file(name).to_string_lossy().into());
            }
            let read: Read = python.borrow_mut().ask_plainly(&request.into());
            let mut expected = vec![columns.clone()];
            expected.extend(rows.iter().map(|row| row.iter().map(shown).collect::<Vec<_>>()));
            prop_assert_eq!(&read.csv, &expected);
            prop_assert_eq!(&read.tsv, &expected);
            prop_assert_eq!(&read.pandas, &expected);
            let objects: Vec<serde_json::Map<String, serde_json::Value>> =
                serde_json::from_slice(&fs::read(folder.file("json")).unwrap()).unwrap();
            prop_assert_eq!((objects.len(), read.json.len()), (rows.len(), rows.len()));
            for ((row, object), fields) in rows.iter().zip(&objects).zip(&read.json) {
                // A name that stands twice is still there twice.
                prop_assert_eq!((object.len(), fields.len()), (columns.len(), columns.len()));
                for (value, (name, of_python)) in row.iter().zip(fields) {
                    let of_rust = &object[name];
                    match value {
                        Value::Null => prop_assert!(of_rust.is_null() && of_python == "null"),
                        Value::Integer(number) => {
                            prop_assert_eq!(of_rust.as_i64(), Some(*number));
                            prop_assert_eq!(of_python, &number.to_string());
                        }
                        Value::Real(number) if number.is_finite() => {
                            prop_assert_eq!(of_python.parse::<f64>().unwrap().to_bits(), number.to_bits());
                        }
                        Value::Real(_) => prop_assert!(of_rust.is_null()),
                        Value::Text(text) => prop_assert_eq!(of_rust.as_str(), Some(text.as_str())),
                        Value::Blob(_) => prop_assert_eq!(of_rust, &serde_json::Value::from(shown(value))),
                    }
                }
            }
            Ok(())
        })
        .unwrap();
}

/// Runs the sqlite3 shell, which the project's test command installs, with a script as its input.
fn shell(arguments: &[&str], script: &[u8]) {
    let program = std::env::var("LAB_SQLITE").unwrap_or_else(|_| "sqlite3".to_owned());
    let folder = Folder::new();
    fs::write(folder.file("script"), script).unwrap();
    let input = Stdio::from(fs::File::open(folder.file("script")).unwrap());
    let ended = Command::new(program).arg("-bail").args(arguments).stdin(input).output().unwrap();
    let words = String::from_utf8_lossy(&ended.stderr);
    assert!(ended.status.success() && words.is_empty(), "{words}\n{}", String::from_utf8_lossy(script));
}

fn read_table(path: &std::path::Path, sql: &str) -> Vec<Vec<Value>> {
    Native::open(fs::read(path).unwrap()).unwrap().rows(sql, &[]).unwrap()
}

/// The bits of a double, so that no two are the same by rounding.
fn exact(rows: &[Vec<Value>]) -> Vec<Vec<String>> {
    let one = |value: &Value| match value {
        // SQLite keeps no sign of zero.
        Value::Real(number) => format!("real {:x}", (number + 0.0).to_bits()),
        other => format!("{other:?}"),
    };
    rows.iter().map(|row| row.iter().map(one).collect()).collect()
}

#[test]
fn the_shell_reads_the_inserts_back() {
    let cases =
        (result(), name().prop_filter("a name that is free", |name| !name.to_lowercase().starts_with("sqlite_")));
    TestRunner::new(seed::config(150))
        .run(&cases, |((columns, rows), table)| {
            let folder = Folder::new();
            let script = written(ResultFormat::SqlInserts, &columns, &rows, &table);
            let path = folder.database();
            shell(&[&path.to_string_lossy()], &script);
            let name = read_table(&path, "SELECT name FROM sqlite_schema").remove(0).remove(0);
            let name = feature_lab::base::ident::Ident(name.text().unwrap()).to_string();
            let back = read_table(&path, &format!("SELECT * FROM {name} ORDER BY rowid"));
            prop_assert_eq!(exact(&back), exact(&rows));
            // The same once more, into the table that there is.
            shell(&[&path.to_string_lossy()], &script);
            let twice = read_table(&path, &format!("SELECT count(*) FROM {name}"));
            prop_assert_eq!(&twice[0][0], &Value::Integer(2 * rows.len() as i64));
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_shell_imports_csv() {
    let rows = vec![
        vec![Value::Text("a, \"b\"\nc".to_owned()), Value::Integer(i64::MIN), Value::Real(0.1)],
        vec![Value::Text("it's".to_owned()), Value::Null, Value::Blob(vec![0, 255])],
    ];
    let columns = ["text", "odd \"name\"", "x"].map(str::to_owned);
    let folder = Folder::new();
    fs::write(folder.file("rows.csv"), written(ResultFormat::Csv, &columns, &rows, "")).unwrap();
    let path = folder.database();
    let import = format!(".import --csv {} t\n", folder.file("rows.csv").display());
    shell(&[&path.to_string_lossy()], import.as_bytes());
    let back = read_table(&path, "SELECT text, \"odd \"\"name\"\"\", x FROM t");
    let expected: Vec<Vec<Value>> =
        rows.iter().map(|row| row.iter().map(|value| Value::Text(shown(value))).collect()).collect();
    assert_eq!(back, expected);
}
