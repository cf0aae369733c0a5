//! Changing the mapping: a new table brings its own columns, and every change looks at the times anew.

use super::Actions;
use crate::domain::detect::{Field, Question, propose_for};
use crate::domain::schema::Schema;
use crate::domain::spec::{FeatureSpec, parse_as_of};
use crate::ui::signals::*;

/// Says whether a field has a value.
pub(super) fn is_chosen(spec: &FeatureSpec, field: Field) -> bool {
    mapped(spec, field).is_some_and(|name| !name.is_empty())
}

/// The value of a field; `None` for a rating that is not wanted.
pub(crate) fn mapped(spec: &FeatureSpec, field: Field) -> Option<&str> {
    Some(match field {
        Field::LeadsTable => &spec.leads.table,
        Field::CustomerKey => &spec.leads.key,
        Field::EmailColumn => &spec.leads.email,
        Field::RatingColumn => return spec.leads.rating.as_deref(),
        Field::TransactionsTable => &spec.transactions.table,
        Field::TransactionKey => &spec.transactions.key,
        Field::TimeColumn => &spec.transactions.time,
    })
}

impl Actions {
    /// Sets a field of the mapping.
    pub(crate) fn map(self, field: Field, name: String) {
        let state = self.state;
        let schema = state.schema.get_untracked();
        state.spec.update(|spec| {
            match field {
                Field::LeadsTable => spec.leads.table = name,
                Field::CustomerKey => spec.leads.key = name,
                Field::EmailColumn => spec.leads.email = name,
                Field::RatingColumn => spec.leads.rating = Some(name).filter(|name| !name.is_empty()),
                Field::TransactionsTable => spec.transactions.table = name,
                Field::TransactionKey => spec.transactions.key = name,
                Field::TimeColumn => spec.transactions.time = name,
            }
            if matches!(field, Field::LeadsTable | Field::TransactionsTable) {
                state.questions.set(refit(spec, &schema));
            }
        });
        let spec = state.spec.get_untracked();
        state.questions.update(|questions| questions.retain(|question| !is_chosen(&spec, question.field)));
        self.examine();
    }

    /// Changes anything else of the specification.
    pub(crate) fn adjust(self, change: impl FnOnce(&mut FeatureSpec)) {
        self.state.spec.update(change);
        self.examine();
    }

    /// Takes the as-of field as it was typed.
    pub(crate) fn set_as_of(self, text: String) {
        let state = self.state;
        match parse_as_of(&text) {
            Ok(at) => {
                state.as_of_error.set(None);
                state.spec.update(|spec| spec.as_of = at);
            }
            Err(error) => state.as_of_error.set(Some(error)),
        }
        state.as_of.set(text);
    }
}

/// After a table was changed: the rest is proposed anew for the tables that the person chose.
fn refit(spec: &mut FeatureSpec, schema: &Schema) -> Vec<Question> {
    let chosen = |name: &str| schema.table(name).map(|table| table.name.clone());
    let (leads, transactions) = (chosen(&spec.leads.table), chosen(&spec.transactions.table));
    let proposal = propose_for(schema, leads.as_deref(), transactions.as_deref(), spec.as_of);
    let time_format = spec.transactions.time_format;
    spec.leads = proposal.spec.leads;
    spec.transactions = proposal.spec.transactions;
    spec.transactions.time_format = time_format;
    proposal.questions
}
