//! Compiles SQL without running it, and reads SQLite's words about what does not compile.

use super::database::Database;
use crate::sqlite::sql::statements;

/// Compiles a statement without running it; returns SQLite's error, or `None` if it compiles.
pub(super) fn fault<D: Database>(database: &mut D, sql: &str) -> Option<String> {
    let explained = sql.get(..7).is_some_and(|first| first.eq_ignore_ascii_case("EXPLAIN"));
    let sql = if explained { sql.to_owned() } else { format!("EXPLAIN {sql}") };
    database.run(&sql, &[]).err().map(|error| error.detail.unwrap_or_default())
}

/// Finds the offset in bytes of the token at which SQLite stops with an error. The statement up to it fails with the same
/// message; up to an earlier one it is only incomplete.
pub(super) fn stop<D: Database>(database: &mut D, text: &str, words: &str) -> Option<usize> {
    let token = token(words)?;
    let spots = statements::spots(text, token);
    let mut stops =
        |at: usize| text.get(..at + token.len()).and_then(|upto| fault(database, upto)).as_deref() == Some(words);
    let first = spots.partition_point(|at| !stops(*at));
    spots.get(first).copied()
}

/// Returns the token that SQLite names in an error of syntax.
pub(super) fn token(words: &str) -> Option<&str> {
    between(words, "near \"", "\": syntax error").or_else(|| between(words, "unrecognized token: \"", "\""))
}

/// Says whether SQLite could not read the statement, which it does before it looks at names.
pub(super) fn is_syntax(words: &str) -> bool {
    words.ends_with("syntax error") || words.starts_with("unrecognized token") || words == "incomplete input"
}

/// Returns the kind and the name of what does not exist.
pub(super) fn missing(words: &str) -> Option<(&str, &str)> {
    let (kind, name) = words.strip_prefix("no such ")?.split_once(": ")?;
    Some((kind, name.split(" - ").next().unwrap_or(name).trim_matches('"')))
}

/// Returns the text between two others.
pub(super) fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.strip_prefix(before)?.strip_suffix(after)
}
