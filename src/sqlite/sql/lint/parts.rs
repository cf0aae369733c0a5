//! The tokens of a statement, each with the clause that it stands in.

use crate::sqlite::sql::statements::{Token, is_word, tokens};

/// The words that a clause begins with.
const CLAUSES: [&str; 17] = [
    "SELECT",
    "FROM",
    "JOIN",
    "ON",
    "USING",
    "WHERE",
    "BY",
    "HAVING",
    "LIMIT",
    "SET",
    "VALUES",
    "INTO",
    "WHEN",
    "THEN",
    "ELSE",
    "WITH",
    "RETURNING",
];

/// A token with its clause.
pub(super) struct Part<'a> {
    pub(super) start: usize,
    pub(super) text: &'a str,
    /// The last word that a clause begins with, at the same depth of brackets; in capitals.
    pub(super) clause: &'static str,
    /// The number of brackets around it.
    pub(super) depth: usize,
}

/// The tokens of a statement.
pub(super) struct Parts<'a> {
    pub(super) statement: &'a str,
    pub(super) all: Vec<Part<'a>>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(statement: &'a str) -> Self {
        let mut clauses = vec![""];
        let mut all = Vec::new();
        for Token { start, text } in tokens(statement) {
            let known = CLAUSES.iter().find(|word| word.eq_ignore_ascii_case(text));
            if let (Some(word), Some(last)) = (known, clauses.last_mut()) {
                *last = word;
            }
            if text == ")" && clauses.len() > 1 {
                clauses.pop();
            }
            let clause = clauses.last().copied().unwrap_or_default();
            all.push(Part { start, text, clause, depth: clauses.len() - 1 });
            if text == "(" {
                clauses.push(clause);
            }
        }
        Self { statement, all }
    }

    /// The text of a token; empty if there is none.
    pub(super) fn text(&self, at: usize) -> &'a str {
        self.all.get(at).map_or("", |part| part.text)
    }

    /// The text of the token that many before another.
    pub(super) fn back(&self, at: usize, by: usize) -> &'a str {
        at.checked_sub(by).map_or("", |at| self.text(at))
    }

    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        is(self.text(at), words)
    }

    /// Says whether the statement has a word.
    pub(super) fn has(&self, word: &str) -> bool {
        self.all.iter().any(|part| is(part.text, &[word]))
    }

    /// The end of a token, in bytes.
    pub(super) fn end(&self, at: usize) -> usize {
        self.all.get(at).map_or(self.statement.len(), |part| part.start + part.text.len())
    }

    pub(super) fn start(&self, at: usize) -> usize {
        self.all.get(at).map_or(self.statement.len(), |part| part.start)
    }

    /// Says whether a token touches the next one.
    pub(super) fn touches(&self, at: usize) -> bool {
        self.end(at) == self.start(at + 1)
    }

    /// The bracket that closes the one at a token.
    pub(super) fn close(&self, open: usize) -> Option<usize> {
        let depth = self.all.get(open)?.depth;
        let is_close = |part: &Part<'_>| part.text == ")" && part.depth == depth;
        let after = self.all.get(open + 1..)?;
        after.iter().position(is_close).map(|at| open + 1 + at)
    }

    /// The bracket that opens the one that a token closes.
    pub(super) fn open(&self, close: usize) -> Option<usize> {
        let depth = self.all.get(close)?.depth;
        self.all.get(..close)?.iter().rposition(|part| part.text == "(" && part.depth == depth)
    }
}

pub(super) fn is(word: &str, words: &[&str]) -> bool {
    words.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// Says whether a token is a whole number.
pub(super) fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|letter| letter.is_ascii_digit())
}

/// Says whether a token is a word that is no number.
pub(super) fn is_bare(text: &str) -> bool {
    text.starts_with(is_word) && !text.starts_with(|letter: char| letter.is_ascii_digit())
}
