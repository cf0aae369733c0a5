//! Dot commands of the sqlite3 shell: `.tables`, `.schema`, `.help`.

use crate::base::error::{LabError, Result};
use crate::base::ident::nearest;
use crate::base::problem::sql::{PageInstead, SqlProblem};

/// A command that was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command<'a> {
    /// A query whose `?1` is a LIKE pattern for names.
    Query {
        /// The query.
        sql: &'static str,
        /// The pattern; `%` for all.
        pattern: &'a str,
    },
    /// The list of commands itself: [`COMMANDS`].
    Help,
    /// A command that only changes how and where the sqlite3 shell prints or reports.
    Display,
    /// The end of the script.
    Quit,
}

/// Every command as it is typed; `words::command` says what it does.
pub const COMMANDS: [&str; 3] = [".help", ".schema [TABLE]", ".tables [PATTERN]"];

/// The commands that only change how and where the sqlite3 shell prints or reports. Like the shell, the lab takes the beginning
/// of a name for the whole.
const DISPLAY: [&str; 20] = [
    ".bail",
    ".binary",
    ".changes",
    ".echo",
    ".eqp",
    ".excel",
    ".explain",
    ".headers",
    ".mode",
    ".nullvalue",
    ".once",
    ".output",
    ".print",
    ".prompt",
    ".separator",
    ".show",
    ".stats",
    ".timer",
    ".width",
    ".www",
];

/// The query behind `.tables`: as in the sqlite3 shell, views are listed and SQLite's own tables are not.
const TABLES: &str = "SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view') \
                      AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name LIKE ?1 ORDER BY name";

/// The query behind `.schema`: a table with its indexes and triggers.
const SCHEMA: &str = "SELECT sql || ';' AS sql FROM main.sqlite_schema WHERE sql IS NOT NULL \
                      AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND tbl_name LIKE ?1 ORDER BY rowid";

/// Reads a command from its dot to the end of its line. The error of an unknown one names those that exist.
pub fn read(line: &str) -> Result<Command<'_>> {
    let (name, argument) = parts(line);
    let argument = argument.trim().trim_matches(['"', '\'']);
    let pattern = if argument.is_empty() { "%" } else { argument };
    match name {
        ".tables" => Ok(Command::Query { sql: TABLES, pattern }),
        ".schema" => Ok(Command::Query { sql: SCHEMA, pattern }),
        ".help" => Ok(Command::Help),
        ".quit" | ".exit" | ".q" => Ok(Command::Quit),
        _ if name.len() >= 4 && DISPLAY.iter().any(|known| known.starts_with(name)) => Ok(Command::Display),
        _ => Err(unknown(name)),
    }
}

/// Returns the name of a command, with its dot.
pub fn name(line: &str) -> &str {
    parts(line).0
}

/// Splits a command into its name and its argument.
fn parts(line: &str) -> (&str, &str) {
    let line = line.trim_end_matches([';', ' ', '\t']);
    line.split_once([' ', '\t']).unwrap_or((line, ""))
}

fn unknown(name: &str) -> LabError {
    let known = COMMANDS.map(|command| command.split(' ').next().unwrap_or(command));
    let instead = match name {
        ".open" | ".restore" => Some(PageInstead::OpenDatabase),
        ".save" | ".backup" => Some(PageInstead::DownloadDatabase),
        ".read" => Some(PageInstead::SqlBox),
        ".databases" => Some(PageInstead::NameOfDatabase),
        ".indexes" => Some(PageInstead::Schema),
        _ => None,
    };
    let near = nearest(name, known).first().map(|near| (*near).to_owned());
    SqlProblem::UnknownCommand { name: name.to_owned(), near, known: known.map(str::to_owned).to_vec(), instead }.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    #[test]
    fn commands_are_read_with_their_pattern() {
        for (line, expected) in [
            (".tables", Command::Query { sql: TABLES, pattern: "%" }),
            (".tables lead%;", Command::Query { sql: TABLES, pattern: "lead%" }),
            (".schema  \"leads_scored\" ; ", Command::Query { sql: SCHEMA, pattern: "leads_scored" }),
            (".help", Command::Help),
            (".mode column", Command::Display),
            (".head on;", Command::Display),
            (".print 'a; b'", Command::Display),
            (".output out.txt", Command::Display),
            (".once -x", Command::Display),
            (".quit", Command::Quit),
            (".exit 0;", Command::Quit),
        ] {
            assert_eq!(read(line), Ok(expected), "{line}");
        }
    }

    #[test]
    fn a_command_that_is_not_known_names_those_that_are() {
        let cases = [
            (".table", "Did you mean .tables? The"),
            (".import", "The commands"),
            (".", "The commands"),
            (".he", "Did you mean .help? The"),
            (".modes", "The commands"),
            (".save", "Download database gives the file. The commands"),
        ];
        for (line, hint) in cases {
            let told = words::error(&read(line).unwrap_err());
            assert!(told.message.contains(line) && told.hint.starts_with(hint), "{told:?}");
            assert!(told.hint.ends_with(".help, .schema, .tables."), "{told:?}");
        }
    }
}
