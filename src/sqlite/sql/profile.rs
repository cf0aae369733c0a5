//! The profile of a table (as pandas' `dtypes`, `isna().sum()` and `describe`): the SQL that computes it.
//!
//! It is a query like any other, so the page runs it, shows it and lets people change it.

use crate::base::ident::{Ident, Quoted};
use crate::base::schema::{Column, Table};

/// The most columns of a table in one query. A result of SQLite has at most 2 000 columns, and a column of the table
/// takes 8 of them; a wider table gets several queries.
const COLUMNS_PER_PASS: usize = 200;

/// Writes a query with one row for each column of a table: its declared type, how many values are missing, their mean,
/// least and greatest, and how many there are of each storage class. All in one pass over the rows. A mean is that of
/// the numbers.
pub fn sql(table: &Table) -> String {
    let passes: Vec<String> = table.columns.chunks(COLUMNS_PER_PASS).map(|some| pass(&table.name, some)).collect();
    passes.join(";\n")
}

fn pass(table: &str, columns: &[Column]) -> String {
    let read: Vec<String> = columns.iter().enumerate().map(|(at, column)| parts(at, &Ident(&column.name))).collect();
    let rows: Vec<String> = columns.iter().enumerate().map(|(at, column)| row(at, column)).collect();
    format!(
        "WITH pass AS MATERIALIZED (\n  SELECT {}\n  FROM main.{}\n)\n{}",
        read.join(",\n    "),
        Ident(table),
        rows.join("\nUNION ALL ")
    )
}

/// Writes the aggregates of a column: counts of its storage classes, least, greatest and mean value.
fn parts(at: usize, column: &Ident<'_>) -> String {
    let classes = ["integer", "real", "text", "blob", "null"];
    let counts = classes.map(|class| format!("ifnull(sum(typeof({column}) = '{class}'), 0) AS {class}{at}"));
    format!(
        "{}, min({column}) AS min{at}, max({column}) AS max{at}, \
         avg(CASE WHEN typeof({column}) IN ('integer', 'real') THEN {column} END) AS mean{at}",
        counts.join(", ")
    )
}

/// Writes the SELECT that makes the result row of a column.
fn row(at: usize, column: &Column) -> String {
    format!(
        "SELECT {} AS \"column\", {} AS declared, null{at} AS nulls, \
         mean{at} AS mean, min{at} AS least, max{at} AS greatest, \
         integer{at} AS integers, real{at} AS reals, text{at} AS texts, blob{at} AS blobs FROM pass",
        Quoted(&column.name),
        Quoted(&column.declared)
    )
}
