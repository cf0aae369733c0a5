//! Detection: proposes a feature specification for a schema, and asks where it is not sure.
//!
//! Declared foreign keys count most, then the rows (the share of keys found, unique values, NULLs), then names and
//! types. The best candidate is proposed if it is clearly ahead; otherwise the person is asked, with the figures of the
//! candidates (feature-spec §1).

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
use self::named::NamedTable;
use self::reasons::{Reason, Remark, SuggestionReason};
use super::spec::FeatureSpec;
use crate::base::schema::Schema;
use crate::features::field::Field;

/// A field of the mapping that detection could not decide, for the person to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// The field to choose.
    pub field: Field,
    /// The reason for asking.
    pub reason: Reason,
    /// The candidates, likeliest first; may be empty.
    pub options: Vec<String>,
}

/// SQL that would create views with a row per customer or per transaction, for the person to read and run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The reason for the suggestion.
    pub reason: SuggestionReason,
    /// One or more statements.
    pub sql: String,
}

/// The proposal of detection: a specification, with questions, remarks and suggestions.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Proposal {
    /// The specification; names that were not decided are empty.
    pub spec: FeatureSpec,
    /// The choices that the person has to make before a build.
    pub questions: Vec<Question>,
    /// Remarks for the person, for example that there is no rating column.
    pub remarks: Vec<Remark>,
    /// SQL that would help where no two tables fit.
    pub suggestions: Vec<Suggestion>,
}

/// The fields of a specification that the person has chosen already; detection keeps them as they are.
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

    /// Returns the name that the person has chosen for a field.
    fn name(&self, field: Field) -> Option<&'s str> {
        self.spec.mapped(field).filter(|name| self.has(field) && !name.is_empty())
    }
}

/// Proposes a specification as of an instant.
pub fn propose(schema: &Schema, facts: &Facts, as_of: DateTime<Utc>) -> Proposal {
    propose_rest(schema, facts, Fixed { fields: &[], spec: &FeatureSpec::empty(as_of) })
}

/// Proposes the fields that the person has not chosen yet, as [`propose`] does. A table that the schema does not have
/// counts as not chosen. Everything that is no field of the mapping is taken over from the specification.
pub fn propose_rest(schema: &Schema, facts: &Facts, fixed: Fixed<'_>) -> Proposal {
    let candidates = NamedTable::at_all(schema, facts);
    let chosen = |field| {
        let table = schema.table(fixed.name(field)?)?;
        candidates.iter().find(|candidate| std::ptr::eq(candidate.table, table))
    };
    let tables = tables::find(&candidates, chosen(Field::LeadsTable), chosen(Field::TransactionsTable));
    proposal::proposal(schema, &candidates, &tables, fixed)
}
