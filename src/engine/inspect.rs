//! Reads the schema of a database: tables, views, columns, row counts.

use super::database::Database;
use crate::base::error::{LabError, Result};
use crate::base::ident::{Ident, known_as};
use crate::base::problem::session::SessionProblem;
use crate::base::schema::{Column, ForeignKey, Schema, Table, TableKind};
use crate::base::value::{Value, ValueRef};

/// Reads the schema. A table or view that SQLite cannot describe (a view of a table that is gone) has no columns.
///
/// Views are not counted: counting one can take for ever.
pub fn schema<D: Database>(database: &mut D) -> Result<Schema> {
    tables(database, &Schema::default())
}

/// Reads the schema, with row counts from `known` where it has them: counting takes long in a large file.
pub fn tables<D: Database>(database: &mut D, known: &Schema) -> Result<Schema> {
    let rows = database.rows(
        "SELECT l.name, l.type, l.wr, l.strict FROM main.sqlite_schema AS s \
         JOIN pragma_table_list AS l ON l.schema = 'main' AND l.name = s.name \
         WHERE s.type IN ('table', 'view') AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY s.rowid",
        &[],
    )?;
    let mut schema = Schema::default();
    for row in rows {
        let [Value::Text(name), Value::Text(kind), without_rowid, strict] = row.as_slice() else { continue };
        let kind = if kind == "view" { TableKind::View } else { TableKind::Table };
        let columns = columns(database, name).unwrap_or_default();
        let rows = match (kind, known.table(&known_as(name.clone())).and_then(|table| table.rows)) {
            (TableKind::View, _) => None,
            (TableKind::Table, Some(rows)) => Some(rows),
            (TableKind::Table, None) => count(database, name).ok(),
        };
        schema.tables.push(Table {
            name: known_as(name.clone()),
            kind,
            has_rowid: kind == TableKind::Table && without_rowid.integer() == Some(0),
            strict: strict.integer() == Some(1),
            columns,
            foreign_keys: if kind == TableKind::Table {
                foreign_keys(database, name).unwrap_or_default()
            } else {
                Vec::new()
            },
            rows,
        });
    }
    Ok(schema)
}

/// Makes the error of a list of tables that cannot be read; `error` has SQLite's words.
pub(super) fn damaged(error: LabError) -> LabError {
    match error.detail.as_deref() {
        Some(words) if words.contains("memory") => error,
        _ => LabError { detail: error.detail, ..SessionProblem::SchemaDamaged.into() },
    }
}

/// Counts the rows of a table.
fn count<D: Database>(database: &mut D, table: &str) -> Result<u64> {
    database.count(&format!("SELECT count(*) FROM main.{}", Ident(table)), &[])
}

fn columns<D: Database>(database: &mut D, table: &str) -> Result<Vec<Column>> {
    let table = ValueRef::Text(table.as_bytes());
    let rows =
        database.rows("SELECT name, type, pk FROM pragma_table_xinfo(?1, 'main') WHERE hidden <> 1", &[table])?;
    let column = |row: Vec<Value>| match row.as_slice() {
        [Value::Text(name), declared, key] => Some(Column {
            name: known_as(name.clone()),
            declared: declared.text().unwrap_or_default().to_owned(),
            primary_key: key.integer().unwrap_or(0) > 0,
        }),
        _ => None,
    };
    Ok(rows.into_iter().filter_map(column).collect())
}

fn foreign_keys<D: Database>(database: &mut D, table: &str) -> Result<Vec<ForeignKey>> {
    let rows = database.rows(
        "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?1, 'main') ORDER BY id DESC, seq",
        &[ValueRef::Text(table.as_bytes())],
    )?;
    let mut keys: Vec<(i64, ForeignKey)> = Vec::new();
    for row in rows {
        let [Value::Integer(id), Value::Text(table), Value::Text(from), to] = row.as_slice() else { continue };
        let column = (known_as(from.clone()), to.text().map(|to| known_as(to.to_owned())));
        match keys.last_mut().filter(|(last, _)| last == id) {
            Some((_, key)) => key.columns.push(column),
            None => keys.push((*id, ForeignKey { table: known_as(table.clone()), columns: vec![column] })),
        }
    }
    Ok(keys.into_iter().map(|(_, key)| key).collect())
}
