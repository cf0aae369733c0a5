//! The feedback of failed checks of tables: every kind of mistake, with the sentences of its verdict.

use super::feedback::{checked, says};

#[test]
fn mistakes_in_tables_are_told_by_their_cause() {
    let cases: [(&str, &str, &str, &str, &[&str]); 11] = [
        ("CREATE TABLE feature (x)", "exists features", "There is no table features yet.", "There is feature:", &[]),
        (
            "CREATE VIEW features AS SELECT 1",
            "exists features",
            "features is a view, where a table is wanted.",
            "DROP VIEW",
            &[],
        ),
        (
            "CREATE TABLE features (email TEXT, days TEXT, n)",
            "columns features\ncolumns: email TEXT, days INTEGER, n INTEGER, rating",
            "days has TEXT where INTEGER is wanted. n has no type where INTEGER is wanted. features has no column rating.",
            "Your columns are: email, days, n.",
            &[],
        ),
        (
            "CREATE TABLE features AS SELECT l.email FROM leads l JOIN buys b USING (email) GROUP BY 1",
            "row-count features\nsame_as: leads",
            "features has 4 rows, leads has 5.",
            "1 row was lost: an inner JOIN leaves out what has no partner; a condition",
            &[],
        ),
        (
            "CREATE TABLE features AS SELECT l.email FROM leads l LEFT JOIN buys b USING (email)",
            "row-count features\nsame_as: leads",
            "features has 9 rows, leads has 5.",
            "4 rows were added: a join finds several partners",
            &[],
        ),
        (
            "CREATE TABLE features AS SELECT 1",
            "row-count features\nsame_as: lead",
            "There is no table lead yet.",
            "There is leads:",
            &[],
        ),
        (
            "CREATE TABLE features AS SELECT l.email FROM leads l LEFT JOIN buys b USING (email)",
            "unique features\nkey: email",
            "3 values of email appear more than once in features.",
            "a join found several partners",
            &["email = ana", "email = ben", "email = eva"],
        ),
        (
            "CREATE TABLE features AS SELECT email AS mail FROM leads",
            "unique features\nkey: email",
            "features has no column email.",
            "Your columns are: mail.",
            &[],
        ),
        (
            "CREATE TABLE features AS SELECT l.email, max(b.ts) AS last FROM leads l LEFT JOIN buys b USING (email) GROUP BY 1",
            "no-nulls features\ncolumns: email, last",
            "last is NULL in 1 row.",
            "say what shall stand there instead",
            &["email = dov"],
        ),
        (
            "CREATE TABLE features AS SELECT email FROM leads",
            "no-nulls features\ncolumns: last",
            "features has no column last.",
            "Your columns are: email.",
            &[],
        ),
        (
            "CREATE TABLE features AS SELECT email, 1 AS n FROM leads",
            "table features\nkey: email\nsay: Look at exercise 2.",
            "features: 2 rows have a different value from the expected one.",
            "Look at exercise 2. ",
            &["email = ana: n = 1", "email = dov: n = 1"],
        ),
    ];
    let solution = "DROP TABLE IF EXISTS features; CREATE TABLE features AS \
         SELECT l.email, count(b.ts) AS n FROM leads l LEFT JOIN buys b ON b.email = l.email AND b.ts < '2026-06-15' \
         GROUP BY 1";
    for (learner, wanted, wrong, likely, rows) in cases {
        says(&checked(learner, wanted, solution), wrong, likely, rows, learner);
    }
}
