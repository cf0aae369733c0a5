//! `purchases_30d`, `purchases_90d`, `purchases_365d`: the purchases of the last days before as-of.

use super::{Definition, Fold, Need};

pub(super) const DEFINITION_30: Definition = Definition {
    is_nullable: false,
    documentation: "Transactions whose readable time is less than 30 days before as-of, and not after it.",
    needs: Need::Windows,
    fold: Fold::Integer(|purchases, _| Some(purchases.windows[0])),
};

pub(super) const DEFINITION_90: Definition = Definition {
    is_nullable: false,
    documentation: "Transactions whose readable time is less than 90 days before as-of, and not after it.",
    needs: Need::Windows,
    fold: Fold::Integer(|purchases, _| Some(purchases.windows[1])),
};

pub(super) const DEFINITION_365: Definition = Definition {
    is_nullable: false,
    documentation: "Transactions whose readable time is less than 365 days before as-of, and not after it.",
    needs: Need::Windows,
    fold: Fold::Integer(|purchases, _| Some(purchases.windows[2])),
};
