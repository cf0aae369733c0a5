//! Texts of the panels *SQL* and *Results*.

use super::numbers::{duration, number, rows};
use crate::base::value::Value;

/// The longest text of a cell, in characters.
const LONGEST_CELL: usize = 400;

pub const SQL: &str = "SQL";
pub const RUN: &str = "Run";
pub const STOP: &str = "Stop";
pub const RUN_HINT: &str = "Ctrl+Enter: run · Alt+↑: previous query";
pub const EDITOR_HINT: &str =
    "Ctrl+Enter: run · Ctrl+Shift+Enter: run one statement · Alt+↑: previous query · Esc, then Tab: leave";
pub const SELECTION_HINT: &str = "Run takes only the text that you selected.";
pub const NO_EDITOR: &str = "Colours and completion could not be loaded. You can write and run SQL without them.";
/// The phrases of the editor's library, each with what the lab says.
pub const EDITOR_PHRASES: [[&str; 2]; 10] = [
    ["next", "Next"],
    ["previous", "Previous"],
    ["all", "Select all"],
    ["match case", "Same case"],
    ["by word", "Whole words"],
    ["regexp", "Regular expression"],
    ["replace", "Replace"],
    ["replace all", "Replace all"],
    ["close", "Close"],
    ["Control character", "Invisible character"],
];
pub const FROM_LINK: &str =
    "This SQL came with the link. Read it before you run it: only a query that changes nothing ran by itself.";
pub const ALLOW_CHANGES: &str = "Allow changes to this file";
pub const CHANGES_ALLOWED: &str = "Changes to this file are allowed. Run the SQL again.";
pub const RESULTS: &str = "Results";
pub const RESULTS_EMPTY: &str = "Run a query: its rows appear here.";
pub const NO_ROWS: &str = "No rows match.";
pub const EARLIER_ROWS: &str = "The last run failed. These rows are from the run before.";
pub const RESULT_NUMBER: &str = "Result number";
pub const QUERY: &str = "Query";
pub const PREVIOUS: &str = "Previous rows";
pub const NEXT: &str = "Next rows";
pub const SCROLLABLE: &str = "Rows, scrollable";

/// The status line after a script: the number of statements, the time in milliseconds, and their effects, if any.
pub fn ran(statements: usize, ms: f64, effects: &str) -> String {
    let statements = if statements == 1 { "1 statement".to_owned() } else { format!("{statements} statements") };
    let ran = format!("Ran {statements} in {}.", duration(ms));
    if effects.is_empty() { ran } else { format!("{ran} {effects}") }
}

/// The result of a statement of PostgreSQL's without rows: the number of changed rows, which is 0 for DROP TABLE too.
pub fn changed(n: u64) -> String {
    if n == 0 { "Done.".to_owned() } else { format!("Done. {} changed.", rows(n)) }
}

/// The tab of one result of a script.
pub fn result_tab(at: usize) -> String {
    format!("Result {}", at + 1)
}

/// The number of results of a script, after the field with the number of the one on show.
pub fn of_results(count: usize) -> String {
    format!("of {} results", number(count as u64))
}

/// The range of rows on show (`start` from 0) and their total number.
pub fn window(start: u64, shown: u64, total: u64) -> String {
    if shown == total {
        return rows(total);
    }
    format!("{}–{} of {}", number(start + 1), number(start + shown), rows(total))
}

/// The line and column, from 1, of the character at an offset in a script.
pub fn place(script: &str, at: u32) -> String {
    let before: String = script.chars().take(at as usize).collect();
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
    format!("Line {line}, column {column}: ")
}

/// A value as a cell shows it; long text and bytes are truncated.
pub fn cell(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(LONGEST_CELL).and_then(|(end, _)| text.get(..end)) {
        Some(start) => format!("{start}…"),
        None => text,
    }
}
