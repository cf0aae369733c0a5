//! The names of the features that a build can compute; `definitions` has the formula of each.

use serde::{Deserialize, Serialize};

use crate::base::named::Named;

/// A feature by its name, which is that of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// Transactions at or before as-of.
    PurchaseFrequency,
    /// Whole days from the last transaction to as-of.
    RecencyDays,
    /// Days from one transaction to the next, on average.
    MeanDaysBetween,
}

impl Feature {
    /// All features, in the order in which docs/features.md explains them.
    pub const ALL: [Self; 3] = [Self::PurchaseFrequency, Self::RecencyDays, Self::MeanDaysBetween];

    /// The features of the course's table.
    pub const DEFAULT: [Self; 2] = [Self::PurchaseFrequency, Self::RecencyDays];
}

impl Named for Feature {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::PurchaseFrequency, "purchase_frequency"),
        (Self::RecencyDays, "recency_days"),
        (Self::MeanDaysBetween, "mean_days_between"),
    ];
}
