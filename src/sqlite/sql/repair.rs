//! Repairs of a statement with a syntax error: a bracket, semicolon, comma, quote or keyword that is missing or one too
//! many. The engine compiles a repaired statement before it gives the advice.

use super::statements::{Token, is_word, tokens};
use crate::base::problem::sql_advice::SqlAdvice;

/// A repaired statement, with the advice that is right if it compiles.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// The offset that the advice is about, in bytes.
    pub at: usize,
    /// The advice.
    pub advice: SqlAdvice,
    /// The text that has to compile; several statements if there is more than one.
    pub repaired: Vec<String>,
}

/// The words that a statement begins with.
const BEGINNINGS: [&str; 13] = [
    "SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER", "PRAGMA", "BEGIN", "COMMIT",
    "ROLLBACK",
];

/// The words that a clause begins with, which no bracket of a list or function contains.
const CLAUSES: [&str; 6] = ["FROM", "WHERE", "GROUP", "HAVING", "LIMIT", "UNION"];

/// Letters of other languages that SQLite does not know, with its own.
const OPERATORS: [(&str, &str, &str); 4] = [("=", ">", ">="), ("=", "<", "<="), ("&", "&", "AND"), (">", "<", "<>")];

/// Lists possible repairs for a syntax error at the token that starts at an offset, the likeliest first; an offset at the
/// end of the statement stands for a statement that is incomplete. Words for which `is_name` holds are names.
pub fn repairs(statement: &str, offset: usize, is_name: impl Fn(&str) -> bool) -> Vec<Repair> {
    let all: Vec<Token<'_>> = tokens(statement).collect();
    let at = all.iter().position(|token| token.start == offset).unwrap_or(all.len());
    let place = Place { statement, all: &all, at, offset };
    let found = [
        place.apostrophe(),
        place.query_without_brackets(),
        place.semicolon(at),
        at.checked_sub(1).and_then(|before| place.semicolon(before)),
        place.bracket(),
        place.loose_bracket(),
        place.extra_comma(),
        place.operator(),
        place.star_of_delete(),
        place.not_in(),
        place.keyword_as_name(is_name),
    ];
    let mut found: Vec<Repair> = found.into_iter().flatten().collect();
    found.extend(place.missing_words());
    found
}

/// Returns the advice for a bracket that is never closed, which is certain without a repaired statement: a clause begins
/// inside of a bracket that does not hold a query, and the statement has fewer closing brackets than opening ones.
pub fn open_bracket(statement: &str, offset: usize) -> Option<SqlAdvice> {
    let all: Vec<Token<'_>> = tokens(statement).collect();
    let at = all.iter().position(|token| token.start == offset)?;
    let place = Place { statement, all: &all, at, offset };
    let here = place.text(at);
    let innermost = place.open_before(at).pop()?;
    let is_query = is(place.text(innermost + 1), &["SELECT", "WITH", "VALUES"]);
    let is_unbalanced = !place.open_before(all.len()).is_empty();
    (is(here, &CLAUSES) && !is_query && is_unbalanced)
        .then(|| SqlAdvice::OpenBracket { before: Some(here.to_ascii_uppercase()) })
}

struct Place<'a> {
    statement: &'a str,
    all: &'a [Token<'a>],
    /// The index of the token with the error; the number of tokens for the end.
    at: usize,
    offset: usize,
}

impl Place<'_> {
    fn text(&self, at: usize) -> &str {
        self.all.get(at).map_or("", |token| token.text)
    }

    /// The text of the token that many before the error.
    fn back(&self, by: usize) -> &str {
        self.at.checked_sub(by).map_or("", |at| self.text(at))
    }

    fn here(&self) -> &str {
        self.text(self.at)
    }

    fn start(&self, at: usize) -> usize {
        self.all.get(at).map_or(self.statement.len(), |token| token.start)
    }

    /// The brackets that are open before a token, the innermost last.
    fn open_before(&self, at: usize) -> Vec<usize> {
        let mut open = Vec::new();
        for (at, token) in self.all.iter().enumerate().take(at) {
            match token.text {
                "(" => open.push(at),
                ")" => _ = open.pop(),
                _ => {}
            }
        }
        open
    }

    /// The statement with a part replaced.
    fn with(&self, from: usize, to: usize, text: &str) -> String {
        let head = self.statement.get(..from).unwrap_or_default();
        format!("{head}{text}{}", self.statement.get(to..).unwrap_or_default())
    }

    fn repair(&self, at: usize, advice: SqlAdvice, repaired: String) -> Option<Repair> {
        Some(Repair { at, advice, repaired: vec![repaired] })
    }

    /// `'it's'`: the text right before the error is a part of what was meant.
    fn apostrophe(&self) -> Option<Repair> {
        let before = self.all.get(self.at.checked_sub(1)?)?;
        let touches = before.start + before.text.len() == self.offset && before.text.starts_with('\'');
        if !touches || !self.here().starts_with(is_word) {
            return None;
        }
        let quote = self.offset - 1;
        let repaired = self.with(quote, quote, "'");
        // SQLite's text is two tokens here: up to the doubled quote, and from its second half on.
        let rest = tokens(&repaired).find(|token| token.start == quote + 1)?.text.len();
        let write = repaired.get(before.start..quote + 1 + rest)?.to_owned();
        self.repair(quote, SqlAdvice::Apostrophe { write }, repaired)
    }

    fn query_without_brackets(&self) -> Option<Repair> {
        let follows =
            is(self.back(1), &["=", "<", ">", "IN", "AND", "OR", "FROM", "JOIN", ",", "THEN", "ELSE", "+", "-"]);
        if !is(self.here(), &["SELECT"]) || !follows {
            return None;
        }
        let repaired =
            self.with(self.offset, self.statement.len(), "") + "(" + self.statement.get(self.offset..)? + ")";
        self.repair(self.offset, SqlAdvice::QueryWithoutBrackets, repaired)
    }

    fn semicolon(&self, at: usize) -> Option<Repair> {
        let token = self.all.get(at).filter(|_| at > 0)?;
        let (head, tail) = (self.statement.get(..token.start)?, self.statement.get(token.start..)?);
        let on_new_line = head.trim_end_matches([' ', '\t']).ends_with('\n');
        let is_command =
            token.text == "." && on_new_line && tail.get(1..)?.starts_with(|letter: char| letter.is_ascii_lowercase());
        if is_command {
            let word = tail.split_whitespace().next()?.to_owned();
            return self.repair(token.start, SqlAdvice::Semicolon { word }, head.to_owned());
        }
        if !is(token.text, &BEGINNINGS) || !self.open_before(at).is_empty() {
            return None;
        }
        let advice = SqlAdvice::Semicolon { word: token.text.to_owned() };
        Some(Repair { at: token.start, advice, repaired: vec![head.to_owned(), tail.to_owned()] })
    }

    fn bracket(&self) -> Option<Repair> {
        let open = self.open_before(self.at).len();
        if open == 0 || open > 20 {
            return None;
        }
        if self.at == self.all.len() {
            let repaired = format!("{}\n{}", self.statement, ")".repeat(open));
            return self.repair(self.statement.len(), SqlAdvice::OpenBracket { before: None }, repaired);
        }
        let word = self.here().to_owned();
        let repaired = self.with(self.offset, self.offset, ") ");
        self.repair(self.offset, SqlAdvice::OpenBracket { before: Some(word) }, repaired)
    }

    fn loose_bracket(&self) -> Option<Repair> {
        let is_loose = self.here() == ")" && self.open_before(self.at).is_empty();
        let repaired = is_loose.then(|| self.with(self.offset, self.offset + 1, " "))?;
        self.repair(self.offset, SqlAdvice::LooseBracket, repaired)
    }

    /// `a,, b`, and `(a, b,)`.
    fn extra_comma(&self) -> Option<Repair> {
        let at = match (self.here(), self.back(1)) {
            (",", _) => self.offset,
            (")", ",") => self.start(self.at - 1),
            (word, ",") if is(word, &["WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "VALUES", "SET"]) => {
                self.start(self.at - 1)
            }
            ("", ",") => self.start(self.at - 1),
            _ => return None,
        };
        self.repair(at, SqlAdvice::ExtraComma, self.with(at, at + 1, " "))
    }

    /// `=>`, `=<`, `&&` and others.
    fn operator(&self) -> Option<Repair> {
        let first = self.at.checked_sub(1)?;
        let (_, _, write) = OPERATORS.iter().find(|(a, b, _)| self.text(first) == *a && self.here() == *b)?;
        let start = self.start(first);
        if start + 1 != self.offset {
            return None;
        }
        let found = self.statement.get(start..=self.offset)?.to_owned();
        let repaired = self.with(start, self.offset + 1, &format!(" {write} "));
        self.repair(start, SqlAdvice::Write { found, write: (*write).to_owned() }, repaired)
    }

    /// `DELETE * FROM t`.
    fn star_of_delete(&self) -> Option<Repair> {
        let is_it = self.at == 1 && self.here() == "*" && is(self.back(1), &["DELETE"]);
        let advice = SqlAdvice::Write { found: "DELETE *".to_owned(), write: "DELETE".to_owned() };
        let repaired = is_it.then(|| self.with(self.offset, self.offset + 1, " "))?;
        self.repair(self.offset, advice, repaired)
    }

    /// `a IS NOT IN (…)`.
    fn not_in(&self) -> Option<Repair> {
        let is_it =
            is(self.here(), &["IN", "LIKE", "BETWEEN"]) && is(self.back(1), &["NOT"]) && is(self.back(2), &["IS"]);
        let start = is_it.then(|| self.start(self.at - 2))?;
        let word = self.here().to_ascii_uppercase();
        let advice = SqlAdvice::Write { found: format!("IS NOT {word}"), write: format!("NOT {word}") };
        self.repair(start, advice, self.with(start, start + 2, " "))
    }

    fn keyword_as_name(&self, is_name: impl Fn(&str) -> bool) -> Option<Repair> {
        let word = self.here();
        let is_bare = !word.is_empty() && word.chars().all(|letter| letter.is_ascii_alphabetic() || letter == '_');
        if !is_bare || !(is_name(word) || is(self.back(1), &["AS"])) {
            return None;
        }
        let repaired = self.with(self.offset, self.offset + word.len(), &format!("\"{word}\""));
        self.repair(self.offset, SqlAdvice::KeywordAsName { word: word.to_owned() }, repaired)
    }

    /// Keywords that belong between two others.
    fn missing_words(&self) -> Vec<Repair> {
        let mut words = Vec::new();
        let before = self.back(1);
        if is(before, &["ORDER", "GROUP", "PARTITION"]) {
            words.push("BY");
        }
        if is(self.here(), &["SELECT"]) && is(self.text(0), &["CREATE"]) {
            words.push("AS");
        }
        if is(before, &["DELETE"]) && self.at == 1 {
            words.push("FROM");
        }
        if is(before, &["INSERT", "REPLACE"]) && self.at == 1 {
            words.push("INTO");
        }
        if self.at >= 2 && is(self.text(0), &["UPDATE"]) && !self.all.iter().any(|token| is(token.text, &["SET"])) {
            words.push("SET");
        }
        let cases = self.all.iter().take(self.at).filter(|token| is(token.text, &["CASE"])).count();
        let ends = self.all.iter().filter(|token| is(token.text, &["END"])).count();
        if cases > ends {
            words.push("END");
        }
        let (at, here) = match self.all.get(self.at) {
            Some(token) => (self.offset, token.text.to_owned()),
            None => (self.statement.len(), String::new()),
        };
        let repair = |word: &str| {
            let advice = SqlAdvice::MissingWord { word: word.to_owned(), before: here.clone() };
            Repair { at, advice, repaired: vec![self.with(at, at, &format!(" {word} "))] }
        };
        words.into_iter().map(repair).collect()
    }
}

fn is(word: &str, words: &[&str]) -> bool {
    words.iter().any(|one| one.eq_ignore_ascii_case(word))
}
