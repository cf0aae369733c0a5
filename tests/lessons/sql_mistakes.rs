//! Mistakes that the SQL itself shows are named, each with neighbours where they must not be.

use crate::fixtures::{build, check, lab_with, proposed};
use feature_lab::adapters::rusqlite::Native;
use feature_lab::engine::session::Session;
use feature_lab::features::spec::{DuplicateLeads, MatchKeys};
use feature_lab::lessons::judge::verdict::Outcome;
use feature_lab::protocol::Query;
use feature_lab::words;

const SHOP: [&str; 2] = [
    "CREATE TABLE buys (email TEXT, item TEXT, day TEXT)",
    "INSERT INTO buys VALUES ('ana', 'red hat', '2026-05-01'), ('ana', 'hat', '2026-07-02'), ('ben', 'shoe', NULL), \
     ('eva', 'red shoe', '2025-01-31')",
];

/// The cause that a check names for what a learner ran; empty if it passes or names none.
fn cause(learner: &str, wanted: &str, solution: &str) -> String {
    let mut session = lab_with::<Native>(&SHOP);
    let ran = session.query(&Query::of_box(learner)).unwrap();
    assert_eq!(ran.error, None, "{learner}");
    let text = format!("---\ntitle: t\n---\n```check {wanted}\n```\n```sql solution\n{solution}\n```\n");
    let checked = session.check(&check(&[("x.md", &text)]), None).unwrap_or_else(|error| panic!("{error:?}"));
    let verdict = &checked.verdicts[0];
    if verdict.outcome == Outcome::Passed {
        return String::new();
    }
    let said = words::verdict(verdict);
    assert!(!said.wrong.is_empty(), "{said:?}");
    said.likely
}

/// Runs each case: the learner's SQL, the solution, and the beginning of the cause.
fn expect(cases: &[(&str, &str, &str)]) {
    for (learner, solution, expected) in cases {
        let found = cause(learner, "result", solution);
        assert!(found.starts_with(expected) && (found.is_empty() || !expected.is_empty()), "{learner}: {found}");
    }
}

const PER_CUSTOMER: &str = "SELECT email, count(*) AS n FROM buys GROUP BY email";

#[test]
fn a_forgotten_group_by_is_named() {
    let named = "Without GROUP BY, count makes one row of all rows. GROUP BY makes a row for each group.";
    expect(&[
        ("SELECT email, count(*) AS n FROM buys", PER_CUSTOMER, named),
        ("SELECT email, count(*) AS n FROM buys ORDER BY n DESC LIMIT 10", PER_CUSTOMER, named),
        (
            "-- GROUP BY\nSELECT email, COUNT (*) AS n FROM (SELECT * FROM buys GROUP BY email, day)",
            PER_CUSTOMER,
            named,
        ),
        (
            "SELECT email, max(day) AS last FROM buys",
            "SELECT email, max(day) AS last FROM buys GROUP BY email",
            "Without GROUP BY, max",
        ),
    ]);
    let neighbours = [
        // Grouped, by other columns or with a condition that leaves one group.
        "SELECT email, count(*) AS n FROM buys GROUP BY email HAVING n > 1",
        // One row, without an aggregate over all rows.
        "SELECT email, 1 AS n FROM buys LIMIT 1",
        "SELECT email, max(1, 2) AS n FROM buys LIMIT 1",
        "SELECT email, count(*) OVER () AS n FROM buys LIMIT 1",
        "SELECT email, (SELECT count(*) FROM buys) AS n FROM buys LIMIT 1",
    ];
    for sql in neighbours {
        let found = cause(sql, "result", PER_CUSTOMER);
        assert!(!found.contains("GROUP BY, "), "{sql}: {found}");
    }
    // One row is what is asked for.
    assert!(
        !cause("SELECT count(*) AS n FROM buys", "result", "SELECT count(DISTINCT email) AS n FROM buys")
            .contains("GROUP")
    );
}

#[test]
fn patterns_without_a_wildcard_are_named() {
    let solution = "SELECT item FROM buys WHERE item LIKE '%hat%'";
    expect(&[
        (
            "SELECT item FROM buys WHERE item LIKE 'hat'",
            solution,
            "LIKE 'hat' finds only that text itself: in a pattern, % stands for any letters.",
        ),
        (
            "SELECT item FROM buys WHERE item LIKE '*hat*'",
            solution,
            "LIKE '*hat*' looks for a star: in a pattern, % stands for any letters.",
        ),
        // The result is right, the pattern has a wildcard, or the solution has the same pattern.
        ("SELECT item FROM buys WHERE item LIKE '%hat%'", solution, ""),
        ("SELECT item FROM buys WHERE item NOT LIKE 'hat'", solution, ""),
        ("SELECT item FROM buys WHERE item LIKE 'hat%'", solution, "A condition, a join or LIMIT leaves out"),
        (
            "SELECT item FROM buys WHERE item LIKE 'hat' AND email = 'ben'",
            "SELECT item FROM buys WHERE item LIKE 'hat'",
            "No rows are left",
        ),
    ]);
}

#[test]
fn comparisons_that_cannot_be_meant_are_named() {
    expect(&[
        (
            "SELECT email FROM buys WHERE day = NULL",
            "SELECT email FROM buys WHERE day IS NULL",
            "“= NULL” is never true, also where the value is NULL: write IS NULL.",
        ),
        (
            "SELECT email FROM buys WHERE day <= 2026-07-01",
            "SELECT email FROM buys WHERE day <= '2026-07-01'",
            "Without quotes 2026-07-01 is a subtraction, and its result is 2018. Write '2026-07-01'.",
        ),
        // Two mistakes are two sentences.
        (
            "SELECT email FROM buys WHERE item LIKE 'hat' OR day = NULL",
            "SELECT email FROM buys WHERE item LIKE '%hat%' OR day IS NULL",
            "“= NULL” is never true, also where the value is NULL: write IS NULL. LIKE 'hat' finds only that text itself",
        ),
        ("SELECT email FROM buys WHERE day IS NULL", "SELECT email FROM buys WHERE day IS NULL", ""),
        (
            "SELECT email FROM buys WHERE day <= '2026-07-01'",
            "SELECT email FROM buys WHERE day <= '2026-01-01'",
            "A condition",
        ),
        ("SELECT 2026 - 7 - 1 AS n", "SELECT 2017 AS n", "n is too high"),
    ]);
}

#[test]
fn a_check_asks_for_single_quotes_and_for_a_word() {
    let solution = "SELECT item, 'old' AS age FROM buys WHERE day < '2026'";
    let refused = "Write 'old': other databases take nothing else for text.";
    let cases = [
        ("SELECT item, 'old' AS age FROM buys WHERE day < '2026'", "quotes", ""),
        ("SELECT \"item\", 'old' AS \"age\" FROM buys WHERE day < '2026'", "quotes", ""),
        ("SELECT item, \"old\" AS age FROM buys WHERE day < '2026'", "quotes", refused),
        ("SELECT item, 'old' AS age FROM buys -- WHERE", "uses where", ""),
    ];
    for (learner, wanted, expected) in cases {
        assert_eq!(cause(learner, wanted, solution), expected, "{learner}");
    }
    let mut session = lab_with::<Native>(&SHOP);
    session.query(&Query::of_box("SELECT item, 'WHERE' AS \"where\" FROM buys -- WHERE")).unwrap();
    let text = format!("---\ntitle: t\n---\n```check uses WHERE\n```\n```sql solution\n{solution}\n```\n");
    let checked = session.check(&check(&[("x.md", &text)]), None).unwrap();
    assert_eq!(words::verdict(&checked.verdicts[0]).wrong, "Your SQL gives its result without WHERE.");
}

#[test]
fn a_build_with_other_choices_is_told_by_them() {
    let exercise =
        "---\ntitle: t\n---\n```check table customer_features\nkey: user_email\n```\n```build solution\n```\n";
    let mut session = lab_with::<Native>(&[
        "CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER)",
        "INSERT INTO leads_scored VALUES ('ana', 0.5, 3), ('ana', 0.5, 3), ('BEN', 0.7, 4)",
        "CREATE TABLE transactions (user_email TEXT, product_id TEXT, ts TEXT)",
        "INSERT INTO transactions VALUES ('ana', 'p', '2026-06-30'), ('ben', 'p', '2026-06-29')",
    ]);
    let cause = |session: &mut Session<Native>| {
        let checked = session.check(&check(&[("x.md", exercise)]), None).unwrap();
        words::verdict(&checked.verdicts[0]).likely
    };
    assert_eq!(cause(&mut session), "Press Build features, then Check.");
    let mut spec = proposed(&session);
    build(&mut session, &spec).unwrap();
    assert_eq!(cause(&mut session), "");
    spec.duplicate_leads = DuplicateLeads::First;
    spec.match_keys = MatchKeys::Normalised;
    build(&mut session, &spec).unwrap();
    let said = cause(&mut session);
    assert!(said.starts_with("You built it with other choices than the lesson. “Match keys” was "), "{said}");
    assert!(said.contains("“Duplicate leads” was "), "{said}");
    // SQL that changes a table of the right choices is no other choice.
    let spec = proposed(&session);
    build(&mut session, &spec).unwrap();
    session.query(&Query::of_box("UPDATE customer_features SET purchase_frequency = 9")).unwrap();
    assert!(!cause(&mut session).contains("choices"));
}
