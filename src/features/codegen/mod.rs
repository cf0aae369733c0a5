//! Exports of a definition: the same feature table as text for other engines, which run it unchanged; and tables for
//! PostgreSQL.
//!
//! Every export is made from an [`ExportInput`]: the specification and the facts that the lab found in the columns.

pub mod input;
mod notebook;
pub mod postgres_tables;
mod python;
mod python_features;
mod python_text;
mod python_times;
mod sql;
mod sqlite;
pub(crate) mod template;

pub use self::input::ExportInput;
use crate::base::named::Named;

/// A format in which a definition can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// `build_features.py`, for pandas and SQLAlchemy on SQLite and PostgreSQL.
    Python,
    /// `build_features.ipynb`, the same steps in a notebook for Jupyter.
    Notebook,
    /// `customer_features.sqlite.sql`, for the sqlite3 shell.
    SqliteSql,
    /// `customer_features.postgres.sql`, for psql.
    PostgresSql,
    /// `customer_features.duckdb.sql`, for DuckDB.
    DuckDbSql,
    /// `build_features_spark.py`, for PySpark.
    Spark,
    /// `features.json`, the definition itself, which the lab opens again.
    Definition,
}

impl ExportFormat {
    /// All formats, in the order in which people are offered them.
    pub const ALL: [Self; 7] = [
        Self::Python,
        Self::Notebook,
        Self::SqliteSql,
        Self::PostgresSql,
        Self::DuckDbSql,
        Self::Spark,
        Self::Definition,
    ];

    /// Returns the name of the file.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Python => "build_features.py",
            Self::Notebook => "build_features.ipynb",
            Self::SqliteSql => "customer_features.sqlite.sql",
            Self::PostgresSql => "customer_features.postgres.sql",
            Self::DuckDbSql => "customer_features.duckdb.sql",
            Self::Spark => "build_features_spark.py",
            Self::Definition => "features.json",
        }
    }
}

impl Named for ExportFormat {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Python, "python"),
        (Self::Notebook, "notebook"),
        (Self::SqliteSql, "sqlite"),
        (Self::PostgresSql, "postgres"),
        (Self::DuckDbSql, "duckdb"),
        (Self::Spark, "spark"),
        (Self::Definition, "definition"),
    ];
}

/// Writes the text of an export.
pub fn export(input: &ExportInput, format: ExportFormat) -> String {
    match format {
        ExportFormat::Python => python::script(input),
        ExportFormat::Notebook => notebook::notebook(input),
        ExportFormat::SqliteSql => sqlite::script(input),
        ExportFormat::PostgresSql => sql::postgres(input),
        ExportFormat::DuckDbSql => sql::duckdb(input),
        ExportFormat::Spark => sql::spark::script(input),
        ExportFormat::Definition => input.to_json(),
    }
}
