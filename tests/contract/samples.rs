//! The samples: their files, written without SQLite, are SQLite's byte for byte and stay ordinary databases.

use super::{request, text};
use crate::fixtures::open;
use feature_lab::base::value::{Value, ValueRef};
use feature_lab::engine::database::{Database, Image};
use feature_lab::engine::samples::file;
use feature_lab::engine::session::Session;
use feature_lab::protocol::{Integrity, Source};
use feature_lab::samples::{NAMES, Sample, TABLES, make};

/// The offsets at which a sample's file differs from the one that SQLite makes of its rows.
pub fn differences<D: Database>(sample: &Sample) -> Vec<usize> {
    let mut database = D::create().unwrap();
    database.run("BEGIN", &[]).unwrap();
    for (_, sql) in TABLES {
        database.run(sql, &[]).unwrap();
    }
    for ((name, _), rows) in TABLES.into_iter().zip([&sample.leads, &sample.transactions]) {
        for some in rows.chunks(250) {
            let values: Vec<ValueRef<'_>> = some.iter().flatten().map(Value::as_ref).collect();
            let places = vec!["(?, ?, ?)"; some.len()].join(", ");
            database.run(&format!("INSERT INTO {name} VALUES {places}"), &values).unwrap();
        }
    }
    database.run("COMMIT", &[]).unwrap();
    let image = database.export().unwrap();
    let (expected, written) = (image.read(0, usize::MAX), file(sample).unwrap());
    assert_eq!(written.len(), expected.len(), "{}", sample.name);
    (0..written.len()).filter(|at| written[*at] != expected[*at]).collect()
}

pub fn their_files_are_those_that_sqlite_writes<D: Database>() {
    for name in NAMES {
        let differences = differences::<D>(&make(name).unwrap());
        // What depends on the way in which SQLite writes a file out: change counter, schema cookie, the SQLite.
        let is_past = |at: &usize| matches!(at, 24..28 | 40..44 | 92..100);
        assert!(differences.iter().all(is_past), "{name}: {differences:?}");
    }
}

pub fn they_stay_ordinary_databases<D: Database>() {
    for name in NAMES {
        let sample = make(name).unwrap();
        let mut session = Session::<D>::default();
        let opened = session.open_sample(&request(Source::Sample(String::new())), name).unwrap();
        assert_eq!((opened.integrity, opened.warnings), (Integrity::Sound, Vec::new()), "{name}");
        assert_eq!(opened.size, file(&sample).unwrap().len() as u64);
        let database = session.database().unwrap();
        for ((table, sql), rows) in TABLES.into_iter().zip([&sample.leads, &sample.transactions]) {
            let read = database.rows(&format!("SELECT rowid, * FROM {table} ORDER BY rowid"), &[]).unwrap();
            let expected = (1..).map(Value::Integer).zip(rows).map(|(rowid, row)| [&[rowid], &row[..]].concat());
            assert_eq!(read, expected.collect::<Vec<_>>(), "{name}: {table}");
            let stored = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1 AND tbl_name = ?1";
            let stored = database.value(stored, &[ValueRef::Text(table.as_bytes())]).unwrap();
            assert_eq!(stored.text(), Some(sql));
        }
        let (leads, bought) = (sample.leads.len(), sample.transactions.len());
        let more = bought + 2 * leads;
        let fewer = more - more / 3;
        // Beyond the room behind the file, into pages that were full, and out of them.
        for (sql, leads, bought) in [
            ("INSERT INTO transactions SELECT a.* FROM leads_scored AS a, (SELECT 1 UNION SELECT 2)", leads, more),
            ("DELETE FROM transactions WHERE rowid % 3 = 0", leads, fewer),
            ("UPDATE leads_scored SET user_email = user_email || hex(zeroblob(900))", leads, fewer),
            ("CREATE INDEX by_email ON transactions (user_email)", leads, fewer),
            ("VACUUM", leads, fewer),
            ("DELETE FROM leads_scored WHERE rowid > 1", 1, fewer),
        ] {
            session.database().unwrap().run(sql, &[]).unwrap();
            assert_eq!(text(&mut session, "PRAGMA integrity_check"), ["ok"], "{name}: {sql}");
            let counts = "SELECT (SELECT count(*) FROM leads_scored), (SELECT count(*) FROM transactions)";
            assert_eq!(text(&mut session, counts), [format!("{leads}|{bought}")], "{name}: {sql}");
        }
        let image = session.snapshot().unwrap();
        assert_eq!(text(&mut open::<D>(image), "SELECT count(*) FROM transactions"), [fewer.to_string()]);
    }
}
