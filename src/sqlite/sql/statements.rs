//! The tokenizer of SQL text: splits a script into statements and tokens, and tells statements that only read.

use crate::base::ident::Ident;

/// One statement of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement<'a> {
    /// Its offset in the script, in bytes.
    pub start: usize,
    /// Its text, without the closing semicolon.
    pub text: &'a str,
}

/// A token of SQL text; comments and white space are none.
pub(crate) struct Token<'a> {
    pub(crate) start: usize,
    pub(crate) text: &'a str,
}

/// Splits a script the way the sqlite3 shell does: at semicolons outside strings, names, comments and trigger bodies.
/// Statements of nothing but comments are left out. A dot where a statement would start makes the rest of its line a
/// statement of its own, a command of [`super::shell`].
pub fn split(script: &str) -> Vec<Statement<'_>> {
    let mut statements = Vec::new();
    let (mut start, mut words): (Option<usize>, Vec<&str>) = (None, Vec::new());
    let mut at = 0;
    while let Some(token) = next_token(script, &mut at) {
        if token.text == "." && start.is_none() {
            let line = script.get(token.start..).and_then(|rest| rest.lines().next()).unwrap_or(token.text);
            statements.push(Statement { start: token.start, text: line.trim_end() });
            at = token.start + line.len();
            continue;
        }
        if token.text == ";" && !inside_trigger(&words) {
            if let Some(start) = start.take() {
                statements
                    .push(Statement { start, text: script.get(start..token.start).unwrap_or_default().trim_end() });
            }
            words.clear();
            continue;
        }
        start.get_or_insert(token.start);
        words.push(token.text);
    }
    if let Some(start) = start {
        statements.push(Statement { start, text: script.get(start..).unwrap_or_default().trim_end() });
    }
    statements
}

/// Writes the query that shows the first rows of a table. Plain names are not quoted, as a person would write them.
pub fn select_all(table: &str, limit: u64) -> String {
    let starts = |c: char| is_word(c) && !c.is_ascii_digit() && c != '$';
    let plain = table.starts_with(starts) && table.chars().all(is_word) && !is_keyword(table);
    let name = if plain { table.to_owned() } else { Ident(table).to_string() };
    format!("SELECT * FROM {name} LIMIT {limit};")
}

/// Says whether a table's name is a keyword. Only keywords that people use as table names are known here.
fn is_keyword(name: &str) -> bool {
    let words = ["order", "group", "table", "index", "values", "transaction", "select", "check", "case", "from", "to"];
    words.iter().any(|word| name.eq_ignore_ascii_case(word))
}

/// Says whether a statement is a query, by its first word. SQLite's `query_only` refuses writes within one.
pub fn reads_only(statement: &str) -> bool {
    tokens(statement).next().is_some_and(|first| {
        ["SELECT", "VALUES", "WITH", "EXPLAIN"].iter().any(|word| first.text.eq_ignore_ascii_case(word))
    })
}

/// The PRAGMAs that read, with an argument as well as without.
const READING: [&str; 9] = [
    "table_info",
    "table_xinfo",
    "table_list",
    "index_list",
    "index_info",
    "index_xinfo",
    "foreign_key_list",
    "integrity_check",
    "quick_check",
];

/// Says whether a statement leaves file and connection as they are where SQLite refuses to write (`PRAGMA query_only`):
/// queries, the limits of transactions, and PRAGMAs that set nothing.
pub fn leaves_as_is(statement: &str) -> bool {
    let words: Vec<&str> = tokens(statement).map(|token| token.text).collect();
    let is = |at: usize, names: &[&str]| {
        words.get(at).is_some_and(|word| names.iter().any(|name| word.eq_ignore_ascii_case(name)))
    };
    if is(0, &["PRAGMA"]) {
        // A schema may stand before the name.
        let name = if is(2, &["."]) { 3 } else { 1 };
        return words.len() == name + 1 || is(name, &READING) && !words.contains(&"=");
    }
    reads_only(statement) || is(0, &["BEGIN", "COMMIT", "END", "ROLLBACK", "SAVEPOINT", "RELEASE"])
}

/// Finds the offsets in bytes of every token that is a word, in any letter case, with or without quotes.
pub fn token_positions(statement: &str, word: &str) -> Vec<usize> {
    let bare = |text: &str| text.trim_matches(['"', '`', '[', ']']).eq_ignore_ascii_case(word);
    tokens(statement)
        .filter(|token| token.text.eq_ignore_ascii_case(word) || bare(token.text))
        .map(|token| token.start)
        .collect()
}

/// Finds the offsets in bytes of the token that SQLite names in an error (`near "…"`, `unrecognized token: "…"`). The
/// beginning of a longer token does not count.
pub fn spots(statement: &str, named: &str) -> Vec<usize> {
    let grows = named.ends_with(is_word) || named.starts_with([':', '@', '#']);
    let is_named = |at: &usize| {
        let rest = statement.get(*at..).and_then(|rest| rest.strip_prefix(named));
        rest.is_some_and(|rest| !(grows && rest.starts_with(is_word)))
    };
    tokens(statement).map(|token| token.start).filter(is_named).collect()
}

/// Returns the aliases of a statement: the words after AS.
pub fn given(statement: &str) -> Vec<&str> {
    let (mut names, mut last) = (Vec::new(), "");
    for token in tokens(statement) {
        if last.eq_ignore_ascii_case("AS") {
            names.push(token.text);
        }
        last = token.text;
    }
    names
}

/// Says whether the words so far end inside a trigger's body, which has semicolons of its own and ends with `; END`.
fn inside_trigger(words: &[&str]) -> bool {
    let word = |at: usize, wanted: &str| words.get(at).is_some_and(|word| word.eq_ignore_ascii_case(wanted));
    let temporary = word(1, "TEMP") || word(1, "TEMPORARY");
    let is_trigger = word(0, "CREATE") && word(1 + usize::from(temporary), "TRIGGER")
        || word(0, "EXPLAIN") && words.iter().take(6).any(|word| word.eq_ignore_ascii_case("TRIGGER"));
    let ended = matches!(words, [.., ";", last] if last.eq_ignore_ascii_case("END"));
    is_trigger && !ended
}

/// The texts of the tokens of SQL, without comments.
pub(crate) fn words(sql: &str) -> impl Iterator<Item = &str> {
    tokens(sql).map(|token| token.text)
}

pub(crate) fn tokens(sql: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || next_token(sql, &mut at))
}

/// Returns the first token from `at` on, and moves `at` behind it.
fn next_token<'a>(sql: &'a str, at: &mut usize) -> Option<Token<'a>> {
    loop {
        let rest = sql.get(*at..).filter(|rest| !rest.is_empty())?;
        let (start, text) = (*at, rest.get(..token_length(rest))?);
        *at += text.len();
        if !(text.starts_with("--") || text.starts_with("/*") || text.trim_start().is_empty()) {
            return Some(Token { start, text });
        }
    }
}

/// Returns the length in bytes of the token, comment or white space that non-empty text starts with.
fn token_length(rest: &str) -> usize {
    let closed_by = |close: &str, open: usize| {
        let inside = rest.get(open..).unwrap_or_default();
        inside.find(close).map_or(rest.len(), |at| open + at + close.len())
    };
    if rest.starts_with("--") {
        return rest.find('\n').map_or(rest.len(), |at| at + 1);
    }
    if rest.starts_with("/*") {
        return closed_by("*/", 2);
    }
    let first = rest.chars().next().unwrap_or(' ');
    match first {
        // A doubled quote closes one string and opens the next, which splits nowhere else than the whole would.
        '\'' | '"' | '`' => closed_by(first.encode_utf8(&mut [0; 4]), 1),
        '[' => closed_by("]", 1),
        _ if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
        _ => first.len_utf8(),
    }
}

pub(crate) fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$' || !c.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(script: &str) -> Vec<&str> {
        split(script).into_iter().map(|statement| statement.text).collect()
    }

    #[test]
    fn scripts_split_at_semicolons_that_count() {
        let cases: [(&str, &[&str]); 11] = [
            ("", &[]),
            ("-- only a comment;\n;;", &[]),
            ("select 1", &["select 1"]),
            ("select ';'; select \"a;b\", [c;d], `e;f` ;", &["select ';'", "select \"a;b\", [c;d], `e;f`"]),
            ("select 'it''s; fine';select 2", &["select 'it''s; fine'", "select 2"]),
            ("/* ; */ select 1 /* open ; comment", &["select 1 /* open ; comment"]),
            ("select 'ü;é', '🦀;';select 3", &["select 'ü;é', '🦀;'", "select 3"]),
            (
                "create temp trigger t after insert on x begin delete from y; select 1; end; select 2",
                &["create temp trigger t after insert on x begin delete from y; select 1; end", "select 2"],
            ),
            (".tables\nselect 1;\n .schema it's \nselect 2", &[".tables", "select 1", ".schema it's", "select 2"]),
            ("select 1\n.5; .help", &["select 1\n.5", ".help"]),
            ("-- look\n.tables;\r\n.", &[".tables;", "."]),
        ];
        for (script, expected) in cases {
            assert_eq!(texts(script), expected, "{script}");
        }
        assert_eq!(split("  \n select 1").first().map(|statement| statement.start), Some(4));
    }

    #[test]
    fn only_queries_read_only() {
        for sql in ["select 1", " /* c */ WITH a AS (SELECT 1) SELECT * FROM a", "values (1)"] {
            assert!(reads_only(sql), "{sql}");
        }
        for sql in ["delete from t", "pragma query_only = 0", "attach 'x' as y", "", "replace into t values (1)"] {
            assert!(!reads_only(sql), "{sql}");
        }
    }

    #[test]
    fn what_sets_or_writes_something_is_told_from_what_does_not() {
        for sql in [
            "select 1",
            "Begin immediate",
            "pragma user_version",
            "pragma main.page_count",
            "PRAGMA table_info('t')",
            "pragma main.integrity_check(5)",
            ".tables",
        ] {
            assert!(leaves_as_is(sql) || sql.starts_with('.'), "{sql}");
        }
        for sql in [
            "pragma query_only = 0",
            "pragma query_only(0)",
            "pragma main.writable_schema = on",
            "pragma table_info = t",
            "create temp table t (x)",
            "vacuum",
            "attach ':memory:' as m",
            "",
        ] {
            assert!(!leaves_as_is(sql), "{sql}");
        }
    }

    #[test]
    fn a_name_stays_bare_only_where_sqlite_reads_it_so() {
        for (name, expected) in [("t", "t"), ("", "\"\""), ("2x", "\"2x\""), ("$x", "\"$x\""), ("order", "\"order\"")] {
            assert_eq!(select_all(name, 5), format!("SELECT * FROM {expected} LIMIT 5;"));
        }
    }

    #[test]
    fn spots_are_whole_tokens_as_sqlite_counts_them() {
        let cases: [(&str, &str, &[usize]); 5] = [
            ("a, ab, 'a', a", "a", &[0, 12]),
            ("select :a, b::c", ":", &[12]),
            ("select 1.5x", "1.5x", &[7]),
            ("select 'it''s open", "'it''s open", &[7]),
            ("select @x, @ y", "@", &[11]),
        ];
        for (sql, named, expected) in cases {
            assert_eq!(spots(sql, named), expected, "{sql}");
        }
    }

    #[test]
    fn places_are_whole_tokens() {
        assert_eq!(token_positions("select frm from t where 'frm' = \"frm\"", "frm"), [7, 32]);
    }
}
