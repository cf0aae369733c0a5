//! The query that shows the whole rows of a check's examples.

use super::checks::Check;
use crate::base::ident::Ident;
use crate::base::schema::{Schema, Table};
use crate::features::spec::FeatureSpec;

/// The checks whose examples are rows of the leads table; those of all others are transactions.
const OF_LEADS: [&str; 8] = [
    "duplicate_lead_keys",
    "blank_lead_keys",
    "blank_emails",
    "header_rows",
    "ended_leads",
    "rating_values",
    "p1_values",
    "customers_without_transactions",
];

impl Check {
    /// Returns the query for the whole rows of the examples, with their rowids; `None` without examples, and if the rows of
    /// the table have no rowid.
    pub fn example_rows(&self, spec: &FeatureSpec, schema: &Schema) -> Option<String> {
        let rowids: Vec<String> = self.examples.iter().map(|example| example.rowid.to_string()).collect();
        let of_leads = OF_LEADS.contains(&self.id.as_str());
        let table = schema.table(if of_leads { &spec.leads.table } else { &spec.transactions.table })?;
        let rowid = table.rowid().filter(|_| !rowids.is_empty())?;
        Some(format!(
            "SELECT {rowid} AS {}, * FROM main.{} WHERE {rowid} IN ({}) ORDER BY {rowid};",
            Ident(&free_column(table)),
            Ident(&table.name),
            rowids.join(", ")
        ))
    }
}

/// A name for the column of rowids that no column of the table has.
fn free_column(table: &Table) -> String {
    std::iter::successors(Some("row".to_owned()), |name| Some(format!("{name}_")))
        .find(|name| table.column(name).is_none())
        .unwrap_or_default()
}
