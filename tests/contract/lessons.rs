//! Lessons: checks of state and of results, profiles, marks, grades; and that a check leaves nothing behind.

use super::{lab_with, text};
use feature_lab::domain::error::ErrorKind;
use feature_lab::domain::lesson::explain::Outcome;
use feature_lab::domain::spec::parse_as_of;
use feature_lab::domain::value::Value;
use feature_lab::engine::database::{Database, Image};
use feature_lab::engine::lab::Lab;
use feature_lab::protocol::{Check, Grade, Profile, Query, Verdict};

/// Two customers, one without a purchase.
const SHOP: [&str; 4] = [
    "CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER)",
    "INSERT INTO leads_scored VALUES ('ana', 0.5, 5), ('dov', 0.25, NULL)",
    "CREATE TABLE transactions (user_email TEXT, ts TEXT)",
    "INSERT INTO transactions VALUES ('ana', '2026-06-30'), ('ana', '2026-07-02')",
];

/// An exercise of one check and one solution.
pub fn exercise(check: &str, solution: &str) -> String {
    format!("---\ntitle: t\n---\n```check {check}\n```\n```{solution}\n```\n")
}

pub fn verdicts<D: Database>(lab: &mut Lab<D>, text: &str) -> Vec<Verdict> {
    let as_of = parse_as_of("2026-07-01").unwrap();
    lab.check(&Check { file: "x.md".to_owned(), text: text.to_owned(), as_of }).unwrap().verdicts
}

fn only<D: Database>(lab: &mut Lab<D>, text: &str) -> Verdict {
    let mut verdicts = verdicts(lab, text);
    assert_eq!(verdicts.len(), 1, "{verdicts:?}");
    verdicts.remove(0)
}

fn run<D: Database>(lab: &mut Lab<D>, sql: &str) {
    let ran = lab.query(&Query { sql: sql.to_owned(), read_only: false }).unwrap();
    assert_eq!(ran.error, None, "{sql}");
}

pub fn an_exercise_is_checked_by_state_and_by_result<D: Database>() {
    let mut lab = lab_with::<D>(&SHOP);
    let state = exercise(
        "table counts\nkey: user_email",
        "sql solution\nDROP TABLE IF EXISTS counts;\nCREATE TABLE counts AS SELECT l.user_email, count(t.ts) AS n \
         FROM leads_scored l LEFT JOIN transactions t USING (user_email) GROUP BY 1;",
    );
    let before = only(&mut lab, &state);
    assert_eq!((before.outcome, before.wrong.as_str()), (Outcome::Failed, "There is no table counts yet."));
    let join = "AS SELECT l.user_email, count(t.ts) AS n FROM leads_scored l JOIN transactions t USING (user_email) \
                GROUP BY 1";
    run(&mut lab, &format!("CREATE TABLE counts {join}"));
    let lost = only(&mut lab, &state);
    assert_eq!(lost.wrong, "counts: 1 row is missing.");
    assert_eq!(lost.rows, ["missing: user_email = dov"]);
    assert!(lost.likely.contains("inner JOIN"), "{lost:?}");
    run(&mut lab, &format!("DROP TABLE counts; CREATE TABLE counts {}", join.replace("JOIN", "LEFT JOIN")));
    assert_eq!(only(&mut lab, &state).outcome, Outcome::Passed);

    let result = exercise("result", "sql solution\n.tables\nSELECT count(*) AS n FROM leads_scored;");
    assert_eq!(only(&mut lab, &result).wrong, "There is no result yet.");
    run(&mut lab, "SELECT 3 AS n");
    assert_eq!(only(&mut lab, &result).wrong, "Your result is another number or text than wanted.");
    run(&mut lab, "SELECT 1; SELECT 2 AS n");
    assert_eq!(only(&mut lab, &result).outcome, Outcome::Passed);
}

pub fn a_check_leaves_the_database_as_it_was<D: Database>() {
    let mut lab = lab_with::<D>(&SHOP);
    run(&mut lab, "PRAGMA foreign_keys = ON; CREATE TEMP TABLE mine (x); INSERT INTO mine VALUES (1)");
    let settings = "SELECT (SELECT foreign_keys FROM pragma_foreign_keys), (SELECT user_version FROM pragma_user_version), \
                    (SELECT count(*) FROM temp.sqlite_schema), total_changes(), (SELECT count(*) FROM mine), \
                    (SELECT group_concat(name) FROM pragma_database_list)";
    let state = |lab: &mut Lab<D>| {
        let image = lab.database().unwrap().export().unwrap();
        (image.read(0, usize::MAX), text(lab, settings))
    };
    let before = state(&mut lab);
    let intruder = exercise(
        "table secret",
        "sql solution\nPRAGMA foreign_keys = OFF;\nPRAGMA user_version = 7;\nCREATE TABLE secret AS SELECT 42 AS answer;\n\
         CREATE TEMP TABLE hidden AS SELECT 42 AS answer;\nDELETE FROM leads_scored;\nATTACH ':memory:' AS other;\nBEGIN;",
    );
    assert_eq!(only(&mut lab, &intruder).outcome, Outcome::Failed);
    let build = exercise("table customer_features", "build solution");
    assert_eq!(only(&mut lab, &build).outcome, Outcome::Failed);
    let result = intruder.replace("table secret", "result");
    run(&mut lab, "SELECT 1");
    assert_eq!(only(&mut lab, &result).outcome, Outcome::Failed);
    assert_eq!(state(&mut lab), before);
    run(&mut lab, "CREATE TABLE secret (answer)");
    let before = state(&mut lab);
    assert_eq!(only(&mut lab, &intruder).outcome, Outcome::Failed);
    assert_eq!(state(&mut lab), before);
}

pub fn a_check_waits_for_an_open_transaction<D: Database>() {
    let mut lab = lab_with::<D>(&SHOP);
    run(&mut lab, "BEGIN; CREATE TABLE t (x); SELECT 1");
    let text = exercise("result", "sql solution\nSELECT 1;");
    let as_of = parse_as_of("2026-07-01").unwrap();
    let error = lab.check(&Check { file: "x.md".to_owned(), text: text.clone(), as_of }).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Conflict);
    assert!(error.message.contains("the check has to wait"), "{error}");
    run(&mut lab, "COMMIT");
    assert_eq!(only(&mut lab, &text).wrong, "There is no result yet.");
}

pub fn a_build_is_a_solution_too<D: Database>() {
    let mut lab = lab_with::<D>(&SHOP);
    let text = exercise("table customer_features\nkey: user_email", "build solution");
    let spec = super::proposed(&lab);
    super::build(&mut lab, &spec).unwrap();
    assert_eq!(only(&mut lab, &text).outcome, Outcome::Passed);
    run(&mut lab, "UPDATE customer_features SET purchase_frequency = 2 WHERE user_email = 'ana'");
    let future = only(&mut lab, &text);
    assert_eq!(future.rows, ["user_email = ana: purchase_frequency = 2"]);
    assert!(future.likely.contains("later than as-of"), "{future:?}");
    run(&mut lab, "DROP TABLE leads_scored");
    let gone = only(&mut lab, &text);
    assert!(gone.wrong.contains("does not run on your database"), "{gone:?}");
}

pub fn a_table_at_a_glance_counts_every_storage_class<D: Database>() {
    let long = "ß".repeat(300);
    let mut lab = lab_with::<D>(&[
        "CREATE TABLE \"odd \"\"table\" (\"a b\" ANY, n INTEGER)",
        &format!(
            "INSERT INTO \"odd \"\"table\" VALUES (NULL, 1), (2, 2), (0.5, NULL), (x'00ff', 9007199254740993), ('{long}', 3)"
        ),
    ]);
    let profile = lab.profile(&Profile { table: "ODD \"table".to_owned(), rows: 2 }).unwrap();
    assert_eq!((profile.rows, profile.first.len()), (5, 2));
    let [odd, n] = &profile.columns[..] else { panic!("{profile:?}") };
    assert_eq!((odd.nulls, odd.integers, odd.reals, odd.texts, odd.blobs), (1, 1, 1, 1, 1));
    assert_eq!((&odd.min, &odd.max), (&Value::Real(0.5), &Value::Blob(vec![0, 255])));
    assert_eq!((odd.name.as_str(), odd.declared.as_str(), &odd.mean), ("a b", "ANY", &Value::Real(1.25)));
    assert_eq!((n.integers, n.nulls, &n.max), (4, 1, &Value::Integer(9_007_199_254_740_993)));
    run(&mut lab, "CREATE VIEW v AS SELECT \"a b\" AS t FROM \"odd \"\"table\" WHERE typeof(t) = 'text'");
    let view = lab.profile(&Profile { table: "v".to_owned(), rows: 5 }).unwrap();
    let shown = view.columns[0].max.text().unwrap();
    assert_eq!((view.rows, shown.chars().count()), (1, 101));
    let error = lab.profile(&Profile { table: "w".to_owned(), rows: 5 }).unwrap_err();
    assert_eq!(error.kind, ErrorKind::NotFound);
}

pub fn wide_and_empty_tables_have_a_profile_too<D: Database>() {
    let names: Vec<String> = (0..450).map(|n| format!("c{n}")).collect();
    let mut lab = lab_with::<D>(&[&format!("CREATE TABLE wide ({})", names.join(", "))]);
    let empty = lab.profile(&Profile { table: "wide".to_owned(), rows: 5 }).unwrap();
    assert_eq!((empty.rows, empty.columns.len()), (0, 450));
    assert!(empty.columns.iter().all(|column| column.nulls == 0 && column.min == Value::Null));
    run(&mut lab, "INSERT INTO wide (c0, c449) VALUES (1, 2)");
    let one = lab.profile(&Profile { table: "wide".to_owned(), rows: 5 }).unwrap();
    assert_eq!((one.columns[449].max.clone(), one.columns[1].nulls, one.rows), (Value::Integer(2), 1, 1));
}

pub fn the_mark_tells_contents_apart<D: Database>() {
    let mut lab = lab_with::<D>(&SHOP);
    let none = lab.mark().unwrap();
    assert_eq!((none.features.as_str(), none.tables[0].clone()), ("", ("leads_scored".to_owned(), 2)));
    let mut marks = Vec::new();
    for values in ["('ab', 'c')", "('a', 'bc')", "('a', NULL)", "(NULL, 'a')", "(7, '7')", "('7', 7)"] {
        run(
            &mut lab,
            &format!(
                "DROP TABLE IF EXISTS customer_features; CREATE TABLE customer_features (x, y); INSERT INTO customer_features VALUES {values}"
            ),
        );
        let mark = lab.mark().unwrap();
        assert_eq!(mark, lab.mark().unwrap());
        assert!(!marks.contains(&mark.features), "{values}");
        marks.push(mark.features);
    }
    // The same on every machine: both databases find this one.
    assert_eq!(marks[0], "7fa3e128a862168e");
}

pub fn a_file_is_graded_beside_the_open_database<D: Database>() {
    let head = "---\nformat: 1\nid: x\nversion: 1\ntitle: t\nsample: tiny\nas_of: 2026-07-01\nexercises:\n- a.md\n- b.md\n---\n";
    let files = [
        ("lesson.md", head.to_owned()),
        ("a.md", exercise("table customer_features\nkey: user_email", "build solution")),
        ("b.md", exercise("result", "sql solution\nSELECT 1;")),
    ];
    let files = files.map(|(name, text)| (name.to_owned(), text)).to_vec();
    let mut learner = lab_with::<D>(&SHOP);
    let outcomes = |learner: &mut Lab<D>| {
        let image = learner.database().unwrap().export().unwrap();
        let graded = Lab::<D>::grade(&Grade { files: files.clone(), limit: u64::MAX }, image).unwrap();
        assert_eq!(graded.mark, learner.mark().unwrap());
        graded.exercises.iter().map(|(file, verdicts)| (file.clone(), verdicts[0].outcome)).collect::<Vec<_>>()
    };
    let expected = |first| vec![("a.md".to_owned(), first), ("b.md".to_owned(), Outcome::Unseen)];
    assert_eq!(outcomes(&mut learner), expected(Outcome::Failed));
    let spec = super::proposed(&learner);
    super::build(&mut learner, &spec).unwrap();
    assert_eq!(outcomes(&mut learner), expected(Outcome::Passed));
}
