//! Clauses of a query in the wrong order (`WHERE` after `GROUP BY`), where a syntax error shows it.

use super::statements::{Token, tokens};
use crate::base::problem::sql_advice::SqlAdvice;

/// Returns advice for a syntax error at the token that starts at an offset, with the offset that it is about.
pub fn for_syntax(statement: &str, offset: usize) -> Option<(usize, SqlAdvice)> {
    let all: Vec<Token<'_>> = tokens(statement).take_while(|token| token.start <= offset).collect();
    let (here, before) = all.split_last().filter(|(here, _)| here.start == offset)?;
    let (last, earlier) = before.split_last()?;
    let is = |token: &Token<'_>, words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(token.text));
    if is(here, &["FROM"]) && last.text == "," {
        return Some((last.start, SqlAdvice::CommaBeforeFrom));
    }
    if is(last, &["DESC", "ASC"]) && earlier.last().is_some_and(|token| is(token, &["BY"])) {
        let word = last.text.to_ascii_uppercase();
        return Some((last.start, SqlAdvice::OrderWord { word }));
    }
    let (clause, others): (&str, &[&str]) = if is(here, &["WHERE"]) {
        ("WHERE", &["GROUP", "HAVING", "ORDER", "LIMIT"])
    } else if is(here, &["GROUP"]) {
        ("GROUP BY", &["ORDER", "LIMIT"])
    } else if is(here, &["ORDER"]) {
        ("ORDER BY", &["LIMIT"])
    } else {
        return None;
    };
    // The clauses of the same query, backwards from here to its beginning.
    let mut depth = 0_i32;
    let mut first = None;
    for token in before.iter().rev() {
        match token.text {
            ")" => depth += 1,
            "(" => depth -= 1,
            _ => {}
        }
        if depth < 0 || depth == 0 && is(token, &["FROM", "SELECT", "UNION", "OVER", "JOIN"]) {
            break;
        }
        if depth == 0 && is(token, others) {
            first = Some(token.text.to_ascii_uppercase());
        }
    }
    let other = match first?.as_str() {
        "GROUP" => "GROUP BY".to_owned(),
        "ORDER" => "ORDER BY".to_owned(),
        other => other.to_owned(),
    };
    Some((offset, SqlAdvice::ClauseOrder { first: clause.to_owned(), second: other }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    fn syntax(marked: &str) -> Option<(usize, String)> {
        let advice = for_syntax(&marked.replace('|', ""), marked.find('|').unwrap());
        advice.map(|(at, advice)| (at, words::sql_advice(&[advice])))
    }

    #[test]
    fn what_stands_in_the_wrong_order_is_told() {
        for (sql, at, hint) in [
            ("SELECT id, |FROM t", 9, "Delete the comma before FROM."),
            ("SELECT id FROM t ORDER BY desc |id", 26, "Write DESC after the column, not before it."),
            ("SELECT id FROM t LIMIT 5 |ORDER BY id", 25, "Write ORDER BY before LIMIT."),
            ("SELECT id FROM t GROUP BY id |WHERE id", 29, "Write WHERE before GROUP BY."),
            ("SELECT id FROM t GROUP BY id HAVING (1) |WHERE id", 40, "Write WHERE before GROUP BY."),
            ("SELECT id FROM t ORDER BY id |GROUP BY id", 29, "Write GROUP BY before ORDER BY."),
        ] {
            assert_eq!(syntax(sql), Some((at, hint.to_owned())), "{sql}");
        }
    }

    #[test]
    fn other_errors_at_the_same_words_get_no_advice() {
        for sql in [
            "SELECT id |FROM t",
            "SELECT id FROM t WHERE |WHERE id",
            "SELECT id FROM (SELECT 1 LIMIT 1) |ORDER BY id",
            "SELECT (SELECT 1 GROUP BY 1), a |WHERE b",
            "SELECT id FROM t GROUP BY id UNION SELECT 1 FROM |WHERE a",
            "SELECT id FROM t ORDER BY |id",
            "|WHERE",
        ] {
            assert_eq!(syntax(sql), None, "{sql}");
        }
    }
}
