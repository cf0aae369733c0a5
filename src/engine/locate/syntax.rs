//! Syntax errors: the place, and a repair with which SQLite reads the statement.

use super::{Found, Search, after, before, ends_with_word};
use crate::base::ident::{Ident, distance, nearest};
use crate::base::problem::sql_advice::SqlAdvice;
use crate::engine::compile::{fault, is_syntax, missing, stop};
use crate::engine::database::Database;
use crate::sqlite::sql::typos::{mistyped, without_comma};
use crate::sqlite::sql::{advice, order, repair, statements};

impl<D: Database> Search<'_, D> {
    /// Says whether SQLite can read a text as statements; `semicolons` may be missing between them.
    pub(super) fn parses(&mut self, text: &str, semicolons: u8) -> bool {
        let Some(words) = self.fault(text) else { return true };
        if !is_syntax(&words) {
            return true;
        }
        if semicolons == 0 {
            return false;
        }
        let Some(at) = stop(self.database, text, &words) else { return false };
        let all = repair::repairs(text, at, |_| false);
        let split = all.into_iter().find(|one| matches!(one.advice, SqlAdvice::Semicolon { .. }));
        split.is_some_and(|one| one.repaired.iter().all(|part| self.parses(part, semicolons - 1)))
    }

    /// Returns the first repair of an error at an offset that SQLite can read.
    pub(super) fn repair(&mut self, at: usize) -> Option<(usize, SqlAdvice)> {
        let all = repair::repairs(self.text, at, |word| self.is_name(word));
        let right = all.into_iter().find(|one| one.repaired.iter().all(|text| self.parses(text, 10)))?;
        Some((right.at, right.advice))
    }

    /// Returns advice for a missing comma, if SQLite reads the statement with it and with the next ones; an unknown name
    /// elsewhere is another error.
    fn comma(&mut self, at: usize) -> Option<SqlAdvice> {
        let (place, word) = without_comma(self.text, at)?;
        let (head, tail) = self.text.split_at(place);
        let mut text = format!("{head}, {tail}");
        let mut last = place + 1;
        for _ in 0..20 {
            let Some(words) = self.fault(&text) else { return Some(SqlAdvice::Comma { word: word.to_owned() }) };
            if !is_syntax(&words) {
                let is_elsewhere = missing(&words).is_some_and(|(kind, name)| {
                    let next_to = statements::token_positions(self.text, name.rsplit('.').next().unwrap_or(name));
                    let is_last = |at: usize| self.text.get(at..place).is_some_and(|last| last.trim_end() == name);
                    kind != "function" && !next_to.iter().any(|at| *at == place || is_last(*at))
                });
                return is_elsewhere.then(|| SqlAdvice::Comma { word: word.to_owned() });
            }
            let at = stop(self.database, &text, &words).filter(|at| *at > last)?;
            let (next, _) = without_comma(&text, at)?;
            let (head, tail) = text.split_at(next);
            text = format!("{head}, {tail}");
            last = at;
        }
        None
    }

    /// Returns the tables whose names are nearly the keyword that stands where a table is named, as in `FROM transaction`.
    fn table_near_keyword(&mut self, at: usize, token: usize) -> Option<SqlAdvice> {
        let head = self.text.get(..at)?;
        let (word, tail) = after(self.text, at).split_at_checked(token)?;
        if !["FROM", "JOIN", "INTO", "UPDATE"].iter().any(|before| ends_with_word(head.trim_end(), before)) {
            return None;
        }
        let tables = self.known.schema.tables.iter().map(|table| table.name.as_str());
        let near =
            nearest(word, tables).into_iter().filter(|name| distance(&name.to_lowercase(), &word.to_lowercase()) <= 2);
        let near: Vec<String> = near.map(str::to_owned).collect();
        // With the table's name SQLite gets past this place.
        let is_read = near.first().is_some_and(|name| {
            let fault = fault(self.database, &format!("{head}{}{tail}", Ident(name)));
            fault.is_none_or(|words| words == "incomplete input" || !is_syntax(&words))
        });
        is_read.then_some(SqlAdvice::Near { names: near })
    }

    /// Returns offset and advice for a syntax error at a token of `token` bytes.
    pub(super) fn syntax(&mut self, at: usize, token: usize) -> Found {
        let advice = advice::for_syntax(self.text, at, |word| self.is_name(word));
        if let Some((at, advice)) = advice.or_else(|| order::for_syntax(self.text, at)) {
            return (Some(at), vec![advice]);
        }
        if let Some((at, advice)) = self.repair(at) {
            return (Some(at), vec![advice]);
        }
        if let Some(advice) = self.table_near_keyword(at, token) {
            return (Some(at), vec![advice]);
        }
        if let Some((word, meant)) = mistyped(self.text, at, |word| self.is_name(word)) {
            let is_here = after(self.text, at).starts_with(word);
            let start = if is_here { at } else { before(self.text, at).len() - word.len() };
            let end = at.max(start) + if is_here { word.len() } else { token };
            let [head, tail] = [0..start, start + word.len()..end].map(|part| self.text.get(part).unwrap_or_default());
            // With the right keyword SQLite gets past this place.
            let fault = self.fault(&format!("{head}{meant}{tail}"));
            if fault.is_none_or(|words| words == "incomplete input" || !is_syntax(&words)) {
                return (Some(at), vec![SqlAdvice::Keyword { meant: meant.to_owned(), word: word.to_owned() }]);
            }
        }
        let advice = self.comma(at).or_else(|| repair::open_bracket(self.text, at));
        (Some(at), advice.into_iter().collect())
    }
}
