//! Property tests of comparing results: equal rows pass in any order, and each kind of change gets its own verdict.

use crate::seed::config;
use feature_lab::base::relation::Relation;
use feature_lab::base::value::Value;
use feature_lab::lessons::format::check::Compare;
use feature_lab::lessons::judge::explain::compared;
use feature_lab::lessons::judge::verdict::Side;
use feature_lab::words;
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

/// Values that are either equal or further apart than any tolerance, so that differing rows can be counted.
fn value_apart() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        prop::sample::select(vec![0, 1, 2, -1, 9_007_199_254_740_992, 9_007_199_254_740_993, i64::MIN, i64::MAX])
            .prop_map(Value::Integer),
        prop::sample::select(vec![0.0, -0.0, 1.0, 10.25, 1e308, -1e308]).prop_map(Value::Real),
        "[ab]{0,1}".prop_map(Value::Text),
        prop::collection::vec(0..2_u8, 0..2).prop_map(Value::Blob),
    ]
}

/// A value that no strategy generates.
fn foreign(word: &str) -> Value {
    Value::Text(word.to_owned())
}

fn relation_of(value: impl Strategy<Value = Value>, count: std::ops::Range<usize>) -> impl Strategy<Value = Relation> {
    let rows = prop::collection::vec(prop::collection::vec(value, 2), count);
    rows.prop_map(|rows| Relation { columns: vec!["a".to_owned(), "b".to_owned()], rows })
}

fn relation() -> impl Strategy<Value = Relation> {
    relation_of(value(), 0..30)
}

/// The fault of changed rows.
fn changed_rows(number: usize) -> String {
    let rows = if number == 1 { "1 row has".to_owned() } else { format!("{number} rows have") };
    format!("{rows} a different value from the expected one")
}

/// The fault of missing rows.
fn missing(number: usize) -> String {
    if number == 1 { "1 expected row is missing".to_owned() } else { format!("{number} expected rows are missing") }
}

/// The fault of rows that the solution does not have.
fn too_many(number: usize) -> String {
    format!("{number} of your rows {} not belong", if number == 1 { "does" } else { "do" })
}

/// The learner's side of every comparison.
fn x() -> Side {
    Side::Table { name: "x".to_owned() }
}

fn wrong(mine: &Relation, theirs: &Relation, how: &Compare) -> Option<String> {
    compared(x(), mine, theirs, how).map(|fault| words::sentences(&fault.wrong, words::wrong))
}

fn how() -> impl Strategy<Value = Compare> {
    (prop::sample::subsequence(vec!["a".to_owned(), "b".to_owned()], 0..=2), any::<bool>(), prop::option::of(0..4_u8))
        .prop_map(|(key, order, decimals)| Compare { key, order, decimals, ..Compare::default() })
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn a_relation_is_right_for_itself_and_in_any_order(one in relation(), mut how in how(), seed in any::<prop::sample::Index>()) {
        prop_assert_eq!(compared(x(), &one, &one, &how), None);
        how.order = false;
        let mut turned = one.clone();
        if !turned.rows.is_empty() {
            turned.rows.rotate_left(seed.index(one.rows.len()));
            turned.rows.reverse();
        }
        prop_assert_eq!(compared(x(), &turned, &one, &how), None);
    }

    #[test]
    fn any_two_relations_compare_and_a_lost_row_is_seen(one in relation(), other in relation(), how in how()) {
        let fault = compared(x(), &one, &other, &how);
        prop_assert!(one.rows.len() == other.rows.len() || fault.is_some());
        let mut less = one.clone();
        if less.rows.pop().is_some() {
            let fault = compared(x(), &less, &one, &how).expect("a row is missing");
            prop_assert!(fault.rows.len() <= 3 && !fault.wrong.is_empty());
        }
    }

    #[test]
    fn changed_values_are_noticed_in_just_as_many_rows(
        one in relation_of(value_apart(), 1..30), places in prop::collection::vec(any::<prop::sample::Index>(), 1..4),
        column in 0..2_usize, how in how()
    ) {
        let mut changed = one.clone();
        let places: std::collections::BTreeSet<usize> = places.iter().map(|place| place.index(one.rows.len())).collect();
        for place in &places {
            changed.rows[*place][column] = foreign("changed");
        }
        let n = places.len();
        // Rows of one key belong together, and so do two results of one row: then the value is told, not the row.
        let together = if how.key.is_empty() { one.rows.len() == 1 } else { !how.key.contains(&one.columns[column]) };
        let expected = if together {
            changed_rows(n)
        } else {
            format!("{}, {}", missing(n), too_many(n))
        };
        prop_assert_eq!(wrong(&changed, &one, &how), Some(format!("x: {expected}.")));
        let other = Compare { columns: vec![one.columns[1 - column].clone()], key: Vec::new(), ..how };
        prop_assert_eq!(wrong(&changed, &one, &other), None, "a column that is not compared");
    }

    #[test]
    fn an_integer_that_is_one_larger_is_noticed(one in relation(), place in any::<prop::sample::Index>(), how in how()) {
        let mut one = one;
        let large = 9_007_199_254_740_992;
        one.rows.push(vec![Value::Integer(large), foreign("once")]);
        let last = one.rows.len() - 1;
        one.rows.swap(place.index(last + 1), last);
        let mut changed = one.clone();
        let row = changed.rows.iter_mut().find(|row| row[1] == foreign("once")).expect("it was added");
        row[0] = Value::Integer(large + 1);
        prop_assert!(wrong(&changed, &one, &how).is_some());
    }

    #[test]
    fn dropped_and_added_rows_are_counted(
        one in relation_of(value_apart(), 1..30), at in any::<prop::sample::Index>(), count in 1..4_usize, how in how()
    ) {
        let first = at.index(one.rows.len());
        let mut less = one.clone();
        let n = less.rows.drain(first..(first + count).min(one.rows.len())).count();
        prop_assert_eq!(wrong(&less, &one, &how), Some(format!("x: {}.", missing(n))));
        prop_assert_eq!(wrong(&one, &less, &how), Some(format!("x: {}.", too_many(n))));
        let mut repeated = one.clone();
        repeated.rows.extend(vec![one.rows[first].clone(); count]);
        prop_assert_eq!(wrong(&repeated, &one, &how), Some(format!("x: {}.", too_many(count))));
    }

    #[test]
    fn swapped_rows_are_noticed_where_the_order_counts(
        one in relation_of(value(), 2..30), from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(), how in how()
    ) {
        let mut one = one;
        let (from, to) = (from.index(one.rows.len()), to.index(one.rows.len()));
        prop_assume!(from != to);
        one.rows[from][0] = foreign("here");
        one.rows[to][0] = foreign("there");
        let mut swapped = one.clone();
        swapped.rows.swap(from, to);
        let first = from.min(to) + 1;
        let expected = how.order.then(|| format!("x has the right rows in another order, from row {first} on."));
        prop_assert_eq!(wrong(&swapped, &one, &how), expected);
    }

    #[test]
    fn a_renamed_column_is_noticed_where_names_count(one in relation(), column in 0..2_usize, how in how()) {
        let mut renamed = one.clone();
        let name = std::mem::replace(&mut renamed.columns[column], "c".to_owned());
        prop_assert_eq!(wrong(&renamed, &one, &how), Some(format!("x has no column {name}.")));
        let any = Compare { any_names: true, ..how.clone() };
        prop_assert_eq!(wrong(&renamed, &one, &any), None);
        renamed.columns[column] = name.to_uppercase();
        prop_assert_eq!(wrong(&renamed, &one, &how), None, "names match in any letter case");
    }
}
