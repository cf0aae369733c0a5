//! Locates an error of SQLite in a script, and finds advice on what was probably meant. An unsure offset is left out.

use super::database::Database;
use crate::base::error::{ErrorKind, LabError};
use crate::base::ident::{nearest, same_name};
use crate::base::problem::sql_advice::SqlAdvice;
use crate::base::schema::Schema;
use crate::features::spec::FEATURES;
use crate::sqlite::sql::statements;
use crate::sqlite::sql::statements::Statement;
use crate::sqlite::sql::typos::{mistyped, without_comma};
use crate::sqlite::sql::{advice, letters, order};

/// The offset of an error in its statement, in bytes, if it is known, and advice.
type Found = (Option<usize>, Vec<SqlAdvice>);

/// Adds the offset in the script and advice to SQLite's error for a statement.
pub(super) fn locate<D: Database>(
    database: &mut D,
    script: &str,
    statement: Statement<'_>,
    mut error: LabError,
    schema: &Schema,
) -> LabError {
    if error.kind() != ErrorKind::Sql {
        return error;
    }
    if statement.text.starts_with('.') {
        return error.at(place(script, statement, 0));
    }
    let words = error.detail.clone().unwrap_or_default();
    let mut search = Search { database, text: statement.text, words: &words, schema };
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

/// Compiles a statement without running it; returns SQLite's error, or `None` if it compiles.
pub(super) fn fault<D: Database>(database: &mut D, sql: &str) -> Option<String> {
    let explained = sql.get(..7).is_some_and(|first| first.eq_ignore_ascii_case("EXPLAIN"));
    let sql = if explained { sql.to_owned() } else { format!("EXPLAIN {sql}") };
    database.run(&sql, &[]).err().map(|error| error.detail.unwrap_or_default())
}

struct Search<'a, D> {
    database: &'a mut D,
    /// The statement.
    text: &'a str,
    /// SQLite's error message.
    words: &'a str,
    schema: &'a Schema,
}

impl<D: Database> Search<'_, D> {
    fn is_name(&self, word: &str) -> bool {
        self.schema.tables.iter().any(|table| {
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
        let none = (None, Vec::new());
        if let Some(token) = between(self.words, "near \"", "\": syntax error") {
            let Some(at) = self.guilty(token) else { return none };
            return self.syntax(at, token.len());
        }
        if let Some(token) = between(self.words, "unrecognized token: \"", "\"") {
            let Some(at) = self.guilty(token) else { return none };
            let open = token.starts_with(['\'', '"', '`', '[']);
            let advice = if open { Some(SqlAdvice::OpenQuote) } else { advice::for_cast(self.text, at) };
            return (Some(at), advice.into_iter().collect());
        }
        if let Some((kind, name)) = missing(self.words) {
            return self.missing(kind, name);
        }
        if let Some(name) = self.words.strip_prefix("ambiguous column name: ") {
            return (self.only(name), vec![SqlAdvice::Ambiguous]);
        }
        if self.words == "incomplete input" {
            return (Some(self.text.len()), Vec::new());
        }
        none
    }

    /// Finds the offset of the token at which SQLite stops. The statement up to it fails with the same message; up to
    /// an earlier one it is only incomplete.
    fn guilty(&mut self, token: &str) -> Option<usize> {
        let spots = statements::spots(self.text, token);
        let mut stops = |at: usize| {
            self.text.get(..at + token.len()).and_then(|upto| fault(self.database, upto)).as_deref() == Some(self.words)
        };
        let first = spots.partition_point(|at| !stops(*at));
        spots.get(first).copied()
    }

    /// Returns offset and advice for a syntax error at a token of `token` bytes.
    fn syntax(&mut self, at: usize, token: usize) -> Found {
        let advice = advice::for_syntax(self.text, at, |word| self.is_name(word));
        if let Some((at, advice)) = advice.or_else(|| order::for_syntax(self.text, at)) {
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
        let Some((before, word)) = without_comma(self.text, at) else { return (Some(at), Vec::new()) };
        // With the comma the statement compiles, or its error is an unknown name elsewhere.
        let (head, tail) = self.text.split_at(before);
        let is_right = match self.fault(&format!("{head}, {tail}")) {
            None => true,
            Some(words) => missing(&words).is_some_and(|(kind, name)| {
                let next_to = statements::token_positions(self.text, name.rsplit('.').next().unwrap_or(name));
                let is_last = |at: usize| self.text.get(at..before).is_some_and(|last| last.trim_end() == name);
                kind == "column" && !next_to.iter().any(|at| *at == before || is_last(*at))
            }),
        };
        let advice = is_right.then(|| SqlAdvice::Comma { word: word.to_owned() });
        (Some(at), advice.into_iter().collect())
    }

    fn missing(&mut self, kind: &str, name: &str) -> Found {
        let bare = name.rsplit('.').next().unwrap_or(name);
        if kind == "function" {
            let advice = advice::for_function(self.text, name).unwrap_or_default();
            let called = statements::token_positions(self.text, name);
            let mut called =
                called.iter().filter(|at| after(self.text, **at + name.len()).trim_start().starts_with('('));
            return (called.next().copied(), advice);
        }
        let mut advice: Vec<SqlAdvice> = for_name(kind, name, self.schema, self.text).into_iter().collect();
        if kind != "column" {
            return (self.table(bare), advice);
        }
        let at = self.only(name);
        if let Some(interval) = at.and_then(|at| advice::for_column(self.text, at)) {
            return (at, vec![interval]);
        }
        // A value follows these words: a text, if it is no column.
        let is_value = at.is_some_and(|at| {
            let before = before(self.text, at).to_ascii_uppercase();
            ["=", "THEN", "ELSE"].iter().any(|word| before.ends_with(word))
        });
        if is_value && !name.contains('.') {
            advice.retain(|advice| matches!(advice, SqlAdvice::Near { .. }));
            advice.push(SqlAdvice::TextNeedsQuotes { word: bare.to_owned() });
        }
        (at, advice)
    }

    /// Finds the offset of the column name that causes the error. If the name occurs more than once, all but one
    /// occurrence are replaced by NULL: the first that alone causes the same error is returned.
    fn only(&mut self, name: &str) -> Option<usize> {
        let bare = name.rsplit('.').next().unwrap_or(name);
        let is_column = |at: &usize| {
            let before = before(self.text, *at);
            !["AS", "FROM", "JOIN"].iter().any(|word| ends_with_word(before, word))
                && before.ends_with('.') == name.contains('.')
        };
        let places: Vec<usize> = statements::token_positions(self.text, bare).into_iter().filter(is_column).collect();
        if places.len() < 2 || places.len() > 20 {
            return places.first().copied().filter(|_| places.len() == 1);
        }
        if name.contains('.') {
            return None;
        }
        places.iter().copied().find(|kept| {
            let (mut alone, mut end) = (String::new(), 0);
            for at in places.iter().copied().filter(|at| at != kept) {
                alone += self.text.get(end..at).unwrap_or_default();
                alone += "NULL";
                let quotes = if after(self.text, at).starts_with(['"', '`', '[']) { 2 } else { 0 };
                end = at + bare.len() + quotes;
            }
            alone += after(self.text, end);
            fault(self.database, &alone).as_deref() == Some(self.words)
        })
    }

    /// Finds the first offset where a name can only be a table's.
    fn table(&self, bare: &str) -> Option<usize> {
        let places = statements::token_positions(self.text, bare);
        if let [only] = places.as_slice() {
            return Some(*only);
        }
        places.into_iter().find(|at| {
            let before = before(self.text, *at);
            ["FROM", "JOIN", "INTO", "UPDATE", "TABLE"].iter().any(|word| ends_with_word(before, word))
        })
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

fn is_syntax(words: &str) -> bool {
    words.ends_with("syntax error") || words.starts_with("unrecognized token") || words == "incomplete input"
}

fn missing(words: &str) -> Option<(&str, &str)> {
    let (kind, name) = words.strip_prefix("no such ")?.split_once(": ")?;
    Some((kind, name.split(" - ").next().unwrap_or(name).trim_matches('"')))
}

/// Returns advice for a name that does not exist: the nearest names of the schema, or the aliases of the statement.
fn for_name(kind: &str, name: &str, schema: &Schema, statement: &str) -> Option<SqlAdvice> {
    let bare = name.rsplit('.').next().unwrap_or(name);
    let tables = schema.tables.iter();
    if kind == "table" && schema.table(name).is_some() {
        return Some(SqlAdvice::Dropped { name: name.to_owned() });
    }
    let near = match kind {
        "table" => nearest(bare, tables.map(|table| table.name.as_str()).filter(|other| !same_name(other, bare))),
        "column" => {
            let columns = tables.flat_map(|table| &table.columns).map(|column| column.name.as_str());
            let given = statements::given(statement);
            let mut near = nearest(bare, columns.chain(given).filter(|other| !same_name(other, bare)));
            near.dedup();
            near
        }
        _ => Vec::new(),
    };
    match (near.is_empty(), kind) {
        (false, _) => Some(SqlAdvice::Near { names: near.into_iter().map(str::to_owned).collect() }),
        (true, "table") if same_name(bare, FEATURES) => Some(SqlAdvice::BuildFirst),
        (true, "table") => Some(SqlAdvice::SeeTables),
        (true, "column") => Some(SqlAdvice::SeeColumns),
        _ => None,
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    text.strip_prefix(before)?.strip_suffix(after)
}
