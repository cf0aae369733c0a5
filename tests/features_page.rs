//! Every example of docs/features.md is run: the SQL by SQLite, the Python by pandas, both against what the lab builds.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod cases;
mod labs;
mod python;

use cases::answer::{Answer, rows};
use feature_lab::engine::lab::Lab;
use feature_lab::native::Native;
use feature_lab::protocol::Source;
use labs::{build, lab_with, proposed, request, text};
use python::Python;
use serde_json::json;

fn page() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/features.md")).unwrap()
}

/// The fenced blocks whose first line says `kind` and nothing else.
fn blocks(kind: &str) -> Vec<String> {
    let page = page();
    let fence = format!("\n```{kind}\n");
    page.split(&fence).skip(1).map(|rest| rest.split("\n```").next().unwrap().to_owned()).collect()
}

/// The sample of the page, built.
fn tiny() -> Lab<Native> {
    let mut lab = Lab::default();
    lab.open_sample(&request(Source::Sample("tiny".to_owned())), "tiny").unwrap();
    let spec = proposed(&lab);
    build(&mut lab, &spec).unwrap();
    lab
}

/// What the lab has in the columns that somebody else has come to.
fn same_columns(lab: &mut Lab<Native>, theirs: &Answer) -> Answer {
    rows(lab, &format!("SELECT {} FROM customer_features ORDER BY rowid", theirs.columns.join(", "))).unwrap()
}

/// Runs a block behind the one that the page starts with.
fn run(python: &mut Python, lab: &mut Lab<Native>, code: &str) -> Answer {
    let image = lab.snapshot().unwrap();
    let code = format!("{}\n{code}", blocks("python start")[0]);
    python.ask(&image, json!({ "code": code }))
}

#[test]
fn every_query_of_the_page_gives_what_the_lab_builds() {
    let mut lab = tiny();
    let queries = blocks("sql");
    assert_eq!(queries.len(), 3);
    for sql in queries {
        let theirs = rows(&mut lab, &sql).unwrap();
        assert_eq!(same_columns(&mut lab, &theirs), theirs, "{sql}");
        assert_eq!(theirs.rows.len(), 5);
    }
}

#[test]
fn every_script_of_the_page_gives_what_the_lab_builds() {
    let mut python = Python::start("page.py");
    let mut lab = tiny();
    let scripts = [blocks("python"), blocks("python first-row")].concat();
    assert_eq!(scripts.len(), 4);
    for script in scripts {
        // The script of the last chapter leaves its own columns beside the features.
        let code = format!("{script}\nfeatures = features.drop(columns=['count', 'max'], errors='ignore')");
        let theirs = run(&mut python, &mut lab, &code);
        assert_eq!(same_columns(&mut lab, &theirs), theirs, "{script}");
        assert_eq!(theirs.rows.len(), 5);
    }
}

#[test]
fn the_worked_examples_are_those_of_the_sample() {
    let mut lab = tiny();
    let found = text(&mut lab, "SELECT user_email, purchase_frequency, recency_days FROM customer_features");
    let expected = [
        "ana@example.com|3|0",
        "ben@example.com|2|172",
        "chi@example.com|2|10",
        "dov@example.com|0|365",
        "eva@example.com|1|514",
    ];
    assert_eq!(found, expected);
    let page = page();
    for words in [
        "Ana bought on 2 May, 11 June and 30 June: 3",
        "Dov never bought: 0",
        "second before as-of: 0 days",
        "8 hours before: 10",
        "Eva's 514",
    ] {
        assert!(page.replace('\n', " ").contains(words), "{words}");
    }
}

#[test]
fn a_script_that_goes_by_the_first_row_differs_as_the_page_says() {
    let mut python = Python::start("page.py");
    let page = page();
    let script =
        format!("{}\nfeatures = features[['purchase_frequency', 'recency_days']]", blocks("python first-row")[0]);
    let table: Vec<&str> = page
        .lines()
        .filter(|line| line.starts_with("| `'") || line.starts_with("| `1") || line.starts_with("| `2"))
        .collect();
    assert_eq!(table.len(), 12);
    for line in table {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let values: Vec<String> =
            cells[0].split(", ").map(|value| format!("('ana', {})", value.trim_matches('`'))).collect();
        let mut lab = lab_with::<Native>(&[
            "CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER)",
            "INSERT INTO leads_scored VALUES ('ana', 0.5, 5)",
            "CREATE TABLE transactions (user_email TEXT, ts)",
            &format!("INSERT INTO transactions VALUES {}", values.join(", ")),
        ]);
        let theirs = run(&mut python, &mut lab, &script);
        assert_eq!(theirs.rows[0].replace("integer ", "").replace(" | ", ", "), cells[1], "{line}");
        let spec = proposed(&lab);
        build(&mut lab, &spec).unwrap();
        let ours = text(&mut lab, "SELECT purchase_frequency || ', ' || recency_days FROM customer_features");
        assert_eq!(ours, [cells[2]], "{line}");
    }
}
