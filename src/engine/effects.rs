//! Finds the effect of a statement that returns no rows, by looking at the database before and after it.

use super::database::Database;
use crate::base::error::Result;
use crate::base::ident::{Ident, known_as};
use crate::base::value::ValueRef;
use crate::sqlite::sql::effect::{Effect, Thing};
use crate::sqlite::sql::intent::{Intent, Name};

/// The settings of SQLite that can be read again without an effect.
const SETTINGS: [&str; 16] = [
    "application_id",
    "auto_vacuum",
    "automatic_index",
    "cache_size",
    "cell_size_check",
    "defer_foreign_keys",
    "foreign_keys",
    "ignore_check_constraints",
    "legacy_alter_table",
    "query_only",
    "recursive_triggers",
    "reverse_unordered_selects",
    "synchronous",
    "temp_store",
    "user_version",
    "writable_schema",
];

/// The state before a statement of what it may change.
pub(super) struct Before {
    intent: Intent,
    /// The database and the name, as it was declared, of the table, view, index or trigger that it names.
    found: Option<(String, String)>,
    /// The number of rows of the table that it drops.
    rows: Option<u64>,
    /// The number of rows changed since the database was opened.
    changes: u64,
}

impl Before {
    /// Looks at the database before a statement.
    pub(super) fn of<D: Database>(database: &mut D, statement: &str) -> Result<Self> {
        let intent = Intent::of(statement);
        let (mut found, mut rows, mut changes) = (None, None, 0);
        match &intent {
            Intent::Create { thing, name, .. } => found = find(database, thing, name)?,
            Intent::Drop { thing, name } => {
                found = find(database, thing, name)?;
                if let (Thing::Table, Some((schema, table))) = (thing, &found) {
                    rows = count(database, schema, table);
                }
            }
            Intent::Rows(_) => changes = database.count("SELECT total_changes()", &[])?,
            _ => {}
        }
        Ok(Self { intent, found, rows, changes })
    }

    /// Returns the effect of the statement, which ran and returned no rows.
    pub(super) fn effect<D: Database>(self, database: &mut D) -> Result<Effect> {
        Ok(match self.intent {
            Intent::Create { thing, name, .. } if self.found.is_some() => {
                Effect::ExistedAlready { thing, name: known_as(name.name) }
            }
            Intent::Create { thing, name: Name { database: within, name }, from_query } => {
                let within = within.as_deref().unwrap_or("main");
                let rows = if from_query { count(database, within, &name) } else { None };
                Effect::Created { thing, name: known_as(name), rows, temporary: within.eq_ignore_ascii_case("temp") }
            }
            Intent::Drop { thing, name } => match self.found {
                Some((_, name)) => Effect::Dropped { thing, name: known_as(name), rows: self.rows },
                None => Effect::NothingToDrop { thing, name: name.name },
            },
            Intent::RenameTable(from, to) => Effect::TableRenamed { from, to },
            Intent::RenameColumn(table, from, to) => Effect::ColumnRenamed { table, from, to },
            Intent::AddColumn(table, column) => Effect::ColumnAdded { table, column },
            Intent::DropColumn(table, column) => Effect::ColumnDropped { table, column },
            Intent::Rows(change) => {
                let all = database.count("SELECT total_changes()", &[])?.saturating_sub(self.changes);
                let rows = database.count("SELECT changes()", &[])?.min(all);
                Effect::Rows { change, rows, further: all - rows }
            }
            Intent::Begin => Effect::Begun,
            Intent::Commit => Effect::Committed,
            Intent::Rollback => Effect::RolledBack,
            Intent::Savepoint(name) => Effect::SavepointSet { name },
            Intent::Release(name) => Effect::SavepointReleased { name },
            Intent::RollbackTo(name) => Effect::RolledBackTo { name },
            Intent::Pragma(name) => pragma(database, name.to_ascii_lowercase())?,
            Intent::Attach(name) => Effect::Attached { name },
            Intent::Detach(name) => Effect::Detached { name },
            Intent::Analyze => Effect::Analysed,
            Intent::Vacuum => Effect::Vacuumed,
            Intent::Reindex => Effect::Reindexed,
            Intent::Other => Effect::Ran,
        })
    }
}

/// Finds what a statement names: the database that has it, and its name as it was declared. Without a database in the
/// statement, SQLite looks in `temp` first, then in `main`, then in those that were attached.
fn find<D: Database>(database: &mut D, thing: &Thing, wanted: &Name) -> Result<Option<(String, String)>> {
    let databases = match &wanted.database {
        Some(name) => vec![name.clone()],
        None => {
            let names = database.rows("SELECT name FROM pragma_database_list ORDER BY name <> 'temp', seq", &[])?;
            let names = names.iter().filter_map(|row| Some(row.first()?.text()?.to_owned()));
            let mut names: Vec<String> = names.collect();
            // SQLite lists `temp` only once it has been used.
            if !names.iter().any(|name| name == "temp") {
                names.insert(0, "temp".to_owned());
            }
            names
        }
    };
    let kind: &[u8] = match thing {
        Thing::Table => b"table",
        Thing::View => b"view",
        Thing::Index => b"index",
        Thing::Trigger => b"trigger",
    };
    for within in databases {
        let sql =
            format!("SELECT name FROM {}.sqlite_schema WHERE type = ?1 AND name = ?2 COLLATE NOCASE", Ident(&within));
        let rows = database.rows(&sql, &[ValueRef::Text(kind), ValueRef::Text(wanted.name.as_bytes())]);
        if let Some(name) = rows.unwrap_or_default().first().and_then(|row| row.first()).and_then(|name| name.text()) {
            return Ok(Some((within, name.to_owned())));
        }
    }
    Ok(None)
}

/// Counts the rows of a table; `None` if it cannot be read.
fn count<D: Database>(database: &mut D, within: &str, table: &str) -> Option<u64> {
    database.count(&format!("SELECT count(*) FROM {}.{}", Ident(within), Ident(table)), &[]).ok()
}

/// Returns the effect of a PRAGMA that returned no rows.
fn pragma<D: Database>(database: &mut D, name: String) -> Result<Effect> {
    if SETTINGS.contains(&name.as_str()) {
        let value = database.value(&format!("SELECT * FROM {}", Ident(&format!("pragma_{name}"))), &[]);
        if let Ok(value) = value {
            return Ok(Effect::Setting { name, value: value.to_string() });
        }
    }
    let known = database
        .count("SELECT count(*) FROM pragma_pragma_list WHERE name = ?1", &[ValueRef::Text(name.as_bytes())])?;
    Ok(if known > 0 { Effect::PragmaRan { name } } else { Effect::PragmaUnknown { name } })
}
