//! What the features are: a definition each, with type, formula and the value without purchases.
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

/// What a feature is.
#[derive(Debug)]
pub struct Definition {
    /// Whether some customers have NULL.
    pub is_nullable: bool,
    /// The formula, in a sentence for people.
    pub documentation: &'static str,
    /// Whether it reads [`Purchases::first`] or [`Purchases::timed`], which are counted only where a feature needs them.
    pub needs_span: bool,
    /// What it folds of a customer's purchases.
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

/// The definition of a feature.
pub fn definition(feature: Feature) -> &'static Definition {
    match feature {
        Feature::PurchaseFrequency => &purchase_frequency::DEFINITION,
        Feature::RecencyDays => &recency_days::DEFINITION,
        Feature::MeanDaysBetween => &mean_days_between::DEFINITION,
    }
}

impl Definition {
    /// The type of its column.
    pub fn sql_type(&self) -> SqlType {
        match self.fold {
            Fold::Integer(_) => SqlType::Integer,
            Fold::Real(_) => SqlType::Real,
        }
    }

    /// Computes the column of some customers.
    pub fn column(&self, customers: &[Purchases], spec: &FeatureSpec) -> TypedColumn {
        match self.fold {
            Fold::Integer(fold) => TypedColumn::Integer(customers.iter().map(|one| fold(one, spec)).collect()),
            Fold::Real(fold) => TypedColumn::Real(customers.iter().map(|one| fold(one, spec)).collect()),
        }
    }
}
