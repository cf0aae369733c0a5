//! The definitions of the features: type, formula, and the value of customers without purchases.
//!
//! A new feature is a file here, a line in `feature`, its second implementation in `tests/python`, and a paragraph in
//! docs/features.md.

mod mean_days_between;
mod purchase_frequency;
mod recency_days;

use super::aggregate::totals::Purchases;
use super::feature::Feature;
use super::spec::FeatureSpec;
use crate::base::typed_column::{SqlType, TypedColumn};

/// The definition of a feature.
#[derive(Debug)]
pub struct Definition {
    /// True if the feature can be NULL for a customer.
    pub is_nullable: bool,
    /// The formula, in a sentence for people.
    pub documentation: &'static str,
    /// True if it reads [`Purchases::first`] or [`Purchases::timed`], which are computed only if a feature needs them.
    pub needs_span: bool,
    /// The function that computes the feature from a customer's purchases.
    pub fold: Fold,
}

/// A function of a customer's purchases, by the type of its values; `None` is NULL.
#[derive(Debug)]
pub enum Fold {
    /// Gives whole numbers.
    Integer(fn(&Purchases, &FeatureSpec) -> Option<i64>),
    /// Gives doubles.
    Real(fn(&Purchases, &FeatureSpec) -> Option<f64>),
}

/// Returns the definition of a feature.
pub fn definition(feature: Feature) -> &'static Definition {
    match feature {
        Feature::PurchaseFrequency => &purchase_frequency::DEFINITION,
        Feature::RecencyDays => &recency_days::DEFINITION,
        Feature::MeanDaysBetween => &mean_days_between::DEFINITION,
    }
}

impl Definition {
    /// Returns the SQL type of the feature's column.
    pub fn sql_type(&self) -> SqlType {
        match self.fold {
            Fold::Integer(_) => SqlType::Integer,
            Fold::Real(_) => SqlType::Real,
        }
    }

    /// Computes the feature's column, with a value for each customer in order.
    pub fn column(&self, customers: &[Purchases], spec: &FeatureSpec) -> TypedColumn {
        match self.fold {
            Fold::Integer(fold) => TypedColumn::Integer(customers.iter().map(|one| fold(one, spec)).collect()),
            Fold::Real(fold) => TypedColumn::Real(customers.iter().map(|one| fold(one, spec)).collect()),
        }
    }
}
