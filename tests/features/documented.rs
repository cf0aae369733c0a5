//! Runs every example of docs/features.md, the SQL by SQLite and the Python by pandas, and compares with the lab's
//! build.

use crate::fixtures::{build, lab_with, proposed, request, text};
use crate::generated_cases::answer::{Answer, agree, rows};
use crate::python::Python;
use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::named::Named;
use feature_lab::base::value::{Value, ValueRef};
use feature_lab::engine::session::Session;
use feature_lab::features::feature::Feature;
use feature_lab::features::spec::{parse_as_of, show_instant};
use feature_lab::features::times::TimeFormat;
use feature_lab::features::times::column::Column;
use feature_lab::protocol::Source;
use serde_json::json;

fn page() -> String {
    std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/features.md")).unwrap()
}

/// The fenced blocks of docs/features.md with the info string `kind`.
fn blocks(kind: &str) -> Vec<String> {
    let page = page();
    let fence = format!("\n```{kind}\n");
    page.split(&fence).skip(1).map(|rest| rest.split("\n```").next().unwrap().to_owned()).collect()
}

/// The sample of docs/features.md with its table of prices, and all features built from it.
fn tiny() -> Session<Native> {
    let mut session = Session::<Native>::default();
    session.open_sample(&request(Source::Sample("tiny".to_owned())), "tiny").unwrap();
    let mut spec = proposed(&session);
    let connection = session.database().unwrap().connection();
    connection.execute_batch(&blocks("sql prices")[0]).unwrap();
    spec.transactions.table = "purchases".to_owned();
    spec.transactions.amount = Some("amount".to_owned());
    spec.features = Feature::ALL.to_vec();
    build(&mut session, &spec).unwrap();
    session
}

/// The lab's feature table in the columns of another answer.
fn same_columns(session: &mut Session<Native>, theirs: &Answer) -> Answer {
    rows(session, &format!("SELECT {} FROM customer_features ORDER BY rowid", theirs.columns.join(", "))).unwrap()
}

/// Fails if the lab's feature table is another one; doubles may differ in their last digits.
fn assert_same(session: &mut Session<Native>, theirs: &Answer, code: &str) {
    let ours = same_columns(session, theirs);
    assert!(agree(&ours, theirs, ours.columns.len()), "{code}\n{ours:?}\n{theirs:?}");
}

/// Runs a Python block after the first block of docs/features.md.
fn run(python: &mut Python, session: &mut Session<Native>, code: &str) -> Answer {
    let image = session.snapshot().unwrap();
    let code = format!("{}\n{code}", blocks("python start")[0]);
    python.ask(&image, json!({ "code": code }))
}

#[test]
fn every_query_of_the_page_gives_what_the_lab_builds() {
    let mut session = tiny();
    let queries = blocks("sql");
    assert_eq!(queries.len(), 8);
    for sql in queries {
        let theirs = rows(&mut session, &sql).unwrap();
        assert_same(&mut session, &theirs, &sql);
        assert_eq!(theirs.rows.len(), 5);
    }
}

#[test]
fn every_script_of_the_page_gives_what_the_lab_builds() {
    let mut python = Python::start("page.py");
    let mut session = tiny();
    let scripts = [blocks("python"), blocks("python first-row")].concat();
    assert_eq!(scripts.len(), 9);
    for script in scripts {
        // The script of the last chapter leaves its own columns beside the features.
        let code = format!("{script}\nfeatures = features.drop(columns=['count', 'max'], errors='ignore')");
        let theirs = run(&mut python, &mut session, &code);
        assert_same(&mut session, &theirs, &script);
        assert_eq!(theirs.rows.len(), 5);
    }
}

#[test]
fn the_worked_examples_are_those_of_the_sample() {
    let mut session = tiny();
    let found = text(&mut session, "SELECT user_email, purchase_frequency, recency_days FROM customer_features");
    let expected = [
        "ana@example.com|3|0",
        "ben@example.com|2|172",
        "chi@example.com|2|10",
        "dov@example.com|0|365",
        "eva@example.com|1|514",
    ];
    assert_eq!(found, expected);
    let sql = "SELECT user_email, purchases_30d, purchases_90d, purchases_365d, first_purchase_days,
                   round(mean_days_between, 1), monetary_total, round(monetary_mean, 2), distinct_products
               FROM customer_features WHERE user_email NOT LIKE 'chi%'";
    let expected = [
        "ana@example.com|2|3|3|59|29.8|96.5|32.17|3",
        "ben@example.com|0|0|2|188|15.6|35.5|35.5|2",
        "dov@example.com|0|0|0|NULL|NULL|0.0|NULL|0",
        "eva@example.com|0|0|0|514|NULL|0.0|NULL|1",
    ];
    assert_eq!(text(&mut session, sql), expected);
    let page = page();
    for words in [
        "Ana bought on 2 May, 11 June and 30 June: 3",
        "Dov never bought: 0",
        "second before as-of: 0 days",
        "8 hours before as-of: 10",
        "Eva's 514",
        "all three in the 90 days: 2, 3, 3",
        "59 days and 14 hours before as-of: 59",
        "in two gaps: 29.8",
        "96.5 in total, 32.17 on average",
        "which is not a number: 35.5 in total and on average",
        "0 in total, and no average",
        "a book and a mug: 3",
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
        .filter(|line| !line.starts_with("| `ts`") && line.starts_with("| `") && line.matches(" | ").count() == 3)
        .collect();
    assert_eq!(table.len(), 12);
    for line in table {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let values: Vec<String> =
            cells[0].split(", ").map(|value| format!("('ana', {})", value.trim_matches('`'))).collect();
        let mut session = lab_with::<Native>(&[
            "CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER)",
            "INSERT INTO leads_scored VALUES ('ana', 0.5, 5)",
            "CREATE TABLE transactions (user_email TEXT, ts)",
            &format!("INSERT INTO transactions VALUES {}", values.join(", ")),
        ]);
        let theirs = run(&mut python, &mut session, &script);
        assert_eq!(theirs.rows[0].replace("integer ", "").replace(" | ", ", "), cells[1], "{line}");
        let spec = proposed(&session);
        build(&mut session, &spec).unwrap();
        let ours = text(&mut session, "SELECT purchase_frequency || ', ' || recency_days FROM customer_features");
        assert_eq!(ours, [cells[2]], "{line}");
    }
}

/// The cells of the rows of the table under a heading.
fn table_under(heading: &str) -> Vec<Vec<String>> {
    let page = page();
    let rows = page.split(heading).nth(1).unwrap().lines().skip(2).take_while(|line| line.starts_with('|'));
    rows.map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// Reads one value as a column with a single row.
fn read_alone(value: ValueRef<'_>, format: TimeFormat) -> Option<String> {
    let mut column = Column::new(format, parse_as_of("2027-01-01").unwrap());
    let reading = column.observe(1, value);
    column.column_format().resolve(&reading).map(show_instant)
}

#[test]
fn every_time_of_the_page_is_read_as_it_says() {
    let written = table_under("\n| value | read as |");
    assert_eq!(written.len(), 13);
    for row in &written {
        let value = row[0].trim_matches('`');
        assert_eq!(read_alone(ValueRef::Text(value.as_bytes()), TimeFormat::Auto).as_ref(), Some(&row[1]), "{value}");
    }
    let numbers =
        [table_under("\n| number | unit | read as |"), table_under("\n| number | unit, by choice | read as |")];
    assert_eq!(numbers.each_ref().map(Vec::len), [6, 3]);
    for row in numbers.concat() {
        let number = row[0].parse().map_or_else(|_| Value::Real(row[0].parse().unwrap()), Value::Integer);
        let name = row[1].strip_prefix('`').and_then(|rest| rest.split('`').next()).unwrap_or("auto");
        let format = TimeFormat::named(name).unwrap();
        assert_eq!(read_alone(number.as_ref(), format).as_ref(), Some(&row[2]), "{row:?}");
        // By itself such a number is asked for, and not read.
        assert_eq!(read_alone(number.as_ref(), TimeFormat::Auto).is_none(), format != TimeFormat::Auto, "{row:?}");
    }
}

#[test]
fn what_the_page_calls_unreadable_is_not_read_and_two_digits_only_by_choice() {
    let page = page();
    let words = page.split("shown with its row:").nth(1).unwrap().split("NULL").next().unwrap();
    let values: Vec<&str> = words.split('`').skip(1).step_by(2).collect();
    assert_eq!(values.len(), 6);
    for value in values {
        assert_eq!(read_alone(ValueRef::Text(value.as_bytes()), TimeFormat::Auto), None, "{value}");
    }
    for value in ["30/06/26", "30-JUN-26"] {
        assert!(page.contains(&format!("`{value}`")));
        let value = ValueRef::Text(value.as_bytes());
        assert_eq!(read_alone(value, TimeFormat::Auto), None);
        assert_eq!(read_alone(value, TimeFormat::DayMonthYear).as_deref(), Some("2026-06-30T00:00:00Z"));
    }
}

#[test]
fn the_page_about_links_names_every_time_format() {
    let links = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/links.md")).unwrap();
    let chapter = links.split("\n## Time formats\n").nth(1).unwrap().split("\n## ").next().unwrap();
    let named: Vec<&str> = chapter
        .lines()
        .filter(|line| line.starts_with("| `"))
        .flat_map(|line| line.split('|').nth(1).unwrap().split('`').skip(1).step_by(2))
        .collect();
    assert_eq!(named.len(), TimeFormat::ALL.len());
    assert!(TimeFormat::NAMES.iter().all(|(_, name)| named.contains(name)), "{named:?}");
}
