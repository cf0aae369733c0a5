//! Commands that start with a dot, as the sqlite3 shell has them: `.tables`, `.schema`, `.help`.

use super::error::{ErrorKind, LabError, Result};
use super::ident::nearest;

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
}

/// Every command as it is typed, with what it does.
pub const COMMANDS: [(&str, &str); 3] = [
    (".help", "Shows this list."),
    (".schema [TABLE]", "Shows the SQL that made the tables, or one of them."),
    (".tables [PATTERN]", "Lists tables and views; % in a pattern stands for anything."),
];

/// As in the sqlite3 shell, a view is listed like a table, and SQLite's own tables are not.
const TABLES: &str = "SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view') \
                      AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name LIKE ?1 ORDER BY name";

/// What belongs to a table (indexes, triggers) comes with it.
const SCHEMA: &str = "SELECT sql || ';' AS sql FROM main.sqlite_schema WHERE sql IS NOT NULL \
                      AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND tbl_name LIKE ?1 ORDER BY rowid";

/// Reads a command from its dot to the end of its line. The error of one that is not known names those that are.
pub fn read(line: &str) -> Result<Command<'_>> {
    let line = line.trim_end_matches([';', ' ', '\t']);
    let (name, argument) = line.split_once([' ', '\t']).unwrap_or((line, ""));
    let argument = argument.trim().trim_matches(['"', '\'']);
    let pattern = if argument.is_empty() { "%" } else { argument };
    match name {
        ".tables" => Ok(Command::Query { sql: TABLES, pattern }),
        ".schema" => Ok(Command::Query { sql: SCHEMA, pattern }),
        ".help" => Ok(Command::Help),
        _ => Err(unknown(name)),
    }
}

fn unknown(name: &str) -> LabError {
    let known = COMMANDS.map(|(command, _)| command.split(' ').next().unwrap_or(command));
    let near = nearest(name, known);
    let hint = match near.first() {
        Some(near) => format!("Did you mean {near}? The commands are {}.", known.join(", ")),
        None => format!("The commands are {}.", known.join(", ")),
    };
    LabError::new(ErrorKind::Sql, format!("The lab has no command “{name}”."), hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_with_their_pattern() {
        for (line, expected) in [
            (".tables", Command::Query { sql: TABLES, pattern: "%" }),
            (".tables lead%;", Command::Query { sql: TABLES, pattern: "lead%" }),
            (".schema  \"leads_scored\" ; ", Command::Query { sql: SCHEMA, pattern: "leads_scored" }),
            (".help", Command::Help),
        ] {
            assert_eq!(read(line), Ok(expected), "{line}");
        }
    }

    #[test]
    fn a_command_that_is_not_known_names_those_that_are() {
        let cases = [(".table", "Did you mean .tables? The"), (".quit", "The commands"), (".", "The commands")];
        for (line, hint) in cases {
            let error = read(line).unwrap_err();
            assert!(error.message.contains(line) && error.hint.starts_with(hint), "{error}");
            assert!(error.hint.ends_with(".help, .schema, .tables."), "{error}");
        }
    }
}
