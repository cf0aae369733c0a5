//! Holds tables and databases against each other, row for row.

use rusqlite::types::Value;
use rusqlite::{Connection, Row};

/// The feature table as it is written, in its order.
pub const FEATURES: &str =
    "SELECT user_email, p1, member_rating, purchase_frequency, recency_days FROM customer_features ORDER BY rowid";

/// Fails at the first row of a query in which two databases differ; gives the number of rows.
pub fn assert_same(sql: &str, one: &Connection, other: &Connection) -> u64 {
    let (mut left, mut right) = (one.prepare(sql).unwrap(), other.prepare(sql).unwrap());
    let (mut left, mut right) = (left.query([]).unwrap(), right.query([]).unwrap());
    let mut same = 0;
    loop {
        let (a, b) = (left.next().unwrap().map(values), right.next().unwrap().map(values));
        assert_eq!(a, b, "row {} of {sql}", same + 1);
        if a.is_none() {
            return same;
        }
        same += 1;
    }
}

fn values(row: &Row<'_>) -> Vec<Value> {
    (0..row.as_ref().column_count()).map(|at| row.get(at).unwrap()).collect()
}

/// Fails if two databases differ in their schema or in a row of one of their tables.
pub fn assert_same_database(one: &Connection, other: &Connection) {
    assert_same("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid", one, other);
    for table in ["leads_scored", "transactions", "customer_features"] {
        assert_same(&format!("SELECT rowid, * FROM {table} ORDER BY rowid"), one, other);
    }
    let check: String = other.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
}
