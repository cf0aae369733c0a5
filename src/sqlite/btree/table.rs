//! Which tables can be read from the pages of a file: those with a tree of their own that has every wanted column.

use super::{Place, is_real};
use crate::base::ident::same_name;
use crate::base::schema::{Table, TableKind};
use crate::base::value::Value;

/// The query whose rows [`root`] reads; its parameter is the table's name.
pub const ROOT: &str = "SELECT rootpage, (SELECT count(*) FROM pragma_table_xinfo(?1, 'main')), (SELECT count(*) FROM \
     pragma_table_info(?1, 'main')) FROM main.sqlite_schema WHERE type = 'table' AND name = ?1 COLLATE NOCASE";

/// The page in which the tree of a table begins. `None` for what has no tree of its own or generates some of its columns.
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

/// Where columns are in the rows of their table; `None` if the rows may not have all of them.
pub fn places(table: &Table, wanted: &[&str]) -> Option<Vec<Place>> {
    wanted.iter().map(|name| place(table, name)).collect()
}

/// Where a column is in the rows of its table; `None` if the rows may not have it.
fn place(table: &Table, name: &str) -> Option<Place> {
    let at = table.columns.iter().position(|column| same_name(&column.name, name))?;
    let column = table.columns.get(at)?;
    // It may be another name of the rowid.
    let is_rowid = column.primary_key && column.declared.to_ascii_uppercase().contains("INT");
    (!is_rowid).then(|| Place { at, is_real: is_real(&column.declared) })
}
