//! The call that writes the open database's tables for PostgreSQL.

use serde::{Deserialize, Serialize};

/// Request of [`PostgresTables`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct CopyTables {
    /// The tables that are wanted; all tables of the database if none is named.
    pub only: Vec<String>,
}

/// The file from which PostgreSQL in the page copies rows, as SQL.
pub const ROWS_FILE: &str = "'/dev/blob'";

/// Tables for PostgreSQL. Their rows come beside the answer, as COPY reads them, table after table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostgresTables {
    /// The tables, in the order of the schema.
    pub tables: Vec<PostgresTable>,
}

/// A table for PostgreSQL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostgresTable {
    /// The statement that creates it.
    pub create: String,
    /// The statement that copies its rows from `/dev/blob`.
    pub copy: String,
    /// The lengths in bytes of the parts in which its rows come, each of whole rows.
    pub parts: Vec<u32>,
    /// The number of rows.
    pub rows: u64,
}

impl PostgresTable {
    /// Writes what stands before the rows in a file for psql: the statements that create the table and copy its rows, which
    /// follow.
    pub fn before_rows(&self) -> String {
        let copy = self.copy.strip_suffix(ROWS_FILE).unwrap_or(&self.copy);
        format!("{}\n\n{copy}stdin;\n", self.create)
    }
}

impl PostgresTables {
    /// The first lines of a file for psql, which loads the tables in one transaction.
    pub const BEFORE: &str = "\\set ON_ERROR_STOP on\nBEGIN;\n\n";
    /// The line after the rows of a table.
    pub const AFTER_ROWS: &str = "\\.\n\n";
    /// The last line.
    pub const AFTER: &str = "COMMIT;\n";
}
