//! Sentences of the notes on SQL that ran: what SQLite did without an error, and what the shell's commands do.

use crate::base::ident::Quoted;
use crate::sqlite::sql::notes::SqlNote;

/// The sentences of a note.
pub fn sql_note(note: &SqlNote) -> String {
    match note {
        SqlNote::TakenAsText { word, meant } => {
            let next = match meant {
                Some(name) => format!("Did you mean {name}?"),
                None => format!("Write {} if text is meant.", Quoted(word)),
            };
            format!("“{word}” is no column here, so SQLite took it as text. {next}")
        }
        SqlNote::AttachedInMemory { name } => {
            format!("Attached {name} in memory. What you put into it is neither saved nor part of the download.")
        }
        SqlNote::PassedOver { names } => {
            let what = if names.len() == 1 { "It sets" } else { "They set" };
            let names = names.join(", ");
            format!("Passed over {names}. {what} what the sqlite3 shell prints, and results here are always a table.")
        }
    }
}

/// The description of a shell command, for `.help`.
pub fn command(usage: &str) -> &'static str {
    match usage.split(' ').next() {
        Some(".help") => "Shows this list.",
        Some(".schema") => "Shows the SQL that made the tables, or one of them.",
        Some(".tables") => "Lists tables and views; % in a pattern stands for anything.",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_passed_over_is_named() {
        let passed_over = |names: &[&str]| {
            sql_note(&SqlNote::PassedOver { names: names.iter().map(|&name| name.to_owned()).collect() })
        };
        assert_eq!(
            passed_over(&[".mode", ".headers"]),
            "Passed over .mode, .headers. They set what the sqlite3 shell prints, and results here are always a table."
        );
        assert!(passed_over(&[".timer"]).starts_with("Passed over .timer. It sets what"));
    }
}
