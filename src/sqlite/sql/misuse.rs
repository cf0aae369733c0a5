//! Advice on SQLite's errors that are none of syntax: an aggregate in WHERE, a rule of the table that a row breaks.

use super::intent::Intent;
use super::statements::{Token, is_word, tokens};
use crate::base::problem::sql_advice::SqlAdvice;

/// Functions that are aggregates with one argument.
const AGGREGATES: [&str; 8] = ["COUNT", "SUM", "AVG", "MIN", "MAX", "TOTAL", "GROUP_CONCAT", "STRING_AGG"];

/// Returns the offset, if it is known, and advice on an error of SQLite's.
pub fn for_error(statement: &str, words: &str) -> Option<(Option<usize>, SqlAdvice)> {
    let after = |prefix: &str| words.strip_prefix(prefix);
    if let Some(name) = ["misuse of aggregate: ", "misuse of aggregate function ", "misuse of aliased aggregate "]
        .into_iter()
        .find_map(after)
    {
        return aggregate(statement, name.trim_end_matches("()"));
    }
    if let Some(name) = ["misuse of window function ", "misuse of aliased window function "].into_iter().find_map(after)
    {
        let places = in_where(statement, name.trim_end_matches("()"));
        return (!places.is_empty()).then(|| (only(&places), SqlAdvice::WindowInWhere));
    }
    if let Some(column) = after("UNIQUE constraint failed: ") {
        return Some((None, SqlAdvice::NotUnique { column: column.to_owned() }));
    }
    if let Some(column) = after("NOT NULL constraint failed: ") {
        return Some((None, SqlAdvice::NotNull { column: column.to_owned() }));
    }
    if after("CHECK constraint failed").is_some() {
        return Some((None, SqlAdvice::BreaksCheck));
    }
    if let Some(table) = after("table ")
        .and_then(|rest| rest.split_once(" has "))
        .filter(|(_, rest)| rest.ends_with(" values were supplied") || rest.ends_with(" value was supplied"))
    {
        return Some((None, SqlAdvice::NameColumns { table: table.0.to_owned() }));
    }
    if let Some(rest) = words.strip_suffix(" already exists")
        && let Some((kind @ ("table" | "view" | "index" | "trigger"), name)) = rest.split_once(' ')
        && matches!(Intent::of(statement), Intent::Create { .. })
    {
        let (kind, name) = (kind.to_owned(), name.trim_matches('"').to_owned());
        return Some((None, SqlAdvice::ExistsAlready { kind, name }));
    }
    let advice = match words {
        _ if words.starts_with("HAVING clause") || words.ends_with("required before HAVING") => {
            let at = place_of(statement, "HAVING");
            return Some((at, SqlAdvice::HavingWithoutGroups));
        }
        "FOREIGN KEY constraint failed" => SqlAdvice::ForeignKey,
        "cannot start a transaction within a transaction" => SqlAdvice::TransactionIsOpen,
        "cannot commit - no transaction is active" | "cannot rollback - no transaction is active" => {
            SqlAdvice::NoTransaction
        }
        _ if words.ends_with("do not have the same number of result columns") => SqlAdvice::UnionColumns,
        _ => return None,
    };
    Some((None, advice))
}

/// Returns the place and the advice for an aggregate where none may be.
fn aggregate(statement: &str, name: &str) -> Option<(Option<usize>, SqlAdvice)> {
    let places = in_where(statement, name);
    if !places.is_empty() {
        return Some((only(&places), SqlAdvice::AggregateInWhere { name: name.to_owned() }));
    }
    for alias in aliases(statement, name) {
        let places = in_where(statement, &alias);
        if !places.is_empty() {
            return Some((only(&places), SqlAdvice::AggregateInWhere { name: alias }));
        }
    }
    let nested = nested(statement, name);
    (!nested.is_empty()).then(|| (only(&nested), SqlAdvice::NestedAggregate))
}

/// Returns the aliases of the calls of a function: `n` in `count(*) AS n`.
fn aliases(statement: &str, function: &str) -> Vec<String> {
    let all: Vec<Token<'_>> = tokens(statement).collect();
    let mut found = Vec::new();
    for (at, _) in all.iter().enumerate().filter(|(_, token)| is(token.text, &[function])) {
        let mut depth = 0_i32;
        let mut rest = all.iter().skip(at + 1).skip_while(|token| {
            depth += i32::from(token.text == "(") - i32::from(token.text == ")");
            depth > 0
        });
        let (close, word, alias) = (rest.next(), rest.next(), rest.next());
        if close.is_some_and(|close| close.text == ")") && word.is_some_and(|word| is(word.text, &["AS"])) {
            found.extend(alias.map(|alias| alias.text.to_owned()));
        }
    }
    found
}

fn only(places: &[usize]) -> Option<usize> {
    places.first().copied().filter(|_| places.len() == 1)
}

fn place_of(statement: &str, word: &str) -> Option<usize> {
    let all: Vec<usize> = tokens(statement).filter(|token| is(token.text, &[word])).map(|token| token.start).collect();
    only(&all)
}

/// Finds a function or alias in the WHERE clauses of a statement, outside of queries that stand within them.
fn in_where(statement: &str, name: &str) -> Vec<usize> {
    // For each open bracket: whether a WHERE clause goes on there.
    let mut inside = vec![false];
    let mut places = Vec::new();
    for Token { start, text } in tokens(statement) {
        let is_here = inside.last().copied().unwrap_or_default();
        match text {
            "(" => inside.push(is_here),
            ")" if inside.len() > 1 => _ = inside.pop(),
            _ if is(text, &["WHERE"]) => set(&mut inside, true),
            _ if is(text, &["SELECT", "GROUP", "HAVING", "ORDER", "LIMIT", "UNION", "EXCEPT", "INTERSECT"]) => {
                set(&mut inside, false);
            }
            _ if is_here && is(text, &[name]) => places.push(start),
            _ => {}
        }
    }
    places
}

/// Finds an aggregate inside of another's brackets.
fn nested(statement: &str, name: &str) -> Vec<usize> {
    let mut open = vec![false];
    let mut places = Vec::new();
    let mut last = "";
    for Token { start, text } in tokens(statement) {
        let is_here = open.last().copied().unwrap_or_default();
        match text {
            "(" => open.push(is_here || is(last, &AGGREGATES)),
            ")" if open.len() > 1 => _ = open.pop(),
            _ if is(text, &["SELECT"]) => set(&mut open, false),
            _ if is_here && is(text, &[name]) => places.push(start),
            _ => {}
        }
        last = text;
    }
    places
}

fn set(stack: &mut [bool], to: bool) {
    if let Some(last) = stack.last_mut() {
        *last = to;
    }
}

/// Finds a table that the query gives another name, where a column is named with the table's own: `users.id` in a query
/// FROM users AS u. Returns the place, the statement with the other name there, and the advice.
pub fn called_as(statement: &str, name: &str) -> Option<(usize, String, SqlAdvice)> {
    let (table, column) = name.rsplit_once('.')?;
    let all: Vec<Token<'_>> = tokens(statement).collect();
    let text = |at: usize| all.get(at).map_or("", |token| token.text);
    let named = all.iter().enumerate().find_map(|(at, token)| {
        let is_table = is(token.text, &[table]) && at > 0 && is(text(at - 1), &["FROM", "JOIN", ","]);
        let alias = if is(text(at + 1), &["AS"]) { text(at + 2) } else { text(at + 1) };
        let is_alias = alias.starts_with(is_word) && !is(alias, &ENDS);
        (is_table && is_alias).then(|| alias.to_owned())
    })?;
    let place = all.windows(3).find_map(|three| match three {
        [first, dot, last] if is(first.text, &[table]) && dot.text == "." && is(last.text, &[column]) => {
            Some(first.start)
        }
        _ => None,
    })?;
    let (head, tail) = (statement.get(..place)?, statement.get(place + table.len()..)?);
    let write = format!("{named}.{column}");
    let advice = SqlAdvice::CalledAs { table: table.to_owned(), alias: named.clone(), write };
    Some((place, format!("{head}{named}{tail}"), advice))
}

/// The words that may follow a table, and are no alias.
const ENDS: [&str; 20] = [
    "WHERE",
    "GROUP",
    "ORDER",
    "HAVING",
    "LIMIT",
    "JOIN",
    "LEFT",
    "RIGHT",
    "FULL",
    "INNER",
    "CROSS",
    "NATURAL",
    "ON",
    "USING",
    "UNION",
    "EXCEPT",
    "INTERSECT",
    "SET",
    "INDEXED",
    "NOT",
];

fn is(word: &str, words: &[&str]) -> bool {
    words.iter().any(|one| one.eq_ignore_ascii_case(word))
}
