//! Commands that start with a dot, as the sqlite3 shell has them: `.tables`, `.schema`, `.help`.

use crate::base::error::{ErrorKind, LabError, Result};
use crate::base::ident::nearest;

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
    /// A command that only sets how the sqlite3 shell prints or reports.
    Display,
}

/// Every command as it is typed, with what it does.
pub const COMMANDS: [(&str, &str); 3] = [
    (".help", "Shows this list."),
    (".schema [TABLE]", "Shows the SQL that made the tables, or one of them."),
    (".tables [PATTERN]", "Lists tables and views; % in a pattern stands for anything."),
];

/// What sets how the sqlite3 shell prints or reports, and leaves data and results as they are. Like the shell, the lab takes
/// the beginning of a name for the whole.
const DISPLAY: [&str; 16] = [
    ".bail",
    ".binary",
    ".changes",
    ".echo",
    ".eqp",
    ".explain",
    ".headers",
    ".mode",
    ".nullvalue",
    ".print",
    ".prompt",
    ".separator",
    ".show",
    ".stats",
    ".timer",
    ".width",
];

/// The commands of the sqlite3 shell that a control of the page stands for.
const ELSEWHERE: [(&str, &str); 7] = [
    (".open", "Open database opens a file."),
    (".restore", "Open database opens a file."),
    (".save", "Download database gives the file."),
    (".backup", "Download database gives the file."),
    (".read", "Paste the SQL of that file into the SQL box."),
    (".databases", "One database is open here; the page shows its name at the top."),
    (".indexes", "The command .schema TABLE shows its indexes."),
];

/// As in the sqlite3 shell, a view is listed like a table, and SQLite's own tables are not.
const TABLES: &str = "SELECT name FROM main.sqlite_schema WHERE type IN ('table', 'view') \
                      AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name LIKE ?1 ORDER BY name";

/// What belongs to a table (indexes, triggers) comes with it.
const SCHEMA: &str = "SELECT sql || ';' AS sql FROM main.sqlite_schema WHERE sql IS NOT NULL \
                      AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND tbl_name LIKE ?1 ORDER BY rowid";

/// Reads a command from its dot to the end of its line. The error of one that is not known names those that are.
pub fn read(line: &str) -> Result<Command<'_>> {
    let (name, argument) = parts(line);
    let argument = argument.trim().trim_matches(['"', '\'']);
    let pattern = if argument.is_empty() { "%" } else { argument };
    match name {
        ".tables" => Ok(Command::Query { sql: TABLES, pattern }),
        ".schema" => Ok(Command::Query { sql: SCHEMA, pattern }),
        ".help" => Ok(Command::Help),
        _ if name.len() >= 4 && DISPLAY.iter().any(|known| known.starts_with(name)) => Ok(Command::Display),
        _ => Err(unknown(name)),
    }
}

/// The name of a command, with its dot.
pub fn name(line: &str) -> &str {
    parts(line).0
}

/// A command's name, and what follows it.
fn parts(line: &str) -> (&str, &str) {
    let line = line.trim_end_matches([';', ' ', '\t']);
    line.split_once([' ', '\t']).unwrap_or((line, ""))
}

/// The note about commands of a script that were passed over.
pub fn passed_over(names: &[&str]) -> String {
    let what = if names.len() == 1 { "It sets" } else { "They set" };
    format!(
        "Passed over {}. {what} what the sqlite3 shell prints, and results here are always a table.",
        names.join(", ")
    )
}

fn unknown(name: &str) -> LabError {
    let known = COMMANDS.map(|(command, _)| command.split(' ').next().unwrap_or(command));
    let near = nearest(name, known);
    let first = match (ELSEWHERE.iter().find(|(command, _)| *command == name), near.first()) {
        (Some((_, instead)), _) => format!("{instead} "),
        (None, Some(near)) => format!("Did you mean {near}? "),
        (None, None) => String::new(),
    };
    let hint = format!("{first}The commands are {}.", known.join(", "));
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
            (".mode column", Command::Display),
            (".head on;", Command::Display),
            (".print 'a; b'", Command::Display),
        ] {
            assert_eq!(read(line), Ok(expected), "{line}");
        }
    }

    #[test]
    fn what_was_passed_over_is_named() {
        assert_eq!(
            passed_over(&[".mode", ".headers"]),
            "Passed over .mode, .headers. They set what the sqlite3 shell prints, and results here are always a table."
        );
        assert!(passed_over(&[".timer"]).starts_with("Passed over .timer. It sets what"));
    }

    #[test]
    fn a_command_that_is_not_known_names_those_that_are() {
        let cases = [
            (".table", "Did you mean .tables? The"),
            (".quit", "The commands"),
            (".", "The commands"),
            (".he", "Did you mean .help? The"),
            (".modes", "The commands"),
            (".save", "Download database gives the file. The commands"),
        ];
        for (line, hint) in cases {
            let error = read(line).unwrap_err();
            assert!(error.message.contains(line) && error.hint.starts_with(hint), "{error}");
            assert!(error.hint.ends_with(".help, .schema, .tables."), "{error}");
        }
    }
}
