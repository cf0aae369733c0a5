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
            format!("“{word}” is no column here, so SQLite takes it as text. {next}")
        }
        SqlNote::ComparedWithNull { found, write } => {
            format!("“{found}” is never true, also where the value is NULL: write {write}.")
        }
        SqlNote::WholeDivision => "Both numbers are whole, so SQLite leaves out the part after the point: 1 / 2 is 0. \
             Write 1.0 * before the first number to keep it."
            .to_owned(),
        SqlNote::DateWithoutQuotes { found, value, write } => {
            format!("Without quotes {found} is a subtraction, and its result is {value}. Write {write}.")
        }
        SqlNote::DateOutOfOrder { found, write } => format!(
            "SQLite compares text letter by letter, so “{found}” does not sort as a date. Write {write}, and the column in the same form."
        ),
        SqlNote::DateOfOtherShape { function, found } => {
            let (result, write) = match function.as_str() {
                "date" => ("has no time", "datetime(…), or a date without a time"),
                _ => ("has a time", "date(…), or a date with a time"),
            };
            format!("The result of {function}(…) {result}, so it is never equal to “{found}”. Write {write}.")
        }
        SqlNote::AliasIsColumn { alias, column } => format!(
            "Without a comma, {alias} is only another name for {column} here. Write a comma before it to get both columns."
        ),
        SqlNote::JoinDropsCustomers { customers, transactions, is_first } => {
            let next = if *is_first {
                "LEFT JOIN keeps them".to_owned()
            } else {
                format!("FROM {customers} LEFT JOIN {transactions} keeps them")
            };
            format!("This join leaves out the rows of {customers} that have no row in {transactions}. {next}.")
        }
        SqlNote::OddLetter { advice } => super::sql_advice(std::slice::from_ref(advice)),
        SqlNote::AttachedInMemory { name } => {
            format!("Attached {name} in memory. What you put into it is neither saved nor part of the download.")
        }
        SqlNote::Ended { name } => {
            format!("{name} ends the script, as in the sqlite3 shell: nothing after it ran.")
        }
        SqlNote::PassedOver { names } => {
            let what = if names.len() == 1 { "It changes" } else { "They change" };
            let names = names.join(", ");
            format!("Passed over {names}. {what} how the sqlite3 shell prints; results here are always a table.")
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
            "Passed over .mode, .headers. They change how the sqlite3 shell prints; results here are always a table."
        );
        assert!(passed_over(&[".timer"]).starts_with("Passed over .timer. It changes how"));
    }
}
