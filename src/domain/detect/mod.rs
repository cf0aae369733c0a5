//! Detection: proposes a feature specification for a schema, and asks where it is not sure.
//!
//! It knows names, declared types, kinds and row counts, and nothing of the rows. Candidates get points for the words
//! of their names; the best is proposed if it is clearly ahead, otherwise the person is asked (feature-spec §1).

mod choice;
mod columns;
mod fill;
mod keys;
mod look;
mod tables;
mod vocabulary;
mod words;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use self::look::Look;
use super::schema::{Column, Schema, Table};
use super::spec::FeatureSpec;

/// A field of the mapping, by the name that the page gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// `Leads table`.
    LeadsTable,
    /// `Customer key`.
    CustomerKey,
    /// `E-mail column`.
    EmailColumn,
    /// `Rating column`.
    RatingColumn,
    /// `Transactions table`.
    TransactionsTable,
    /// `Transaction key`.
    TransactionKey,
    /// `Time column`.
    TimeColumn,
}

/// Something that detection could not decide, for the person to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The field to choose.
    pub field: Field,
    /// Why it is asked, one sentence.
    pub reason: String,
    /// The candidates, likeliest first; may be empty.
    pub options: Vec<String>,
}

/// What detection proposes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// The specification; names that were not decided are empty.
    pub spec: FeatureSpec,
    /// What the person has to choose before a build.
    pub questions: Vec<Question>,
    /// What the person should know (for example: no rating column), one sentence each.
    pub remarks: Vec<String>,
}

/// Proposes a specification as of an instant, from names, declared types and row counts alone.
pub fn propose(schema: &Schema, as_of: DateTime<Utc>) -> Proposal {
    propose_for(schema, None, None, as_of)
}

/// As [`propose`], where the person has already chosen one table or both: only the rest is proposed. A name that the
/// schema does not have counts as not chosen.
pub fn propose_for(schema: &Schema, leads: Option<&str>, transactions: Option<&str>, as_of: DateTime<Utc>) -> Proposal {
    let mut looks: Vec<Look<'_>> = schema.tables.iter().map(Look::at).collect();
    // The order in which tables were created says nothing.
    looks.sort_by_cached_key(|look| (look.table.name.to_lowercase(), look.table.name.clone()));
    let chosen = |name: Option<&str>| {
        let table = schema.table(name?)?;
        looks.iter().find(|look| std::ptr::eq(look.table, table))
    };
    let tables = tables::find(&looks, chosen(leads), chosen(transactions));
    fill::proposal(schema, &tables, as_of)
}

/// The column that says what was bought, if there is one.
pub fn product_column(table: &Table) -> Option<&Column> {
    let look = Look::at(table);
    let (_, name) = columns::products(&look).into_iter().find(|(points, _)| *points >= columns::CLEAR)?;
    table.column(name)
}
