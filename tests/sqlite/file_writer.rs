//! The writer of new files: its bytes are those of SQLite for any tables within its limits, and beyond them it gives none.

use crate::seed::config;
use feature_lab::base::value::{Value, ValueRef};
use feature_lab::sqlite::btree::file_writer::{NewTable, write};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use rusqlite::types::{ToSqlOutput, ValueRef as SqlRef};
use rusqlite::{Connection, params_from_iter};

/// A table to be written, owned: its columns have no affinity, so that every value keeps its storage class.
#[derive(Debug)]
struct Made {
    name: String,
    sql: String,
    columns: usize,
    values: Vec<Value>,
}

impl Made {
    fn new(name: &str, columns: usize, values: Vec<Value>) -> Self {
        let names: Vec<String> = (0..columns).map(|column| format!("c{column}")).collect();
        Self { name: name.to_owned(), sql: format!("CREATE TABLE {name} ({})", names.join(", ")), columns, values }
    }
}

fn by_writer(tables: &[Made]) -> Option<Vec<u8>> {
    let new =
        tables.iter().map(|Made { name, sql, columns, values }| NewTable { name, sql, columns: *columns, values });
    write(&new.collect::<Vec<_>>())
}

fn by_sqlite(tables: &[Made]) -> Connection {
    let database = Connection::open_in_memory().unwrap();
    database.execute_batch("BEGIN").unwrap();
    for made in tables {
        database.execute_batch(&made.sql).unwrap();
    }
    for made in tables {
        let places = vec!["?"; made.columns].join(", ");
        let mut insert = database.prepare(&format!("INSERT INTO {} VALUES ({places})", made.name)).unwrap();
        for row in made.values.chunks(made.columns) {
            insert.execute(params_from_iter(row.iter().map(bound))).unwrap();
        }
    }
    database.execute_batch("COMMIT").unwrap();
    database
}

fn bound(value: &Value) -> ToSqlOutput<'_> {
    ToSqlOutput::Borrowed(match value.as_ref() {
        ValueRef::Null => SqlRef::Null,
        ValueRef::Integer(number) => SqlRef::Integer(number),
        ValueRef::Real(number) => SqlRef::Real(number),
        ValueRef::Text(text) => SqlRef::Text(text),
        ValueRef::Blob(bytes) => SqlRef::Blob(bytes),
    })
}

/// Compares both files; `false` if the writer has none.
fn compare(tables: &[Made]) -> bool {
    let Some(file) = by_writer(tables) else { return false };
    let expected = by_sqlite(tables).serialize("main").unwrap().to_vec();
    assert_eq!(file.len(), expected.len());
    // A database in memory has no change counter and no version, and its schema cookie counts the tables; the contract on
    // sql.js compares them.
    let is_past = |at: usize| matches!(at, 24..28 | 40..44 | 92..100);
    let other = file.iter().zip(&expected).enumerate().find(|(at, (byte, other))| byte != other && !is_past(*at));
    assert_eq!(other, None, "the first byte that is not SQLite's, in page {:?}", other.map(|(at, _)| at / 4096 + 1));
    let mut database = Connection::open_in_memory().unwrap();
    database.deserialize_read_exact("main", file.as_slice(), file.len(), true).unwrap();
    let check: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
    true
}

fn value() -> impl Strategy<Value = Value> {
    let edges = [7, 15, 23, 31, 47, 63].into_iter().flat_map(|bits| {
        let edge = i64::MAX >> (63 - bits);
        [edge, edge.wrapping_add(1), -edge, !edge, (!edge).wrapping_sub(1)]
    });
    prop_oneof![
        1 => Just(Value::Null),
        2 => (-2..3_i64).prop_map(Value::Integer),
        2 => prop::sample::select(edges.collect::<Vec<_>>()).prop_map(Value::Integer),
        1 => any::<i64>().prop_map(Value::Integer),
        1 => prop::num::f64::ANY.prop_filter("SQLite has no NaN", |number| !number.is_nan()).prop_map(Value::Real),
        1 => (-3..3_i32).prop_map(|number| Value::Real(f64::from(number))),
        4 => "[a-zü\0]{0,40}".prop_map(Value::Text),
        1 => prop::collection::vec(any::<u8>(), 0..130).prop_map(Value::Blob),
        1 => (0..700_usize).prop_map(|length| Value::Text("x".repeat(length))),
    ]
}

#[test]
fn files_of_any_small_tables_are_those_of_sqlite() {
    let table = (1..6_usize, prop_oneof![0..4_usize, 0..60_usize, 200..700_usize]).prop_flat_map(|(columns, rows)| {
        prop::collection::vec(value(), columns * rows).prop_map(move |values| (columns, values))
    });
    let tables = prop::collection::vec(table, 1..4).prop_map(|tables| {
        let made = |(number, (columns, values))| Made::new(&format!("t{number}"), columns, values);
        tables.into_iter().enumerate().map(made).collect::<Vec<_>>()
    });
    TestRunner::new(config(80))
        .run(&tables, |tables| {
            prop_assert!(compare(&tables));
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error:?}"));
}

#[test]
fn what_needs_other_pages_is_refused() {
    let text = |length| Value::Text("x".repeat(length));
    // The record has three bytes more.
    let longest = 4058;
    for (length, fits) in [(longest, true), (longest + 1, false), (10_000_000, false)] {
        assert_eq!(compare(&[Made::new("t", 1, vec![text(length)])]), fits, "{length}");
        assert_eq!(compare(&[Made::new("t", 1, vec![Value::Blob(vec![7; length])])]), fits, "{length}");
    }
    for (columns, fits) in [(126, true), (127, false)] {
        assert_eq!(compare(&[Made::new("t", columns, vec![Value::Null; 3 * columns])]), fits, "{columns} columns");
    }
    // Rows that take a page each, as many as the root has room for.
    for (pages, fits) in [(527, true), (528, false)] {
        assert_eq!(compare(&[Made::new("t", 1, vec![text(longest); pages])]), fits, "{pages} pages");
    }
    for (length, fits) in [(1800, true), (2500, false)] {
        let name = "n".repeat(length);
        assert!(!compare(&[Made::new(&name, 1, Vec::new())]), "a table's name of {length} letters");
        let sql = format!("CREATE TABLE t (\"{name}\", c1)");
        let made =
            |name: &str| Made { sql: sql.replace(" t ", &format!(" {name} ")), ..Made::new(name, 2, Vec::new()) };
        assert_eq!(compare(&[made("a"), made("b")]), fits, "two names of {length} letters");
    }
}
