//! The features of a key's transactions as aggregate functions, and the further columns that they read.

use super::texts::{UNICODE_WHITE, number_or};
use crate::base::named::Named;
use crate::base::value::Value;
use crate::features::codegen::ExportInput;
use crate::features::definitions::definition;
use crate::features::feature::Feature;
use crate::features::field::Field;

/// Microseconds of a day.
const DAY: &str = "86400000000";

/// Returns the aggregate function of a feature; NULL or 0 without transactions up to as-of.
pub(super) fn fold(feature: Feature) -> String {
    let within = |days: u64| format!("count(*) FILTER (WHERE ago >= 0 AND ago < {days} * {DAY})");
    match feature {
        Feature::PurchaseFrequency => "nullif(count(*) - count(*) FILTER (WHERE ago < 0), 0)".to_owned(),
        Feature::RecencyDays => format!("min(ago) FILTER (WHERE ago >= 0) / {DAY}"),
        Feature::Purchases30d => within(30),
        Feature::Purchases90d => within(90),
        Feature::Purchases365d => within(365),
        Feature::FirstPurchaseDays => format!("max(ago) FILTER (WHERE ago >= 0) / {DAY}"),
        Feature::MeanDaysBetween => format!(
            "(max(ago) FILTER (WHERE ago >= 0) - min(ago) FILTER (WHERE ago >= 0)) / {DAY}.0\n    \
             / nullif(count(*) FILTER (WHERE ago >= 0) - 1, 0)"
        ),
        Feature::MonetaryTotal => "coalesce(total(amount) FILTER (WHERE ago IS NULL OR ago >= 0), 9e999)".to_owned(),
        Feature::MonetaryMean => "avg(amount) FILTER (WHERE ago IS NULL OR ago >= 0)".to_owned(),
        Feature::DistinctProducts => {
            "count(DISTINCT product COLLATE BINARY) FILTER (WHERE ago IS NULL OR ago >= 0)".to_owned()
        }
    }
}

/// Returns the value of a feature for a customer: the default value without transactions.
pub(super) fn filled(input: &ExportInput, feature: Feature) -> String {
    let name = feature.name();
    match definition(feature).without_purchases(&input.spec) {
        Value::Integer(number) => format!("coalesce(p.{name}, {number})"),
        Value::Real(number) => format!("coalesce(p.{name}, {number:?})"),
        _ => format!("p.{name}"),
    }
}

/// Returns the further columns of the transactions that the features read: a name, the column, and its reading.
pub(super) fn further(input: &ExportInput) -> impl Iterator<Item = (&'static str, &str, String)> {
    let transactions = &input.spec.transactions;
    let columns = [
        (Field::AmountColumn, "amount", &transactions.amount, amount as fn() -> String),
        (Field::ProductColumn, "product", &transactions.product, product),
    ];
    let is_read = |field| input.spec.features.iter().any(|feature| feature.reads() == Some(field));
    columns
        .into_iter()
        .filter(move |(field, ..)| is_read(*field))
        .filter_map(|(_, name, column, read)| Some((name, column.as_deref()?, read())))
}

/// A finite number, or one that a text writes.
fn amount() -> String {
    let number = format!(
        "CASE WHEN typeof(amount) = 'text' THEN {} WHEN typeof(amount) <> 'blob' THEN amount END",
        number_or("amount", "NULL")
    );
    format!("nullif(nullif({number}, 9e999), -9e999)")
}

/// A product that is not blank.
fn product() -> String {
    format!("CASE WHEN typeof(product) <> 'text' OR trim(product, {UNICODE_WHITE}) <> '' THEN product END")
}
