//! Lints of SQL text: what runs without an error but is probably not meant. A pure function of the script and the schema.

mod division;
mod join;
mod parts;
mod quoted;
mod values;

use self::parts::Parts;
use super::letters;
use super::notes::SqlNote;
use super::statements;
use super::statements::Statement;
use crate::base::ident::same_name;
use crate::base::schema::Schema;

/// A place in a script with the note about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lint {
    /// The start in the script, in bytes.
    pub from: usize,
    /// The end in the script, in bytes.
    pub to: usize,
    /// The note; `words::sql_note` has its sentence.
    pub note: SqlNote,
}

/// The tables of customers and transactions, as the mapping names them.
#[derive(Clone, Copy, Debug)]
pub struct Roles<'a> {
    /// The table with one row for each customer.
    pub customers: &'a str,
    /// Its key column.
    pub key: &'a str,
    /// The table with the transactions.
    pub transactions: &'a str,
}

/// Finds what is probably not meant in a script. Once a statement changes tables or columns, names are no longer judged,
/// because `schema` is that from before the script.
pub fn lints(script: &str, schema: &Schema, roles: Option<Roles<'_>>) -> Vec<Lint> {
    let mut found = Vec::new();
    let mut is_schema_known = true;
    for statement in statements::split(script) {
        if statement.text.starts_with('.') {
            continue;
        }
        let first = statements::tokens(statement.text).next().map_or("", |token| token.text);
        found.extend(of_letters(&statement, schema));
        let known = if is_schema_known { schema } else { &Schema::default() };
        if ["CREATE", "ALTER", "DROP", "ATTACH", "ROLLBACK"].iter().any(|word| word.eq_ignore_ascii_case(first)) {
            is_schema_known = false;
        }
        found.extend(of_statement(&statement, known, roles));
    }
    found.sort_by_key(|lint| lint.from);
    found
}

/// Finds what is probably not meant in one statement, except for letters of web pages and words in double quotes.
pub fn of_statement(statement: &Statement<'_>, schema: &Schema, roles: Option<Roles<'_>>) -> Vec<Lint> {
    let mut found = meaning(statement, schema, roles);
    if !schema.tables.is_empty() {
        found.extend(within(statement, quoted::words_as_text(statement.text, schema)));
    }
    found
}

/// Finds what is probably not meant in one statement that SQLite can read, except for words in double quotes.
pub fn meaning(statement: &Statement<'_>, schema: &Schema, roles: Option<Roles<'_>>) -> Vec<Lint> {
    let parts = Parts::of(statement.text);
    let verbs = ["SELECT", "WITH", "INSERT", "REPLACE", "UPDATE", "DELETE", "VALUES", "EXPLAIN"];
    let makes_rows = parts.is(0, &verbs) || parts.is(0, &["CREATE"]) && parts.has("SELECT");
    if !makes_rows {
        return Vec::new();
    }
    let mut found = values::null_comparisons(&parts);
    found.extend(values::dates_without_quotes(&parts));
    found.extend(values::dates_of_other_shapes(&parts));
    found.extend(division::of_whole_numbers(&parts, schema));
    found.extend(quoted::aliases_that_are_columns(&parts, schema));
    found.extend(roles.and_then(|roles| join::that_drops_customers(&parts, roles)));
    within(statement, found)
}

fn of_letters(statement: &Statement<'_>, schema: &Schema) -> Vec<Lint> {
    let is_name = |word: &str| {
        schema.tables.iter().any(|table| {
            same_name(&table.name, word) || table.columns.iter().any(|column| same_name(&column.name, word))
        })
    };
    let lint = |odd: letters::Lookalike<'_>| {
        let len = statement.text.get(odd.at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        (odd.at, odd.at + len, SqlNote::OddLetter { advice: odd.advice })
    };
    within(statement, letters::lookalikes(statement.text, is_name).map(lint))
}

/// A place in a statement, in bytes, with its note.
type Found = (usize, usize, SqlNote);

fn within(statement: &Statement<'_>, found: impl IntoIterator<Item = Found>) -> Vec<Lint> {
    let lint = |(from, to, note)| Lint { from: statement.start + from, to: statement.start + to, note };
    found.into_iter().map(lint).collect()
}
