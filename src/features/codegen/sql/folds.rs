//! The features as SQL: the columns that they read, and how each folds the transactions of a customer.

use super::dialect::Dialect;
use super::families::{AMOUNT, SPACE, WHOLE, white};
use super::keys;
use crate::base::named::Named;
use crate::features::codegen::ExportInput;
use crate::features::codegen::python_features::reads;
use crate::features::feature::Feature;
use crate::features::field::Field;
use crate::features::spec::MatchKeys;

/// Returns the amount and the product of a transaction, as far as the features read them.
pub(super) fn values(input: &ExportInput, dialect: Dialect) -> Vec<String> {
    let mut columns = Vec::new();
    if reads(input, Field::AmountColumn) {
        columns.extend(amount_values(dialect));
    }
    if reads(input, Field::ProductColumn) {
        let key = keys::key(dialect, MatchKeys::Exact, "product_kind", "product_text");
        let is_blank = dialect.is_match("product_text", &format!("^{}*$", white(dialect)));
        columns.push(format!("CASE WHEN NOT {is_blank} THEN {key} END AS product"));
    }
    columns
}

/// Returns the columns of a transaction that the folds read.
pub(super) fn aged(input: &ExportInput, dialect: Dialect) -> Vec<String> {
    let age = format!("(as_of - seconds + CAST(as_of_nanos - nanos AS {}) / 1000000000) / 86400", dialect.double());
    let mut columns = vec![
        "customer".to_owned(),
        "seconds_ago IS NULL OR seconds_ago >= 0 AS is_counted".to_owned(),
        "has_no_time".to_owned(),
        "seconds_ago IS NOT NULL AS is_read".to_owned(),
        format!("CASE WHEN seconds_ago >= 0 THEN {} END AS days_ago", dialect.divided("seconds_ago", "86400")),
    ];
    if input.spec.features.contains(&Feature::MeanDaysBetween) {
        columns.push(format!("CASE WHEN seconds_ago >= 0 THEN {age} END AS age"));
    }
    if reads(input, Field::AmountColumn) {
        columns.extend(amounts(dialect).iter().map(|name| (*name).to_owned()));
    }
    if reads(input, Field::ProductColumn) {
        columns.push("product".to_owned());
    }
    columns
}

/// Returns the columns of the totals of each key.
pub(super) fn folds(input: &ExportInput, dialect: Dialect) -> Vec<String> {
    let mut columns = vec![
        "count(*) FILTER (WHERE is_counted) AS purchases".to_owned(),
        "count(*) FILTER (WHERE NOT is_counted) AS late".to_owned(),
        "count(*) FILTER (WHERE has_no_time) AS without_time".to_owned(),
        "count(*) FILTER (WHERE NOT is_read AND NOT has_no_time) AS unreadable".to_owned(),
    ];
    for feature in &input.spec.features {
        columns.push(format!("{} AS {}", fold(*feature, dialect), feature.name()));
    }
    columns
}

/// Folds the transactions of a key.
fn fold(feature: Feature, dialect: Dialect) -> String {
    let fold = match feature {
        Feature::PurchaseFrequency => "nullif(count(*) FILTER (WHERE is_counted), 0)",
        Feature::RecencyDays => "min(days_ago)",
        Feature::Purchases30d => "count(*) FILTER (WHERE days_ago < 30)",
        Feature::Purchases90d => "count(*) FILTER (WHERE days_ago < 90)",
        Feature::Purchases365d => "count(*) FILTER (WHERE days_ago < 365)",
        Feature::FirstPurchaseDays => "max(days_ago)",
        Feature::MeanDaysBetween => {
            "CASE WHEN count(days_ago) > 1 THEN (max(age) - min(age)) / (count(days_ago) - 1) END"
        }
        Feature::MonetaryTotal => return total(dialect),
        Feature::MonetaryMean => return format!("({}) / nullif({}, 0)", total(dialect), amount_count(dialect)),
        Feature::DistinctProducts => "count(DISTINCT product) FILTER (WHERE is_counted)",
    };
    fold.to_owned()
}

/// Returns the feature of a customer, who may have no transactions.
pub(super) fn filled(feature: Feature) -> String {
    let fill = match feature {
        Feature::PurchaseFrequency => "k.no_purchases",
        Feature::RecencyDays => "k.no_recency",
        Feature::FirstPurchaseDays | Feature::MeanDaysBetween | Feature::MonetaryMean => {
            return format!("p.{}", feature.name());
        }
        Feature::MonetaryTotal => "0.0",
        _ => "0",
    };
    format!("coalesce(p.{}, {fill})", feature.name())
}

/// Returns the names of the columns of an amount.
pub(super) fn amounts(dialect: Dialect) -> &'static [&'static str] {
    match dialect {
        Dialect::DuckDb | Dialect::Spark => &["whole_amount", "real_amount"],
        Dialect::Postgres => &["amount"],
    }
}

/// Returns an amount: whole numbers apart, so that they are added exactly, where an engine has no exact decimals.
fn amount_values(dialect: Dialect) -> Vec<String> {
    let is_amount = dialect.is_match("amount_text", AMOUNT);
    match dialect {
        Dialect::DuckDb => {
            let whole = format!("TRY_CAST(regexp_extract(amount_text, '{WHOLE}', 1) AS BIGINT)");
            let real = "TRY_CAST(trim(amount_text, E' \\t\\n\\x0b\\f\\r') AS DOUBLE)";
            vec![
                format!("CASE WHEN amount_kind <> 'b' THEN {whole} END AS whole_amount"),
                format!(
                    "CASE WHEN (amount_kind = 'n' OR {is_amount})\n        \
                     AND {whole} IS NULL\n        AND isfinite({real})\n      THEN {real} END AS real_amount"
                ),
            ]
        }
        Dialect::Spark => {
            let whole = format!("try_cast(regexp_extract(amount_text, {}, 1) AS BIGINT)", dialect.text(WHOLE));
            let bare = dialect.replaced("amount_text", &format!("^{SPACE}+|{SPACE}+$"), "");
            let real = dialect.double_of(&bare);
            vec![
                format!("CASE WHEN amount_kind <> 'b' THEN {whole} END AS whole_amount"),
                format!(
                    "CASE WHEN (amount_kind = 'n' OR amount_kind = 't' AND {is_amount})\n        \
                     AND {whole} IS NULL\n        AND abs({real}) <= 1.7976931348623157e308\n      THEN {real} END AS real_amount"
                ),
            ]
        }
        Dialect::Postgres => vec![format!(
            "CASE WHEN amount_kind = 'n' AND amount_text ~ '^[-+.0-9e]+$' OR {is_amount}\n      \
             THEN CAST(amount_text AS NUMERIC) END AS amount"
        )],
    }
}

fn total(dialect: Dialect) -> String {
    let sum = |of: &str| format!("coalesce({of} FILTER (WHERE is_counted), 0)");
    match dialect {
        Dialect::DuckDb => {
            format!("CAST({} AS DOUBLE) + {}", sum("sum(whole_amount)"), sum("fsum(real_amount)"))
        }
        Dialect::Spark => {
            let whole = sum("sum(CAST(whole_amount AS DECIMAL(38, 0)))");
            format!("CAST({whole} AS DOUBLE) + {}", sum("sum(real_amount)"))
        }
        Dialect::Postgres => {
            let sum = sum("sum(amount)");
            format!(
                "CASE WHEN abs({sum}) < 1.797e308 THEN CAST({sum} AS DOUBLE PRECISION)\n    \
                 ELSE sign({sum}) * CAST('Infinity' AS DOUBLE PRECISION) END"
            )
        }
    }
}

fn amount_count(dialect: Dialect) -> String {
    let amount = match dialect {
        Dialect::DuckDb | Dialect::Spark => "coalesce(whole_amount, real_amount)",
        Dialect::Postgres => "amount",
    };
    format!("count({amount}) FILTER (WHERE is_counted)")
}
