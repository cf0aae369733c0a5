//! Texts of the panel *Tables*.

use super::numbers::rows;
use crate::base::ident::shown;
use crate::base::schema::Column;
use crate::base::schema::Table;
use crate::base::schema::TableKind;

pub const TABLES: &str = "Tables";
pub const NO_TABLES: &str = "This database has no tables.";
pub const SHOW_ROWS: &str = "Rows";
pub const SHOW_PROFILE: &str = "Profile";
pub const PRIVATE: &str = "Your data stays in this browser: nothing is uploaded.";

/// The status line when the rows of a table are shown.
pub fn browses(table: &str, count: u64) -> String {
    format!("{}: {}.", shown(table), rows(count))
}

/// The button that shows the rows of a table.
pub fn button_for_rows(table: &str) -> String {
    format!("Show {table}")
}

/// The accessible name of the button *Rows*; it begins with the visible text.
pub fn show_rows_of(table: &str) -> String {
    format!("Rows of {}", shown(table))
}

/// The accessible name of the button that shows a table's profile.
pub fn show_profile_of(table: &str) -> String {
    format!("Profile of {}", shown(table))
}

/// The tabs of a table's profile.
pub const PROFILE_TABS: &[&str] = &["First rows", "Types and ranges"];

/// The facts beside a table's name: its number of rows, and `view` for a view.
pub fn table_facts(table: &Table) -> String {
    match (table.kind, table.rows) {
        (TableKind::View, Some(n)) => format!("view, {}", rows(n)),
        (TableKind::View, None) => "view".to_owned(),
        (TableKind::Table, n) => rows(n.unwrap_or_default()),
    }
}

/// The facts beside a column's name: its declared type, and `primary key`.
pub fn column_facts(column: &Column) -> String {
    let key = if column.primary_key { "primary key" } else { "" };
    [column.declared.as_str(), key].into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(", ")
}
