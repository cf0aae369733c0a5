//! Finds words in double quotes that SQLite took as text, because no column has that name.

use super::compile::fault;
use super::database::Database;
use super::locate::place;
use crate::base::schema::Schema;
use crate::protocol::Note;
use crate::sqlite::sql::notes::{QuotedWord, SqlNote, all_as_names};
use crate::sqlite::sql::statements;
use crate::sqlite::sql::statements::Statement;

/// The most words of a statement that are checked; each compiles a statement.
const WORDS: usize = 50;

/// The first double-quoted word of a script that SQLite takes as text, if there is one.
pub(super) fn text_in_double_quotes<D: Database>(database: &mut D, script: &str, schema: &Schema) -> Option<String> {
    let statements = statements::split(script);
    statements.into_iter().flat_map(|statement| notes(database, script, statement, schema)).find_map(|note| match note
        .note
    {
        SqlNote::TakenAsText { word, .. } => Some(word),
        _ => None,
    })
}

/// Returns notes on the double-quoted words of a statement that ran. In backticks a word is never text, so a word for
/// which SQLite then reports an unknown column was taken as text.
pub(super) fn notes<D: Database>(
    database: &mut D,
    script: &str,
    statement: Statement<'_>,
    schema: &Schema,
) -> Vec<Note> {
    let text = statement.text;
    let words = QuotedWord::all(text);
    if words.is_empty() || fault(database, &all_as_names(text, &words)).is_none() {
        return Vec::new();
    }
    let mut told: Vec<&str> = Vec::new();
    let mut notes = Vec::new();
    for word in words.iter().take(WORDS) {
        let is_text = !told.contains(&word.word.as_str())
            && fault(database, &word.replaced(text, &word.word)).is_some_and(|words| {
                words.strip_prefix("no such column: ").is_some_and(|missing| missing == word.word)
            });
        if is_text {
            told.push(&word.word);
            let columns = schema.tables.iter().flat_map(|table| &table.columns).map(|column| column.name.as_str());
            let near = word.meant(columns.chain(statements::given(text)));
            // A column of another table would not do in this place.
            let meant = near.into_iter().find(|name| fault(database, &word.replaced(text, name)).is_none());
            notes.push(Note::at(word.note(meant), place(script, statement, word.start)));
        }
    }
    notes
}
