//! The exports of a definition.

use crate::features::codegen::ExportFormat;

pub const EXPORT: &str = "Export";
pub const EXPORT_EMPTY: &str = "After a build you can take it with you: a script that builds the same table elsewhere.";
pub const EXPORT_LEAD: &str = "The same table, built elsewhere:";
pub const EXPORT_LOADING: &str = "Writing it…";
pub const EXPORT_COPIED: &str = "The text is on the clipboard.";
pub const EXPORT_NOT_COPIED: &str =
    "The browser does not let the page copy. Select the text and copy it, or save the file.";
pub const SAVE_FILE: &str = "Save file";
pub const COPY: &str = "Copy";

/// The status line once an export is shown.
pub fn export_shown(file: &str) -> String {
    format!("{file} is shown below. Press Save file to keep it.")
}

pub fn export_format(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Python => "Python script",
        ExportFormat::Notebook => "Notebook",
        ExportFormat::SqliteSql => "SQL for SQLite",
        ExportFormat::PostgresSql => "SQL for PostgreSQL",
        ExportFormat::DuckDbSql => "SQL for DuckDB",
        ExportFormat::Spark => "PySpark script",
        ExportFormat::Definition => "Definition",
    }
}

pub fn export_runs_by(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Python => {
            "Save it beside the database and run: python build_features.py. It needs pandas and SQLAlchemy; \
             uv run build_features.py brings them along."
        }
        ExportFormat::Notebook => {
            "The same steps in cells: save it beside the database and open it in Jupyter. It needs pandas and SQLAlchemy."
        }
        ExportFormat::SqliteSql => {
            "Run it on the database file: sqlite3 FILE < customer_features.sqlite.sql. It needs the sqlite3 shell, 3.40 or later, \
             and nothing else. The table is replaced in one transaction."
        }
        ExportFormat::PostgresSql => {
            "Run it on the server that has both tables: psql \"$DSN\" -v ON_ERROR_STOP=1 -f customer_features.postgres.sql. It needs \
             PostgreSQL 13 or later. The table is replaced in one transaction."
        }
        ExportFormat::DuckDbSql => {
            "Run it in a DuckDB database that has both tables: duckdb FILE < customer_features.duckdb.sql. The table is replaced \
             in one transaction."
        }
        ExportFormat::Spark => {
            "Run it by spark-submit build_features_spark.py LEADS TRANSACTIONS OUTPUT, on one machine or a cluster. It reads Parquet, \
             CSV or tables, and writes Parquet or a table."
        }
        ExportFormat::Definition => {
            "The mapping, the options and as-of: drop the file on the lab, or choose it by Open database, to build the same again."
        }
    }
}

pub const EXPORT_TABLES: &str = "Tables for PostgreSQL";

/// The name of the file with the tables of a database file.
pub fn tables_file(database: &str) -> String {
    let stem = database.rsplit_once('.').map_or(database, |(stem, _)| stem);
    format!("{}.postgres.sql", if stem.is_empty() { "tables" } else { stem })
}

/// The status line after the tables were saved.
pub fn tables_saved(file: &str, tables: usize, rows: u64) -> String {
    format!("Saved {file}: {tables} tables, {}. Load it with psql \"$DSN\" -f {file}", super::rows(rows))
}

/// The status line after a definition was taken from a file.
pub fn definition_taken(file: &str) -> String {
    format!("Took the mapping, the options and as-of from {file}. Build features builds the table by them.")
}
