//! Tables read from the pages of their file: the rows are those that SQLite reads, or the read falls back to SQLite.

use super::bulk::{Chance, Exact, in_bulk};
use super::{build, lab_with, proposed, text};
use feature_lab::base::ident::Ident;
use feature_lab::engine::database::{Database, Reader};
use feature_lab::engine::{inspect, open};

/// The way in which a table was read.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Read {
    /// Through SQLite, for this database has no page reader.
    Sqlite,
    /// The page reader does not support the table.
    Unsupported,
    /// From its pages, as far as some row.
    Partial(usize),
    Whole,
}

/// A script's database, opened as a file is.
fn opened<D: Database>(script: &[String]) -> D {
    let mut database = D::create().unwrap();
    for sql in script {
        database.run(sql, &[]).unwrap_or_else(|error| panic!("{sql}: {error}"));
    }
    let mut database = D::open(database.export().unwrap()).unwrap();
    open::configure_connection(&mut database).unwrap();
    database
}

/// Reads columns of a table from pages, inside a transaction as a build does, and compares every row with SQLite's.
fn read<D: Database>(database: &mut D, table: &str, columns: &[&str], with_rowid: bool, limit: u32) -> Read {
    database.run("BEGIN IMMEDIATE", &[]).unwrap();
    let schema = inspect::schema(database).unwrap();
    let described = schema.table(table).unwrap();
    let names: Vec<String> = columns.iter().map(|name| Ident(name).to_string()).collect();
    let rowid = if with_rowid { "rowid, " } else { "" };
    let order = if described.has_rowid { " ORDER BY rowid" } else { "" };
    let sql = format!("SELECT {rowid}{} FROM main.{}{order}", names.join(", "), Ident(table));
    let mut reader = database.table_reader(described, columns, with_rowid, &sql).unwrap();
    let width = reader.columns();
    let mut rows: Vec<Vec<Exact>> = Vec::new();
    loop {
        let before = rows.len();
        let read = reader.read(limit, &mut |block| {
            assert_eq!(block.len() % width, 0);
            rows.extend(block.chunks(width).map(|row| row.iter().map(|value| (*value).into()).collect()));
        });
        let read = read.unwrap();
        assert_eq!(rows.len() - before, read as usize);
        if read < limit {
            break;
        }
    }
    let from_pages = reader.rows_from_pages();
    drop(reader);
    let expected = in_bulk(database, &sql, 1000).unwrap();
    database.run("COMMIT", &[]).unwrap();
    assert!(rows == expected, "{table} ({}): {rows:?}\nSQLite: {expected:?}", columns.join(", "));
    match from_pages.map(|rows| usize::try_from(rows).unwrap()) {
        None => Read::Sqlite,
        Some(count) if count == rows.len() => Read::Whole,
        Some(0) => Read::Unsupported,
        Some(count) => Read::Partial(count),
    }
}

/// Returns `true` if a table was read as expected; without a page reader any expectation holds.
fn reads_as(how: Read, expected: Read) -> bool {
    how == expected || how == Read::Sqlite
}

const TYPES: [&str; 12] = [
    "",
    "TEXT",
    "INTEGER",
    "REAL",
    "BLOB",
    "NUMERIC",
    "DOUBLE PRECISION",
    "FLOATING POINT",
    "REAL TEXT",
    "VARCHAR(10)",
    "real NOT NULL DEFAULT 7",
    "TEXT PRIMARY KEY",
];

/// A value, sometimes longer than a page, often about as long as a page.
fn value(chance: &mut Chance, page_size: u64) -> String {
    let length = match chance.below(12) {
        0 => chance.below(4 * page_size),
        1 => page_size - 60 + chance.below(60),
        2 => page_size / 4 - 20 + chance.below(40),
        _ => return chance.value(),
    };
    let length = length.min(70_000);
    if chance.below(2) == 0 {
        // Long ones repeat a short one: their length is what they are for.
        let piece = chance.blob(16);
        let digits = piece.trim_start_matches("x'").trim_end_matches('\'');
        format!("CAST(substr(replace(printf('%.*c', {length} / 32 + 1, 'x'), 'x', '{digits}'), 1, {length}) AS BLOB)")
    } else {
        format!("printf('%.*c', {length}, 'x')")
    }
}

/// Statements that change two tables in turn, so that their pages are interleaved.
fn changes(chance: &mut Chance, columns: u64, page_size: u64, count: usize) -> Vec<String> {
    let mut next = 0_i64;
    let mut script = Vec::new();
    while script.len() < count {
        let table = if chance.below(4) == 0 { "other" } else { "t" };
        next += [1 << 40, 300, 1][chance.below(30).min(2) as usize];
        let rowid = if chance.below(10) == 0 { -next } else { next };
        let values: Vec<String> = (0..columns).map(|_| value(chance, page_size)).collect();
        script.push(match chance.below(14) {
            0 => format!("DELETE FROM {table} WHERE rowid % 9 = {}", chance.below(9)),
            1 => format!("UPDATE OR IGNORE {table} SET c0 = {} WHERE rowid % 5 = {}", values[0], chance.below(5)),
            _ => {
                let places: Vec<String> = (0..columns).map(|column| format!("c{column}")).collect();
                let (places, values) = (places.join(", "), values.join(", "));
                format!("INSERT OR IGNORE INTO {table} (rowid, {places}) VALUES ({rowid}, {values})")
            }
        });
    }
    script
}

pub fn rows_from_pages_are_the_rows_of_the_query<D: Database>() {
    let (mut chance, seed) = Chance::new(5);
    let mut seen = [0; 3];
    for trial in 0..48 {
        let page_size = 512 << (trial % 8);
        let columns = 1 + chance.below(6);
        let kinds: Vec<String> = (0..columns)
            .map(|column| {
                // Only the first can be the primary key.
                let kinds = if column == 0 { TYPES.len() } else { TYPES.len() - 1 };
                format!("c{column} {}", TYPES[chance.below(kinds as u64) as usize])
            })
            .collect();
        let kinds = kinds.join(", ");
        let mut script = vec![
            format!("PRAGMA page_size = {page_size}"),
            format!("PRAGMA auto_vacuum = {}", chance.below(3)),
            format!("CREATE TABLE t ({kinds})"),
            format!("CREATE TABLE other ({kinds})"),
            "BEGIN".to_owned(),
        ];
        let count = [0, 1, 20, 150, 400][chance.below(5) as usize];
        script.extend(changes(&mut chance, columns, page_size, count));
        script.push("COMMIT".to_owned());
        match chance.below(4) {
            0 => script.push("VACUUM".to_owned()),
            1 => script.push("PRAGMA incremental_vacuum(3)".to_owned()),
            2 => script.extend(["ANALYZE".to_owned(), "CREATE INDEX by_first ON t (c0)".to_owned()]),
            _ => {}
        }
        let mut database = opened::<D>(&script);
        for _ in 0..4 {
            let names: Vec<String> = (0..=chance.below(3)).map(|_| format!("c{}", chance.below(columns))).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let table = if chance.below(3) == 0 { "other" } else { "t" };
            let limit = [1, 7, 100, 1000][chance.below(4) as usize];
            let how = read(&mut database, table, &names, chance.below(2) == 0, limit);
            assert!(reads_as(how, Read::Whole), "{seed}, trial {trial}: {how:?}: {}", script.join(";\n"));
        }
        let rows = database.count("SELECT count(*) FROM t", &[]).unwrap();
        let pages = database.count("PRAGMA page_count", &[]).unwrap();
        let facts = [rows == 0, rows > 100, pages > page_size / 10];
        seen.iter_mut().zip(facts).for_each(|(seen, fact)| *seen += usize::from(fact));
    }
    assert!(seen.iter().all(|times| *times >= 3), "{seed}: no rows, many rows, a deep tree: {seen:?}");
}

pub fn what_keeps_its_rows_in_another_way_is_left_to_sqlite<D: Database>() {
    let rows = "INSERT INTO t (a, b) VALUES (1, 'x'), (2, 'y')";
    let cases: [(&[&str], Read); 17] = [
        (&["CREATE TABLE t (a, b)", rows], Read::Whole),
        (&["CREATE TABLE t (a, b)"], Read::Whole),
        (&["CREATE TABLE t (rowid, _rowid_, oid, a, b)", rows], Read::Whole),
        (&["CREATE TABLE t (a INTEGER, b TEXT, PRIMARY KEY (b))", rows], Read::Whole),
        (&["CREATE TABLE t (a INT, b TEXT) STRICT", rows], Read::Whole),
        (&["CREATE TABLE t (a REAL, b ANY) STRICT", rows], Read::Whole),
        (&["CREATE TABLE t (x INTEGER PRIMARY KEY, a, b)", rows], Read::Whole),
        (&["CREATE TABLE t (a INTEGER PRIMARY KEY, b)", rows], Read::Unsupported),
        (&["CREATE TABLE t (a integer, b, PRIMARY KEY (a))", rows], Read::Unsupported),
        (&["CREATE TABLE t (a, b, PRIMARY KEY (a)) WITHOUT ROWID", rows], Read::Unsupported),
        (&["CREATE TABLE t (g AS (a + 1), a, b)", rows], Read::Unsupported),
        (&["CREATE TABLE t (a, g AS (a + 1) STORED, b)", rows], Read::Unsupported),
        (
            &["CREATE TABLE u (a, b)", "INSERT INTO u VALUES (1, 'x')", "CREATE VIEW t AS SELECT * FROM u"],
            Read::Unsupported,
        ),
        (&["CREATE VIRTUAL TABLE t USING fts3 (a, b)", rows], Read::Unsupported),
        (&["PRAGMA encoding = 'UTF-16le'", "CREATE TABLE t (a, b)", rows], Read::Unsupported),
        (&["PRAGMA encoding = 'UTF-16be'", "CREATE TABLE t (a, b)", rows], Read::Unsupported),
        (
            &[
                "CREATE TABLE t (a, b)",
                rows,
                "ALTER TABLE t RENAME COLUMN a TO z",
                "ALTER TABLE t RENAME COLUMN z TO a",
            ],
            Read::Whole,
        ),
    ];
    for (script, expected) in cases {
        let script: Vec<String> = script.iter().map(|sql| (*sql).to_owned()).collect();
        let mut database = opened::<D>(&script);
        // Where no name is left for the rowid, nothing can be ordered by it.
        let hidden = script[0].contains("oid, a");
        if !hidden {
            let how = read(&mut database, "t", &["b", "a"], false, 10);
            assert!(reads_as(how, expected), "{how:?}: {}", script.join("; "));
        }
    }
    // A database that was never a file, and one that lies in a log as far as anybody knows.
    let mut database = opened::<D>(&["CREATE TABLE t (a, b)".to_owned(), rows.to_owned()]);
    database.run("CREATE TEMP TABLE t (b, a)", &[]).unwrap();
    database.run("INSERT INTO temp.t VALUES (7, 8)", &[]).unwrap();
    assert!(reads_as(read(&mut database, "t", &["a", "b"], false, 10), Read::Whole));
    for sql in ["PRAGMA locking_mode = EXCLUSIVE", "PRAGMA journal_mode = WAL", "INSERT INTO t VALUES (3, 'new')"] {
        database.run(sql, &[]).unwrap();
    }
    if database.value("PRAGMA journal_mode", &[]).unwrap().text() == Some("wal") {
        assert!(reads_as(read(&mut database, "t", &["a", "b"], false, 10), Read::Unsupported));
    }
}

pub fn rows_older_than_a_column_are_left_to_sqlite<D: Database>() {
    let script = [
        "CREATE TABLE t (a, b)",
        "INSERT INTO t VALUES (1, 'x'), (2, 'y')",
        "ALTER TABLE t ADD COLUMN c REAL DEFAULT 7",
        "ALTER TABLE t ADD COLUMN d",
        "INSERT INTO t VALUES (3, 'z', 8, 9)",
        "INSERT INTO t (rowid, a, b, c, d) VALUES (-1, 0, 'w', 6, 5)",
    ];
    let script = script.map(str::to_owned);
    let mut database = opened::<D>(&script);
    assert!(reads_as(read(&mut database, "t", &["a", "b"], true, 10), Read::Whole));
    assert!(reads_as(read(&mut database, "t", &["c"], true, 10), Read::Partial(1)));
    database.run("ALTER TABLE t DROP COLUMN b", &[]).unwrap();
    assert!(reads_as(read(&mut database, "t", &["d", "a"], true, 10), Read::Whole));

    // A build goes on with SQLite's rows where the others end.
    let mut session = lab_with::<D>(&[
        "CREATE TABLE leads_scored (user_email TEXT)",
        "INSERT INTO leads_scored VALUES ('a'), ('b'), ('c'), ('d')",
        "ALTER TABLE leads_scored ADD COLUMN p1 REAL DEFAULT 0.5",
        "ALTER TABLE leads_scored ADD COLUMN member_rating INTEGER",
        "UPDATE leads_scored SET member_rating = 3 WHERE user_email < 'c'",
        "CREATE TABLE transactions (user_email TEXT)",
        "INSERT INTO transactions VALUES ('a'), ('b'), ('b'), ('c')",
        "ALTER TABLE transactions ADD COLUMN ts TEXT DEFAULT '2026-06-30'",
        "UPDATE transactions SET ts = '2026-06-28' WHERE rowid < 3",
        "INSERT INTO transactions VALUES ('a', '2026-06-25'), (NULL, '')",
    ]);
    let spec = proposed(&session);
    let report = build(&mut session, &spec).unwrap().report;
    assert_eq!((report.rows_in, report.transactions), (4, 6));
    let rows = text(&mut session, "SELECT * FROM customer_features ORDER BY rowid");
    assert_eq!(rows, ["a|0.5|3|2|3", "b|0.5|3|2|1", "c|0.5|NULL|1|1", "d|0.5|NULL|0|365"]);
}

pub fn what_was_committed_is_in_the_pages_and_nothing_else<D: Database>() {
    // With free pages, so that the file need not grow at first.
    let start = ["CREATE TABLE t (a, b)", "CREATE TABLE other AS SELECT zeroblob(400000)", "DELETE FROM other"];
    let mut database = opened::<D>(&start.map(str::to_owned));
    let many = |count: u32, bytes: u32| {
        format!(
            "INSERT INTO t WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) \
             SELECT i, randomblob({bytes}) FROM n"
        )
    };
    let (few, hundred, beyond) = (many(3, 30), many(100, 300), many(3000, 300));
    let scripts: [&[&str]; 14] = [
        &[&few],
        &["BEGIN", &hundred, "ROLLBACK"],
        &["BEGIN", &hundred, "SAVEPOINT s", "DELETE FROM t", "ROLLBACK TO s", "COMMIT"],
        &["SAVEPOINT s", "UPDATE t SET a = b", "RELEASE s"],
        &["PRAGMA cache_size = 2", "BEGIN", "UPDATE t SET b = a", &hundred, "ROLLBACK"],
        &["BEGIN", "UPDATE t SET a = -a", "COMMIT"],
        &["PRAGMA journal_mode = OFF", "DELETE FROM t WHERE rowid % 3 = 0"],
        &["PRAGMA journal_mode = DELETE", &few],
        &["PRAGMA journal_mode = MEMORY", "DELETE FROM t", &few],
        // Beyond the room behind the file, where sql.js moves it.
        &[&beyond],
        &["UPDATE t SET a = 7"],
        &["DELETE FROM t WHERE rowid > 50", "VACUUM"],
        &["UPDATE t SET a = 8"],
        &["INSERT INTO other SELECT a FROM t", "UPDATE t SET a = 9"],
    ];
    let mut read_directly = 0;
    for script in scripts {
        for sql in script {
            database.run(sql, &[]).unwrap_or_else(|error| panic!("{sql}: {error}"));
        }
        let how = read(&mut database, "t", &["b", "a"], true, 50);
        assert!(reads_as(how, Read::Whole) || how == Read::Unsupported, "{script:?}: {how:?}");
        read_directly += usize::from(reads_as(how, Read::Whole));
    }
    assert!(read_directly >= 9, "{read_directly} of {} were read from pages", scripts.len());
}
