//! Writes all tables of a database for PostgreSQL: statements, and rows in parts as COPY reads them.

use super::database::{Database, Reader};
use crate::base::error::{LabError, Result};
use crate::base::ident::{Ident, same_name};
use crate::base::schema::{Schema, Table, TableKind};
use crate::features::codegen::postgres_tables::{Kinds, column_names, copy_from, create_table, names, write_row};
use crate::protocol::{PostgresTable, PostgresTables, ROWS_FILE};

/// The number of rows that are read at a time.
const ROWS: u32 = 2048;

/// The size of a part in bytes, from which on it is handed over.
const PART: usize = 4 << 20;

/// Writes the tables, or those of these names; views are left out unless they are named. `take` gets the parts, in order.
pub fn write<D: Database>(
    database: &mut D,
    schema: &Schema,
    only: &[String],
    take: &mut dyn FnMut(&[u8]) -> Result<()>,
) -> Result<PostgresTables> {
    let is_named = |table: &Table| only.iter().any(|name| same_name(name, &table.name));
    let is_wanted = |table: &&Table| if only.is_empty() { table.kind == TableKind::Table } else { is_named(table) };
    let tables: Vec<&Table> = schema.tables.iter().filter(is_wanted).collect();
    let named = names(tables.iter().map(|table| table.name.as_str()), &[]);
    let tables = tables.into_iter().zip(named).map(|(table, name)| write_table(database, table, &name, take));
    Ok(PostgresTables { tables: tables.collect::<Result<_>>()? })
}

fn write_table<D: Database>(
    database: &mut D,
    table: &Table,
    name: &str,
    take: &mut dyn FnMut(&[u8]) -> Result<()>,
) -> Result<PostgresTable> {
    let columns: Vec<String> = table.columns.iter().map(|column| Ident(&column.name).to_string()).collect();
    let mut reader = database.reader(&format!("SELECT {} FROM {}", columns.join(", "), Ident(&table.name)))?;
    let mut kinds = vec![Kinds::default(); columns.len()];
    let (mut part, mut parts, mut rows) = (Vec::new(), Vec::new(), 0);
    loop {
        let read = reader.read(ROWS, &mut |block| {
            for row in block.chunks_exact(kinds.len().max(1)) {
                kinds.iter_mut().zip(row).for_each(|(kinds, value)| kinds.see(*value));
                write_row(row, &mut part);
            }
        })?;
        rows += u64::from(read);
        if part.len() >= PART || (read < ROWS && !part.is_empty()) {
            take(&part)?;
            parts.push(u32::try_from(part.len()).map_err(|_| LabError::internal("rows beyond four gigabytes"))?);
            part.clear();
        }
        if read < ROWS {
            break;
        }
    }
    let types = table.columns.iter().zip(kinds).map(|(column, kinds)| kinds.column_type(&column.declared));
    let columns: Vec<_> = column_names(&table.columns).into_iter().zip(types).collect();
    Ok(PostgresTable { create: create_table(name, &columns), copy: copy_from(name, &columns, ROWS_FILE), parts, rows })
}
