//! The commands of psql that the SQL box knows, and the queries that answer them.

use super::script;
use super::script::Part;
use crate::base::ident::Quoted;

/// A command of psql's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// `\dt`: lists the tables.
    Tables,
    /// `\d`: lists tables and views.
    Relations,
    /// `\d NAME`: lists the columns of a table or view.
    Columns(String),
    /// `\timing`: tells the time of each statement, or no longer.
    Timing,
    /// `\?`: lists these commands.
    Help,
    /// Another one.
    Unknown(String),
}

/// Reads a command.
pub fn read(line: &str) -> Command {
    let line = line.trim().trim_end_matches(';').trim_end();
    let (command, argument) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    match (command, argument.trim()) {
        ("\\dt", "") => Command::Tables,
        ("\\d", "") => Command::Relations,
        ("\\d", name) => Command::Columns(name.to_owned()),
        ("\\timing", _) => Command::Timing,
        ("\\?", _) => Command::Help,
        _ => Command::Unknown(command.to_owned()),
    }
}

/// The query that answers a command; `None` if no query does.
pub fn query(command: &Command) -> Option<String> {
    match command {
        Command::Tables => Some(relations("'r', 'p'")),
        Command::Relations => Some(relations("'r', 'p', 'v', 'm'")),
        Command::Columns(name) => Some(columns(name)),
        Command::Timing | Command::Help | Command::Unknown(_) => None,
    }
}

/// The statements of a script as they are sent to PostgreSQL, each with its part; those of commands that no query answers are
/// left out. The error is the name of a command that is not known.
pub fn statements(script: &str) -> Result<Vec<(Part<'_>, String)>, String> {
    let mut sent = Vec::new();
    for part in script::split(script) {
        if !part.is_command {
            sent.push((part, part.text.to_owned()));
            continue;
        }
        match read(part.text) {
            Command::Unknown(name) => return Err(name),
            command => sent.extend(query(&command).map(|query| (part, query))),
        }
    }
    Ok(sent)
}

fn relations(kinds: &str) -> String {
    format!(
        "SELECT n.nspname AS \"Schema\", c.relname AS \"Name\", \
         CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'table' END AS \"Type\", \
         pg_get_userbyid(c.relowner) AS \"Owner\" \
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
         WHERE c.relkind IN ({kinds}) AND pg_table_is_visible(c.oid) \
         AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2"
    )
}

/// PostgreSQL itself reads the name, in quotes or not, and says if there is no such table.
fn columns(name: &str) -> String {
    format!(
        "SELECT a.attname AS \"Column\", format_type(a.atttypid, a.atttypmod) AS \"Type\", \
         CASE WHEN a.attnotnull THEN 'not null' ELSE '' END AS \"Nullable\", \
         coalesce(pg_get_expr(d.adbin, d.adrelid), '') AS \"Default\" \
         FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum \
         WHERE a.attrelid = CAST({} AS regclass) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
        Quoted(name)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_read_with_their_names() {
        assert_eq!(read("\\dt;"), Command::Tables);
        assert_eq!(read("\\d  \"My table\" "), Command::Columns("\"My table\"".to_owned()));
        assert_eq!(read("\\copy t from x"), Command::Unknown("\\copy".to_owned()));
    }

    #[test]
    fn a_name_is_a_value_in_the_query() {
        let asked = query(&Command::Columns("it's".to_owned())).unwrap_or_default();
        assert!(asked.contains("CAST('it''s' AS regclass)"), "{asked}");
    }
}
