//! Compares the aggregation with a naive implementation: loops over pairs of rows, written from feature-spec §2.

use crate::seed::config;
use chrono::{DateTime, Utc};
use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::typed_column::TypedColumn;
use feature_lab::base::value::Value;
use feature_lab::engine::database::Database;
use feature_lab::features::aggregate::{Aggregate, Features, Optional, Transaction};
use feature_lab::features::feature::Feature;
use feature_lab::features::quality::counts::QualityCounts;
use feature_lab::features::spec::{DuplicateLeads, FeatureSpec, Fill, MatchKeys, parse_as_of};
use feature_lab::features::times::{ColumnFormat, ColumnStats, TimeFormat, read};
use proptest::prelude::*;

/// The keys of the leads. The rowid of a row is ten times its position.
type Leads = Vec<Value>;
/// Key, time, amount and product of each transaction.
type Sales = Vec<(Value, Value, [Value; 2])>;

fn rowid(at: usize) -> i64 {
    i64::try_from(at).unwrap() * 10
}

fn by_us(spec: &FeatureSpec, leads: &Leads, sales: &Sales) -> (Features, QualityCounts) {
    let mut aggregate = Aggregate::new(spec.clone(), Native::compose);
    for (at, key) in leads.iter().enumerate() {
        aggregate.lead(rowid(at), key.as_ref());
    }
    let rows = sales.iter().enumerate().map(|(at, (key, time, _))| Transaction {
        rowid: rowid(at),
        key: key.as_ref(),
        time: time.as_ref(),
    });
    let optional =
        sales.iter().map(|(_, _, [amount, product])| Optional { amount: amount.as_ref(), product: product.as_ref() });
    aggregate.transactions(&rows.collect::<Vec<_>>(), &optional.collect::<Vec<_>>());
    aggregate.finish()
}

/// Returns `true` if two values are the same key.
fn same(a: &Value, b: &Value, matching: MatchKeys) -> bool {
    use Value::{Blob, Integer, Null, Real, Text};
    let text = |number: &Value| match number {
        Real(real) if real.fract() == 0.0 => Text((*real as i64).to_string()),
        Null | Text(_) | Blob(_) => number.clone(),
        number => Text(number.to_string()),
    };
    // The generated texts that are numbers have no more than these forms.
    let number = |value: &Value| match value {
        Text(text) if text.trim().parse::<f64>().is_ok() && !text.contains(['e', 'n']) => {
            let number: f64 = text.trim().parse().unwrap();
            if number.fract() == 0.0 { Integer(number as i64) } else { Real(number) }
        }
        Real(real) if real.fract() == 0.0 => Integer(*real as i64),
        value => value.clone(),
    };
    match (a, b) {
        (Null, _) | (_, Null) => false,
        (Integer(whole), Real(real)) | (Real(real), Integer(whole)) => {
            real.fract() == 0.0 && *real as i128 == i128::from(*whole)
        }
        (Text(a), Text(b)) if matching == MatchKeys::Normalised => a.trim().to_lowercase() == b.trim().to_lowercase(),
        (a, b) if matching == MatchKeys::AsText => text(a) == text(b),
        (a, b) if matching == MatchKeys::AsNumber => number(a) == number(b),
        (a, b) => a == b,
    }
}

fn is_blank(key: &Value) -> bool {
    match key {
        Value::Null => true,
        Value::Text(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// An amount as a number; its text has no exponent here.
fn amount_of(value: &Value) -> Option<f64> {
    match value {
        Value::Integer(number) => Some(*number as f64),
        Value::Real(number) => Some(*number),
        Value::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn instants(spec: &FeatureSpec, sales: &Sales) -> Vec<Option<DateTime<Utc>>> {
    let format = spec.transactions.time_format;
    let mut survey = ColumnStats::as_of(spec.as_of);
    let mut reading = |(_, time, _): &(Value, Value, [Value; 2])| {
        let reading = read(time.as_ref(), format);
        survey.observe_value(time.as_ref(), &reading, format);
        reading
    };
    let readings: Vec<_> = sales.iter().map(&mut reading).collect();
    let decision = ColumnFormat::of(&survey);
    readings.iter().map(|reading| decision.resolve(reading)).collect()
}

fn naive(spec: &FeatureSpec, leads: &Leads, sales: &Sales) -> Features {
    let times = instants(spec, sales);
    let mut features = Features::default();
    let (mut counts, mut days, mut means) = (Vec::new(), Vec::new(), Vec::new());
    let (mut windows, mut firsts) = ([Vec::new(), Vec::new(), Vec::new()], Vec::new());
    let (mut totals, mut amount_means, mut products) = (Vec::new(), Vec::new(), Vec::new());
    for (at, key) in leads.iter().enumerate() {
        let repeated = leads[..at].iter().any(|before| same(before, key, spec.match_keys));
        if repeated && spec.duplicate_leads == DuplicateLeads::First {
            continue;
        }
        let mine = || sales.iter().zip(&times).filter(|((other, _, _), _)| same(key, other, spec.match_keys));
        let past = || mine().filter(|(_, time)| time.is_none_or(|time| time <= spec.as_of));
        let count = i64::try_from(past().count()).unwrap();
        let mut timed: Vec<DateTime<Utc>> = past().filter_map(|(_, time)| *time).collect();
        timed.sort_unstable();
        // Whole seconds suffice only if the fraction is taken along.
        let whole_days = |last: &DateTime<Utc>| (spec.as_of - last).num_milliseconds().div_euclid(86_400_000);
        let gaps: f64 = timed.windows(2).map(|pair| (pair[1] - pair[0]).num_nanoseconds().unwrap() as f64).sum();
        features.rowids.push(rowid(at));
        counts.push(Some(if count == 0 { spec.fill.purchase_frequency } else { count }));
        days.push(Some(timed.last().map_or(spec.fill.recency_days, whole_days)));
        firsts.push(timed.first().map(whole_days));
        for (window, days) in windows.iter_mut().zip([30, 90, 365]) {
            let within = timed.iter().filter(|at| (spec.as_of - **at).num_milliseconds() < days * 86_400_000);
            window.push(Some(i64::try_from(within.count()).unwrap()));
        }
        let amounts: Vec<f64> = past().filter_map(|((_, _, [amount, _]), _)| amount_of(amount)).collect();
        totals.push(Some(amounts.iter().sum()));
        amount_means.push((!amounts.is_empty()).then(|| amounts.iter().sum::<f64>() / amounts.len() as f64));
        let mut bought: Vec<&Value> = Vec::new();
        for ((_, _, [_, product]), _) in past() {
            if !is_blank(product) && !bought.iter().any(|other| same(other, product, MatchKeys::Exact)) {
                bought.push(product);
            }
        }
        products.push(Some(i64::try_from(bought.len()).unwrap()));
        means.push((timed.len() > 1).then(|| gaps / 86_400e9 / (timed.len() - 1) as f64));
    }
    let whole = [counts, days].into_iter().chain(windows).chain([firsts]).map(TypedColumn::Integer);
    let reals = [means, totals, amount_means].map(TypedColumn::Real);
    features.columns = whole.chain(reals).chain([TypedColumn::Integer(products)]).collect();
    features
}

/// Returns `true` if features are equal, doubles within a relative error of 1e-9.
fn equal(one: &Features, other: &Features) -> bool {
    let near = |one: &Option<f64>, other: &Option<f64>| match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= 1e-9 * one.abs().max(1e-9),
        (one, other) => one.is_none() && other.is_none(),
    };
    one.rowids == other.rowids
        && one.columns.len() == other.columns.len()
        && one.columns.iter().zip(&other.columns).all(|columns| match columns {
            (TypedColumn::Real(one), TypedColumn::Real(other)) => {
                one.len() == other.len() && one.iter().zip(other).all(|(one, other)| near(one, other))
            }
            (one, other) => one == other,
        })
}

fn key() -> impl Strategy<Value = Value> {
    let texts = vec!["a", "A", " a", "b", "7", "7.0", " 07", "7.5", "", " ", "c", "user_email"];
    prop_oneof![
        6 => prop::sample::select(texts).prop_map(|text| Value::Text(text.to_owned())),
        2 => prop::sample::select(vec![7, 8, 9_007_199_254_740_993]).prop_map(Value::Integer),
        1 => prop::sample::select(vec![7.0, 7.5, 9_007_199_254_740_992.0]).prop_map(Value::Real),
        1 => prop::sample::select(vec!["a", "7"]).prop_map(|text| Value::Blob(text.as_bytes().to_vec())),
        1 => Just(Value::Null),
    ]
}

fn time() -> impl Strategy<Value = Value> {
    let texts = vec![
        "2026-06-30",
        "2026-06-30T23:59:59.999Z",
        "2026-07-01",
        "2026-07-01T00:00:00.000000001Z",
        "2026-07-02",
        "20250101",
        "1999-12-31 23:59",
        "never",
        "01/02/2026",
        "13/02/2026",
        "02/14/2026",
        "1782777600",
        "",
    ];
    prop_oneof![
        8 => prop::sample::select(texts).prop_map(|text| Value::Text(text.to_owned())),
        2 => prop::sample::select(vec![1_782_777_600, 1_782_950_400, 1_782_777_600_000, 20_260_601]).prop_map(Value::Integer),
        1 => Just(Value::Real(2_461_221.5)),
        1 => Just(Value::Null),
    ]
}

fn optional() -> impl Strategy<Value = [Value; 2]> {
    let texts = ["9.5", " -2 ", "+7", "9,5", "ten", "", "0.1"].map(|text| Value::Text(text.to_owned()));
    let amount = prop_oneof![
        4 => prop::sample::select(texts.to_vec()),
        4 => prop::sample::select(vec![Value::Integer(3), Value::Integer(-4), Value::Real(0.1), Value::Real(1e9)]),
        1 => Just(Value::Null),
        1 => Just(Value::Blob(b"5".to_vec())),
    ];
    [amount.boxed(), key().boxed()]
}

/// A transaction.
fn sale() -> impl Strategy<Value = (Value, Value, [Value; 2])> {
    (key(), time(), optional())
}

fn spec() -> impl Strategy<Value = FeatureSpec> {
    (
        prop::sample::select(vec![MatchKeys::Exact, MatchKeys::Normalised, MatchKeys::AsText, MatchKeys::AsNumber]),
        prop::sample::select(vec![DuplicateLeads::Keep, DuplicateLeads::First]),
        prop::sample::select(vec![
            TimeFormat::Auto,
            TimeFormat::Auto,
            TimeFormat::Iso8601,
            TimeFormat::EpochSeconds,
            TimeFormat::DayMonthYear,
        ]),
        any::<bool>(),
    )
        .prop_map(|(match_keys, duplicate_leads, format, other_fill)| {
            let mut spec = FeatureSpec::empty(parse_as_of("2026-07-01").unwrap());
            (spec.match_keys, spec.duplicate_leads, spec.transactions.time_format) =
                (match_keys, duplicate_leads, format);
            spec.leads.key = "user_email".to_owned();
            spec.features = Feature::ALL.to_vec();
            if other_fill {
                spec.fill = Fill { purchase_frequency: -1, recency_days: 9999 };
            }
            spec
        })
}

proptest! {
    #![proptest_config(config(3000))]

    #[test]
    fn features_and_counts_are_those_of_the_naive_way(
        spec in spec(),
        leads in prop::collection::vec(key(), 0..12),
        (sales, shuffled) in prop::collection::vec(sale(), 0..24)
            .prop_flat_map(|list| (Just(list.clone()), Just(list).prop_shuffle())),
    ) {
        let (features, tally) = by_us(&spec, &leads, &sales);
        let expected = naive(&spec, &leads, &sales);
        prop_assert!(equal(&features, &expected), "{features:?}\n{expected:?}");
        // The order of the transactions means nothing to the features.
        prop_assert!(equal(&by_us(&spec, &leads, &shuffled).0, &expected));

        let times = instants(&spec, &sales);
        let rows = |count: usize| u64::try_from(count).unwrap();
        let known = |key: &Value| leads.iter().any(|lead| same(lead, key, spec.match_keys));
        let late = |time: &&Option<DateTime<Utc>>| time.is_some_and(|time| time > spec.as_of);
        let repeated = |at: &usize| leads[..*at].iter().any(|before| same(before, &leads[*at], spec.match_keys));
        prop_assert_eq!(tally.leads, rows(leads.len()));
        prop_assert_eq!(tally.transactions, rows(sales.len()));
        prop_assert_eq!(tally.rows_out, rows(expected.rowids.len()));
        prop_assert_eq!(tally.duplicate_keys.count, rows((0..leads.len()).filter(repeated).count()));
        prop_assert_eq!(tally.blank_lead_keys.count, rows(leads.iter().filter(|key| is_blank(key)).count()));
        prop_assert_eq!(tally.blank_transaction_keys.count, rows(sales.iter().filter(|(key, ..)| is_blank(key)).count()));
        let nulls = rows(sales.iter().filter(|(_, time, _)| *time == Value::Null).count());
        prop_assert_eq!(tally.null_times.count, nulls);
        prop_assert_eq!(tally.times.nulls, nulls);
        prop_assert_eq!(tally.unreadable_times.count, rows(times.iter().filter(|time| time.is_none()).count()) - nulls);
        prop_assert_eq!(tally.times.unreadable, tally.unreadable_times.count);
        prop_assert_eq!(tally.after_as_of.count, rows(times.iter().filter(late).count()));
        prop_assert_eq!(tally.unknown_customers.count,
            rows(sales.iter().filter(|(key, ..)| *key != Value::Null && !known(key)).count()));
        let no_amounts = rows(sales.iter().filter(|(_, _, [amount, _])| amount_of(amount).is_none()).count());
        prop_assert_eq!(tally.bad_amounts.as_ref().map(|finding| finding.count), Some(no_amounts));
        let header = |key: &&Value| matches!(key, Value::Text(text) if text == "user_email");
        prop_assert_eq!(tally.header_rows.count, rows(leads.iter().filter(header).count()));
        let bought = |key: &Value| sales.iter().zip(&times).any(|((other, ..), time)| same(key, other, spec.match_keys) && !late(&time));
        let kept = leads.iter().enumerate().filter(|(at, _)| expected.rowids.contains(&rowid(*at)));
        prop_assert_eq!(tally.without_transactions.count, rows(kept.filter(|(_, key)| !bought(key)).count()));
        for finding in [&tally.unreadable_times, &tally.unknown_customers, &tally.without_transactions] {
            prop_assert_eq!(finding.examples.len(), usize::try_from(finding.count).unwrap().min(5));
        }
    }

    #[test]
    fn another_way_of_matching_is_offered_exactly_where_it_helps(
        leads in prop::collection::vec(key(), 0..8),
        sales in prop::collection::vec(sale(), 0..12),
    ) {
        let mut spec = FeatureSpec::empty(parse_as_of("2026-07-01").unwrap());
        spec.leads.key = "user_email".to_owned();
        let (_, tally) = by_us(&spec, &leads, &sales);
        for (matching, finding) in
            [(MatchKeys::Normalised, &tally.normalised_matches), (MatchKeys::AsText, &tally.text_matches)]
        {
            let known = |key: &Value, matching| leads.iter().any(|lead| same(lead, key, matching));
            let mut helped: Vec<&Value> = Vec::new();
            for (key, ..) in &sales {
                let helps = known(key, matching) && !known(key, MatchKeys::Exact);
                if helps && !helped.iter().any(|seen| same(seen, key, matching)) {
                    helped.push(key);
                }
            }
            prop_assert_eq!(finding.count, u64::try_from(helped.len()).unwrap(), "{:?}", matching);
        }
        // Numbers in text are offered as numbers only where they would not be found as text.
        let known = |key: &Value, matching| leads.iter().any(|lead| same(lead, key, matching));
        let mut helped: Vec<&Value> = Vec::new();
        for (key, ..) in &sales {
            let ways = [MatchKeys::Exact, MatchKeys::AsText, MatchKeys::AsNumber].map(|way| known(key, way));
            if ways == [false, false, true] && !helped.iter().any(|seen| same(seen, key, MatchKeys::AsNumber)) {
                helped.push(key);
            }
        }
        prop_assert_eq!(tally.number_matches.count, u64::try_from(helped.len()).unwrap());
    }
}
