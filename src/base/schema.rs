//! The schema of a database: its tables and views with their columns, as `PRAGMA table_xinfo` lists them.

use serde::{Deserialize, Serialize};

use super::ident::same_name;

/// All tables and views of a database, in the order of `sqlite_schema`; SQLite's own tables are left out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Schema {
    /// Tables and views.
    pub tables: Vec<Table>,
}

/// A table or a view.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The name as it was declared.
    pub name: String,
    /// Table or view.
    pub kind: TableKind,
    /// True if rows have a `rowid`; a view and a WITHOUT ROWID table have none.
    pub has_rowid: bool,
    /// True if the table is STRICT.
    pub strict: bool,
    /// The columns in order, generated ones included.
    pub columns: Vec<Column>,
    /// The foreign keys that the table declares.
    pub foreign_keys: Vec<ForeignKey>,
    /// The number of rows; `None` for a view that cannot be counted.
    pub rows: Option<u64>,
}

/// The kind of a table: a stored one or a view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// A table.
    Table,
    /// A view.
    View,
}

/// A declared foreign key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ForeignKey {
    /// The table that it refers to, as it was written.
    pub table: String,
    /// Its own columns, each with the column that it refers to; `None` stands for the primary key.
    pub columns: Vec<(String, Option<String>)>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    /// The name as it was declared.
    pub name: String,
    /// The declared type as it was written; empty if there was none.
    pub declared: String,
    /// True if the column is part of the primary key.
    pub primary_key: bool,
}

impl Schema {
    /// Finds a table or view by name, in any letter case.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| same_name(&table.name, name))
    }

    /// Says whether the same tables and views have the same columns; rows do not matter.
    pub fn has_same_names(&self, other: &Self) -> bool {
        let names = |table: &Table| table.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>();
        self.tables.len() == other.tables.len()
            && self.tables.iter().zip(&other.tables).all(|(a, b)| a.name == b.name && names(a) == names(b))
    }

    /// Returns the name, or else the first of `name_2`, `name_3`, … that no table or view has.
    pub fn free_name(&self, name: &str) -> String {
        let mut names = (1..).map(|n| if n == 1 { name.to_owned() } else { format!("{name}_{n}") });
        names.find(|name| self.table(name).is_none()).unwrap_or_default()
    }
}

impl Table {
    /// Finds a column by name, in any letter case.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| same_name(&column.name, name))
    }

    /// Returns the name of the rowid in SQL, if the table has one that no column hides.
    pub fn rowid(&self) -> Option<&'static str> {
        let hidden = |name: &str| self.column(name).is_some();
        self.has_rowid.then(|| ["rowid", "_rowid_", "oid"].into_iter().find(|name| !hidden(name))).flatten()
    }
}
