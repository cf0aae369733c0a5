//! Names that do not exist: the place, what the script did to them, and the names that were probably meant.

use super::{Done, Found, Known, Search, after, before, ends_with_word};
use crate::base::ident::{nearest, same_name};
use crate::base::problem::sql_advice::SqlAdvice;
use crate::engine::compile::fault;
use crate::engine::database::Database;
use crate::features::spec::FEATURES;
use crate::sqlite::sql::effect::Effect;
use crate::sqlite::sql::{advice, misuse, shell, statements};

impl<D: Database> Search<'_, D> {
    pub(super) fn missing(&mut self, kind: &str, name: &str) -> Found {
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
    pub(super) fn only(&mut self, name: &str) -> Option<usize> {
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
