//! Orders and facts of generated results are SQLite's own, of tables and of results in memory.

use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::value::{Value, ValueRef};
use feature_lab::engine::database::Database;
use feature_lab::engine::session::Session;
use feature_lab::protocol::{Arrange, BrowseTable, DescribeColumn, Filter, Order, Query, Rows, StatementOutcome};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use super::fixtures::lab_with;
use super::seed;
use super::values::value;

/// A lab with a table `t (x, n)` of these values, whose rowids have gaps if `step` is more than 1, and its two results.
fn lab(values: &[Value], step: i64) -> (Session<Native>, [u32; 2]) {
    let mut session = lab_with::<Native>(&["CREATE TABLE t (x, n INTEGER)"]);
    for (value, n) in values.iter().zip(0..) {
        let row = [value.as_ref(), ValueRef::Integer(n), ValueRef::Integer(n * n * step - 7)];
        session.database().unwrap().run("INSERT INTO t (x, n, rowid) VALUES (?1, ?2, ?3)", &row).unwrap();
    }
    let ran = session.query(&Query::of_box("SELECT * FROM t ORDER BY n")).unwrap();
    let [StatementOutcome::Rows(rows)] = &ran.outcomes[..] else { panic!("{ran:?}") };
    let browsed = session.browse_table(&BrowseTable { table: "t".to_owned() }).unwrap();
    (session, [rows.id, browsed.id])
}

fn numbers(rows: &[Vec<Value>]) -> Vec<i64> {
    rows.iter().map(|row| row[1].integer().unwrap()).collect()
}

#[test]
fn orders_and_facts_are_those_of_sqlite() {
    let cases = (prop::collection::vec(value(), 0..60), 0_i64..3, any::<bool>());
    TestRunner::new(seed::config(300))
        .run(&cases, |(values, step, descending)| {
            let (mut session, results) = lab(&values, step.max(1));
            let database = session.database().unwrap();
            let direction = if descending { "DESC" } else { "ASC" };
            let sorted = database.rows(&format!("SELECT x, n FROM t ORDER BY x {direction}, n"), &[]).unwrap();
            let facts = "SELECT count(*), count(*) - count(x), count(*) FILTER (WHERE typeof(x) = 'text' AND x = ''),
                count(DISTINCT x), min(x), max(x), avg(x) FILTER (WHERE typeof(x) IN ('integer', 'real')) FROM t";
            let facts = database.rows(facts, &[]).unwrap().remove(0);
            let common = "SELECT count(*) FROM t WHERE x IS NOT NULL GROUP BY x ORDER BY 1 DESC LIMIT 5";
            let common: Vec<Value> = database.rows(common, &[]).unwrap().into_iter().flatten().collect();
            for result in results {
                let order = Some(Order { column: 0, descending });
                let arranged = session.arrange(&Arrange { result, order, filters: Vec::new() }).unwrap();
                prop_assert_eq!(numbers(&arranged.first), numbers(&sorted));
                let window = session.rows(&Rows { result, start: 3, count: 7 }).unwrap();
                let expected: Vec<i64> = numbers(&sorted).into_iter().skip(3).take(7).collect();
                prop_assert_eq!(numbers(&window.rows), expected);
                let found = session.describe_column(&DescribeColumn { result, column: 0 }).unwrap();
                let count = |count: u64| Value::Integer(i64::try_from(count).unwrap());
                let counts = [count(found.rows), count(found.nulls), count(found.empty_texts), count(found.distinct)];
                prop_assert_eq!(&counts[..], &facts[..4]);
                let same = |found: &Option<Value>, expected: &Value| match found {
                    // Of values that are equal SQLite may show any, such as 1 or 1.0.
                    Some(Value::Integer(_) | Value::Real(_)) => matches!(expected, Value::Integer(_) | Value::Real(_)),
                    Some(other) => other == expected,
                    None => *expected == Value::Null,
                };
                prop_assert!(same(&found.min, &facts[4]) && same(&found.max, &facts[5]), "{found:?} {facts:?}");
                if let (Some(mean), Value::Real(expected)) = (found.mean, &facts[6]) {
                    let scale = values.iter().map(|value| value.real().unwrap_or(1e19).abs()).fold(0.0, f64::max);
                    prop_assert!((mean - expected).abs() <= scale * 1e-9, "{mean} {expected}");
                }
                let counts: Vec<Value> = found.commonest.iter().map(|(_, rows)| count(*rows)).collect();
                prop_assert_eq!(counts, common.clone());
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn filters_of_comparisons_are_those_of_sqlite() {
    let signs = prop::sample::select(vec!["=", "!=", "<", "<=", ">", ">="]);
    let cases = (prop::collection::vec(value(), 0..40), signs, -4_i32..4, 0_i64..3);
    TestRunner::new(seed::config(300))
        .run(&cases, |(values, sign, half, step)| {
            let (mut session, results) = lab(&values, step.max(1));
            let bound = f64::from(half) / 2.0;
            // Texts that are numbers count as such, and all other texts and the blobs are different from a number.
            let as_number = "CASE WHEN typeof(x) IN ('integer', 'real') THEN x WHEN typeof(x) = 'text' AND n IN (SELECT value FROM json_each(?2)) THEN CAST(x AS REAL) END";
            let is_number = |text: &str| !text.trim().is_empty() && text.trim().bytes().all(|byte| b"0123456789+-.eE".contains(&byte)) && text.trim().parse::<f64>().is_ok();
            let list: Vec<usize> = values.iter().enumerate().filter(|(_, value)| value.text().is_some_and(is_number)).map(|(n, _)| n).collect();
            let otherwise = if sign == "!=" { "x IS NOT NULL" } else { "0" };
            let sql = format!("SELECT x, n FROM t WHERE coalesce(({as_number}) {sign} ?1, {otherwise}) ORDER BY n");
            let list = serde_json::to_string(&list).unwrap();
            let parameters = [ValueRef::Real(bound), ValueRef::Text(list.as_bytes())];
            let expected = numbers(&session.database().unwrap().rows(&sql, &parameters).unwrap());
            for result in results {
                let filters = vec![Filter { column: 0, text: format!("{sign} {bound}") }];
                let arranged = session.arrange(&Arrange { result, order: None, filters }).unwrap();
                prop_assert_eq!((numbers(&arranged.first), arranged.total), (expected.clone(), expected.len() as u64));
            }
            Ok(())
        })
        .unwrap();
}
