//! The call that writes the open database's tables for PostgreSQL.

use serde::{Deserialize, Serialize};

/// Request of [`PostgresTables`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CopyTables {}

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
