//! `first_purchase_days`: the whole days from a customer's first transaction to as-of.

use super::{Definition, Fold, Need};

pub(super) const DEFINITION: Definition = Definition {
    is_nullable: true,
    documentation: "Whole days from the first readable time at or before as-of to as-of. NULL without one.",
    needs: Need::Span,
    fold: Fold::Integer(|purchases, spec| Some((spec.as_of - purchases.first?).num_days())),
};
