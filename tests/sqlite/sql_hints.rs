//! The SQL box: what is missing or one too many in a statement, with the exact sentence and place, and neighbours for which
//! the sentence must not appear.

use crate::sql_box::expect;

#[test]
fn a_comma_is_missing_in_any_list() {
    let comma = |word: &str| format!("A comma may be missing before {word}.");
    let [email, two, b, third, active] = ["email", "2", "b", "(", "is_active"].map(comma);
    expect(&[
        ("SELECT id AS a |email AS b FROM users", &email),
        ("SELECT id AS a |email AS b is_active AS c FROM users", &email),
        ("SELECT id FROM users WHERE id IN (1 |2)", &two),
        ("SELECT id FROM users WHERE email IN ('a' |'b')", "A comma may be missing before 'b'."),
        ("INSERT INTO users (id |email) VALUES (1, 'x')", &email),
        ("INSERT INTO users (id, email) VALUES (1 |'x')", "A comma may be missing before 'x'."),
        ("INSERT INTO users (id) VALUES (1) |(2)", &third),
        ("UPDATE users SET email = 'x' |is_active = 1 WHERE id = 1", &active),
        ("CREATE TABLE t (a INTEGER PRIMARY KEY |b TEXT)", &b),
        ("CREATE TABLE t (a TEXT NOT NULL |b TEXT NOT NULL c TEXT)", &b),
        ("SELECT id FROM users GROUP BY id |email", &email),
        ("SELECT coalesce(email |is_active) FROM users", &active),
        ("WITH a AS (SELECT 1) |b AS (SELECT 2) SELECT * FROM a, b", &b),
        // A comma would not do here.
        ("SELECT id FROM users WHERE (id = 1 |email = 'a')", ""),
        ("SELECT upper(email |id) FROM users", ""),
        ("SELECT id FROM users WHERE id = 1 |2", ""),
        ("INSERT INTO users |id VALUES (1)", ""),
    ]);
}

#[test]
fn a_bracket_is_missing_or_one_too_many() {
    let from = "A ) is missing before FROM.";
    let loose = "This ) closes no bracket: delete it, or write a ( before it.";
    expect(&[
        ("SELECT count(id |FROM users", from),
        ("SELECT round(avg(total, 2) |FROM orders", from),
        ("SELECT max(coalesce(id, 0) |FROM users", from),
        ("SELECT id FROM users WHERE (id = 1 |ORDER BY id", "A ) is missing before ORDER."),
        ("SELECT id FROM users WHERE id IN (SELECT user_id FROM orders|", "A ) is missing at the end."),
        ("INSERT INTO users (id) VALUES (7|", "A ) is missing at the end."),
        ("CREATE TABLE t (a INTEGER, b TEXT|", "A ) is missing at the end."),
        ("SELECT id FROM users WHERE id = 1|)", loose),
        ("SELECT count(id)|) FROM users", loose),
        // Brackets are even, or the statement is not complete for another reason.
        ("SELECT foo(year |FROM created_at) FROM orders", ""),
        ("SELECT id FROM users WHERE (id =|", "The statement ends here, but it is not complete."),
        ("SELECT count(id +|) FROM users", ""),
    ]);
}

#[test]
fn a_semicolon_is_missing_between_statements() {
    let before = |word: &str| format!("A ; is missing before {word}: it ends the statement before.");
    let [select, insert, tables] = ["SELECT", "INSERT", ".tables"].map(before);
    expect(&[
        ("SELECT id FROM users\n|SELECT id FROM orders", &select),
        ("SELECT 'é', id FROM users |SELECT id FROM orders", &select),
        ("CREATE TABLE t (a)\n|INSERT INTO t VALUES (1)\nSELECT * FROM t", &insert),
        ("SELECT id FROM users\n|.tables", &tables),
        ("DELETE FROM orders WHERE id = 9\n|SELECT nope FROM users", &select),
        // The second part is none, or the first is not complete.
        ("SELECT id FROM users |SELECT FROM", ""),
        ("|EXPLAIN ANALYZE SELECT 1", "SQLite has no EXPLAIN ANALYZE: write EXPLAIN QUERY PLAN."),
        ("INSERT INTO users (id) VALUES (7) |VALUES (8)", ""),
        ("SELECT id FROM users WHERE |SELECT id FROM orders", ""),
        ("SELECT id FROM users.x|.tables", ""),
    ]);
}

#[test]
fn a_quote_is_open_or_not_doubled() {
    let open = "The quote that opens here is never closed.";
    expect(&[
        ("SELECT id FROM users WHERE email = |'ana", open),
        ("SELECT |\"id FROM users", open),
        ("SELECT |[id FROM users", open),
        ("SELECT id FROM users WHERE email = 'it|'s'", "Inside of text a single quote is written twice: 'it''s'."),
        (
            "UPDATE users SET email = 'Anna|'s mail' WHERE id = 1",
            "Inside of text a single quote is written twice: 'Anna''s mail'.",
        ),
        ("SELECT id FROM users WHERE email = 'it' |s", ""),
        ("SELECT id FROM users WHERE email = |'it''s", open),
    ]);
}

#[test]
fn words_that_belong_between_two_others_are_named() {
    let missing = |word: &str, before: &str| format!("The word {word} is missing before {before}.");
    expect(&[
        ("SELECT id FROM users ORDER |id", &missing("BY", "id")),
        ("SELECT count(*) FROM users GROUP |email", &missing("BY", "email")),
        ("SELECT CASE WHEN id = 1 THEN 2 |FROM users", &missing("END", "FROM")),
        ("SELECT CASE WHEN id = 1 THEN 2|", "The word END is missing at the end."),
        ("DELETE |users WHERE id = 1", &missing("FROM", "users")),
        ("INSERT |users (id) VALUES (9)", &missing("INTO", "users")),
        ("UPDATE users |email = 'x'", &missing("SET", "email")),
        ("SELECT id FROM users ORDER |WHERE id", "Write WHERE before ORDER BY."),
        ("SELECT id FROM users WHERE|", "The statement ends here, but it is not complete."),
        ("CREATE TABLE t |SELECT id FROM users", &missing("AS", "SELECT")),
        ("DELETE |5", ""),
    ]);
}

#[test]
fn letters_and_words_of_other_languages_are_told() {
    expect(&[
        ("SELECT id FROM users WHERE id |=> 1", "Write >= instead of =>."),
        ("SELECT id FROM users WHERE id |=< 1", "Write <= instead of =<."),
        ("SELECT id FROM users WHERE id = 1 |&& is_active", "Write AND instead of &&."),
        ("SELECT id FROM users WHERE |!is_active", "Write NOT instead of !."),
        ("SELECT id |# all\nFROM users", "Write -- instead of #."),
        ("DELETE |* FROM users", "Write DELETE instead of DELETE *."),
        ("SELECT id FROM users WHERE id |IS NOT IN (1)", "Write NOT IN instead of IS NOT IN."),
        ("SELECT |CURRENT_DATE() FROM users", "Write CURRENT_DATE instead of CURRENT_DATE()."),
        ("SELECT id,|, email FROM users", "Delete this comma."),
        ("CREATE TABLE t (a, b|,)", "Delete this comma."),
        ("SELECT id FROM users WHERE id IN (1, 2|,)", "Delete this comma."),
        ("SELECT id AS |order FROM users", "order is a word of SQL. As a name it needs double quotes: \"order\"."),
        (
            "SELECT id FROM users WHERE id = |SELECT max(user_id) FROM orders",
            "A query inside of another needs brackets: write ( before SELECT and ) after the query.",
        ),
        ("SELECT id FROM users WHERE id = |> 1", ""),
        ("SELECT id FROM users WHERE id & |& is_active", ""),
        ("SELECT id FROM |order", "Did you mean orders?"),
        ("SELECT |# FROM", ""),
    ]);
}

#[test]
fn functions_and_commands_of_other_systems_have_their_form_in_sqlite() {
    let days = "SQLite has no DATEDIFF: write julianday(later) - julianday(earlier), which counts days.";
    let month = "SQLite has no DATE_TRUNC: write date(time, 'start of month'), or with 'start of year'.";
    expect(&[
        ("SELECT DATEDIFF(|day, created_at, '2024-01-01') FROM orders", days),
        ("SELECT |DATEDIFF(created_at, '2024-01-01') FROM orders", days),
        ("SELECT |date_trunc('month', created_at) FROM orders", month),
        ("SELECT date_trunc(|month, created_at) FROM orders", month),
        ("SELECT |LEFT(email, 2) FROM users", "SQLite has no LEFT: write substr(text, 1, count)."),
        ("SELECT |EXTRACT(YEAR FROM created_at) FROM orders", "SQLite has no EXTRACT: write strftime('%Y', time)."),
        (
            "SELECT id FROM users WHERE email |ILIKE 'A%'",
            "SQLite has no ILIKE: write LIKE, which takes a and A for the same.",
        ),
        (
            "SELECT id FROM users |FETCH FIRST 5 ROWS ONLY",
            "SQLite has no FETCH: write LIMIT 5 at the end of the query.",
        ),
        ("SELECT id |INTO copy FROM users", "SQLite has no SELECT INTO: write CREATE TABLE copy AS SELECT."),
        (
            "CREATE |OR REPLACE VIEW v AS SELECT 1",
            "SQLite has no CREATE OR REPLACE: write DROP VIEW IF EXISTS v; CREATE VIEW v.",
        ),
        ("|TRUNCATE TABLE users", "SQLite has no TRUNCATE: write DELETE FROM users, which deletes all rows."),
        ("|USE shop", "SQLite has no USE: write .tables to see the tables of the open database."),
        ("|SHOW DATABASES", "SQLite has no SHOW DATABASES: write .tables to see the tables of the open database."),
        ("|SHOW CREATE TABLE users", "SQLite has no SHOW CREATE: write .schema users to see its columns."),
        ("|DESCRIBE TABLE users", "SQLite has no DESCRIBE: write .schema users to see its columns."),
        ("|\\dt", "SQLite has no \\dt: write .tables to list them."),
        ("|\\d users", "SQLite has no \\d: write .schema users to see its columns."),
        ("SELECT |day FROM orders", "The list of tables shows the columns of each."),
        ("SELECT upper(|day) FROM orders", "The list of tables shows the columns of each."),
        ("SELECT |\\dt FROM users", ""),
        ("|EXTRACT", ""),
        ("SELECT id |INTO OUTFILE 'x' FROM users", ""),
        ("|TRUNCATE main.users", ""),
        ("SELECT id FROM users FIRST |5", ""),
    ]);
}

#[test]
fn what_a_paste_brings_along_is_told() {
    let fence = "The line with ``` marks code on a web page and is no SQL: delete it, also after the SQL.";
    let prompt = |prompt: &str| format!("{prompt} is the prompt of a shell: delete it.");
    expect(&[
        ("|```sql\nSELECT id FROM users;\n```", fence),
        ("SELECT id FROM users;\n|```", fence),
        ("SELECT id FROM users\n|```", fence),
        ("|sqlite> SELECT id FROM users", &prompt("sqlite>")),
        ("SELECT 1;\n|sqlite> SELECT id FROM users", &prompt("sqlite>")),
        ("SELECT id\n   |...> FROM users", &prompt("...>")),
        ("|shop=# SELECT 1", &prompt("shop=#")),
        ("|mysql> SELECT 1", &prompt("mysql>")),
        ("SELECT |`id FROM users", "The quote that opens here is never closed."),
        ("SELECT id . |. FROM users", ""),
        ("|sqlite SELECT 1", ""),
        ("|shop = 1", ""),
    ]);
}

#[test]
fn aggregates_where_none_may_be_are_told() {
    let here = |name: &str| {
        format!(
            "WHERE sees one row at a time, so {name} cannot be used there. A condition on groups belongs in HAVING, after GROUP BY. A value of all rows needs a subquery."
        )
    };
    let nested = "One aggregate function cannot take another. Compute the inner one in a subquery first.";
    expect(&[
        ("SELECT id FROM users WHERE |count(*) > 1 GROUP BY id", &here("count")),
        ("SELECT count(*) FROM orders WHERE |SUM(total) > 1", &here("SUM")),
        ("SELECT status, count(*) AS k FROM orders WHERE |k > 1 GROUP BY status", &here("k")),
        ("SELECT max(|count(*)) FROM users", nested),
        (
            "SELECT id FROM users WHERE |row_number() OVER () = 1",
            "WHERE runs before window functions. Compute the window function in a subquery, then filter its rows.",
        ),
        (
            "SELECT id FROM users |HAVING id > 1",
            "HAVING filters groups, and this query has none. Write WHERE, or add GROUP BY.",
        ),
        // The place is not known, or the aggregate is not in WHERE.
        ("SELECT id FROM users WHERE count(*) > 1 OR count(*) < 5", &here("count")),
        ("SELECT id FROM users GROUP BY count(*)", ""),
    ]);
}

#[test]
fn rows_that_break_a_rule_get_the_next_step() {
    expect(&[
        (
            "INSERT INTO users (id) VALUES (1)",
            "A row with the same users.id exists already. Use another value, or UPDATE that row.",
        ),
        (
            "INSERT INTO users VALUES (9, 'x')",
            "Write one value for each column, or name the columns that you have values for: INSERT INTO users (…) VALUES (…).",
        ),
        (
            "CREATE TABLE r (a NOT NULL, b CHECK (b > 0)); INSERT INTO r VALUES (NULL, 1)",
            "Every row needs a value in r.a.",
        ),
        (
            "CREATE TABLE r (b CHECK (b > 0)); INSERT INTO r VALUES (-1)",
            "The table allows only values for which this condition is true. The command .schema shows it.",
        ),
        ("CREATE TABLE users (a)", "Use another name, or run DROP TABLE users first, which deletes the old one."),
        ("SELECT id FROM users UNION SELECT id, email FROM users", "Both queries need the same number of columns."),
        ("BEGIN; BEGIN", "A transaction is open already. End it first: COMMIT or ROLLBACK."),
        ("COMMIT", "No transaction is open: BEGIN starts one."),
        ("SELECT |users.id FROM users AS u", "In this query users has the name u: write u.id."),
        ("SELECT users.|id FROM orders AS u", "The list of tables shows the columns of each."),
    ]);
}

#[test]
fn a_keyword_where_a_table_is_named_finds_the_table() {
    expect(&[
        ("SELECT * FROM |order", "Did you mean orders?"),
        ("SELECT * FROM users JOIN |order ON user_id = users.id", "Did you mean orders?"),
        ("DELETE FROM |ORDER WHERE id = 1", "Did you mean orders?"),
        // No table is near, the keyword stands where a column is named, or the mistake comes later.
        ("SELECT * FROM |group", ""),
        ("SELECT |order FROM users", ""),
        ("SELECT * FROM |order WHERE id = = 1", ""),
    ]);
}

#[test]
fn what_the_script_itself_took_away_is_told_with_its_line() {
    expect(&[
        ("DROP TABLE orders;\nSELECT * FROM |orders", "The statement in line 1 of this script dropped orders."),
        (
            "SELECT 1;\nALTER TABLE orders RENAME TO sales;\nSELECT * FROM |orders",
            "The statement in line 2 of this script renamed orders to sales.",
        ),
        (
            "ALTER TABLE users RENAME COLUMN email TO mail; SELECT |email FROM users",
            "The statement in line 1 of this script renamed email to mail.",
        ),
        (
            "BEGIN;\nCREATE TABLE t (a);\nROLLBACK;\nSELECT * FROM |t",
            "The ROLLBACK in line 3 of this script undid what made it.",
        ),
        // A table of the script itself is a near name.
        ("CREATE TABLE segments (a); SELECT * FROM |segment", "Did you mean segments?"),
        (
            "DROP TABLE orders; CREATE TABLE orders (b); SELECT * FROM orders; SELECT |nope FROM orders",
            "The list of tables shows the columns of each.",
        ),
    ]);
}
