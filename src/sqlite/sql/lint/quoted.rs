//! Lints of names: words in double quotes that SQLite takes as text, and an alias where a comma was probably forgotten.

use super::Found;
use super::parts::{Parts, is, is_bare};
use crate::base::ident::same_name;
use crate::base::schema::{Schema, Table};
use crate::sqlite::sql::intent::unquoted;
use crate::sqlite::sql::notes::{QuotedWord, SqlNote};

/// The clauses in which a name is a column.
const OF_COLUMNS: [&str; 10] = ["SELECT", "ON", "WHERE", "BY", "HAVING", "WHEN", "THEN", "ELSE", "RETURNING", "VALUES"];

/// Words in double quotes, where SQLite expects a column and no table has one of that name.
pub(super) fn words_as_text(statement: &str, schema: &Schema) -> Vec<Found> {
    let parts = Parts::of(statement);
    let mut found: Vec<Found> = Vec::new();
    for word in QuotedWord::all(statement) {
        let Some(at) = parts.all.iter().position(|part| part.start == word.start) else { continue };
        let Some(part) = parts.all.get(at) else { continue };
        let next = parts.all.iter().position(|part| part.start >= word.end).unwrap_or(parts.all.len());
        let is_used = |text: &str| same_name(&unquoted(text), &word.word);
        let is_column = OF_COLUMNS.contains(&part.clause)
            && !is(parts.back(at, 1), &["AS", ".", "COLLATE"])
            && !ends_value(parts.back(at, 1))
            && !matches!(parts.text(next), "." | "(");
        // Columns of the schema, rowids, and every other name that the statement itself gives.
        let is_known = schema.tables.iter().any(|table| table.column(&word.word).is_some() || is_used(&table.name))
            || is(&word.word, &["rowid", "oid", "_rowid_"])
            || parts.all.iter().any(|other| {
                let is_same = other.start == word.start || other.text.starts_with('\'');
                !is_same && is_used(other.text) && !(other.text.starts_with('"') && is_plain_use(&parts, other.start))
            });
        if is_column && !is_known {
            let tables = of_statement(&parts, schema);
            let columns = tables.iter().flat_map(|table| &table.columns).map(|column| column.name.as_str());
            let meant = word.meant(columns).first().copied().map(str::to_owned);
            found.push((word.start, word.end, SqlNote::TakenAsText { word: word.word.clone(), meant }));
        }
    }
    found
}

/// Says whether a word in double quotes stands where a column does, not where a name is given.
fn is_plain_use(parts: &Parts<'_>, start: usize) -> bool {
    let Some(at) = parts.all.iter().position(|part| part.start == start) else { return false };
    let clause = parts.all.get(at).map_or("", |part| part.clause);
    OF_COLUMNS.contains(&clause) && !is(parts.back(at, 1), &["AS", "."]) && !ends_value(parts.back(at, 1))
}

fn ends_value(text: &str) -> bool {
    let keywords = [
        "SELECT",
        "DISTINCT",
        "ALL",
        "WHERE",
        "AND",
        "OR",
        "NOT",
        "ON",
        "BY",
        "HAVING",
        "CASE",
        "WHEN",
        "THEN",
        "ELSE",
        "BETWEEN",
        "LIKE",
        "GLOB",
        "IN",
        "IS",
        "RETURNING",
        "VALUES",
        "FROM",
        "ESCAPE",
    ];
    text.ends_with([')', '\'', '"', '`', ']'])
        || is_bare(text) && !is(text, &keywords)
        || text.starts_with(|letter: char| letter.is_ascii_digit())
}

/// The tables of the schema that a statement names.
fn of_statement<'a>(parts: &Parts<'_>, schema: &'a Schema) -> Vec<&'a Table> {
    let is_named = |table: &&Table| parts.all.iter().any(|part| same_name(&unquoted(part.text), &table.name));
    schema.tables.iter().filter(is_named).collect()
}

/// `SELECT id email FROM users`: without a comma, a column's name becomes the alias of the column before it.
pub(super) fn aliases_that_are_columns(parts: &Parts<'_>, schema: &Schema) -> Vec<Found> {
    let tables = of_statement(parts, schema);
    let is_column = |word: &str| tables.iter().any(|table| table.column(&unquoted(word)).is_some());
    let mut found = Vec::new();
    for (at, part) in parts.all.iter().enumerate() {
        let before = parts.back(at, 1);
        let follows = parts.is(at + 1, &[",", "FROM"]);
        let starts = parts.is(at.saturating_sub(2), &["SELECT", "DISTINCT", ",", "."]);
        let is_alias = part.clause == "SELECT" && at >= 2 && follows && starts && is_bare(part.text) && is_bare(before);
        if is_alias && !same_name(before, part.text) && is_column(part.text) && is_column(before) {
            let note = SqlNote::AliasIsColumn { alias: part.text.to_owned(), column: before.to_owned() };
            found.push((part.start, parts.end(at), note));
        }
    }
    found
}
