//! Advice for commands and prompts of other systems and shells: SHOW, DESCRIBE, TRUNCATE, psql's commands, `mysql>`.

use super::statements::{Token, is_word};
use crate::base::problem::sql_advice::{Purpose, SqlAdvice};

/// Returns advice for a statement whose first word SQLite does not have, such as SHOW or DESCRIBE.
pub(super) fn for_command(all: &[Token<'_>]) -> Option<SqlAdvice> {
    let text = |at: usize| all.get(at).map_or("", |token| token.text);
    let is = |at: usize, words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text(at)));
    let bare = |at: usize| text(at).trim_matches(['"', '`', '[', ']', '\'']).to_owned();
    let schema = |what: &str, table: String| {
        let is_plain = !table.is_empty() && table.chars().all(|letter| is_word(letter) || letter == ' ');
        is_plain.then(|| SqlAdvice::instead(what, format!(".schema {table}"), Purpose::ShowsColumns))
    };
    if let Some(prompt) = prompt(all) {
        return Some(SqlAdvice::Prompt { prompt });
    }
    if is(0, &["SHOW"]) && is(1, &["DATABASES", "SCHEMAS"]) {
        return Some(SqlAdvice::instead("SHOW DATABASES", ".tables", Purpose::OneDatabase));
    }
    if is(0, &["USE"]) && all.len() == 2 {
        return Some(SqlAdvice::instead("USE", ".tables", Purpose::OneDatabase));
    }
    if is(0, &["TRUNCATE"]) {
        let at = if is(1, &["TABLE"]) { 2 } else { 1 };
        let table = if all.len() == at + 1 { text(at) } else { "" };
        return (!table.is_empty())
            .then(|| SqlAdvice::instead("TRUNCATE", format!("DELETE FROM {table}"), Purpose::DeletesRows));
    }
    if is(0, &["GO"]) && all.len() == 1 {
        return Some(SqlAdvice::instead("GO", "; between statements", Purpose::Same));
    }
    if is(0, &["SHOW"]) && is(1, &["CREATE"]) && is(2, &["TABLE", "VIEW"]) {
        return schema("SHOW CREATE", bare(3));
    }
    if is(0, &["SHOW"]) && is(1, &["TABLES"]) {
        return Some(SqlAdvice::instead("SHOW TABLES", ".tables", Purpose::ListsTables));
    }
    if is(0, &["SHOW"]) && is(1, &["COLUMNS", "FIELDS"]) && is(2, &["FROM", "IN"]) {
        return schema("SHOW COLUMNS", bare(3));
    }
    if is(0, &["DESCRIBE", "DESC"]) && all.len() == 2 {
        return schema("DESCRIBE", bare(1));
    }
    if is(0, &["DESCRIBE", "DESC"]) && is(1, &["TABLE"]) && all.len() == 3 {
        return schema("DESCRIBE", bare(2));
    }
    None
}

/// Finds the prompt of a shell at the beginning of a statement: `sqlite>`, `mysql>`, `shop=#`, `...>`.
fn prompt(all: &[Token<'_>]) -> Option<String> {
    let texts: Vec<&str> = all.iter().take(4).map(|token| token.text).collect();
    let touch = |count: usize| {
        let both = all.iter().zip(all.iter().skip(1)).take(count - 1);
        both.into_iter().all(|(one, next)| one.start + one.text.len() == next.start)
    };
    match texts.as_slice() {
        [name, ">", ..] if touch(2) && ["sqlite", "mysql"].contains(&name.to_lowercase().as_str()) => {
            Some(format!("{name}>"))
        }
        [name, "=", end @ ("#" | ">"), ..] if touch(3) && name.starts_with(is_word) => Some(format!("{name}={end}")),
        [".", ".", ".", ">"] => Some("...>".to_owned()),
        _ => None,
    }
}

/// Returns advice for a command of psql's, which begins with a backslash.
pub fn for_backslash(statement: &str) -> Option<SqlAdvice> {
    let mut words = statement.strip_prefix('\\')?.split_whitespace();
    match (words.next()?, words.next()) {
        (command @ ("dt" | "d"), None) => {
            Some(SqlAdvice::instead(&format!("\\{command}"), ".tables", Purpose::ListsTables))
        }
        (command @ ("d" | "dt" | "d+"), Some(table)) if table.chars().all(is_word) => {
            Some(SqlAdvice::instead(&format!("\\{command}"), format!(".schema {table}"), Purpose::ShowsColumns))
        }
        _ => None,
    }
}
