//! The definitions of the features: type, formula, and the value of customers without purchases.
//!
//! A new feature is a file here, a line in `feature`, its second implementation in `tests/python`, and a paragraph in
//! docs/features.md.

mod distinct_products;
mod first_purchase_days;
mod mean_days_between;
mod monetary_mean;
mod monetary_total;
mod purchase_frequency;
mod purchases_within;
mod recency_days;

use super::aggregate::purchases::{Need, Purchases};
use super::feature::Feature;
use super::spec::FeatureSpec;
use crate::base::typed_column::{SqlType, TypedColumn};
use crate::base::value::Value;

/// The definition of a feature; [`Feature::reads`] has the optional column that it reads.
#[derive(Debug)]
pub struct Definition {
    /// True if the feature can be NULL for a customer.
    pub is_nullable: bool,
    /// The formula, in a sentence for people.
    pub documentation: &'static str,
    /// The totals of a customer that it is computed from.
    pub needs: Need,
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
        Feature::Purchases30d => &purchases_within::DEFINITION_30,
        Feature::Purchases90d => &purchases_within::DEFINITION_90,
        Feature::Purchases365d => &purchases_within::DEFINITION_365,
        Feature::FirstPurchaseDays => &first_purchase_days::DEFINITION,
        Feature::MeanDaysBetween => &mean_days_between::DEFINITION,
        Feature::MonetaryTotal => &monetary_total::DEFINITION,
        Feature::MonetaryMean => &monetary_mean::DEFINITION,
        Feature::DistinctProducts => &distinct_products::DEFINITION,
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
    pub fn column(&self, customers: &mut dyn Iterator<Item = Purchases>, spec: &FeatureSpec) -> TypedColumn {
        match self.fold {
            Fold::Integer(fold) => TypedColumn::Integer(customers.map(|one| fold(&one, spec)).collect()),
            Fold::Real(fold) => TypedColumn::Real(customers.map(|one| fold(&one, spec)).collect()),
        }
    }

    /// Returns the value of customers without purchases.
    pub fn without_purchases(&self, spec: &FeatureSpec) -> Value {
        let none = Purchases::default();
        match self.fold {
            Fold::Integer(fold) => fold(&none, spec).map_or(Value::Null, Value::Integer),
            Fold::Real(fold) => fold(&none, spec).map_or(Value::Null, Value::Real),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::field::Field;

    #[test]
    fn every_definition_agrees_with_what_its_feature_reads_and_may_be() {
        let spec = FeatureSpec::empty(chrono::DateTime::default());
        for feature in Feature::ALL {
            let definition = definition(feature);
            let reads = match definition.needs {
                Need::Amounts => Some(Field::AmountColumn),
                Need::Products => Some(Field::ProductColumn),
                Need::Recent | Need::Span | Need::Windows => None,
            };
            assert_eq!(feature.reads(), reads, "{feature:?}");
            assert_eq!(definition.without_purchases(&spec) == Value::Null, definition.is_nullable, "{feature:?}");
        }
    }
}
