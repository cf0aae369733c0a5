//! The tables that can be read from the pages of a file: those with a B-tree of their own that has every wanted column.

use super::{Place, is_real};
use crate::base::ident::same_name;
use crate::base::schema::{Table, TableKind};
use crate::base::value::Value;

/// The query whose rows [`root`] reads; its parameter is the table's name.
pub const ROOT: &str = "SELECT rootpage, (SELECT count(*) FROM pragma_table_xinfo(?1, 'main')), (SELECT count(*) FROM \
     pragma_table_info(?1, 'main')) FROM main.sqlite_schema WHERE type = 'table' AND name = ?1 COLLATE NOCASE";

/// Returns the root page of a table. `None` for a view, a WITHOUT ROWID table, or a table with generated columns.
pub fn root(table: &Table, rows: &[Vec<Value>]) -> Option<u32> {
    if table.kind != TableKind::Table || !table.has_rowid {
        return None;
    }
    match rows {
        [row] => match row.as_slice() {
            [Value::Integer(root), all, plain] if all == plain => u32::try_from(*root).ok(),
            _ => None,
        },
        _ => None,
    }
}

/// Finds the positions of columns in the records of their table; `None` if records may lack one of them.
pub fn places(table: &Table, wanted: &[&str]) -> Option<Vec<Place>> {
    wanted.iter().map(|name| place(table, name)).collect()
}

/// Finds the position of a column in the records of its table; `None` if records may lack it.
fn place(table: &Table, name: &str) -> Option<Place> {
    let at = table.columns.iter().position(|column| same_name(&column.name, name))?;
    let column = table.columns.get(at)?;
    // The column may be an alias of the rowid.
    let is_rowid = column.primary_key && column.declared.to_ascii_uppercase().contains("INT");
    (!is_rowid).then(|| Place { at, is_real: is_real(&column.declared) })
}
