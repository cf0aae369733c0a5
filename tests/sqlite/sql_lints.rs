//! Lints of the SQL box: each with its exact sentence and place, and neighbours that get none.

use crate::sql_box::shop;
use feature_lab::base::schema::Schema;
use feature_lab::sqlite::sql::lint::{Lint, Roles, lints};
use feature_lab::words;

const ROLES: Roles<'static> = Roles { customers: "users", key: "id", transactions: "orders" };

fn found(script: &str, schema: &Schema) -> Vec<(String, String)> {
    let told = |lint: Lint| (script[lint.from..lint.to].to_owned(), words::sql_note(&lint.note));
    lints(script, schema, Some(ROLES)).into_iter().map(told).collect()
}

/// Each script has exactly one lint: its text, and its sentence; without a sentence it has none.
fn expect(cases: &[(&str, &str, &str)]) {
    let schema = shop().opened().unwrap().schema.clone();
    let mut failed = Vec::new();
    for (script, text, sentence) in cases {
        let found = found(script, &schema);
        let expected =
            if sentence.is_empty() { Vec::new() } else { vec![((*text).to_owned(), (*sentence).to_owned())] };
        if found != expected {
            failed.push(format!("{script}: {found:?}"));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn comparisons_with_null_are_never_true() {
    let equal = "“= NULL” is never true, also where the value is NULL: write IS NULL.";
    let other = "“<> NULL” is never true, also where the value is NULL: write IS NOT NULL.";
    expect(&[
        ("SELECT id FROM users WHERE deleted_at = NULL", "= NULL", equal),
        ("SELECT 'é'; SELECT id FROM users WHERE deleted_at=null", "=null", equal),
        ("SELECT id FROM users WHERE deleted_at <> NULL AND id > 1", "<> NULL", other),
        (
            "UPDATE users SET email = 'x' WHERE deleted_at != NULL",
            "!= NULL",
            "“!= NULL” is never true, also where the value is NULL: write IS NOT NULL.",
        ),
        (
            "SELECT CASE WHEN email == NULL THEN 1 END FROM users",
            "== NULL",
            "“== NULL” is never true, also where the value is NULL: write IS NULL.",
        ),
        ("UPDATE users SET email = NULL, deleted_at = NULL WHERE id = 1", "", ""),
        ("INSERT INTO users (id) VALUES (9) ON CONFLICT DO UPDATE SET email = NULL", "", ""),
        ("SELECT id FROM users WHERE deleted_at IS NULL AND email = 'NULL'", "", ""),
        ("CREATE TABLE t (a DEFAULT NULL)", "", ""),
        ("SELECT nullif(id, NULL), coalesce(NULL, 1) FROM users", "", ""),
    ]);
}

#[test]
fn divisions_of_whole_numbers_lose_a_part() {
    let told = "Both numbers are whole, so SQLite leaves out the part after the point: 1 / 2 is 0. \
                Write 1.0 * before the first number to keep it.";
    expect(&[
        ("SELECT 1 / 2", "1 / 2", told),
        ("SELECT count(*) / 7 FROM users", "count(*) / 7", told),
        ("SELECT count(deleted_at) / count(*) FROM users", "count(deleted_at) / count(*)", told),
        ("SELECT 100 * count(deleted_at) / count(*) FROM users", "100 * count(deleted_at) / count(*)", told),
        ("SELECT sum(u.is_active)/count(*) FROM users AS u", "sum(u.is_active)/count(*)", told),
        ("SELECT id / is_active FROM users", "id / is_active", told),
        ("SELECT total / id FROM orders", "", ""),
        ("SELECT 1.0 * count(*) / 7 FROM users", "", ""),
        ("SELECT count(*) / 7.0, count(*) * 1.0 / 7, 7.5 / 2 FROM users", "", ""),
        ("SELECT sum(total) / count(*), avg(id) / 2 FROM orders", "", ""),
        ("SELECT CAST(id AS REAL) / 2, 10 / 5, '1 / 2' -- 1 / 2\nFROM users", "", ""),
        ("SELECT 1.0 * id AS x, is_active AS y FROM users ORDER BY x / y", "", ""),
        ("SELECT (julianday('now') - julianday(created_at)) / 365 FROM orders", "", ""),
    ]);
}

#[test]
fn dates_that_are_compared_in_another_form_are_told() {
    let quotes = "Without quotes 2024-01-31 is a subtraction, and its result is 1992. Write '2024-01-31'.";
    let order = |text: &str, write: &str| {
        format!(
            "SQLite compares text letter by letter, so “{text}” does not sort as a date. Write {write}, and the column in the same form."
        )
    };
    let [padded, german, american, both] = [
        order("2024-1-5", "'2024-01-05'"),
        order("31.1.2024", "'2024-01-31'"),
        order("1/31/2024", "'2024-01-31'"),
        order("05/01/2024", "'YYYY-MM-DD'"),
    ];
    expect(&[
        ("SELECT id FROM orders WHERE created_at > 2024-01-31", "2024-01-31", quotes),
        ("SELECT id FROM orders WHERE created_at > '2024-1-5'", "'2024-1-5'", &padded),
        ("SELECT id FROM orders WHERE created_at <= '31.1.2024'", "'31.1.2024'", &german),
        ("SELECT id FROM orders WHERE created_at BETWEEN '1/31/2024' AND 'x'", "'1/31/2024'", &american),
        ("SELECT id FROM orders WHERE created_at >= '05/01/2024'", "'05/01/2024'", &both),
        (
            "SELECT id FROM orders WHERE date(created_at) = '2024-01-31 00:00:00'",
            "'2024-01-31 00:00:00'",
            "The result of date(…) has no time, so it is never equal to “2024-01-31 00:00:00”. Write datetime(…), or a date without a time.",
        ),
        (
            "SELECT id FROM orders WHERE datetime(created_at) <= '2024-01-31'",
            "'2024-01-31'",
            "The result of datetime(…) has a time, so it is never equal to “2024-01-31”. Write date(…), or a date with a time.",
        ),
        ("SELECT id FROM orders WHERE created_at > '2024-01-05' AND created_at < '2024-01-31 10:00:00'", "", ""),
        ("SELECT id FROM orders WHERE created_at = '31.1.2024'", "", ""),
        ("SELECT id FROM orders WHERE status > '1.2.3' AND status < '99/99/2024'", "", ""),
        ("SELECT 2024 - 01 - 31, 2024-13-01, 1-2024-1-2", "", ""),
        (
            "SELECT id FROM orders WHERE datetime(created_at) >= '2024-01-31' AND date(created_at) = '2024-01-31'",
            "",
            "",
        ),
    ]);
}

#[test]
fn names_that_are_read_in_another_way_are_told() {
    let alias = "Without a comma, email is only another name for id here. Write a comma before it to get both columns.";
    expect(&[
        (
            "SELECT id FROM users WHERE \"emial\" IS NULL",
            "\"emial\"",
            "“emial” is no column here, so SQLite takes it as text. Did you mean email?",
        ),
        (
            "SELECT id FROM orders WHERE status = \"paid\"",
            "\"paid\"",
            "“paid” is no column here, so SQLite takes it as text. Write 'paid' if text is meant.",
        ),
        ("SELECT id email FROM users", "email", alias),
        ("SELECT users.id email, is_active FROM users", "email", alias),
        ("SELECT id AS email FROM users", "", ""),
        ("SELECT id, email address, email email, sum(total) total FROM users, orders", "", ""),
        (
            "SELECT \"email\", \"u\".\"id\", id AS \"the id\", id \"x y\" FROM \"users\" \"u\" ORDER BY \"the id\", \"x y\"",
            "",
            "",
        ),
        ("INSERT INTO users (\"emial\") VALUES (1)", "", ""),
        ("CREATE TABLE t (a); SELECT \"a\" FROM t", "", ""),
        ("WITH \"w\" (\"c\") AS (SELECT 1) SELECT \"c\" FROM \"w\"", "", ""),
    ]);
}

#[test]
fn a_join_that_leaves_out_customers_is_told_where_one_row_for_each_is_made() {
    let first = "This join leaves out the rows of users that have no row in orders. LEFT JOIN keeps them.";
    let second =
        "This join leaves out the rows of users that have no row in orders. FROM users LEFT JOIN orders keeps them.";
    expect(&[
        ("SELECT u.id, count(*) FROM users u JOIN orders o ON o.user_id = u.id GROUP BY u.id", "JOIN orders", first),
        (
            "SELECT users.id, count(*) FROM orders INNER JOIN users ON user_id = users.id GROUP BY users.id",
            "INNER JOIN users",
            second,
        ),
        ("SELECT u.id, count(*) FROM users u LEFT JOIN orders o ON o.user_id = u.id GROUP BY u.id", "", ""),
        ("SELECT u.id FROM users u JOIN orders o ON o.user_id = u.id WHERE total > 5 GROUP BY u.id", "", ""),
        ("SELECT u.email, count(*) FROM users u JOIN orders o ON o.user_id = u.id GROUP BY u.email", "", ""),
        ("SELECT o.id FROM users u JOIN orders o ON o.user_id = u.id", "", ""),
        ("SELECT o.id, count(*) FROM users u JOIN orders o ON o.user_id = u.id GROUP BY o.id", "", ""),
    ]);
}

#[test]
fn letters_of_web_pages_are_told_before_the_run() {
    let space =
        "Here is a no-break space (U+00A0), as text from a web page or document has it. Type a plain space instead.";
    let quote = "Here is a typographic quote (U+2018), as text from a web page or document has it. Type ' instead.";
    expect(&[
        ("SELECT\u{a0}id FROM users", "\u{a0}", space),
        ("SELECT 1;\nSELECT id FROM users WHERE email = \u{2018}ana", "\u{2018}", quote),
        ("SELECT 'a\u{a0}b' -- it\u{2019}s\nFROM users", "", ""),
    ]);
}

#[test]
fn the_shipped_lessons_and_the_documented_sql_have_no_lints() {
    let mut texts: Vec<std::path::PathBuf> =
        vec!["docs/features.md".into(), "docs/lessons.md".into(), "README.md".into()];
    for folder in ["static/lessons/week1-day2", "static/lessons/messy-data"] {
        texts.extend(std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    }
    let schema = feature_lab::base::schema::Schema::default();
    let mut seen = 0;
    for path in texts {
        let text = std::fs::read_to_string(&path).unwrap();
        for block in text.split("```sql").skip(1) {
            let sql = block.split("```").next().unwrap().split_once('\n').map_or("", |(_, sql)| sql);
            seen += 1;
            assert_eq!(found(sql, &schema), [], "{}: {sql}", path.display());
        }
    }
    assert!(seen > 5, "{seen}");
}
