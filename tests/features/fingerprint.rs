//! The canonical JSON behind the fingerprint is the JSON that serde writes, with sorted keys and serde's names.

use crate::seed::config;
use feature_lab::base::named::Named;
use feature_lab::features::feature::Feature;
use feature_lab::features::field::Field;
use feature_lab::features::fingerprint::{canonical_json, fingerprint};
use feature_lab::features::spec::{DuplicateLeads, FeatureSpec, MatchKeys, parse_as_of};
use feature_lab::features::times::TimeFormat;
use proptest::prelude::*;
use serde::Serialize;

fn specification() -> impl Strategy<Value = FeatureSpec> {
    let choices = (0..MatchKeys::NAMES.len(), 0..DuplicateLeads::NAMES.len(), 0..TimeFormat::NAMES.len());
    let features = prop::sample::subsequence(Feature::ALL.to_vec(), 0..=Feature::ALL.len());
    let columns = any::<[Option<String>; 2]>();
    let rest = (any::<Option<String>>(), any::<Vec<String>>(), any::<(i64, i64)>(), any::<u32>());
    (any::<[String; 7]>(), choices, features, rest, columns).prop_map(
        |(names, (by, leads, format), features, rest, columns)| {
            let mut spec = FeatureSpec::empty(parse_as_of("2026-07-01T10:20:30.5Z").unwrap());
            let [table, key, email, other, other_key, time, target] = names;
            (spec.leads.table, spec.leads.key, spec.leads.email) = (table, key, email);
            (spec.transactions.table, spec.transactions.key, spec.transactions.time) = (other, other_key, time);
            (spec.leads.rating, spec.leads.passthrough_columns) = (rest.0, rest.1);
            (spec.fill.purchase_frequency, spec.fill.recency_days) = rest.2;
            (spec.match_keys, spec.duplicate_leads) = (MatchKeys::NAMES[by].0, DuplicateLeads::NAMES[leads].0);
            spec.transactions.time_format = TimeFormat::NAMES[format].0;
            [spec.transactions.amount, spec.transactions.product] = columns;
            (spec.target, spec.features, spec.version) = (target, features, rest.3);
            spec
        },
    )
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn canonical_json_is_what_serde_writes_with_sorted_keys(spec in specification(), other in specification()) {
        // serde_json's objects are sorted.
        let mut expected = serde_json::to_value(&spec).unwrap();
        if spec.features == Feature::DEFAULT {
            expected.as_object_mut().unwrap().remove("features");
        }
        for (name, field) in [("amount", Field::AmountColumn), ("product", Field::ProductColumn)] {
            if spec.reader(field).is_none() || spec.mapped(field).is_none() {
                expected["transactions"].as_object_mut().unwrap().remove(name);
            }
        }
        prop_assert_eq!(canonical_json(&spec), expected.to_string());
        prop_assert_eq!(fingerprint(&spec) == fingerprint(&other), canonical_json(&spec) == canonical_json(&other));
    }
}

#[test]
fn choices_are_called_as_serde_calls_them() {
    fn check<T: Named + Serialize + std::fmt::Debug>() {
        for (choice, name) in T::NAMES {
            assert_eq!(serde_json::to_value(choice).unwrap(), *name);
            assert_eq!((choice.name(), T::named(name)), (*name, Some(*choice)));
        }
    }
    check::<TimeFormat>();
    check::<MatchKeys>();
    check::<DuplicateLeads>();
    check::<Feature>();
    assert!(TimeFormat::NAMES.iter().map(|(format, _)| *format).eq(TimeFormat::ALL));
}
