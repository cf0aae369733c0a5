//! `distinct_products`: the number of different products that a customer bought.

use super::{Definition, Fold, Need};

pub(super) const DEFINITION: Definition = Definition {
    is_nullable: false,
    documentation: "Different products of the counted transactions that are neither NULL nor blank.",
    needs: Need::Products,
    fold: Fold::Integer(|purchases, _| Some(purchases.products)),
};
