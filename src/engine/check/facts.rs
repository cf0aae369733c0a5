//! Queries of the checks of a lesson: a table's content, its row count, repeated keys, NULLs.

use crate::base::error::Result;
use crate::base::ident::Ident;
use crate::base::relation::Relation;
use crate::base::schema::Table;
use crate::base::value::Value;
use crate::engine::database::Database;
use crate::engine::query::{self, in_main};
use crate::lessons::judge::explain;
use crate::lessons::judge::verdict::{Fault, ShownRow};

/// The number of rows that are shown as examples.
const EXAMPLES: usize = 3;

/// Reads a whole table, in its own order.
pub(super) fn content<D: Database>(database: &mut D, table: &str) -> Result<Relation> {
    query::relation(database, &format!("SELECT * FROM {}", in_main(table)), &[], &mut query::Room::default())
}

/// Returns the number of rows of a table or view.
pub(super) fn rows<D: Database>(database: &mut D, table: &Table) -> Result<u64> {
    match table.rows {
        Some(rows) => Ok(rows),
        None => database.count(&format!("SELECT count(*) FROM {}", in_main(&table.name)), &[]),
    }
}

/// Finds values of a key that several rows have.
pub(super) fn repeated<D: Database>(database: &mut D, table: &Table, key: &[String]) -> Result<Option<Fault>> {
    let columns = key.iter().map(|name| Ident(name).to_string()).collect::<Vec<_>>().join(", ");
    let groups = format!("SELECT {columns} FROM {} GROUP BY {columns} HAVING count(*) > 1", in_main(&table.name));
    let count = database.count(&format!("SELECT count(*) FROM ({groups})"), &[])?;
    let examples = database.rows(&format!("{groups} LIMIT {EXAMPLES}"), &[])?;
    let names: Vec<&str> = key.iter().map(String::as_str).collect();
    Ok(explain::repeated(&table.name, key, count, shown(&names, examples)))
}

/// Finds the first of some columns that has NULLs.
pub(super) fn nulls<D: Database>(database: &mut D, table: &Table, columns: &[String]) -> Result<Option<Fault>> {
    let Some(first) = table.columns.first() else { return Ok(None) };
    for name in columns {
        let these = format!("FROM {} WHERE {} IS NULL", in_main(&table.name), Ident(name));
        let count = database.count(&format!("SELECT count(*) {these}"), &[])?;
        if count > 0 {
            let sql = format!("SELECT {} {these} LIMIT {EXAMPLES}", Ident(&first.name));
            let examples = database.rows(&sql, &[])?;
            return Ok(explain::nulls(name, count, shown(&[&first.name], examples)));
        }
    }
    Ok(None)
}

fn shown(names: &[&str], rows: Vec<Vec<Value>>) -> Vec<ShownRow> {
    let row = |row: Vec<Value>| ShownRow::Plain { values: explain::named(names.iter().copied().zip(&row)) };
    rows.into_iter().map(row).collect()
}
