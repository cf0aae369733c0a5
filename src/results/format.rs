//! The formats in which a result leaves the page.

use serde::{Deserialize, Serialize};

/// A format of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ResultFormat {
    /// Values with tabs between them, for the clipboard.
    Tsv,
    /// Values with commas between them (RFC 4180).
    Csv,
    /// A list of objects, one for each row.
    Json,
    /// A table of Markdown.
    Markdown,
    /// INSERT statements for SQLite.
    SqlInserts,
}

impl ResultFormat {
    /// All formats.
    pub const ALL: [Self; 5] = [Self::Tsv, Self::Csv, Self::Json, Self::Markdown, Self::SqlInserts];
}
