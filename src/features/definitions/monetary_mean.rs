//! `monetary_mean`: the mean of a customer's amounts.

use super::{Definition, Fold, Need};

pub(super) const DEFINITION: Definition = Definition {
    is_nullable: true,
    documentation: "monetary_total / number of amounts that are numbers. NULL without one.",
    needs: Need::Amounts,
    fold: Fold::Real(|purchases, _| (purchases.amounts > 0).then(|| purchases.total / purchases.amounts as f64)),
};
