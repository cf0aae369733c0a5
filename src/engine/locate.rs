//! Locates an error of SQLite in a script, and finds advice on what was probably meant. An unsure offset is left out.

use super::compile::{fault, is_syntax, missing, stop, token};
use super::database::Database;
use crate::base::error::{ErrorKind, LabError};
use crate::base::ident::{nearest, same_name};
use crate::base::problem::sql_advice::SqlAdvice;
use crate::base::schema::Schema;
use crate::features::spec::FEATURES;
use crate::sqlite::sql::effect::Effect;
use crate::sqlite::sql::statements;
use crate::sqlite::sql::statements::Statement;
use crate::sqlite::sql::typos::{mistyped, without_comma};
use crate::sqlite::sql::{advice, letters, misuse, order, other_commands, repair, shell};

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

    /// Says whether SQLite can read a text as statements; `semicolons` may be missing between them.
    fn parses(&mut self, text: &str, semicolons: u8) -> bool {
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
    fn repair(&mut self, at: usize) -> Option<(usize, SqlAdvice)> {
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

    /// Returns offset and advice for a syntax error at a token of `token` bytes.
    fn syntax(&mut self, at: usize, token: usize) -> Found {
        let advice = advice::for_syntax(self.text, at, |word| self.is_name(word));
        if let Some((at, advice)) = advice.or_else(|| order::for_syntax(self.text, at)) {
            return (Some(at), vec![advice]);
        }
        if let Some((at, advice)) = self.repair(at) {
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

    fn missing(&mut self, kind: &str, name: &str) -> Found {
        let bare = name.rsplit('.').next().unwrap_or(name);
        if kind == "function" {
            let advice = advice::for_function(self.text, name).unwrap_or_default();
            let called = statements::token_positions(self.text, name);
            let mut called =
                called.iter().filter(|at| after(self.text, **at + name.len()).trim_start().starts_with('('));
            return (called.next().copied(), advice);
        }
        if let Some((at, word)) = self.command_after_newline(bare) {
            return (Some(at), vec![SqlAdvice::Semicolon { word }]);
        }
        let mut advice: Vec<SqlAdvice> = for_name(kind, name, self.known, self.text).into_iter().collect();
        if kind != "column" {
            return (self.table(bare), advice);
        }
        if let Some((at, repaired, advice)) = misuse::called_as(self.text, name)
            && self.fault(&repaired).as_deref() != Some(self.words)
        {
            return (Some(at), vec![advice]);
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

    /// Finds a command of the shell after a statement without a semicolon: SQLite reads `FROM users` and `.tables` in the next
    /// line as one name.
    fn command_after_newline(&self, name: &str) -> Option<(usize, String)> {
        let word = format!(".{name}");
        let at = self.text.find(&format!("\n{word}"))? + 1;
        let line = after(self.text, at).lines().next()?;
        (shell::name(line) == word && shell::read(line).is_ok()).then_some((at, word))
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

/// Returns advice for a name that does not exist: what the script did to it, or the nearest names of the schema and of the
/// statement.
fn for_name(kind: &str, name: &str, known: Known<'_>, statement: &str) -> Option<SqlAdvice> {
    let bare = name.rsplit('.').next().unwrap_or(name);
    let tables = known.schema.tables.iter();
    if let Some(advice) = undone(kind, bare, known.done) {
        return Some(advice);
    }
    if kind == "table" && known.schema.table(name).is_none() && known.before.table(name).is_some() {
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

/// Says which statement of the script took a table or column away, if one did.
fn undone(kind: &str, name: &str, done: &[Done]) -> Option<SqlAdvice> {
    let is = |other: &str| same_name(other, name);
    let takes = |one: &Done| match kind {
        "table" => one.effect.takes_table(is),
        "column" => one.effect.takes_column(is),
        _ => false,
    };
    if let Some(Done { line, effect }) = done.iter().rev().find(|one| takes(one)) {
        return Some(match effect {
            Effect::TableRenamed { to, .. } | Effect::ColumnRenamed { to, .. } => {
                SqlAdvice::RenamedInLine { name: name.to_owned(), to: to.clone(), line: *line }
            }
            _ => SqlAdvice::DroppedInLine { name: name.to_owned(), line: *line },
        });
    }
    let made = |one: &Done| matches!(&one.effect, Effect::Created { name, .. } if is(name)) && kind == "table";
    let after = done.get(done.iter().rposition(made)?..)?;
    let rolled_back = |one: &&Done| matches!(one.effect, Effect::RolledBack | Effect::RolledBackTo { .. });
    after.iter().find(rolled_back).map(|one| SqlAdvice::RolledBackInLine { line: one.line })
}
