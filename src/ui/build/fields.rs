//! The ids of the mapping's fields, and the field that an error speaks of.

use crate::base::error::LabError;
use crate::base::named::Named;
use crate::base::problem::Problem;
use crate::features::field::Field;

/// The id of a field's control.
pub(super) fn id(field: Field) -> &'static str {
    match field {
        Field::LeadsTable => "leads",
        Field::CustomerKey => "leads-key",
        Field::EmailColumn => "leads-email",
        Field::RatingColumn => "leads-rating",
        Field::TransactionsTable => "tx",
        Field::TransactionKey => "tx-key",
        Field::TimeColumn => "tx-time",
        Field::AmountColumn => "tx-amount",
        Field::ProductColumn => "tx-product",
    }
}

/// The id of the control whose field an error speaks of.
pub(super) fn id_of_error(error: &LabError) -> Option<&'static str> {
    match &*error.problem {
        Problem::Spec { problem } => problem.field().and_then(Field::named).map(id),
        _ => None,
    }
}
