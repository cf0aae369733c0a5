//! Queries of the SQL box: scripts, errors with positions, windows of rows.

use super::lab_with;
use feature_lab::base::error::ErrorKind;
use feature_lab::base::value::Value;
use feature_lab::engine::database::Database;
use feature_lab::engine::session::Session;
use feature_lab::protocol::{Query, QueryResult, Rows, StatementOutcome};
use feature_lab::words;

fn run<D: Database>(session: &mut Session<D>, sql: &str) -> QueryResult {
    session.query(&Query { sql: sql.to_owned(), read_only: false }).unwrap()
}

pub fn a_script_gives_every_result_and_keeps_what_ran_before_an_error<D: Database>() {
    let mut session = lab_with::<D>(&["CREATE TABLE t (x)"]);
    let ran = run(&mut session, "INSERT INTO t VALUES (1), (2); SELECT x FROM t; SELECT x FROM t WHERE 0; SELECT nope");
    assert_eq!(ran.outcomes.len(), 3);
    assert_eq!(ran.outcomes[0], StatementOutcome::Changed(2));
    let StatementOutcome::Rows(rows) = &ran.outcomes[1] else { panic!("{:?}", ran.outcomes) };
    assert_eq!((rows.total, rows.first.len()), (2, 2));
    let StatementOutcome::Rows(none) = &ran.outcomes[2] else { panic!("{:?}", ran.outcomes) };
    assert_eq!((none.total, none.columns.as_slice()), (0, &["x".to_owned()][..]));
    assert!(ran.changed && ran.error.is_some());
    let ran = run(&mut session, "BEGIN; CREATE TABLE u (y)");
    assert!(ran.in_transaction);
    assert_eq!(ran.schema.unwrap().tables.len(), 2);
    assert!(!run(&mut session, "ROLLBACK").in_transaction);
    assert!(!run(&mut session, "SELECT * FROM t").changed);
    assert!(run(&mut session, "-- nothing\n;").outcomes.is_empty());
}

pub fn errors_say_where_and_what_was_probably_meant<D: Database>() {
    let mut session = lab_with::<D>(&["CREATE TABLE leads_scored (user_email TEXT)"]);
    let cases = [
        ("SELECT 1; SELECT é FRM leads_scored", Some(23), "Did you mean FROM instead of FRM?"),
        ("SELECT * FROM lead_scored", Some(14), "Did you mean leads_scored?"),
        ("SELECT user_email FORM leads_scored", Some(23), "Did you mean FROM instead of FORM?"),
        ("SELECT user_emial FROM leads_scored", Some(7), "Did you mean user_email?"),
        ("SELECT * FROM customer_features", Some(14), "Press Build features first: that makes it."),
        ("SELECT 'FROM' x FROM FROM t", Some(21), ""),
        ("SELECT max(1) AS most avg(2) AS mean", Some(22), "A comma may be missing before avg."),
        ("SELECT max(user_email) avg(2) FROM leads_scored", Some(26), "A comma may be missing before avg."),
        ("SELECT CASE WHEN 1 THEN 'a' END AS a count(*)", Some(37), "A comma may be missing before count."),
        (
            "SELECT max(user_email) avg(2) FROM leads_scored WHERE nope = 1",
            Some(26),
            "A comma may be missing before avg.",
        ),
        ("SELECT 1 WHERE 1 = 1 avg", Some(21), ""),
        ("SELECT 1 AS purchases ORDER BY purchsaes", Some(31), "Did you mean purchases?"),
        ("SELECT count(*) AS n, 1 AS segment GROUP BY segmnt", Some(44), "Did you mean segment?"),
        (
            "SELECT CASE WHEN 1 THEN lapsed END AS s",
            Some(24),
            "Text needs single quotes: without them lapsed is a column.",
        ),
        (
            "SELECT CASE 1 WHEN 1 THEN 'a' ELSE lapsed END",
            Some(35),
            "Text needs single quotes: without them lapsed is a column.",
        ),
        (
            "SELECT 1 FROM leads_scored WHERE user_email = user_emial",
            Some(46),
            "Did you mean user_email? Text needs single quotes: without them user_emial is a column.",
        ),
        ("SELECT 1 FROM leads_scored AS l WHERE 'a' = l.user_emial", Some(46), "Did you mean user_email?"),
        ("SELECT user_email", Some(7), "The list of tables shows the columns of each."),
        ("SELECT (1", Some(9), ""),
    ];
    for (sql, position, hint) in cases {
        let error = run(&mut session, sql).error.unwrap();
        assert_eq!((error.position, words::error(&error).hint.as_str()), (position, hint), "{sql}: {error:?}");
    }
}

pub fn windows_show_any_part_of_a_result<D: Database>() {
    let mut session = lab_with::<D>(&["CREATE TABLE t (x)"]);
    let ran = run(
        &mut session,
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 999) SELECT i FROM n",
    );
    let StatementOutcome::Rows(rows) = &ran.outcomes[0] else { panic!("{:?}", ran.outcomes) };
    assert_eq!((rows.total, rows.first.len()), (1000, 100));
    let window = session.rows(&Rows { result: rows.id, start: 995, count: 100 }).unwrap();
    assert_eq!(window.rows.len(), 5);
    assert_eq!(window.rows[4], [Value::Integer(999)]);
    run(&mut session, "SELECT 1");
    let gone = session.rows(&Rows { result: rows.id, start: 0, count: 1 }).unwrap_err();
    assert_eq!(gone.kind(), ErrorKind::NotFound);
}

pub fn sql_that_nobody_typed_only_reads<D: Database>() {
    let mut session = lab_with::<D>(&["CREATE TABLE t (x)"]);
    let linked = |session: &mut Session<D>, sql: &str| session.query(&Query { sql: sql.to_owned(), read_only: true });
    for sql in ["SELECT count(*) FROM t", "SELECT * FROM t; .tables"] {
        assert!(linked(&mut session, sql).unwrap().error.is_none(), "{sql}");
    }
    for sql in ["DROP TABLE t", "SELECT 1; DROP TABLE t", "PRAGMA user_version = 3", "-- nothing"] {
        assert_eq!(linked(&mut session, sql).unwrap_err().kind(), ErrorKind::Conflict, "{sql}");
    }
    let refused = linked(&mut session, "WITH a AS (SELECT 1) INSERT INTO t SELECT * FROM a").unwrap();
    assert!(refused.error.is_some() && !refused.changed);
    assert!(run(&mut session, "INSERT INTO t VALUES (1)").error.is_none());
}

pub fn shell_commands_answer_with_rows<D: Database>() {
    let mut session = lab_with::<D>(&[
        "CREATE TABLE leads_scored (user_email TEXT)",
        "CREATE TABLE orders (id INTEGER PRIMARY KEY AUTOINCREMENT)",
        "CREATE INDEX by_email ON leads_scored (user_email)",
        "CREATE VIEW both AS SELECT 1",
    ]);
    let cases: [(&str, &[&str]); 5] = [
        (".tables", &["both", "leads_scored", "orders"]),
        (".tables l%", &["leads_scored"]),
        (
            ".schema leads_scored",
            &["CREATE TABLE leads_scored (user_email TEXT);", "CREATE INDEX by_email ON leads_scored (user_email);"],
        ),
        (".schema nowhere", &[]),
        (".help", &[".help", ".schema [TABLE]", ".tables [PATTERN]"]),
    ];
    for (command, expected) in cases {
        let ran = run(&mut session, command);
        let [StatementOutcome::Rows(rows)] = &ran.outcomes[..] else { panic!("{command}: {ran:?}") };
        let first: Vec<&str> = rows.first.iter().map(|row| row[0].text().unwrap()).collect();
        assert_eq!((first.as_slice(), ran.changed), (expected, false), "{command}");
    }
    let ran = run(&mut session, "SELECT 1;\n.tables\n.opne x\nSELECT 2");
    assert_eq!((ran.outcomes.len(), ran.error.unwrap().position), (2, Some(18)));
    let linked = session.query(&Query { sql: ".schema".to_owned(), read_only: true }).unwrap();
    assert!(linked.error.is_none());
}

pub fn what_happens_in_silence_is_told<D: Database>() {
    let mut session =
        lab_with::<D>(&["CREATE TABLE users (id INTEGER, email TEXT)", "INSERT INTO users VALUES (1, 'a')"]);
    let email: &'static str = "“emial” is no column here, so SQLite took it as text. Did you mean email?";
    let passed = "Passed over .mode. It sets what the sqlite3 shell prints, and results here are always a table.";
    let memory = "Attached mem in memory. What you put into it is neither saved nor part of the download.";
    type Noted = (&'static str, Option<u32>);
    let cases: [(&str, &[Noted]); 6] = [
        ("SELECT count(*) FROM users WHERE \"emial\" IS NULL", &[(email, Some(33))]),
        (".mode column\nSELECT \"emial\", 'é' FROM users", &[(passed, None), (email, Some(20))]),
        ("ATTACH ':memory:' AS mem", &[(memory, None)]),
        ("SELECT \"email\" AS \"emial\" FROM \"users\" ORDER BY \"emial\"", &[]),
        ("SELECT 'emial' FROM users", &[]),
        ("CREATE VIEW v AS SELECT \"emial\" FROM users", &[]),
    ];
    for (sql, expected) in cases {
        let ran = run(&mut session, sql);
        let told: Vec<(String, Option<u32>)> =
            ran.notes.iter().map(|note| (words::sql_note(&note.note), note.position)).collect();
        let notes: Vec<(&str, Option<u32>)> = told.iter().map(|(note, position)| (note.as_str(), *position)).collect();
        assert_eq!((notes.as_slice(), ran.error), (expected, None), "{sql}");
    }
    for (sql, at) in [("ATTACH 'other.db' AS other; CREATE TABLE other.t(a)", 7), ("VACUUM INTO 'copy.db'", 12)] {
        let ran = run(&mut session, sql);
        let error = ran.error.unwrap();
        assert_eq!((error.kind(), error.position, ran.changed), (ErrorKind::Conflict, Some(at), false), "{error:?}");
    }
}

pub fn sql_of_other_systems_and_of_web_pages_is_told<D: Database>() {
    let mut session = lab_with::<D>(&["CREATE TABLE orders (id INTEGER, created_at TEXT)"]);
    let quote = "The quote that opens here is never closed.";
    for (marked, hint) in [
        ("SELECT id, created_at|::date FROM orders", "SQLite has no “::”: write date(created_at)."),
        ("SELECT |TOP 5 * FROM orders", "SQLite has no TOP: write LIMIT 5 at the end of the query."),
        ("|SHOW TABLES", "SQLite has no SHOW TABLES: write .tables to list them."),
        ("SELECT |NOW()", "SQLite has no NOW: write datetime('now')."),
        (
            "SELECT 'é'|\u{a0}FROM orders",
            "Here is a no-break space (U+00A0), as text from a web page or document has it. Type a plain space instead.",
        ),
        ("SELECT |'é FROM orders", quote),
        ("SELECT id FROM orders WHERE count(*) > 1", ""),
        ("SELECT id AS n |5 FROM orders", ""),
    ] {
        let at = marked.find('|').map(|at| marked[..at].chars().count());
        let error = run(&mut session, &marked.replace('|', "")).error.unwrap();
        assert_eq!(
            (error.position.map(|at| at as usize), words::error(&error).hint.as_str()),
            (at, hint),
            "{marked}: {error:?}"
        );
    }
}
