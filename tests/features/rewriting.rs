//! The suggested SQL that rewrites unreadable times: SQLite runs it, and a build then reads the times.

use crate::fixtures::{build, lab_with, proposed, text};
use feature_lab::adapters::rusqlite::Native;
use feature_lab::engine::session::Session;
use feature_lab::features::spec::parse_as_of;
use feature_lab::features::times::rewriting;
use feature_lab::protocol::{PreviewTimes, Query};
use feature_lab::words;

/// Time values that no format reads, as SQL literals, with the number of days from them to 2024-07-01.
const FORMS: [(&str, u32); 10] = [
    ("'2024.06.30 10:00:00'", 0),
    ("'2024:06:29 23:59:59'", 1),
    ("'2024_06_28'", 3),
    ("'2024-06-27-10.15.00.000000'", 3),
    ("'2024-06-26 10.15.00'", 4),
    ("20240625101500", 5),
    ("'20240624 101500'", 6),
    ("'\"2024-06-23\"'", 8),
    ("'2024-06-22T01:00:00+02:00[Europe/Berlin]'", 9),
    ("'2024-06-21T10:00:00Z[UTC]'", 9),
];

/// Runs a script in the SQL box.
fn run(session: &mut Session<Native>, sql: &str) {
    let ran = session.query(&Query::of_box(sql)).unwrap();
    assert!(ran.error.is_none(), "{sql}\n{:?}", ran.error);
}

/// The statement in the comment of a script.
fn statement(sql: &str) -> String {
    let (_, change) = sql.split_once("without the dashes in front:\n").unwrap();
    change.lines().map(|line| line.strip_prefix("-- ").unwrap()).collect::<Vec<_>>().join("\n")
}

#[test]
fn every_form_is_read_after_its_rewriting_and_other_values_stay() {
    for (value, days) in FORMS {
        for stores in [true, false] {
            let mut session = lab_with::<Native>(&[
                "CREATE TABLE customers(id INTEGER PRIMARY KEY, email TEXT)",
                "INSERT INTO customers VALUES (1,'ana'),(2,'ben'),(3,'chi')",
                "CREATE TABLE orders(id INTEGER PRIMARY KEY, customer_id INTEGER, ordered_at)",
                &format!(
                    "INSERT INTO orders(customer_id, ordered_at) VALUES (1,{value}),(1,{value}),(2,'2024-06-01 12:00:00'),\
                     (3,'now'),(3,NULL)"
                ),
            ]);
            let mut spec = proposed(&session);
            spec.transactions.table = "orders".to_owned();
            spec.transactions.key = "customer_id".to_owned();
            spec.transactions.time = "ordered_at".to_owned();
            spec.as_of = parse_as_of("2024-07-01").unwrap();
            let times = session.preview_times(&PreviewTimes { spec: spec.clone() }).unwrap().times;
            assert_eq!((times.unreadable, times.unread.len()), (3, 2), "{value}: {times:?}");
            let sql = rewriting("orders", "ordered_at", stores, &times.unread, &words::REWRITING);
            run(&mut session, &sql);
            let before = text(&mut session, "SELECT ordered_at FROM orders");
            run(&mut session, &statement(&sql));
            if stores {
                let after = text(&mut session, "SELECT ordered_at FROM orders");
                assert_eq!((&after[2..], after[0] != before[0]), (&before[2..], true), "{value}");
            } else {
                assert_eq!(text(&mut session, "SELECT ordered_at FROM orders"), before, "{value}");
                spec.transactions.table = "orders_times".to_owned();
                spec.transactions.time = "time_read".to_owned();
            }
            build(&mut session, &spec).unwrap_or_else(|error| panic!("{error:?}"));
            let features = text(&mut session, "SELECT purchase_frequency, recency_days FROM customer_features");
            assert_eq!(features, [format!("2|{days}"), "1|29".to_owned(), "2|365".to_owned()], "{value}: {sql}");
        }
    }
}

#[test]
fn values_of_no_known_form_are_counted_and_the_statement_corrects_one() {
    let mut session =
        lab_with::<Native>(&["CREATE TABLE sales(at)", "INSERT INTO sales VALUES ('l''été'),('2024-06-30')"]);
    let sql = rewriting("sales", "at", true, &["l'été".to_owned()], &words::REWRITING);
    run(&mut session, &sql);
    run(&mut session, &statement(&sql).replace("YYYY-MM-DD", "2024-06-01"));
    assert_eq!(text(&mut session, "SELECT at FROM sales"), ["2024-06-01", "2024-06-30"]);
}
