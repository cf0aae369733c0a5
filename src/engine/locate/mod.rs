//! Locates an error of SQLite in a script, and finds advice on what was probably meant. An unsure offset is left out.

mod names;
mod syntax;

use super::compile::{fault, is_syntax, missing, stop, token};
use super::database::Database;
use crate::base::error::{ErrorKind, LabError};
use crate::base::ident::same_name;
use crate::base::problem::sql_advice::SqlAdvice;
use crate::base::schema::Schema;
use crate::sqlite::sql::effect::Effect;
use crate::sqlite::sql::statements::Statement;
use crate::sqlite::sql::{advice, letters, misuse, other_commands};

/// A statement of the script that ran before.
pub(super) struct Done {
    /// Its line in the script, from 1.
    pub(super) line: u64,
    /// Its effect.
    pub(super) effect: Effect,
}

/// The facts about the database and the script that advice is made of.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    /// The schema before the script.
    pub(super) before: &'a Schema,
    /// The schema now.
    pub(super) schema: &'a Schema,
    /// The statements that ran before, without those about rows.
    pub(super) done: &'a [Done],
}

/// The offset of an error in its statement, in bytes, if it is known, and advice.
type Found = (Option<usize>, Vec<SqlAdvice>);

/// Adds the offset in the script and advice to SQLite's error for a statement.
pub(super) fn locate<D: Database>(
    database: &mut D,
    script: &str,
    statement: Statement<'_>,
    mut error: LabError,
    known: Known<'_>,
) -> LabError {
    if error.kind() != ErrorKind::Sql {
        return error;
    }
    if statement.text.starts_with('.') {
        return error.at(place(script, statement, 0));
    }
    let words = error.detail.clone().unwrap_or_default();
    let mut search = Search { database, text: statement.text, words: &words, known };
    let (at, advice) = search.lookalike().unwrap_or_else(|| search.find());
    error.advice = advice;
    match at {
        Some(at) => error.at(place(script, statement, at)),
        None => error,
    }
}

/// Converts an offset in a statement, in bytes, to an offset in the script, in characters.
pub(super) fn place(script: &str, statement: Statement<'_>, offset: usize) -> usize {
    script.get(..statement.start + offset).unwrap_or(script).chars().count()
}

struct Search<'a, D> {
    database: &'a mut D,
    /// The statement.
    text: &'a str,
    /// SQLite's error message.
    words: &'a str,
    known: Known<'a>,
}

impl<D: Database> Search<'_, D> {
    fn is_name(&self, word: &str) -> bool {
        self.known.schema.tables.iter().any(|table| {
            same_name(&table.name, word) || table.columns.iter().any(|column| same_name(&column.name, word))
        })
    }

    /// Compiles another statement; returns SQLite's error, if any.
    fn fault(&mut self, sql: &str) -> Option<String> {
        fault(self.database, sql)
    }

    /// Finds a lookalike character that causes the error: without it the statement compiles, or fails at a later
    /// offset.
    fn lookalike(&mut self) -> Option<Found> {
        let found = letters::find_lookalike(self.text, |word| self.is_name(word))?;
        let plain = letters::plainly(self.text, |word| self.is_name(word));
        let fault = self.fault(&plain);
        let is_guilty = !fault.as_deref().is_some_and(is_syntax) || self.words.contains(found.token);
        (is_guilty && fault.as_deref() != Some(self.words)).then_some((Some(found.at), vec![found.advice]))
    }

    fn find(&mut self) -> Found {
        if let Some(at) = self.code_fence() {
            return (Some(at), vec![SqlAdvice::CodeFence]);
        }
        if let Some(token) = token(self.words) {
            let Some(at) = stop(self.database, self.text, self.words) else { return (None, Vec::new()) };
            if !self.words.starts_with("unrecognized") {
                return self.syntax(at, token.len());
            }
            let open = token.starts_with(['\'', '"', '`', '[']);
            let advice = if open { Some(SqlAdvice::OpenQuote) } else { self.unknown_letter(at) };
            return (Some(at), advice.into_iter().collect());
        }
        if let Some((kind, name)) = missing(self.words) {
            return self.missing(kind, name);
        }
        if let Some(name) = self.words.strip_prefix("ambiguous column name: ") {
            return (self.only(name), vec![SqlAdvice::Ambiguous]);
        }
        if self.words == "incomplete input" {
            let end = self.text.len();
            let (at, advice) = self.repair(end).unwrap_or((end, SqlAdvice::EndsTooEarly));
            return (Some(at), vec![advice]);
        }
        match misuse::for_error(self.text, self.words) {
            Some((at, advice)) => (at, vec![advice]),
            None => (None, Vec::new()),
        }
    }

    /// Finds the marks around code of a web page: a line that begins with three backticks, which SQLite reads as the
    /// quotes of a name.
    fn code_fence(&mut self) -> Option<usize> {
        if self.text.starts_with("```") {
            return Some(0);
        }
        token(self.words).filter(|token| token.starts_with('`'))?;
        let at = stop(self.database, self.text, self.words)?;
        let on_new_line = self.text.get(..at)?.trim_end_matches([' ', '\t']).ends_with('\n');
        (on_new_line && after(self.text, at).starts_with("```")).then_some(at)
    }

    /// Returns advice for a character that begins no token of SQLite's.
    fn unknown_letter(&mut self, at: usize) -> Option<SqlAdvice> {
        let rest = after(self.text, at);
        let (found, write) = match rest.chars().next()? {
            '\\' if at == 0 => return other_commands::for_backslash(self.text),
            '#' => ("#", "--"),
            '!' => ("!", "NOT"),
            _ => return advice::for_cast(self.text, at),
        };
        let head = self.text.get(..at)?;
        let repaired = format!("{head} {write} {}", after(rest, 1));
        self.parses(&repaired, 0).then(|| SqlAdvice::Write { found: found.to_owned(), write: write.to_owned() })
    }
}

/// Returns the text before an offset, without white space at its end.
fn before(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default().trim_end()
}

fn after(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let last = text.rsplit(|letter: char| !(letter.is_alphanumeric() || letter == '_')).next();
    last.is_some_and(|last| last.eq_ignore_ascii_case(word))
}
