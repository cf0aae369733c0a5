//! `monetary_total`: the sum of a customer's amounts.

use super::{Definition, Fold, Need};

pub(super) const DEFINITION: Definition = Definition {
    is_nullable: false,
    documentation: "The sum of the amounts of the counted transactions. What is no number is left out; 0 without an amount.",
    needs: Need::Amounts,
    fold: Fold::Real(|purchases, _| Some(purchases.total)),
};
