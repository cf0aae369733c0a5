//! Databases for the journeys, made by the native SQLite, and reading downloaded files with it.

use std::path::{Path, PathBuf};

use rusqlite::Connection;

/// Makes a database file from a script.
pub fn make(folder: &Path, name: &str, script: &str) -> PathBuf {
    let path = folder.join(name);
    let database = Connection::open(&path).unwrap();
    database.execute_batch(script).unwrap();
    path
}

/// A script for the course's tables with so many transactions, about 75 bytes each, and a tenth as many leads.
///
/// The transactions are spread over the three years before 2026-07-01, oldest first as a shop writes them; the key of
/// one in eleven matches no lead.
pub fn shop(transactions: u64) -> String {
    let leads = transactions / 10;
    let customers = leads + leads / 10;
    format!(
        "PRAGMA synchronous = OFF;
         PRAGMA journal_mode = MEMORY;
         CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER);
         WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {leads})
         INSERT INTO leads_scored SELECT 'customer' || i || '@example.com', i * 7919 % 1000 / 1000.0, 1 + i % 5 FROM n;
         CREATE TABLE transactions (user_email TEXT, product_id TEXT, ts TEXT);
         WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {transactions})
         INSERT INTO transactions SELECT 'customer' || ((i * 2654435761 >> 7) % {customers}) || '@example.com',
             'product-' || (i % 500), datetime(1688169600 + i * 94694000 / {transactions}, 'unixepoch') || '+00:00' FROM n;"
    )
}

/// The course's tables with three customers; the newest purchase is two days before 2026-07-01.
pub const COURSE: &str = "
    CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER);
    INSERT INTO leads_scored VALUES ('a@x', 0.5, 4), ('b@x', 0.25, NULL), ('c@x', 1, 1);
    CREATE TABLE transactions (user_email TEXT, product_id TEXT, ts TEXT);
    INSERT INTO transactions VALUES ('a@x', 'p', '2026-06-29 00:00:00'), ('a@x', 'q', '2026-06-01'), ('b@x', NULL, '20260501');";

/// The features of [`COURSE`] as of 2026-07-01, cells joined by `|`.
pub const FEATURES: [&str; 3] = ["a@x|0.5|4|2|2", "b@x|0.25|NULL|1|61", "c@x|1.0|1|0|365"];

/// The feature table of a file, read by the native SQLite after its own integrity check.
pub fn features(path: &Path) -> Vec<String> {
    let database = Connection::open(path).unwrap();
    let check: String = database.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
    let sql = "SELECT user_email || '|' || p1 || '|' || ifnull(member_rating, 'NULL') || '|' || purchase_frequency
        || '|' || recency_days FROM customer_features ORDER BY rowid";
    let mut statement = database.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}
