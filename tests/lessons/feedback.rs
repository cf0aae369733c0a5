//! The feedback of failed checks: every kind of mistake, made on a real database, with the sentences of its verdict.

use crate::fixtures::{check, lab_with};
use feature_lab::adapters::rusqlite::Native;
use feature_lab::lessons::judge::verdict::{Outcome, Verdict};
use feature_lab::protocol::Query;
use feature_lab::words;

/// The tables of five customers, one twice, one without a purchase; purchases before and after 1 July 2026.
const SHOP: [&str; 4] = [
    "CREATE TABLE leads (email TEXT, rating INTEGER)",
    "INSERT INTO leads VALUES ('ana', 5), ('ben', 3), ('chi', NULL), ('dov', 2), ('eva', 4)",
    "CREATE TABLE buys (email TEXT, price INTEGER, ts TEXT)",
    "INSERT INTO buys VALUES ('ana', 5, '2026-06-01'), ('ana', 8, '2026-06-03'), ('ben', 7, '2026-05-01'), \
     ('ben', 2, '2026-07-04'), ('chi', 9, '2026-03-01'), ('eva', 1, '2026-01-01'), ('eva', 4, '2026-06-30'), \
     ('eva', 4, '2026-07-02')",
];

/// A mistake in a few words, the SQL to replace and its replacement, and the verdict: fault, probable cause, rows.
type Case<'a> = (&'a str, &'a str, &'a str, &'a str, &'a str, &'a [&'a str]);

/// Runs the learner's SQL and checks it against the solution's.
pub(super) fn checked(learner: &str, wanted: &str, solution: &str) -> Verdict {
    let mut session = lab_with::<Native>(&SHOP);
    let ran = session.query(&Query::of_box(learner)).unwrap();
    assert_eq!(ran.error, None, "{learner}");
    let text = format!("---\ntitle: t\n---\n```check {wanted}\n```\n```sql solution\n{solution}\n```\n");
    let checked = session.check(&check(&[("x.md", &text)]), None).unwrap_or_else(|error| panic!("{error:?}"));
    checked.verdicts.into_iter().next().unwrap()
}

/// Fails where a verdict has another fault, probable cause or rows.
pub(super) fn says(verdict: &Verdict, wrong: &str, likely: &str, rows: &[&str], mistake: &str) {
    assert_eq!(verdict.outcome, Outcome::Failed, "{mistake}");
    assert_eq!(words::verdict(verdict).wrong, wrong, "{mistake}: {verdict:?}");
    assert!(words::verdict(verdict).likely.contains(likely), "{mistake}: {verdict:?}");
    assert_eq!(words::verdict(verdict).rows, rows, "{mistake}");
}

const FEATURES: &str = "SELECT l.email, count(b.ts) AS n, \
     coalesce(CAST(julianday('2026-07-01') - max(julianday(b.ts)) AS INTEGER), 365) AS days \
     FROM leads l LEFT JOIN buys b ON b.email = l.email AND b.ts <= '2026-07-01' GROUP BY l.email";

#[test]
fn mistakes_in_features_are_told_by_their_cause() {
    let cases: [Case<'_>; 9] = [
        (
            "inner join",
            "LEFT JOIN",
            "JOIN",
            "Your result: 1 expected row is missing.",
            "In all rows that are missing, and only there, n would be 0 or NULL. An inner JOIN leaves out",
            &["missing: email = dov"],
        ),
        (
            "no default",
            "coalesce(CAST(julianday('2026-07-01') - max(julianday(b.ts)) AS INTEGER), 365)",
            "CAST(julianday('2026-07-01') - max(julianday(b.ts)) AS INTEGER)",
            "Your result: 1 row has a different value from the expected one.",
            "days is NULL where a value is expected.",
            &["email = dov: days = NULL"],
        ),
        (
            "the future",
            " AND b.ts <= '2026-07-01'",
            "",
            "Your result: 2 rows have a different value from the expected one.",
            "n is too high and days 0 or less in the same rows: rows later than as-of were counted",
            &["email = ben: n = 2, days = -3", "email = eva: n = 3, days = -1"],
        ),
        (
            "another as-of",
            "julianday('2026-07-01')",
            "julianday('2026-07-11')",
            "Your result: 4 rows have a different value from the expected one.",
            "days is off by 10 wherever it is wrong: a number is added, or it counts from another day.",
            &["email = ana: days = 38", "email = ben: days = 71", "email = chi: days = 132"],
        ),
        (
            "a default for all",
            "coalesce(CAST(julianday('2026-07-01') - max(julianday(b.ts)) AS INTEGER), 365)",
            "365",
            "Your result: 4 rows have a different value from the expected one.",
            "Every wrong days is 365; different values are expected.",
            &["email = ana: days = 365", "email = ben: days = 365", "email = chi: days = 365"],
        ),
        (
            "rounded up",
            "365) AS days",
            "365) + (count(b.ts) > 0) AS days",
            "Your result: 4 rows have a different value from the expected one.",
            "days is off by 1 wherever it is wrong.",
            &["email = ana: days = 29", "email = ben: days = 62", "email = chi: days = 123"],
        ),
        (
            "a join that multiplies",
            "LEFT JOIN buys b ON",
            "CROSS JOIN (SELECT 1 UNION ALL SELECT 2) LEFT JOIN buys b ON",
            "Your result: 4 rows have a different value from the expected one.",
            "n is 2 times too large wherever it is wrong, as by a join",
            &["email = ana: n = 4", "email = ben: n = 2", "email = chi: n = 2"],
        ),
        (
            "text",
            "count(b.ts) AS n",
            "CAST(count(b.ts) AS TEXT) AS n",
            "Your result: 5 rows have a different value from the expected one.",
            "n differs in type only",
            &["email = ana: n = 2", "email = ben: n = 1", "email = chi: n = 1"],
        ),
        (
            "no grouping",
            " GROUP BY l.email",
            " GROUP BY l.email, b.ts",
            "Your result: 2 of your rows do not belong, 2 rows have a different value from the expected one.",
            "Rows stand there more than once: a join finds",
            &["email = ana: n = 1", "email = eva: n = 1", "extra row: email = ana"],
        ),
    ];
    for (mistake, from, to, wrong, likely, rows) in cases {
        assert!(FEATURES.contains(from), "{mistake}");
        let verdict = checked(&FEATURES.replace(from, to), "result\nkey: email", FEATURES);
        says(&verdict, wrong, likely, rows, mistake);
    }
}

#[test]
fn mistakes_in_results_are_told_by_their_cause() {
    let cases: [Case<'_>; 15] = [
        (
            "SELECT email, sum(price) / count(*) AS mean FROM buys GROUP BY email",
            "result\nkey: email",
            "SELECT email, avg(price) AS mean FROM buys GROUP BY email",
            "Your result: 2 rows have a different value from the expected one.",
            "mean has lost its fraction",
            &["email = ana: mean = 6", "email = ben: mean = 4"],
        ),
        (
            "SELECT email, avg(price) AS mean FROM buys GROUP BY email HAVING avg(price) > 3",
            "result\nkey: email",
            "SELECT email, sum(price) / count(*) AS mean FROM buys GROUP BY email HAVING avg(price) > 3",
            "Your result: 2 rows have a different value from the expected one.",
            "mean has a fraction",
            &["email = ana: mean = 6.5", "email = ben: mean = 4.5"],
        ),
        (
            "SELECT email, 0 AS rating FROM leads WHERE rating IS NULL",
            "result\nkey: email",
            "SELECT email, rating FROM leads WHERE rating IS NULL",
            "Your result: 1 row has a different value from the expected one.",
            "NULL is expected there",
            &["email = chi: rating = 0"],
        ),
        (
            "SELECT rating, upper(email) AS email FROM leads",
            "result\nkey: rating",
            "SELECT rating, email FROM leads",
            "Your result: 5 rows have a different value from the expected one.",
            "email differs only in white space or in upper and lower case",
            &["rating = NULL: email = CHI", "rating = 2: email = DOV", "rating = 3: email = BEN"],
        ),
        (
            "SELECT email FROM leads ORDER BY email DESC",
            "result\norder: counts",
            "SELECT email FROM leads ORDER BY email",
            "Your result has the right rows in another order, from row 1 on.",
            "ORDER BY",
            &[],
        ),
        (
            "SELECT count(*) FROM leads",
            "result",
            "SELECT count(*) AS customers FROM leads",
            "Your result has no column customers.",
            "Your columns are: count(*). Use AS",
            &[],
        ),
        (
            "SELECT * FROM leads",
            "result",
            "SELECT email FROM leads",
            "Your result has an extra column, rating.",
            "List only the columns",
            &[],
        ),
        (
            "SELECT email FROM leads",
            "result\nnames: any",
            "SELECT email, rating FROM leads",
            "Your result has 1 column where 2 are expected.",
            "Your columns are: email.",
            &[],
        ),
        (
            "SELECT count(*) AS n FROM buys",
            "result",
            "SELECT count(*) AS n FROM leads",
            "Your result is not the expected value.",
            "n is too high",
            &["n = 8"],
        ),
        (
            "SELECT email FROM leads WHERE email = 'Ana'",
            "result\nkey: email",
            "SELECT email FROM leads WHERE email = 'ana'",
            "Your result: 1 expected row is missing.",
            "No rows are left",
            &["missing: email = ana"],
        ),
        (
            "SELECT email FROM leads WHERE rating > 2",
            "result\nkey: email",
            "SELECT email FROM leads WHERE rating >= 2",
            "Your result: 1 expected row is missing.",
            "A condition, a join or LIMIT leaves out too many rows.",
            &["missing: email = dov"],
        ),
        (
            "SELECT email FROM leads WHERE rating >= 2",
            "result",
            "SELECT email FROM leads WHERE rating > 2",
            "Your result: 1 of your rows does not belong.",
            "lets too many rows through",
            &["extra row: email = dov"],
        ),
        (
            "SELECT l.email FROM leads l JOIN buys b ON b.email = l.email",
            "result\nkey: email",
            "SELECT DISTINCT email FROM buys",
            "Your result: 4 of your rows do not belong.",
            "Rows stand there more than once: a join finds",
            &["extra row: email = ana", "extra row: email = ben", "extra row: email = eva"],
        ),
        (
            "SELECT 1",
            "result",
            "SELECT * FROM features",
            "This exercise starts from the table features, which is not in your database.",
            "Do the exercises before this one first",
            &[],
        ),
        ("CREATE TABLE t (x)", "result", "SELECT 1", "Nothing to check yet.", "Press Run", &[]),
    ];
    for (learner, wanted, solution, wrong, likely, rows) in cases {
        says(&checked(learner, wanted, solution), wrong, likely, rows, learner);
    }
}

/// Mistakes from which no cause may be guessed, each with the whole verdict.
#[test]
fn no_cause_is_named_that_the_values_do_not_show() {
    let cases = [
        // One row without a key.
        ("SELECT avg(rating) AS x FROM leads", "SELECT avg(price) AS x FROM buys", "x is too low."),
        ("SELECT min(price) AS x FROM buys", "SELECT count(rating) + 1.5 AS x FROM leads", "x is too low."),
        ("SELECT 37.0 / 3 AS x", "SELECT 74 AS x", "x is too low."),
        ("SELECT -4 AS x", "SELECT 4 AS x", "x is too low: it is below 0."),
        ("SELECT 8 AS x", "SELECT 7 AS x", "x is too high."),
        ("SELECT 6.25 AS x", "SELECT 6 AS x", "x is too high."),
        ("SELECT 0 AS x", "SELECT NULL AS x", ""),
        ("SELECT round(12.3456, 2) AS x", "SELECT 12.3456 AS x", "x is rounded to fewer places than expected."),
        ("SELECT round(126.7) AS x", "SELECT 126.7 AS x", "x is rounded to fewer places than expected."),
        ("SELECT round(126.2) AS x", "SELECT 126.2 AS x", "x has lost its fraction."),
        ("SELECT 4 AS x", "SELECT 4.2 AS x", "x is too low."),
        ("SELECT 380 / 3 AS x", "SELECT 380.0 / 3 AS x", "x has lost its fraction: a whole number"),
        (
            "SELECT sum(rating + NULL) AS x FROM leads",
            "SELECT sum(rating IS NULL) AS x FROM leads",
            "x is NULL where a value is expected.",
        ),
        ("SELECT count(rating = 5) AS x FROM leads", "SELECT sum(rating = 5) AS x FROM leads", "x is too high."),
        (
            "SELECT count(rating = 5) AS x, count(rating > 2) AS y FROM leads",
            "SELECT sum(rating = 5) AS x, sum(rating > 2) AS y FROM leads",
            "x and y are the same number, and too high: count counts every value that is not NULL, also 0.",
        ),
        ("SELECT 3 AS x, 9 AS y", "SELECT 5 AS x, 4 AS y", "x is too low. y is too high."),
        ("SELECT 9 AS x, -1 AS y", "SELECT 5 AS x, 4 AS y", "x is too high. y is too low: it is below 0."),
    ];
    for (learner, solution, likely) in cases {
        let verdict = checked(learner, "result", solution);
        let whole = words::verdict(&verdict).likely == likely
            || likely.ends_with("number") && words::verdict(&verdict).likely.starts_with(likely);
        assert!(whole, "{learner}: {verdict:?}");
    }
    let early = checked(&FEATURES.replace("2026-07-01", "2026-06-02"), "result\nkey: email", FEATURES);
    assert_eq!(
        words::verdict(&early).likely,
        "n is off by -1 wherever it is wrong. days is too high in some rows and too low in others.",
        "{early:?}"
    );
    let most = "SELECT email, count(*) AS n FROM buys GROUP BY email ORDER BY n DESC, email LIMIT 2";
    let other = checked(&most.replace("GROUP BY email", "GROUP BY price"), "result\nkey: email\norder: counts", most);
    assert!(
        !words::verdict(&other).likely.contains("JOIN") && !words::verdict(&other).likely.contains("partner"),
        "{other:?}"
    );
    let columns = "column1 AS k, column2 AS x, column3 AS y";
    let keyed = [
        // Several rows with a key: mine, the right ones, what is said.
        (
            "('a', 3, 5), ('b', 1, 9)",
            "('a', 5, 9), ('b', 4, 8)",
            "x is too low. y is too high in some rows and too low in others.",
        ),
        (
            "('a', 3, 5), ('b', 3, 6)",
            "('a', 2, 6), ('b', 1, 8)",
            "Every wrong x is 3; different values are expected. y is too low.",
        ),
        ("('a', 3, -5), ('b', 3, 6)", "('a', 2, 6), ('b', 2, 8)", "x is off by 1 wherever it is wrong. y is too low."),
        (
            "('a', 9, -5), ('b', 3, -6)",
            "('a', 2, 6), ('b', 1, 8)",
            "x is too high and y 0 or less in the same rows: rows later than as-of",
        ),
        (
            "('a', 9, 0), ('b', 3, 0)",
            "('a', 2, 6), ('b', 1, 8)",
            "x is too high. Every wrong y is 0; different values are expected.",
        ),
        ("('a', 200, 1), ('b', 300, 1)", "('a', 2, 1), ('b', 3, 1)", "x is 100 times too large wherever it is wrong."),
        (
            "('a', 0, 1), ('b', 0, 1)",
            "('a', 0.3, 1), ('b', 0.4, 1)",
            "Every wrong x is 0; different values are expected.",
        ),
        (
            "('a', 2.3, 1), ('b', 4.0, 1)",
            "('a', 2.33, 1), ('b', 3.99, 1)",
            "x is rounded to fewer places than expected.",
        ),
        (
            "('a', 2.5, 1), ('b', 4.2, 1)",
            "('a', 2, 1), ('b', 4, 1)",
            "x has a fraction, where whole numbers are expected.",
        ),
        (
            "('a', NULL, 1), ('b', NULL, 1)",
            "('a', 365, 1), ('b', 365, 1)",
            "x is NULL instead of 365: say what shall stand",
        ),
        ("('a', NULL, 1), ('b', NULL, 1)", "('a', 365, 1), ('b', 7, 1)", "x is NULL where a value is expected."),
        ("('a', 1, 1), ('a', 2, 1)", "('a', 1, 1), ('b', 7, 1)", "Rows stand there more than once: a join finds"),
        (
            "('a', 1, 1), ('c', 0, 1)",
            "('a', 1, 1), ('b', 0, 1), ('c', 0, 1)",
            "A condition, a join or LIMIT leaves out",
        ),
    ];
    for (mine, right, likely) in keyed {
        let select = |rows: &str| format!("SELECT {columns} FROM (VALUES {rows})");
        let verdict = checked(&select(mine), "result\nkey: k", &select(right));
        assert!(words::verdict(&verdict).likely.starts_with(likely), "{mine}: {verdict:?}");
        assert!(!likely.ends_with('.') || words::verdict(&verdict).likely == likely, "{mine}: {verdict:?}");
    }
}

#[test]
fn what_does_not_matter_is_let_pass() {
    let cases = [
        ("SELECT email FROM leads ORDER BY email DESC", "result", "SELECT email FROM leads"),
        ("SELECT rating, email FROM leads", "result", "SELECT email, rating FROM leads"),
        ("SELECT EMAIL FROM leads", "result", "SELECT email FROM leads"),
        ("SELECT count(*) FROM leads", "result\nnames: any", "SELECT count(*) AS n FROM leads"),
        ("SELECT 0.1 + 0.2 AS x", "result", "SELECT 0.3 AS x"),
        ("SELECT 2.0 AS x", "result", "SELECT 2 AS x"),
        ("SELECT round(avg(price), 2) AS x FROM buys", "result\ndecimals: 2", "SELECT avg(price) AS x FROM buys"),
        ("SELECT email, rating, 1 FROM leads", "result\ncolumns: rating", "SELECT email, rating FROM leads"),
        ("CREATE TABLE t (email VARCHAR(20), n INT)", "columns t\ncolumns: email TEXT, n INTEGER", "SELECT 1"),
        ("CREATE TABLE t AS SELECT * FROM leads", "row-count t\nsame_as: leads", "SELECT 1"),
    ];
    for (learner, wanted, solution) in cases {
        let verdict = checked(learner, wanted, solution);
        assert_eq!(verdict.outcome, Outcome::Passed, "{learner}: {verdict:?}");
        assert_eq!((words::verdict(&verdict).wrong.as_str(), words::verdict(&verdict).likely.as_str()), ("", ""));
    }
    let close = checked("SELECT 0.126 AS x", "result\ndecimals: 2", "SELECT 0.12 AS x");
    assert_eq!(close.outcome, Outcome::Failed);
}

#[test]
fn large_integers_and_fractions_sort_and_compare_exactly() {
    let numbers = "VALUES (9007199254740993), (9007199254740992), (9007199254740992.0), (0.0), (-0.0), (1e308), (NULL), ('7'), (x'37')";
    let verdict = checked(
        &format!("SELECT column1 AS x FROM ({numbers})"),
        "result",
        &format!("SELECT column1 AS x FROM ({numbers})"),
    );
    assert_eq!(verdict.outcome, Outcome::Passed, "{verdict:?}");
    let verdict = checked("SELECT 9007199254740993 AS x", "result", "SELECT 9007199254740992 AS x");
    assert_eq!(verdict.outcome, Outcome::Failed);
}
