//! Comparing two results, as lessons do, on random ones: right is right in any order, and what is lost is seen.

use feature_lab::base::relation::Relation;
use feature_lab::base::value::Value;
use feature_lab::lessons::format::check::Compare;
use feature_lab::lessons::judge::explain::compared;
use proptest::prelude::*;

/// Values that are hard to order: equal numbers of two types, doubles that differ in the last digits, all classes.
fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        prop::sample::select(vec![0, 1, 2, -1, 9_007_199_254_740_992, 9_007_199_254_740_993, i64::MIN, i64::MAX])
            .prop_map(Value::Integer),
        prop::sample::select(vec![
            0.0,
            -0.0,
            1.0,
            1.000_000_000_1,
            0.3,
            0.1 + 0.2,
            9_007_199_254_740_992.0,
            1e308,
            -1e308
        ])
        .prop_map(Value::Real),
        "[ab]{0,1}".prop_map(Value::Text),
        prop::collection::vec(0..2_u8, 0..2).prop_map(Value::Blob),
    ]
}

fn relation() -> impl Strategy<Value = Relation> {
    let rows = prop::collection::vec(prop::collection::vec(value(), 2), 0..30);
    rows.prop_map(|rows| Relation { columns: vec!["a".to_owned(), "b".to_owned()], rows })
}

fn how() -> impl Strategy<Value = Compare> {
    (prop::sample::subsequence(vec!["a".to_owned(), "b".to_owned()], 0..=2), any::<bool>(), prop::option::of(0..4_u8))
        .prop_map(|(key, order, decimals)| Compare { key, order, decimals, ..Compare::default() })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_relation_is_right_for_itself_and_in_any_order(one in relation(), mut how in how(), seed in any::<prop::sample::Index>()) {
        prop_assert_eq!(compared("x", &one, &one, &how), None);
        how.order = false;
        let mut turned = one.clone();
        if !turned.rows.is_empty() {
            turned.rows.rotate_left(seed.index(one.rows.len()));
            turned.rows.reverse();
        }
        prop_assert_eq!(compared("x", &turned, &one, &how), None);
    }

    #[test]
    fn any_two_relations_compare_and_a_lost_row_is_seen(one in relation(), other in relation(), how in how()) {
        let fault = compared("x", &one, &other, &how);
        prop_assert!(one.rows.len() == other.rows.len() || fault.is_some());
        let mut less = one.clone();
        if less.rows.pop().is_some() {
            let fault = compared("x", &less, &one, &how).expect("a row is missing");
            prop_assert!(fault.rows.len() <= 3 && !fault.wrong.is_empty());
        }
    }
}
