//! Reads what a table looks like at a glance, in one pass over its rows.

use super::database::Database;
use super::query;
use crate::domain::error::Result;
use crate::domain::ident::Ident;
use crate::domain::profile::{ColumnProfile, TableProfile};
use crate::domain::schema::{Column, Table};
use crate::domain::value::Value;

/// How many values one column takes in the query.
const PARTS: usize = 8;

/// A result of SQLite has at most 2 000 columns; a wider table needs a pass for each so many of its own.
const COLUMNS_PER_PASS: usize = 200;

/// The longest text that is shown as least or greatest value, in characters.
const LONGEST: usize = 100;

/// Reads the profile of a table or view, and its first `count` rows.
pub(super) fn read<D: Database>(database: &mut D, table: &Table, count: u32) -> Result<TableProfile> {
    let from = query::in_main(&table.name);
    let first = query::relation(database, &format!("SELECT * FROM {from} LIMIT {count}"), &[], &mut 0)?.rows;
    let mut profile = TableProfile { table: table.name.clone(), rows: 0, columns: Vec::new(), first };
    for some in table.columns.chunks(COLUMNS_PER_PASS) {
        let parts: Vec<String> = some.iter().map(|column| parts(&Ident(&column.name))).collect();
        let rows = database.rows(&format!("SELECT count(*), {} FROM {from}", parts.join(", ")), &[])?;
        let Some([total, values @ ..]) = rows.first().map(Vec::as_slice) else { continue };
        profile.rows = whole(total);
        profile
            .columns
            .extend(some.iter().zip(values.chunks_exact(PARTS)).map(|(column, values)| told(column, values)));
    }
    Ok(profile)
}

/// What SQL is asked of a column, in the order in which [`told`] reads it.
fn parts(column: &Ident<'_>) -> String {
    format!(
        "sum({column} IS NULL), sum(typeof({column}) = 'integer'), sum(typeof({column}) = 'real'), \
         sum(typeof({column}) = 'text'), sum(typeof({column}) = 'blob'), min({column}), max({column}), \
         avg(CASE WHEN typeof({column}) IN ('integer', 'real') THEN {column} END)"
    )
}

fn told(column: &Column, values: &[Value]) -> ColumnProfile {
    let value = |at: usize| values.get(at).map_or(Value::Null, shortened);
    let count = |at: usize| values.get(at).map_or(0, whole);
    ColumnProfile {
        name: column.name.clone(),
        declared: column.declared.clone(),
        nulls: count(0),
        integers: count(1),
        reals: count(2),
        texts: count(3),
        blobs: count(4),
        min: value(5),
        max: value(6),
        mean: value(7),
    }
}

/// A count; a sum over no rows is NULL.
fn whole(value: &Value) -> u64 {
    value.integer().and_then(|count| u64::try_from(count).ok()).unwrap_or(0)
}

fn shortened(value: &Value) -> Value {
    let long = value.text().and_then(|text| Some((text, text.char_indices().nth(LONGEST)?.0)));
    match (long, value) {
        (Some((text, end)), _) => Value::Text(format!("{}…", &text[..end])),
        (None, Value::Blob(bytes)) => Value::Blob(bytes.iter().take(LONGEST).copied().collect()),
        _ => value.clone(),
    }
}
