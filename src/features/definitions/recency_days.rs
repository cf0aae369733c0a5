//! `recency_days`: the whole days from a customer's last transaction to as-of.

use super::{Definition, Fold, Need};

pub(super) const DEFINITION: Definition = Definition {
    is_nullable: false,
    documentation: "Whole days from the last readable time at or before as-of to as-of. Without one, the fill value.",
    needs: Need::Recent,
    fold: Fold::Integer(|purchases, spec| {
        Some(purchases.last.map_or(spec.fill.recency_days, |last| (spec.as_of - last).num_days()))
    }),
};
