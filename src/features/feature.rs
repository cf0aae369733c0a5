//! The names of the features that a build can compute; `definitions` has the formula of each.

use serde::{Deserialize, Serialize};

use super::field::Field;
use crate::base::named::Named;

/// A feature by its name, which is that of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feature {
    /// Transactions at or before as-of.
    PurchaseFrequency,
    /// Whole days from the last transaction to as-of.
    RecencyDays,
    /// Transactions in the 30 days before as-of.
    #[serde(rename = "purchases_30d")]
    Purchases30d,
    /// Transactions in the 90 days before as-of.
    #[serde(rename = "purchases_90d")]
    Purchases90d,
    /// Transactions in the 365 days before as-of.
    #[serde(rename = "purchases_365d")]
    Purchases365d,
    /// Whole days from the first transaction to as-of.
    FirstPurchaseDays,
    /// Days from one transaction to the next, on average.
    MeanDaysBetween,
    /// The sum of the amounts.
    MonetaryTotal,
    /// The mean of the amounts.
    MonetaryMean,
    /// Different products.
    DistinctProducts,
}

impl Feature {
    /// All features, in the order in which docs/features.md explains them.
    pub const ALL: [Self; 10] = [
        Self::PurchaseFrequency,
        Self::RecencyDays,
        Self::Purchases30d,
        Self::Purchases90d,
        Self::Purchases365d,
        Self::FirstPurchaseDays,
        Self::MeanDaysBetween,
        Self::MonetaryTotal,
        Self::MonetaryMean,
        Self::DistinctProducts,
    ];

    /// The features of the course's table.
    pub const DEFAULT: [Self; 2] = [Self::PurchaseFrequency, Self::RecencyDays];

    /// Returns the optional column of the transactions that the feature reads, beside key and time; `None` if it reads
    /// neither.
    pub fn reads(self) -> Option<Field> {
        match self {
            Self::MonetaryTotal | Self::MonetaryMean => Some(Field::AmountColumn),
            Self::DistinctProducts => Some(Field::ProductColumn),
            _ => None,
        }
    }
}

impl Named for Feature {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::PurchaseFrequency, "purchase_frequency"),
        (Self::RecencyDays, "recency_days"),
        (Self::Purchases30d, "purchases_30d"),
        (Self::Purchases90d, "purchases_90d"),
        (Self::Purchases365d, "purchases_365d"),
        (Self::FirstPurchaseDays, "first_purchase_days"),
        (Self::MeanDaysBetween, "mean_days_between"),
        (Self::MonetaryTotal, "monetary_total"),
        (Self::MonetaryMean, "monetary_mean"),
        (Self::DistinctProducts, "distinct_products"),
    ];
}
