//! The part of the Python script that computes features: the columns that they read, and how each is folded.

use super::ExportInput;
use super::python_text::PythonText;
use super::template::fill_in;
use crate::base::ident::in_sqlite;
use crate::base::named::Named;
use crate::features::feature::Feature;
use crate::features::field::Field;
use crate::features::spec::DuplicateLeads;

/// Writes the function that computes the features, with those that it needs.
pub(super) fn features(input: &ExportInput) -> String {
    let spec = &input.spec;
    let duplicates = match spec.duplicate_leads {
        DuplicateLeads::Keep => "",
        DuplicateLeads::First => include_str!("python/first_of_key.py"),
    };
    let (mut columns, mut functions) = (String::new(), String::new());
    if spec.features.contains(&Feature::MeanDaysBetween) {
        functions += include_str!("python/mean_days_between.py");
    }
    if reads(input, Field::AmountColumn) {
        functions += include_str!("python/amounts.py");
        columns += include_str!("python/amount_column.py");
    }
    if reads(input, Field::ProductColumn) {
        functions += include_str!("python/products.py");
        columns += include_str!("python/product_column.py");
    }
    let line = |feature: &Feature| format!("        \"{}\": {},\n", feature.name(), fold(*feature));
    let places = [
        ("DUPLICATES\n", duplicates.to_owned()),
        ("COLUMNS\n", columns),
        ("FUNCTIONS\n", functions),
        ("FOUND\n", spec.features.iter().map(line).collect()),
    ];
    fill_in(include_str!("python/features.py"), &places)
}

/// Returns the further columns of the transactions as a dictionary.
pub(super) fn further(input: &ExportInput) -> String {
    let transactions = &input.spec.transactions;
    let columns = [
        (Field::AmountColumn, "amount", &transactions.amount),
        (Field::ProductColumn, "product", &transactions.product),
    ];
    let wanted = columns.into_iter().filter(|(field, ..)| reads(input, *field));
    let entries = wanted
        .filter_map(|(_, name, column)| Some(format!("\"{name}\": {}", PythonText(in_sqlite(column.as_deref()?)))));
    format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
}

/// Says whether a feature reads an optional column of the transactions.
pub(super) fn reads(input: &ExportInput, field: Field) -> bool {
    input.spec.features.iter().any(|feature| feature.reads() == Some(field))
}

/// Returns the expression that folds the transactions of each customer.
fn fold(feature: Feature) -> &'static str {
    match feature {
        Feature::PurchaseFrequency => r#"by_customer.size().astype("Int64")"#,
        Feature::RecencyDays => r#"timed["days"].min().astype("Int64")"#,
        Feature::Purchases30d => {
            r#"rows[rows["is_read"] & (rows["days"] < 30)].groupby("customer").size().astype("Int64")"#
        }
        Feature::Purchases90d => {
            r#"rows[rows["is_read"] & (rows["days"] < 90)].groupby("customer").size().astype("Int64")"#
        }
        Feature::Purchases365d => {
            r#"rows[rows["is_read"] & (rows["days"] < 365)].groupby("customer").size().astype("Int64")"#
        }
        Feature::FirstPurchaseDays => r#"timed["days"].max().astype("Int64")"#,
        Feature::MeanDaysBetween => r#"mean_days_between(rows).astype("Float64")"#,
        Feature::MonetaryTotal => {
            r#"rows[rows["amount"].notna()].groupby("customer")["amount"].agg(total_of).astype("Float64")"#
        }
        Feature::MonetaryMean => {
            r#"rows[rows["amount"].notna()].groupby("customer")["amount"].agg(mean_of).astype("Float64")"#
        }
        Feature::DistinctProducts => {
            r#"rows[rows["product"] >= 0].groupby("customer")["product"].nunique().astype("Int64")"#
        }
    }
}
