//! Queries of the SQL box: scripts, errors with positions, windows of rows.

use super::{lab_with, text};
use feature_lab::base::error::ErrorKind;
use feature_lab::base::value::Value;
use feature_lab::engine::database::Database;
use feature_lab::engine::session::Session;
use feature_lab::protocol::{Query, QueryResult, Rows, StatementOutcome};
use feature_lab::sqlite::sql::effect::{Effect, RowChange};
use feature_lab::words;

fn inserted(rows: u64) -> Effect {
    Effect::Rows { change: RowChange::Inserted, rows, further: 0 }
}

fn run<D: Database>(session: &mut Session<D>, sql: &str) -> QueryResult {
    session.query(&Query::of_box(sql)).unwrap()
}

pub fn a_script_gives_every_result_and_keeps_what_ran_before_an_error<D: Database>() {
    let mut session = lab_with::<D>(&["CREATE TABLE t (x)"]);
    let ran = run(&mut session, "INSERT INTO t VALUES (1), (2); SELECT x FROM t; SELECT x FROM t WHERE 0; SELECT nope");
    assert_eq!(ran.outcomes.len(), 3);
    assert_eq!(ran.outcomes[0], StatementOutcome::Did(inserted(2)));
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
    // What was rolled back is no change; what was committed before it is one.
    assert!(!run(&mut session, "BEGIN; CREATE TABLE v (z); INSERT INTO t VALUES (9); ROLLBACK").changed);
    assert!(run(&mut session, "INSERT INTO t VALUES (9); BEGIN; DELETE FROM t; ROLLBACK").changed);
    assert!(run(&mut session, "BEGIN; DELETE FROM t WHERE x = 9; COMMIT; BEGIN; DELETE FROM t; ROLLBACK").changed);
    assert!(run(&mut session, "BEGIN; DELETE FROM t; ROLLBACK; INSERT INTO t VALUES (10)").changed);
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
        ("SELECT (1", Some(9), "A ) is missing at the end."),
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
    // A script that fails at once leaves the rows of the one before.
    assert!(run(&mut session, "SELECT nope; SELECT 2").error.is_some());
    let window = session.rows(&Rows { result: rows.id, start: 995, count: 100 }).unwrap();
    assert_eq!(window.rows.len(), 5);
    assert_eq!(window.rows[4], [Value::Integer(999)]);
    run(&mut session, "SELECT 1");
    let gone = session.rows(&Rows { result: rows.id, start: 0, count: 1 }).unwrap_err();
    assert_eq!(gone.kind(), ErrorKind::NotFound);
}

pub fn limits_are_told_in_words_and_the_database_stays<D: Database>() {
    let mut session = lab_with::<D>(&["CREATE TABLE t (x)", "INSERT INTO t VALUES (1)"]);
    let cases = [
        ("SELECT zeroblob(1e9)", "larger than 100"),
        ("INSERT INTO t VALUES (zeroblob(100000001))", "larger than 100"),
        ("SELECT replace(hex(zeroblob(20000)), '0', hex(zeroblob(20000)))", "larger than 100"),
        ("PRAGMA query_only = ON; DELETE FROM t", "PRAGMA query_only is on"),
    ];
    for (sql, expected) in cases {
        let error = run(&mut session, sql).error.unwrap();
        let said = words::error(&error);
        assert!(said.message.contains(expected) && error.detail.is_some(), "{sql}: {error:?}");
        run(&mut session, "PRAGMA query_only = OFF");
    }
    assert_eq!(text(&mut session, "SELECT count(*) FROM t"), ["1"]);
    // A result that is too large shows its first rows.
    let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300) SELECT i, zeroblob(1000000) AS z FROM n";
    let ran = run(&mut session, &format!("SELECT 5; {sql}; SELECT 6"));
    let [StatementOutcome::Rows(_), StatementOutcome::Rows(rows)] = &ran.outcomes[..] else {
        panic!("{:?}", ran.error)
    };
    assert_eq!((rows.columns.join(","), rows.total, rows.first.len()), ("i,z".to_owned(), 15, 15));
    let error = ran.error.unwrap();
    let said = words::error(&error).message;
    assert!(said.contains("is larger than 256") && said.ends_with("Its first 15 rows are shown."), "{said}");
    // The limits are of scripts only: what was there before can be read and written out.
    let database = session.database().unwrap();
    assert_eq!(database.count("SELECT length(zeroblob(100000001))", &[]).unwrap(), 100_000_001);
}

pub fn sql_that_nobody_typed_only_reads<D: Database>() {
    let mut session = lab_with::<D>(&["CREATE TABLE t (x)"]);
    let linked = |session: &mut Session<D>, sql: &str| {
        session.query(&Query { read_only: true, ..Query::of_box(sql.to_owned()) })
    };
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
    let linked = session.query(&Query { read_only: true, ..Query::of_box(".schema".to_owned()) }).unwrap();
    assert!(linked.error.is_none());
}

pub fn what_happens_in_silence_is_told<D: Database>() {
    let mut session =
        lab_with::<D>(&["CREATE TABLE users (id INTEGER, email TEXT)", "INSERT INTO users VALUES (1, 'a')"]);
    let email: &'static str = "“emial” is no column here, so SQLite takes it as text. Did you mean email?";
    let passed = "Passed over .mode. It changes how the sqlite3 shell prints; results here are always a table.";
    let memory = "Attached mem in memory. What you put into it is neither saved nor part of the download.";
    let null = "“= NULL” is never true, also where the value is NULL: write IS NULL.";
    type Noted = (&'static str, Option<u32>);
    let cases: [(&str, &[Noted]); 7] = [
        ("SELECT count(*) FROM users WHERE \"emial\" IS NULL", &[(email, Some(33))]),
        (".mode column\nSELECT \"emial\", 'é' FROM users", &[(passed, None), (email, Some(20))]),
        ("ATTACH ':memory:' AS mem", &[(memory, None)]),
        ("SELECT id, 'é' FROM users WHERE email = NULL", &[(null, Some(38))]),
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
        (
            "SELECT id FROM orders WHERE |count(*) > 1",
            "WHERE sees one row at a time, so count cannot be used there. A condition on groups belongs in HAVING, after GROUP BY. A value of all rows needs a subquery.",
        ),
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

pub fn statements_without_rows_say_what_they_did<D: Database>() {
    let mut session = lab_with::<D>(&[
        "CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT)",
        "INSERT INTO customers VALUES (1, 'a'), (2, 'b'), (3, NULL)",
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer REFERENCES customers ON DELETE CASCADE, total REAL)",
        "INSERT INTO orders VALUES (1, 1, 5), (2, 1, 7), (3, 2, 9)",
        "CREATE VIEW rich AS SELECT * FROM orders WHERE total > 6",
        "CREATE TRIGGER once INSTEAD OF DELETE ON rich BEGIN DELETE FROM orders WHERE id = old.id; END",
    ]);
    let cases: [(&str, &[&str]); 24] = [
        ("UPDATE customers SET email = 'x' WHERE id < 3", &["2 rows updated."]),
        ("UPDATE customers SET email = 'x' WHERE id > 9; DELETE FROM orders WHERE 0", &["No rows changed."; 2]),
        ("INSERT INTO customers SELECT id + 10, email FROM customers", &["3 rows inserted."]),
        ("REPLACE INTO customers VALUES (13, 'z')", &["1 row inserted or replaced."]),
        (
            "INSERT INTO customers VALUES (13, 'y') ON CONFLICT DO UPDATE SET email = 'y'",
            &["1 row inserted or updated."],
        ),
        ("WITH old AS (SELECT 13 AS id) DELETE FROM customers WHERE id IN (SELECT id FROM old)", &["1 row deleted."]),
        ("DELETE FROM rich WHERE id = 3", &["Triggers changed 1 row."]),
        (
            "PRAGMA foreign_keys = ON; DELETE FROM customers WHERE id = 1; PRAGMA foreign_keys = OFF",
            &[
                "The setting foreign_keys is 1.",
                "1 row deleted. Triggers and foreign keys changed 2 more.",
                "The setting foreign_keys is 0.",
            ],
        ),
        ("CREATE TABLE active AS SELECT * FROM customers", &["Table active created: 4 rows."]),
        ("CREATE TABLE none AS SELECT * FROM customers WHERE 0", &["Table none created: 0 rows."]),
        ("CREATE TABLE IF NOT EXISTS Active (x)", &["Table Active exists already, so nothing was created."]),
        (
            "CREATE TEMP TABLE t AS SELECT 1; DROP TABLE t",
            &[
                "Temporary table t created: 1 row. It is neither saved nor part of the download.",
                "Table t dropped (1 row).",
            ],
        ),
        (
            "ALTER TABLE active ADD COLUMN age; UPDATE active SET age = 1",
            &["Column age added to active.", "4 rows updated."],
        ),
        ("ALTER TABLE active RENAME age TO years", &["Column age of active renamed to years."]),
        ("ALTER TABLE active DROP COLUMN years", &["Column years of active dropped."]),
        ("ALTER TABLE active RENAME TO \"act ive\"", &["Table active renamed to act ive."]),
        (
            "CREATE INDEX by_mail ON customers (email); DROP INDEX by_mail",
            &["Index by_mail created.", "Index by_mail dropped."],
        ),
        ("DROP TRIGGER once; DROP VIEW rich", &["Trigger once dropped.", "View rich dropped."]),
        (
            "BEGIN; DELETE FROM \"act ive\"; DROP TABLE \"ACT ive\"; ROLLBACK; DROP TABLE \"act ive\"",
            &[
                "Transaction begun: COMMIT keeps the changes, ROLLBACK undoes them.",
                "4 rows deleted.",
                "Table act ive dropped (0 rows).",
                "Transaction rolled back: its changes are undone.",
                "Table act ive dropped (4 rows).",
            ],
        ),
        (
            "SAVEPOINT s; DELETE FROM orders; ROLLBACK TO s; RELEASE s; BEGIN; COMMIT",
            &[
                "Savepoint s set.",
                "No rows changed.",
                "Rolled back to savepoint s: the changes since then are undone.",
                "Savepoint s released.",
                "Transaction begun: COMMIT keeps the changes, ROLLBACK undoes them.",
                "Transaction committed.",
            ],
        ),
        ("DROP TABLE IF EXISTS nowhere", &["No table has the name nowhere, so nothing was dropped."]),
        (
            "PRAGMA user_version = 7; PRAGMA user_verison = 8",
            &["The setting user_version is 7.", "SQLite has no PRAGMA user_verison, so nothing happened."],
        ),
        (
            "ATTACH ':memory:' AS m; CREATE TABLE m.t (a); DROP TABLE t; DETACH m",
            &["Database m attached.", "Table t created.", "Table t dropped (0 rows).", "Database m detached."],
        ),
        (
            "VACUUM; REINDEX; ANALYZE",
            &[
                "VACUUM removed the free space from the database.",
                "REINDEX built the indexes again.",
                "ANALYZE gathered statistics for faster queries.",
            ],
        ),
    ];
    for (sql, expected) in cases {
        let ran = run(&mut session, sql);
        let told = ran.outcomes.iter().map(|outcome| match outcome {
            StatementOutcome::Did(effect) => words::effect(effect),
            other => panic!("{sql}: {other:?}"),
        });
        assert_eq!(
            (told.collect::<Vec<_>>(), ran.error),
            (expected.iter().map(|told| (*told).to_owned()).collect(), None),
            "{sql}"
        );
    }
}
