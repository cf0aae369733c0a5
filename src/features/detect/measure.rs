//! Lists the columns whose keys are worth looking up in one another, so that few rows are read, and each only once.

use super::facts::{ColumnName, Facts};
use super::joins;
use super::named::NamedTable;
use super::tables;
use crate::base::schema::{Schema, TableKind};

/// The most tables of customers, and of transactions, that are considered.
const TABLES: usize = 12;

/// The most columns of customers that are read.
const COLUMNS: usize = 24;

/// A column of customers, and the columns whose keys are looked up in it.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// The column that may hold the customers' keys.
    pub customers: ColumnName,
    /// The columns that may refer to it.
    pub transactions: Vec<ColumnName>,
}

/// Returns the columns to candidate up, likeliest customers first; `facts` has the samples of all columns. Views are left
/// out, because reading one can take very long.
pub fn lookups(schema: &Schema, facts: &Facts) -> Vec<Lookup> {
    let candidates = NamedTable::at_all(schema, facts);
    let stored = || tables::usable(&candidates).filter(|candidate| candidate.table.kind == TableKind::Table);
    let (mut people, mut sales): (Vec<_>, Vec<_>) = (stored().collect(), stored().collect());
    people.sort_by_key(|candidate| std::cmp::Reverse(candidate.as_leads()));
    sales.sort_by_key(|candidate| std::cmp::Reverse(candidate.as_transactions()));
    let mut found = Vec::new();
    for leads in people.into_iter().take(TABLES) {
        for left in &leads.columns {
            let others = sales.iter().take(TABLES).filter(|other| !std::ptr::eq(other.table, leads.table));
            let transactions: Vec<ColumnName> = others
                .flat_map(|other| {
                    let worth = other.columns.iter().filter(|right| joins::worth_measuring(leads, left, other, right));
                    worth.map(|right| ColumnName::new(&other.table.name, &right.column.name))
                })
                .collect();
            if !transactions.is_empty() {
                found.push(Lookup { customers: ColumnName::new(&leads.table.name, &left.column.name), transactions });
            }
        }
    }
    found.truncate(COLUMNS);
    found
}
