//! A table at a glance is what pandas says of the same table: rows, missing values, mean, least and greatest.

use crate::fixtures::{build, proposed, request};
use crate::python::Python;
use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::value::Value;
use feature_lab::engine::database::Database;
use feature_lab::engine::session::Session;
use feature_lab::protocol::Source;
use feature_lab::samples;
use feature_lab::sqlite::sql::profile;
use serde::Deserialize;
use serde_json::json;

/// The answer of the script: a row for each column, its values with their types between ` | `.
#[derive(Debug, Deserialize)]
struct Answer {
    rows: Vec<String>,
}

/// One row for each column, as the profile has it.
const DESCRIBE: &str = "
import sqlite3
import pandas as pd
connection = sqlite3.connect(database)
connection.execute('PRAGMA trusted_schema = OFF')
table = pd.read_sql('SELECT * FROM ' + name, connection)
def describe(column):
    known = column.dropna()
    numbers = column.dtype.kind in 'if'
    return [len(column), column.isna().sum(), known.min(), known.max(), known.mean() if numbers else None]
features = pd.DataFrame([describe(table[column]) for column in table.columns], dtype=object)
";

#[test]
fn every_table_of_the_samples_looks_to_pandas_as_to_the_lab() {
    let mut python = Python::start("page.py");
    let mut compared = 0;
    for sample in samples::NAMES {
        let mut session = Session::<Native>::default();
        session.open_sample(&request(Source::Sample(sample.to_owned())), sample).unwrap();
        let spec = proposed(&session);
        build(&mut session, &spec).unwrap();
        let image = session.snapshot().unwrap();
        for table in ["leads_scored", "transactions", "customer_features"] {
            let sql = profile::sql(session.opened().unwrap().schema.table(table).unwrap());
            let profile = session.database().unwrap().rows(&sql, &[]).unwrap();
            let rows = session.database().unwrap().value(&format!("SELECT count(*) FROM {table}"), &[]).unwrap();
            let code = format!("name = '{table}'\n{DESCRIBE}");
            let theirs: Answer = python.ask(&image, json!({ "code": code }));
            assert_eq!(theirs.rows.len(), profile.len(), "{theirs:?}");
            for (column, theirs) in profile.iter().zip(&theirs.rows) {
                let [name, _, nulls, mean, least, greatest, ..] = &column[..] else { panic!("{column:?}") };
                let ours = [&rows, nulls, least, greatest, mean].map(exact);
                let theirs: Vec<&str> = theirs.split(" | ").collect();
                for (ours, theirs) in ours.iter().zip(&theirs) {
                    assert!(close(ours, theirs), "{sample}, {table}.{name}: {ours} is not {theirs}");
                }
                assert_eq!((ours.len(), theirs.len()), (5, 5));
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 22);
}

/// A value as the script writes it.
fn exact(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Integer(number) => format!("integer {number}"),
        Value::Real(number) => format!("real {:016x}", number.to_bits()),
        Value::Text(text) => format!("text {}", text.bytes().map(|byte| format!("{byte:02x}")).collect::<String>()),
        Value::Blob(bytes) => format!("blob {bytes:?}"),
    }
}

/// pandas reads integers beside NULL as doubles, and adds up in another order.
fn close(ours: &str, theirs: &str) -> bool {
    match (number(ours), number(theirs)) {
        (Some(ours), Some(theirs)) => (ours - theirs).abs() <= ours.abs() * 1e-12,
        _ => ours == theirs,
    }
}

fn number(value: &str) -> Option<f64> {
    match value.split_once(' ')? {
        ("integer", digits) => digits.parse().ok(),
        ("real", bits) => u64::from_str_radix(bits, 16).ok().map(f64::from_bits),
        _ => None,
    }
}
