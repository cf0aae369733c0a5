//! The declared type of a column, as SQL that creates a column of the same type.

use super::schema::{Column, Table};
use crate::base::ident::Ident;

/// Declared types that are written without quotes; others go in quotes, which SQLite takes for the same type.
const PLAIN_TYPES: [&str; 20] = [
    "INTEGER",
    "INT",
    "BIGINT",
    "SMALLINT",
    "TINYINT",
    "TEXT",
    "REAL",
    "DOUBLE",
    "FLOAT",
    "NUMERIC",
    "DECIMAL",
    "BLOB",
    "BOOLEAN",
    "DATE",
    "DATETIME",
    "TIMESTAMP",
    "VARCHAR",
    "NVARCHAR",
    "CHAR",
    "NCHAR",
];

/// Returns the declared type of a table's column as SQL; empty if it declares none.
pub fn in_sql(table: &Table, column: &Column) -> String {
    let declared = column.declared.as_str();
    let (word, size) = declared.split_at(declared.find('(').unwrap_or(declared.len()));
    let plain = PLAIN_TYPES.iter().any(|plain| plain.eq_ignore_ascii_case(word))
        && size.chars().all(|c| c.is_ascii_digit() || matches!(c, '(' | ')' | ',' | ' '));
    match declared {
        "" => String::new(),
        // ANY means “as it is” in a STRICT table and “numeric” in others.
        "ANY" if table.strict => String::new(),
        _ if plain => declared.to_owned(),
        _ => Ident(declared).to_string(),
    }
}
