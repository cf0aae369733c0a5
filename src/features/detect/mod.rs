//! Detection: proposes a feature specification for a schema, and asks where it is not sure.
//!
//! Declared foreign keys count most, then the rows (how many keys of one column another one has, what is unique, what is
//! NULL), then names and types. The best candidate is proposed if it is clearly ahead; otherwise the person is asked, with
//! the figures of the candidates (feature-spec §1).

mod bridge;
mod choice;
mod columns;
pub mod facts;
mod figures;
pub mod flags;
mod joins;
mod languages;
mod measure;
mod named;
mod proposal;
mod ranking;
pub mod reasons;
mod single;
mod status;
mod tables;
mod vocabulary;
mod words;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use self::measure::{Lookup, lookups};

use self::facts::Facts;
use self::named::Look;
use self::reasons::{Reason, Remark, SuggestionReason};
use super::spec::FeatureSpec;
use crate::base::schema::{Column, Schema, Table};
use crate::features::field::Field;

/// Something that detection could not decide, for the person to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The field to choose.
    pub field: Field,
    /// Why it is asked.
    pub reason: Reason,
    /// The candidates, likeliest first; may be empty.
    pub options: Vec<String>,
}

/// SQL that would make tables of what is there, for the person to look at and run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// Why it would help.
    pub reason: SuggestionReason,
    /// One or more statements.
    pub sql: String,
}

/// What detection proposes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// The specification; names that were not decided are empty.
    pub spec: FeatureSpec,
    /// What the person has to choose before a build.
    pub questions: Vec<Question>,
    /// What the person should know, for example that there is no rating column.
    pub remarks: Vec<Remark>,
    /// SQL that would help where no two tables fit.
    pub suggestions: Vec<Suggestion>,
}

/// What the person has chosen already: these fields of a specification stay as they are.
#[derive(Clone, Copy, Debug)]
pub struct Fixed<'s> {
    /// The fields.
    pub fields: &'s [Field],
    /// The specification that has them.
    pub spec: &'s FeatureSpec,
}

impl<'s> Fixed<'s> {
    /// Says whether the person has chosen a field.
    fn has(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }

    /// The name that the person has chosen for a field.
    fn name(&self, field: Field) -> Option<&'s str> {
        self.spec.mapped(field).filter(|name| self.has(field) && !name.is_empty())
    }
}

/// Proposes a specification as of an instant.
pub fn propose(schema: &Schema, facts: &Facts, as_of: DateTime<Utc>) -> Proposal {
    propose_rest(schema, facts, Fixed { fields: &[], spec: &FeatureSpec::empty(as_of) })
}

/// As [`propose`], for what the person has not chosen yet. A name that the schema does not have counts as not chosen.
/// Everything that is no field of the mapping is taken over from the specification.
pub fn propose_rest(schema: &Schema, facts: &Facts, fixed: Fixed<'_>) -> Proposal {
    let looks = Look::at_all(schema, facts);
    let chosen = |field| {
        let table = schema.table(fixed.name(field)?)?;
        looks.iter().find(|look| std::ptr::eq(look.table, table))
    };
    let tables = tables::find(&looks, chosen(Field::LeadsTable), chosen(Field::TransactionsTable));
    proposal::proposal(schema, &looks, &tables, fixed)
}

/// The column that says what was bought, if there is one.
pub fn product_column(table: &Table) -> Option<&Column> {
    let facts = Facts::default();
    let look = Look::at(table, &facts);
    let (_, name) = columns::products(&look).into_iter().find(|(points, _)| *points >= columns::CLEAR)?;
    table.column(name)
}
