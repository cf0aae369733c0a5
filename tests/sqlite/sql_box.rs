//! The SQL box: the hint for each mistake with its exact sentence and place, and neighbours for which it must not appear.

use crate::fixtures::lab_with;
use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::error::LabError;
use feature_lab::base::ident::UNNAMED;
use feature_lab::base::value::Value;
use feature_lab::engine::session::Session;
use feature_lab::protocol::{Query, QueryResult, StatementOutcome};
use feature_lab::sqlite::sql::profile;
use feature_lab::sqlite::sql::statements::select_all;
use feature_lab::words;

/// Users and their orders.
pub(crate) fn shop() -> Session<Native> {
    lab_with(&[
        "CREATE TABLE users(id INTEGER PRIMARY KEY, email TEXT, deleted_at TEXT, is_active INTEGER)",
        "INSERT INTO users VALUES (1,'ana@example.com',NULL,1), (2,'ben@example.com','2024-05-01 00:00:00',0), \
         (3,'chi@example.com',NULL,1)",
        "CREATE TABLE orders(id INTEGER PRIMARY KEY, user_id INTEGER, status TEXT, total REAL, created_at TEXT)",
        "INSERT INTO orders VALUES (1,1,'paid',10,'2024-06-01 10:00:00')",
    ])
}

fn run(session: &mut Session<Native>, sql: &str) -> QueryResult {
    session.query(&Query::of_box(sql)).unwrap()
}

/// The error that ends a script.
fn error(sql: &str) -> LabError {
    run(&mut shop(), sql).error.unwrap_or_else(|| panic!("no error: {sql}"))
}

/// The notes after a script, with their places.
fn notes(sql: &str) -> Vec<(String, Option<u32>)> {
    let ran = run(&mut shop(), sql);
    assert!(ran.error.is_none(), "{sql}: {:?}", ran.error);
    ran.notes.into_iter().map(|note| (words::sql_note(&note.note), note.position)).collect()
}

/// Each script has an error at the mark `|` with this hint; without a mark it has no place.
pub(crate) fn expect(cases: &[(&str, &str)]) {
    let mut failed = Vec::new();
    for (marked, hint) in cases {
        let at = marked.find('|').map(|at| marked[..at].chars().count());
        let error = error(&marked.replacen('|', "", 1));
        let found = (error.position.map(|at| at as usize), words::error(&error).hint);
        if found != (at, (*hint).to_owned()) {
            failed.push(format!("{marked}: {found:?} ({:?}), expected {at:?} {hint}", error.detail));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn a_table_without_a_name_shows_its_rows_and_its_profile() {
    let mut session = lab_with::<Native>(&["CREATE TABLE \"\"(a)", "INSERT INTO \"\" VALUES (1)"]);
    let table = session.opened().unwrap().schema.tables[0].clone();
    assert_eq!((table.name.as_str(), table.rows), (UNNAMED, Some(1)));
    let ran = run(&mut session, &select_all(&table.name, 5));
    let [StatementOutcome::Rows(rows)] = &ran.outcomes[..] else { panic!("{ran:?}") };
    assert_eq!(rows.first, [[Value::Integer(1)]]);
    let ran = run(&mut session, &format!("{}\n{}", select_all(&table.name, 5), profile::sql(&table)));
    let [_, StatementOutcome::Rows(rows)] = &ran.outcomes[..] else { panic!("{ran:?}") };
    assert_eq!(rows.first[0][0], Value::Text("a".to_owned()));
    assert!(ran.notes.is_empty(), "{:?}", ran.notes);
}

#[test]
fn a_word_in_double_quotes_that_became_text_is_told() {
    let email = "“emial” is no column here, so SQLite takes it as text. Did you mean email?";
    let paid = "“paid” is no column here, so SQLite takes it as text. Write 'paid' if text is meant.";
    for (sql, note, at) in [
        ("SELECT count(*) FROM users WHERE \"emial\" IS NULL", email, 33),
        ("SELECT \"emial\" FROM users", email, 7),
        ("SELECT 1; SELECT 'é', \"emial\", \"email\" FROM users ORDER BY \"emial\"", email, 22),
        ("UPDATE users SET is_active = 0 WHERE email = \"emial\"", email, 45),
        ("SELECT * FROM orders WHERE status = \"paid\"", paid, 36),
        // Orders have no email, so it is not what was meant.
        (
            "SELECT \"emial\" FROM orders",
            "“emial” is no column here, so SQLite takes it as text. Write 'emial' if text is meant.",
            7,
        ),
        (
            "SELECT 1 AS total_sum ORDER BY \"total_smu\"",
            "“total_smu” is no column here, so SQLite takes it as text. Did you mean total_sum?",
            31,
        ),
        ("EXPLAIN SELECT \"emial\" FROM users", email, 15),
    ] {
        assert_eq!(notes(sql), [(note.to_owned(), Some(at))], "{sql}");
    }
}

#[test]
fn columns_aliases_plain_text_and_ddl_get_no_note() {
    for sql in [
        "SELECT \"email\", \"EMAIL\" FROM \"users\"",
        "SELECT \"u\".\"email\" FROM users AS \"u\"",
        "SELECT email AS \"emial\" FROM users ORDER BY \"emial\"",
        "SELECT 'emial' FROM users WHERE email = 'paid'",
        "SELECT \"rowid\" FROM users",
        "WITH \"x\" (\"y z\") AS (SELECT 1) SELECT \"y z\" FROM \"x\"",
        "INSERT INTO \"users\" (\"email\") VALUES ('x')",
        "CREATE TABLE t (\"emial\" TEXT DEFAULT \"paid\")",
        "CREATE TABLE u AS SELECT \"emial\" FROM users",
        "ALTER TABLE users RENAME COLUMN \"email\" TO \"emial\"",
        "CREATE VIEW v AS SELECT email AS \"a\"\"b`c\" FROM users; SELECT \"a\"\"b`c\" FROM v",
        "-- \"emial\"\nSELECT 1",
    ] {
        assert_eq!(notes(sql), [], "{sql}");
    }
}

#[test]
fn display_commands_are_passed_over_and_the_query_runs() {
    let ran = run(&mut shop(), ".mode column\n.headers on\nSELECT id FROM users;\n.width 10 20");
    let [StatementOutcome::Rows(rows)] = &ran.outcomes[..] else { panic!("{ran:?}") };
    assert_eq!((rows.total, ran.error), (3, None));
    let note = "Passed over .mode, .headers, .width. They change how the sqlite3 shell prints; results here are always a table.";
    assert_eq!(ran.notes.iter().map(|note| words::sql_note(&note.note)).collect::<Vec<_>>(), [note]);
    for command in
        [".separator ,", ".nullvalue NULL", ".timer on", ".echo off", ".print done", ".bail on", ".head on", ".sep ;"]
    {
        assert_eq!(notes(command).len(), 1, "{command}");
    }
    let commands = "The commands are .help, .schema, .tables.";
    expect(&[
        ("SELECT 1;\n|.modes list", commands),
        ("|.import a.csv t", commands),
        ("|.opne x.db", commands),
        ("|.open x.db", &format!("Open database opens a file. {commands}")),
        ("|.tabels", &format!("Did you mean .tables? {commands}")),
    ]);
    assert_eq!(notes(".tables"), []);
    let twice = notes(".mode box\n.mode list");
    assert!(twice[0].0.starts_with("Passed over .mode. It changes"), "{twice:?}");
    // The shell's end of a script is one here, too.
    let ended = run(&mut shop(), "SELECT 1;\n.quit\nDROP TABLE orders;");
    assert!(ended.error.is_none() && ended.outcomes.len() == 1, "{ended:?}");
    let told = ".quit ends the script, as in the sqlite3 shell: nothing after it ran.";
    assert_eq!(ended.notes.iter().map(|note| words::sql_note(&note.note)).collect::<Vec<_>>(), [told]);
    assert_eq!(notes("SELECT 1;\n.exit"), []);
    let linked = shop().query(&Query { read_only: true, ..Query::of_box(".mode box\nSELECT 1".to_owned()) }).unwrap();
    assert_eq!(linked.outcomes.len(), 1);
}

#[test]
fn casts_limits_and_commands_of_other_systems_are_told_in_sqlites_words() {
    expect(&[
        ("SELECT id, created_at|::date FROM orders", "SQLite has no “::”: write date(created_at)."),
        ("SELECT :x, total|::int FROM orders", "SQLite has no “::”: write CAST(total AS INTEGER)."),
        ("SELECT '::date', id |: FROM orders", ""),
        ("SELECT email|::citext FROM users", ""),
        ("SELECT |TOP 5 * FROM users", "SQLite has no TOP: write LIMIT 5 at the end of the query."),
        ("SELECT |TOP(5) id FROM users", "SQLite has no TOP: write LIMIT 5 at the end of the query."),
        ("SELECT id, |TOP(5) FROM users", ""),
        ("SELECT |TOP (5) * FROM users", "SQLite has no TOP: write LIMIT 5 at the end of the query."),
        ("SELECT id AS top |5 FROM users", ""),
        ("SELECT 'TOP 5', id, id |5 FROM users", ""),
        ("|SHOW TABLES", "SQLite has no SHOW TABLES: write .tables to list them."),
        ("|SHOW STATUS", ""),
        ("|DESCRIBE users", "SQLite has no DESCRIBE: write .schema users to see its columns."),
        ("SELECT 1; |DESC", ""),
    ]);
}

#[test]
fn functions_of_other_systems_are_told_in_sqlites_words() {
    let now = "SQLite has no NOW: write datetime('now').";
    let days = "SQLite has no DATEDIFF: write julianday(later) - julianday(earlier), which counts days.";
    expect(&[
        ("SELECT |NOW()", now),
        ("SELECT |DATEDIFF(created_at, '2024-01-01') FROM orders", days),
        ("SELECT |now (), 'NOW()'", now),
        ("SELECT |nowish()", ""),
        ("SELECT |date_dif(1, 2)", ""),
        ("SELECT total FROM orders ORDER BY |mean(total)", "SQLite has no MEAN: write avg(column)."),
    ]);
    let both = error("SELECT DATEDIFF(NOW(), created_at) FROM orders");
    assert!(words::error(&both).hint.contains(now) && words::error(&both).hint.contains(days), "{both:?}");
    let interval = "SQLite has no INTERVAL: write the step as text, as in date('now', '-7 days').";
    expect(&[
        ("SELECT created_at - |INTERVAL '7 days' FROM orders", interval),
        ("SELECT created_at - |INTERVAL 7 DAY FROM orders", interval),
        ("SELECT |interval FROM orders", "The list of tables shows the columns of each."),
        ("SELECT interval AS x |7 FROM orders", ""),
    ]);
}

#[test]
fn every_function_that_advice_is_given_for_is_missing_in_sqlite() {
    let names = "NOW GETDATE SYSDATE CURDATE DATEDIFF DATE_TRUNC DATE_ADD DATEADD DATE_SUB DATE_FORMAT TO_CHAR YEAR MONTH \
                 DAY MEAN AVERAGE LEN NVL CHARINDEX LOCATE LEFT RIGHT CHAR_LENGTH UCASE LCASE GREATEST LEAST TO_DATE CURTIME \
                 UNIX_TIMESTAMP FROM_UNIXTIME HOUR ARRAY_AGG TOP";
    for name in names.split_whitespace() {
        let error = error(&format!("SELECT {name}(1)"));
        assert_eq!(error.detail.as_deref(), Some(format!("no such function: {name}").as_str()));
        assert!(
            name == "TOP" || words::error(&error).hint.starts_with(&format!("SQLite has no {name}: write ")),
            "{error:?}"
        );
    }
}

#[test]
fn letters_from_web_pages_are_named_with_their_place() {
    let space =
        "Here is a no-break space (U+00A0), as text from a web page or document has it. Type a plain space instead.";
    let quote = "Here is a typographic quote (U+2018), as text from a web page or document has it. Type ' instead.";
    expect(&[
        ("SELECT|\u{a0}email FROM users", space),
        ("SELECT 'é\u{a0}', email|\u{a0}FROM users", space),
        ("SELECT email FROM users WHERE email = |\u{2018}ana\u{2019}", quote),
        ("SELECT email FROM users WHERE email = |\u{2018}ana smith\u{2019}", quote),
        // The letter is in quotes, or the error is another one.
        ("SELECT 'a\u{a0}b' FRM |users", "Did you mean FROM instead of FRM?"),
        ("SELECT id FROM orders WHERE |emial = 'a\u{a0}b'", "Did you mean email?"),
        ("SELECT |größe FROM users", "The list of tables shows the columns of each."),
    ]);
    let mut session = lab_with::<Native>(&["CREATE TABLE \"a\u{a0}b\"(x)"]);
    let error = run(&mut session, "SELECT y FROM a\u{a0}b").error.unwrap();
    assert_eq!((error.position, words::error(&error).hint.contains("no-break")), (Some(7), false));
}

#[test]
fn a_comma_is_named_only_where_it_is_what_is_missing() {
    expect(&[
        ("SELECT max(id) AS most |avg(id) AS mean FROM users", "A comma may be missing before avg."),
        ("SELECT id AS a |email AS b FROM users", "A comma may be missing before email."),
        ("SELECT id AS a |emial AS b FROM users", ""),
        ("SELECT upper(email) AS e |FILTER (WHERE id = 1) FROM users", ""),
        ("SELECT date(created_at) |7 days FROM orders", ""),
        ("SELECT id email |5 FROM users", ""),
        // The alias is no keyword that was mistyped.
        ("SELECT id AS form |5 FROM users", ""),
    ]);
}

#[test]
fn parts_of_a_query_in_the_wrong_order_are_told() {
    expect(&[
        ("SELECT id|, FROM users", "Delete the comma before FROM."),
        ("SELECT id FROM users ORDER BY |DESC id", "Write DESC after the column, not before it."),
        ("SELECT id FROM users LIMIT 5 |ORDER BY id", "Write ORDER BY before LIMIT."),
        ("SELECT id FROM users GROUP BY id |WHERE id = 1", "Write WHERE before GROUP BY."),
        ("SELECT id FROM users WHERE |WHERE id = 1", ""),
        ("SELECT id FROM users ORDER BY id |5", ""),
    ]);
}

#[test]
fn a_place_is_true_or_absent() {
    expect(&[
        ("SELECT id, |'open FROM users", "The quote that opens here is never closed."),
        ("SELECT 'it''s', |'it''s open", "The quote that opens here is never closed."),
        ("SELECT id, |@ FROM users", ""),
        (
            "SELECT email,\n |id FROM users JOIN orders ON user_id = users.id",
            "Several tables have it: write the table's name and a dot before it.",
        ),
        ("SELECT (SELECT status FROM orders), |status FROM users", "The list of tables shows the columns of each."),
        ("SELECT |status AS s, status FROM users", "The list of tables shows the columns of each."),
        ("DROP TABLE orders; SELECT * FROM |orders", "The statement in line 1 of this script dropped orders."),
        ("SELECT users FROM orders, |users2", "Did you mean users?"),
    ]);
}

#[test]
fn files_that_nobody_could_reach_are_refused_with_the_next_step() {
    let mut session = shop();
    for (sql, message, at) in [
        ("SELECT 1; ATTACH 'other.db' AS other; CREATE TABLE other.t(a)", "ATTACH was not run", 17),
        ("VACUUM INTO 'copy.db'", "VACUUM INTO was not run", 12),
    ] {
        let ran = run(&mut session, sql);
        let error = ran.error.unwrap();
        assert!(words::error(&error).message.contains(message) && !words::error(&error).hint.is_empty(), "{error:?}");
        assert_eq!((error.position, ran.changed), (Some(at), false));
    }
    assert!(!std::path::Path::new("other.db").exists() && !std::path::Path::new("copy.db").exists());
    let note = "Attached mem in memory. What you put into it is neither saved nor part of the download.";
    assert_eq!(notes("ATTACH ':memory:' AS mem; CREATE TABLE mem.t(a)"), [(note.to_owned(), None)]);
    assert_eq!(notes("VACUUM"), []);
}
