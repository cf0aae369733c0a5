//! Compares the lab with plain SQL: generated databases with each time twice, in some format and as an integer.
//!
//! The lab reads the written ones. SQL counts, and takes the latest of, the integers that the generator meant, with
//! correlated queries in SQLite: nothing of the lab's times, keys or aggregation is in it. What the cases cover, by the
//! rows of the specification, is the table `DIMENSIONS` in tests/support/generated_cases/coverage.rs, and the test
//! fails if a row of it hardly occurs. A case that differs is shrunk and printed as SQL.

use std::cell::RefCell;

use crate::generated_cases::Case;
use crate::generated_cases::answer::{Answer, agree, answer, lab_of, rows};
use crate::generated_cases::coverage::Coverage;
use crate::generated_cases::generate::case;
use crate::seed::config;
use feature_lab::base::ident::Ident;
use feature_lab::base::named::Named;
use feature_lab::features::feature::Feature;
use feature_lab::features::spec::{DuplicateLeads, MatchKeys};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

/// A key expression that SQL compares without affinity and with the collation BINARY.
fn key(column: &str, matching: MatchKeys) -> String {
    let comparable = match matching {
        MatchKeys::Exact => format!("+{column}"),
        // SQL has neither Unicode's letters nor its compositions: those that are generated are spelled out.
        MatchKeys::Normalised => format!(
            "CASE typeof({column}) WHEN 'text' THEN lower(replace(replace(trim({column}, ' ' || char(9)), 'e' || char(769), \
             'é'), 'É', 'é')) ELSE {column} END"
        ),
        MatchKeys::AsNumber => {
            let text = format!("trim({column}, ' ' || char(9))");
            format!(
                "CASE WHEN typeof({column}) = 'text' AND {text} GLOB '[0-9]*' AND NOT {text} GLOB '*[^0-9.]*' \
                 THEN CAST({text} AS NUMERIC) ELSE {column} END"
            )
        }
        MatchKeys::AsText => format!(
            "CASE WHEN typeof({column}) = 'real' AND {column} = CAST({column} AS INTEGER) THEN CAST(CAST({column} AS \
             INTEGER) AS TEXT) WHEN typeof({column}) IN ('integer', 'real') THEN CAST({column} AS TEXT) ELSE {column} END"
        ),
    };
    format!("({comparable}) COLLATE BINARY")
}

/// An amount as a number, NULL if it is none.
fn amount(column: &str) -> String {
    let text = format!("trim({column}, ' ')");
    let digits = format!("CASE WHEN substr({text}, 1, 1) IN ('+', '-') THEN substr({text}, 2) ELSE {text} END");
    format!(
        "CASE WHEN typeof({column}) IN ('integer', 'real') AND abs({column}) < 9e99 THEN {column} \
         WHEN typeof({column}) = 'text' AND {digits} GLOB '[0-9]*' AND NOT {digits} GLOB '*[^0-9.]*' \
         THEN CAST({text} AS REAL) END"
    )
}

/// The value of a feature for the customer of `l`; `past` has that customer's transactions.
fn feature(feature: Feature, case: &Case, past: &str) -> String {
    let as_of = case.spec.as_of.timestamp_nanos_opt().unwrap();
    let day = 86_400_000_000_000_i64;
    let (fill, sales) = (case.spec.fill, &case.spec.transactions);
    let amount = sales.amount.as_ref().map_or_else(String::new, |column| amount(&format!("t.{}", Ident(column))));
    let within = |days: i64| format!("(SELECT count(*) {past} AND {as_of} - t.epoch < {})", days * day);
    match feature {
        Feature::PurchaseFrequency => {
            format!("coalesce(nullif((SELECT count(*) {past}), 0), {})", fill.purchase_frequency)
        }
        Feature::RecencyDays => {
            format!("coalesce(({as_of} - (SELECT max(t.epoch) {past})) / {day}, {})", fill.recency_days)
        }
        Feature::Purchases30d => within(30),
        Feature::Purchases90d => within(90),
        Feature::Purchases365d => within(365),
        Feature::FirstPurchaseDays => format!("({as_of} - (SELECT min(t.epoch) {past})) / {day}"),
        Feature::MeanDaysBetween => {
            format!("(SELECT (max(t.epoch) - min(t.epoch)) / {day}.0 / nullif(count(t.epoch) - 1, 0) {past})")
        }
        Feature::MonetaryTotal => format!("(SELECT total({amount}) {past})"),
        Feature::MonetaryMean => format!("(SELECT avg({amount}) {past})"),
        Feature::DistinctProducts => {
            format!("(SELECT count(DISTINCT t.product_id) {past} AND trim(t.product_id, ' ' || char(9)) <> '')")
        }
    }
}

/// The feature table as one query on the integers in `epoch`.
fn query(case: &Case) -> String {
    let (leads, sales) = (&case.spec.leads, &case.spec.transactions);
    let matching = case.spec.match_keys;
    let as_of = case.spec.as_of.timestamp_nanos_opt().unwrap();
    let same = |left: &str, right: &str, name: &str| {
        let of = |table: &str, column: &str| key(&format!("{table}.{}", Ident(column)), matching);
        format!("{} = {}", of(left, &leads.key), of(right, name))
    };
    let past = format!(
        "FROM {} AS t WHERE {} AND (t.epoch IS NULL OR t.epoch <= {as_of})",
        Ident(&sales.table),
        same("l", "t", &sales.key)
    );
    let carried: String = leads.passthrough_columns.iter().map(|name| format!("l.{}, ", Ident(name))).collect();
    let rating = leads.rating.as_ref().map_or("NULL".to_owned(), |name| format!("l.{}", Ident(name)));
    let kept = match case.spec.duplicate_leads {
        DuplicateLeads::Keep => "TRUE".to_owned(),
        DuplicateLeads::First => format!(
            "NOT EXISTS (SELECT 1 FROM {} AS before WHERE before.n < l.n AND {})",
            Ident(&leads.table),
            same("l", "before", &leads.key)
        ),
    };
    let features: String =
        case.spec.features.iter().map(|one| format!(", {} AS {}", feature(*one, case, &past), one.name())).collect();
    format!(
        "SELECT l.{} AS user_email, {carried}{rating} AS member_rating{features} \
         FROM {} AS l WHERE {kept} ORDER BY l.n",
        Ident(&leads.email),
        Ident(&leads.table),
    )
}

#[test]
fn plain_sql_on_integers_gives_the_same_table() {
    let coverage = RefCell::new(Coverage::default());
    let config = config(1500);
    TestRunner::new(config)
        .run(&case(), |case| {
            let mut session = lab_of(&case);
            let theirs = rows(&mut session, &query(&case)).map_err(|error| TestCaseError::fail(error.to_string()))?;
            let ours = answer(&mut session, &case).map_err(TestCaseError::fail)?;
            coverage.borrow_mut().add(&case, &ours.checks);
            let ours = Answer { checks: theirs.checks.clone(), ..ours };
            let features = case.spec.features.len();
            prop_assert!(agree(&ours, &theirs, features), "{ours:#?}\n{theirs:#?}");
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error:?}"));
    coverage.borrow().assert(10);
}
