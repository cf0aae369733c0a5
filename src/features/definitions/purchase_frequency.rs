//! `purchase_frequency`: the number of a customer's transactions at or before as-of.

use super::{Definition, Fold, Need};

pub(super) const DEFINITION: Definition = Definition {
    is_nullable: false,
    documentation: "Transactions at or before as-of; those without a readable time count. Without one, the fill value.",
    needs: Need::Recent,
    fold: Fold::Integer(|purchases, spec| {
        Some(if purchases.count == 0 { spec.fill.purchase_frequency } else { purchases.count })
    }),
};
