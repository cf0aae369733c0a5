//! Checks of lessons: of tables and of results, profiles, digests, grades; and that a check changes nothing.

use super::{check, lab_with, text};
use feature_lab::base::error::ErrorKind;
use feature_lab::engine::companions::CompanionFiles;
use feature_lab::engine::database::{Database, Image};
use feature_lab::engine::inspect;
use feature_lab::engine::session::Session;
use feature_lab::lessons::judge::verdict::Outcome as State;
use feature_lab::links::Link;
use feature_lab::protocol::{Check, Query, StatementOutcome, Verdict};
use feature_lab::sqlite::sql::profile;
use feature_lab::words;

/// The tables of two customers, one without a purchase.
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

pub fn verdicts<D: Database>(session: &mut Session<D>, text: &str) -> Vec<Verdict> {
    session.check(&check(&[("x.md", text)]), None).unwrap().verdicts
}

fn only<D: Database>(session: &mut Session<D>, text: &str) -> Verdict {
    let mut verdicts = verdicts(session, text);
    assert_eq!(verdicts.len(), 1, "{verdicts:?}");
    verdicts.remove(0)
}

fn run<D: Database>(session: &mut Session<D>, sql: &str) {
    let ran = session.query(&Query::of_box(sql)).unwrap();
    assert_eq!(ran.error, None, "{sql}");
}

pub fn an_exercise_is_checked_by_state_and_by_result<D: Database>() {
    let mut session = lab_with::<D>(&SHOP);
    let state = exercise(
        "table counts\nkey: user_email",
        "sql solution\nDROP TABLE IF EXISTS counts;\nCREATE TABLE counts AS SELECT l.user_email, count(t.ts) AS n \
         FROM leads_scored l LEFT JOIN transactions t USING (user_email) GROUP BY 1;",
    );
    let before = only(&mut session, &state);
    assert_eq!(
        (before.outcome, words::verdict(&before).wrong.as_str()),
        (State::Failed, "There is no table counts yet.")
    );
    let join = "AS SELECT l.user_email, count(t.ts) AS n FROM leads_scored l JOIN transactions t USING (user_email) \
                GROUP BY 1";
    run(&mut session, &format!("CREATE TABLE counts {join}"));
    let lost = only(&mut session, &state);
    assert_eq!(words::verdict(&lost).wrong, "counts: 1 expected row is missing.");
    assert_eq!(words::verdict(&lost).rows, ["missing: user_email = dov"]);
    assert!(words::verdict(&lost).likely.contains("inner JOIN"), "{lost:?}");
    run(&mut session, &format!("DROP TABLE counts; CREATE TABLE counts {}", join.replace("JOIN", "LEFT JOIN")));
    assert_eq!(only(&mut session, &state).outcome, State::Passed);

    let result = exercise("result", "sql solution\n.tables\nSELECT count(*) AS n FROM leads_scored;");
    assert_eq!(words::verdict(&only(&mut session, &result)).wrong, "Nothing to check yet.");
    run(&mut session, "SELECT 3 AS n");
    assert_eq!(words::verdict(&only(&mut session, &result)).wrong, "Your result is not the expected value.");
    run(&mut session, "SELECT 1; SELECT 2 AS n");
    assert_eq!(only(&mut session, &result).outcome, State::Passed);
    // The rows stay on show after a script that fails at once, but they are not its result.
    session.query(&Query::of_box("SELECT nope")).unwrap();
    let told = words::verdict(&only(&mut session, &result));
    assert_eq!(told.wrong, "Nothing to check yet.");
    assert!(
        told.likely
            .ends_with("Your last run ended with an error, so it has no result. Mend the SQL, press Run, then Check."),
        "{told:?}"
    );
    run(&mut session, "SELECT 2 AS n");
    // A profile, or a failure of it, is none of the SQL box.
    for sql in ["SELECT 9 AS profile", "SELECT nope"] {
        session.query(&Query { is_of_box: false, ..Query::of_box(sql) }).unwrap();
        assert_eq!(only(&mut session, &result).outcome, State::Passed);
    }
    run(&mut session, "SELECT 3 AS n");
    let edited = Check { is_edited: true, ..check(&[("x.md", &result)]) };
    let told = words::verdict(&session.check(&edited, None).unwrap().verdicts[0]);
    assert!(told.likely.ends_with("you have changed the SQL since then. Press Run, then Check."), "{told:?}");
    // What is right counts, whatever stands in the box.
    run(&mut session, "SELECT 2 AS n");
    assert_eq!(session.check(&edited, None).unwrap().verdicts[0].outcome, State::Passed);
}

pub fn a_check_leaves_the_database_as_it_was<D: Database>() {
    let mut session = lab_with::<D>(&SHOP);
    run(&mut session, "PRAGMA foreign_keys = ON; CREATE TEMP TABLE mine (x); INSERT INTO mine VALUES (1)");
    let settings = "SELECT (SELECT foreign_keys FROM pragma_foreign_keys), (SELECT user_version FROM pragma_user_version), \
                    (SELECT count(*) FROM temp.sqlite_schema), total_changes(), (SELECT count(*) FROM mine), \
                    (SELECT group_concat(name) FROM pragma_database_list)";
    let state = |session: &mut Session<D>| {
        let image = session.database().unwrap().export().unwrap();
        (image.read(0, usize::MAX), text(session, settings))
    };
    let before = state(&mut session);
    let intruder = exercise(
        "table secret",
        "sql solution\nPRAGMA foreign_keys = OFF;\nPRAGMA user_version = 7;\nCREATE TABLE secret AS SELECT 42 AS answer;\n\
         CREATE TEMP TABLE hidden AS SELECT 42 AS answer;\nDELETE FROM leads_scored;\nATTACH ':memory:' AS other;\nBEGIN;",
    );
    assert_eq!(only(&mut session, &intruder).outcome, State::Failed);
    let build = exercise("table customer_features", "build solution");
    assert_eq!(only(&mut session, &build).outcome, State::Failed);
    let result = intruder.replace("table secret", "result");
    run(&mut session, "SELECT 1");
    assert_eq!(only(&mut session, &result).outcome, State::Failed);
    assert_eq!(state(&mut session), before);
    run(&mut session, "CREATE TABLE secret (answer)");
    let before = state(&mut session);
    assert_eq!(only(&mut session, &intruder).outcome, State::Failed);
    assert_eq!(state(&mut session), before);
}

pub fn a_check_waits_for_an_open_transaction<D: Database>() {
    let mut session = lab_with::<D>(&SHOP);
    run(&mut session, "BEGIN; CREATE TABLE t (x); SELECT 1");
    let text = exercise("result", "sql solution\nSELECT 1;");
    let error = session.check(&check(&[("x.md", &text)]), None).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert!(words::error(&error).message.contains("the check has to wait"), "{error:?}");
    run(&mut session, "COMMIT");
    assert_eq!(words::verdict(&only(&mut session, &text)).wrong, "Nothing to check yet.");
}

pub fn a_build_is_a_solution_too<D: Database>() {
    let mut session = lab_with::<D>(&SHOP);
    let text = exercise("table customer_features\nkey: user_email", "build solution");
    let spec = super::proposed(&session);
    super::build(&mut session, &spec).unwrap();
    assert_eq!(only(&mut session, &text).outcome, State::Passed);
    run(&mut session, "UPDATE customer_features SET purchase_frequency = 2 WHERE user_email = 'ana'");
    let future = only(&mut session, &text);
    assert_eq!(words::verdict(&future).rows, ["user_email = ana: purchase_frequency = 2"]);
    assert_eq!(words::verdict(&future).likely, "purchase_frequency is too high.");
    run(&mut session, "DROP TABLE leads_scored");
    let gone = only(&mut session, &text);
    assert!(words::verdict(&gone).wrong.contains("does not run on your database"), "{gone:?}");
}

/// Tables whose names detection does not recognise.
const LIBRARY: [&str; 4] = [
    "CREATE TABLE readers (card_no INTEGER, street TEXT)",
    "INSERT INTO readers VALUES (1, 'a'), (2, 'b')",
    "CREATE TABLE loans (card_no INTEGER, lent_at TEXT, back_at TEXT)",
    "INSERT INTO loans VALUES (1, '2026-06-30', '2026-07-03'), (1, '2026-06-01', NULL)",
];

pub fn a_build_of_tables_that_nobody_knows_is_mapped_by_the_lesson<D: Database>() {
    let mut session = lab_with::<D>(&LIBRARY);
    let file = exercise("table customer_features\nkey: user_email", "build solution");
    let mapping = "leads=readers&leads.key=card_no&leads.email=card_no&tx=loans&tx.key=card_no&tx.time=lent_at";
    let with = |mapping: &str| Check { mapping: mapping.to_owned(), with_digest: false, ..check(&[("x.md", &file)]) };
    // A build as a learner has it who chose the same on the page.
    let mut spec = super::proposed(&session);
    assert!(spec.leads.table.is_empty() || spec.transactions.table.is_empty(), "{spec:?}");
    assert_eq!(Link::parse(mapping).apply(&mut spec), []);
    super::build(&mut session, &spec).unwrap();
    let features = "SELECT user_email, purchase_frequency, recency_days FROM customer_features ORDER BY 1";
    assert_eq!(text(&mut session, features), ["1|2|1", "2|0|365"]);
    let only = |session: &mut Session<D>, mapping: &str| {
        let open = session.check(&with(mapping), None).unwrap().verdicts;
        let image = session.snapshot().unwrap();
        let graded =
            Session::<D>::default().check(&with(mapping), Some((image, CompanionFiles::default()))).unwrap().verdicts;
        // A file does not tell by which choices it was built.
        let without_cause = |verdicts: &[Verdict]| {
            let plain =
                |verdict: &Verdict| (verdict.outcome, words::verdict(verdict).wrong, words::verdict(verdict).rows);
            verdicts.iter().map(plain).collect::<Vec<_>>()
        };
        assert_eq!(without_cause(&open), without_cause(&graded));
        open.into_iter().next().unwrap()
    };
    assert_eq!(only(&mut session, mapping).outcome, State::Passed);
    let unmapped = only(&mut session, "");
    assert!(words::verdict(&unmapped).wrong.contains("does not run on your database"), "{unmapped:?}");
    // Another build, of the day on which the books came back.
    spec.transactions.time = "back_at".to_owned();
    super::build(&mut session, &spec).unwrap();
    let other = only(&mut session, mapping);
    assert_eq!((other.outcome, words::verdict(&other).rows.len()), (State::Failed, 1), "{other:?}");
    assert!(words::verdict(&other).rows[0].starts_with("user_email = 1: "), "{other:?}");
    let told = "“Time column” was back_at; the lesson has lent_at.";
    assert!(words::verdict(&other).likely.contains(told), "{other:?}");
    assert_eq!(only(&mut session, &mapping.replace("lent_at", "back_at")).outcome, State::Passed);
}

/// The rows of a table's profile as text.
fn profile<D: Database>(session: &mut Session<D>, table: &str) -> Vec<String> {
    let schema = inspect::schema(session.database().unwrap()).unwrap();
    text(session, &profile::sql(schema.table(table).unwrap()))
}

pub fn a_table_at_a_glance_counts_every_storage_class<D: Database>() {
    let mut session = lab_with::<D>(&[
        "CREATE TABLE \"odd \"\"table\" (\"it's b\" ANY, n INTEGER, big INTEGER)",
        "INSERT INTO \"odd \"\"table\" VALUES (NULL, 1, 9007199254740993), (2, 2, NULL), (0.5, NULL, NULL), \
         (x'00ff', 7, NULL), ('z', 4, NULL)",
        "CREATE VIEW v AS SELECT n FROM \"odd \"\"table\" WHERE n < 3",
        "CREATE TABLE empty (x)",
    ]);
    let odd = profile(&mut session, "ODD \"table");
    assert_eq!(odd[0], "it's b|ANY|1|1.25|0.5|x'00ff'|1|1|1|1");
    assert_eq!(odd[1], "n|INTEGER|1|3.5|1|7|4|0|0|0");
    assert_eq!(odd[2], "big|INTEGER|4|9007199254740992.0|9007199254740993|9007199254740993|1|0|0|0");
    assert_eq!(profile(&mut session, "v"), ["n|INTEGER|0|1.5|1|2|2|0|0|0"]);
    assert_eq!(profile(&mut session, "empty"), ["x||0|NULL|NULL|NULL|0|0|0|0"]);
}

pub fn a_table_wider_than_a_result_has_several_answers<D: Database>() {
    let names: Vec<String> = (0..450).map(|n| format!("c{n}")).collect();
    let script = format!("CREATE TABLE wide ({}); INSERT INTO wide (c0, c449) VALUES (1, 2)", names.join(", "));
    let mut session = lab_with::<D>(&[]);
    run(&mut session, &script);
    let sql = profile::sql(session.opened().unwrap().schema.table("wide").unwrap());
    let ran = session.query(&Query::of_box(sql)).unwrap();
    let totals: Vec<u64> = ran
        .outcomes
        .iter()
        .map(|outcome| match outcome {
            StatementOutcome::Rows(rows) => rows.total,
            StatementOutcome::Did(_) | StatementOutcome::Changed(_) => 0,
        })
        .collect();
    assert_eq!((totals, ran.error), (vec![200, 200, 50], None));
}

pub fn the_digest_tells_contents_apart<D: Database>() {
    let mut session = lab_with::<D>(&SHOP);
    let mut digest = |content: &str| {
        run(&mut session, content);
        session.check(&check(&[]), None).unwrap().digest
    };
    assert_eq!(digest(""), "leads_scored 2, transactions 2");
    let mut digests = Vec::new();
    for values in ["('ab', 'c')", "('a', 'bc')", "('a', NULL)", "(NULL, 'a')", "(7, '7')", "('7', 7)"] {
        add_digest(&mut digest, values, &mut digests);
    }
    // The same on every machine: both databases find this one.
    assert_eq!(digests[0], "leads_scored 2, transactions 2, customer_features 1 79f777f934a6edb6");
    // Where the lesson's builds write another table, that one's content counts.
    run(
        &mut session,
        "ALTER TABLE customer_features RENAME TO Buyers; DELETE FROM buyers; INSERT INTO buyers VALUES ('ab', 'c')",
    );
    let request = Check { mapping: "target=buyers".to_owned(), ..check(&[]) };
    let digest = session.check(&request, None).unwrap().digest;
    assert_eq!(digest, "leads_scored 2, transactions 2, Buyers 1 79f777f934a6edb6");
}

/// Makes a feature table of one row, twice, and adds its digest, which no other row has.
fn add_digest(digest: &mut impl FnMut(&str) -> String, values: &str, digests: &mut Vec<String>) {
    let make = format!(
        "DROP TABLE IF EXISTS customer_features; CREATE TABLE customer_features (x, y); \
         INSERT INTO customer_features VALUES {values}"
    );
    let (first, second) = (digest(&make), digest(&make));
    assert_eq!(first, second);
    assert!(!digests.contains(&first), "{values}");
    digests.push(first);
}

pub fn a_file_is_checked_beside_the_open_database<D: Database>() {
    let state = exercise("table customer_features\nkey: user_email", "build solution");
    let result = exercise("result", "sql solution\nSELECT 1;");
    let request = check(&[("a.md", &state), ("b.md", &result)]);
    let mut learner = lab_with::<D>(&SHOP);
    let mut grader = lab_with::<D>(&["CREATE TABLE other (x)"]);
    let mut outcomes = |learner: &mut Session<D>| {
        let image = learner.database().unwrap().export().unwrap();
        let graded = grader.check(&request, Some((image, CompanionFiles::default()))).unwrap();
        assert_eq!(graded.digest, learner.check(&check(&[]), None).unwrap().digest);
        assert_eq!(text(&mut grader, "SELECT name FROM sqlite_schema"), ["other"]);
        graded.verdicts.into_iter().map(|verdict| (verdict.file, verdict.outcome)).collect::<Vec<_>>()
    };
    let expected = |first| vec![("a.md".to_owned(), first), ("b.md".to_owned(), State::Unseen)];
    assert_eq!(outcomes(&mut learner), expected(State::Failed));
    let spec = super::proposed(&learner);
    super::build(&mut learner, &spec).unwrap();
    assert_eq!(outcomes(&mut learner), expected(State::Passed));
}

pub fn what_is_wrong_with_a_file_stops_nothing_else<D: Database>() {
    let table = |name: &str| exercise(&format!("row-count {name}\nsame_as: leads_scored"), "sql solution\nSELECT 1;");
    let (first, second) = (table("broken"), table("transactions"));
    let request = check(&[("a.md", &first), ("b.md", &second)]);
    let mut learner = lab_with::<D>(&SHOP);
    run(&mut learner, "CREATE TABLE gone (x); CREATE VIEW broken AS SELECT x FROM gone; DROP TABLE gone");
    run(&mut learner, "CREATE INDEX by_email ON leads_scored (user_email)");
    let mut image = learner.snapshot().unwrap();
    let graded = Session::<D>::default().check(&request, Some((image, CompanionFiles::default()))).unwrap();
    let said: Vec<_> = graded.verdicts.iter().map(|verdict| (verdict.file.as_str(), verdict.outcome)).collect();
    assert_eq!(said, [("a.md", State::Failed), ("b.md", State::Passed)]);
    assert!(words::verdict(&graded.verdicts[0]).wrong.contains("gone"), "{:?}", graded.verdicts[0]);
    assert_eq!(graded.warnings, []);
    // The last page is the index's: it speaks of other rows now.
    image = learner.snapshot().unwrap();
    let last = image.len() - 1;
    image.write(last, b"?");
    let damaged = Session::<D>::default().check(&request, Some((image, CompanionFiles::default()))).unwrap();
    assert_eq!(damaged.warnings.len(), 1, "{damaged:?}");
    assert_eq!(damaged.warnings[0].kind(), ErrorKind::Corrupt);
    assert_eq!(damaged.verdicts[1].outcome, State::Passed);
    image = learner.snapshot().unwrap();
    image.write(18, &[2, 2]);
    let logged = Session::<D>::default().check(&request, Some((image, CompanionFiles::default()))).unwrap();
    assert_eq!(logged.warnings[0].kind(), ErrorKind::Wal);
    image = learner.snapshot().unwrap();
    image.write(0, b"?");
    assert_eq!(
        Session::<D>::default().check(&request, Some((image, CompanionFiles::default()))).unwrap_err().kind(),
        ErrorKind::NotSqlite
    );
}
