//! The feedback of exercises that run in PostgreSQL, by what PostgreSQL answered.

use feature_lab::base::relation::Relation;
use feature_lab::base::value::Value;
use feature_lab::lessons;
use feature_lab::lessons::judge::in_postgres;
use feature_lab::lessons::judge::in_postgres::{Answered, LastRun};
use feature_lab::words;

#[test]
fn what_is_missing_in_postgresql_is_told() {
    let text = "---\ntitle: t\nengine: postgres\n---\n```check result\n```\n```check uses FILTER\n```\n```sql solution\n\
                SELECT 1 AS a\n```\n";
    let exercise = lessons::exercise("x.md", text).unwrap();
    let relation = |number| Relation { columns: vec!["a".to_owned()], rows: vec![vec![Value::Integer(number)]] };
    let run = |script: &str| LastRun { script: script.to_owned(), ..LastRun::default() };
    let said = |ran: &LastRun, answered: Answered| {
        let verdicts = in_postgres::verdicts(&exercise, ran, &answered);
        let sentences = verdicts.iter().map(words::verdict).map(|said| format!("{} {}", said.wrong, said.likely));
        sentences.map(|said| said.trim().to_owned()).collect::<Vec<_>>()
    };
    let failed = |words: &str| Answered { last: Some(relation(1)), solved: None, error: Some(words.to_owned()) };
    let cases = [
        ("", Answered::default(), "Nothing to check yet. Start PostgreSQL, press Run, then Check."),
        (
            "filter",
            failed("relation \"f\" does not exist"),
            "This exercise starts from the table f, which is not in your",
        ),
        ("filter", failed("division by zero"), "The solution of this exercise does not run on your database"),
        (
            "filter",
            Answered { last: Some(relation(2)), solved: Some(relation(1)), error: None },
            "Your result is not the expected value.",
        ),
        ("filter", Answered { last: Some(relation(1)), solved: Some(relation(1)), error: None }, ""),
    ];
    for (ran, answered, expected) in cases {
        let said = said(&run(ran), answered);
        assert!(said[0].starts_with(expected) && said[0].is_empty() == expected.is_empty(), "{said:?}");
        assert_eq!(said[1].is_empty(), !ran.is_empty(), "{said:?}");
    }
    let right = Answered { last: Some(relation(1)), solved: Some(relation(1)), error: None };
    assert_eq!(said(&run("SELECT 1 AS a -- FILTER"), right), ["", "Your SQL gives its result without FILTER."]);
    // A run without rows, one that failed, and one whose SQL was changed since.
    let rows = || Answered { last: Some(relation(2)), solved: Some(relation(1)), error: None };
    let cases = [
        (run("create"), Answered::default(), "Nothing to check yet. Press Run, then Check."),
        (
            LastRun { has_failed: true, ..run("filter") },
            rows(),
            "Nothing to check yet. Your last run ended with an error, so it has no result.",
        ),
        (
            LastRun { is_edited: true, ..run("filter") },
            rows(),
            "Your result is not the expected value. This is the result of your last run, and you have changed the SQL",
        ),
    ];
    for (ran, answered, expected) in cases {
        let said = said(&ran, answered);
        assert!(said[0].starts_with(expected), "{said:?}");
    }
}
