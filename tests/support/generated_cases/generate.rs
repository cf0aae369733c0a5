//! Generates cases, in which every row of the specification is mixed.

use feature_lab::features::feature::Feature;
use feature_lab::features::field::Field;
use feature_lab::features::spec::{DuplicateLeads, FeatureSpec, Fill, MatchKeys, parse_as_of};
use feature_lab::features::times::TimeFormat;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::times::column;
use super::{Case, Kind, Lead, Sale};

/// Keys as SQL writes them; each with others that are nearly the same.
pub const KEYS: [&str; 25] = [
    "'ana@x.org'",
    "'ANA@x.org'",
    "' ana@x.org'",
    "'ana@x.org' || char(9)",
    "'bo'",
    "x'626f'",
    "'ren\u{e9}'",
    "'rene\u{301}'",
    "'REN\u{c9}'",
    "'7'",
    "7",
    "7.0",
    "7.5",
    "'7.5'",
    "'7.0'",
    "' 07'",
    "'7e0'",
    "9007199254740993",
    "9007199254740992.0",
    "'customer_id'",
    "CAST(x'ff61' AS TEXT)",
    "'a' || char(0) || 'b'",
    "''",
    "' '",
    "NULL",
];

const AS_OF: [&str; 3] = ["2026-07-01", "2027-02-28T12:30:00.5Z", "2003-05-05T05:05:05.000000001Z"];
const EXTRAS: [&str; 10] =
    ["9007199254740993", "-9223372036854775808", "NULL", "'text'", "'7'", "7.5", "7.0", "x'00ff'", "''", "1e300"];

fn key() -> impl Strategy<Value = &'static str> {
    // Keys that are nearly the same come together often enough to be met on both sides.
    prop_oneof![
        2 => select(KEYS[..4].to_vec()),
        3 => select(KEYS[9..12].to_vec()),
        1 => select(KEYS[12..17].to_vec()),
        1 => select(KEYS[4..6].to_vec()),
        1 => select(KEYS[6..9].to_vec()),
        1 => select(KEYS[17..19].to_vec()),
        4 => select(KEYS.to_vec()),
    ]
}

fn lead() -> impl Strategy<Value = Lead> {
    let p1 = select(vec!["0.5", "0", "1", "1.5", "-0.1", "NULL", "'high'"]);
    let rating = select(vec!["1", "5", "3.5", "0", "6", "NULL", "'good'", "4"]);
    let deleted = select(vec!["NULL", "NULL", "''", "'NaT'", "'0000-00-00'", "'2026-01-01'"]);
    let values = (key(), p1, select(EXTRAS.to_vec()), rating, deleted);
    values.prop_map(|(key, p1, extra, rating, deleted)| Lead { key, p1, extra, rating, deleted })
}

/// Leads, and transactions of which about half have the key of a leads row to the letter.
fn people_and_sales(as_of: &str) -> impl Strategy<Value = (Vec<Lead>, TimeFormat, Vec<Sale>)> + use<> {
    let product = select(vec!["'book'", "'book'", "'Book'", "'7'", "7", "7.0", "7.5", "NULL", "''", "' '", "char(9)"]);
    let as_of = parse_as_of(as_of).unwrap();
    let leads = prop::collection::vec(lead(), 0..8);
    let status = select(vec![
        "'paid'",
        "'Cancelled'",
        "'refunded'",
        "'storniert'",
        "'open'",
        "'returning'",
        "'refund denied'",
        "'not cancelled'",
        "NULL",
        "0",
    ]);
    let amount =
        select(vec!["'9.50'", "'-9.50'", "' -1 '", "'-0.0'", "'+12.'", "'-'", "'7,5'", "'1e3'", "''", "x'35'", "NULL"]);
    let total = select(vec!["9.5", "0.1", "7", "9007199254740993", "-1", "-0.25", "0", "NULL", "'-3 EUR'", "9e999"]);
    let sale = (key(), any::<Index>(), any::<bool>(), product, status, (total, amount));
    let sales = prop::collection::vec(sale, 0..16);
    (leads, sales).prop_flat_map(move |(leads, sales)| {
        let times = column(as_of, sales.len());
        (Just(leads), Just(sales), times).prop_map(|(leads, sales, (format, times))| {
            let sales =
                sales.into_iter().zip(times).map(|((other, whose, known, product, status, (total, amount)), time)| {
                    let key = if known && !leads.is_empty() { whose.get(&leads).key } else { other };
                    Sale { key, time, product, status, total, amount }
                });
            let sales = sales.collect();
            (leads, format, sales)
        })
    })
}

/// Everything of a specification that is not a name.
fn manner() -> impl Strategy<Value = (MatchKeys, DuplicateLeads, Fill)> {
    let fill = prop_oneof![3 => Just(Fill::default()), 1 => Just(Fill { purchase_frequency: -1, recency_days: 9999 })];
    (
        select(vec![MatchKeys::Exact, MatchKeys::Exact, MatchKeys::Normalised, MatchKeys::AsText, MatchKeys::AsNumber]),
        select(vec![DuplicateLeads::Keep, DuplicateLeads::First]),
        fill,
    )
}

/// The features with the columns of amounts and products: in half of the cases the default ones.
fn features() -> impl Strategy<Value = (Vec<Feature>, Option<&'static str>, Option<&'static str>)> {
    let some = prop::sample::subsequence(Feature::ALL.to_vec(), 0..=Feature::ALL.len()).prop_shuffle();
    let features = prop_oneof![1 => Just(Feature::DEFAULT.to_vec()), 1 => some];
    let columns = (select(vec!["amount", "total"]), any::<(bool, bool)>());
    (features, columns).prop_map(|(features, (amount, (has_amount, has_product)))| {
        let reads = |field| features.iter().any(|feature| feature.reads() == Some(field));
        let amount = (has_amount || reads(Field::AmountColumn)).then_some(amount);
        let product = (has_product || reads(Field::ProductColumn)).then_some("product_id");
        (features, amount, product)
    })
}

/// The shape of the database and the names.
#[derive(Clone, Debug)]
struct Shape {
    kinds: [Kind; 2],
    declared: [&'static str; 3],
    backwards: bool,
    old: Option<&'static str>,
    rating: bool,
    passthrough_columns: Vec<&'static str>,
    on_id: bool,
    target: &'static str,
}

fn shape() -> impl Strategy<Value = Shape> {
    let kind = || prop_oneof![3 => Just(Kind::Table), 1 => Just(Kind::WithoutRowid), 1 => Just(Kind::View)];
    let keys = || select(vec!["", "", "", "TEXT", "TEXT COLLATE NOCASE", "INTEGER", "NUMERIC"]);
    let extra = select(vec!["", "BIGINT", "TEXT", "BLOB", "DECIMAL(10,2)", "REAL", "\"my type\""]);
    let carry = select(vec![vec!["p1"], vec!["extra", "p1"], vec![], vec!["extra"]]);
    let old = select(vec![None, Some("customer_features"), Some("Customer_FEATURES")]);
    (
        [kind(), kind()],
        (keys(), keys(), extra),
        any::<bool>(),
        old,
        (any::<bool>(), carry, any::<bool>()),
        select(vec!["customer_features", "CUSTOMER_features", "the \"features\""]),
    )
        .prop_map(|(kinds, (a, b, extra), backwards, old, (rating, carry, on_id), target)| Shape {
            kinds,
            declared: [a, b, extra],
            backwards,
            old,
            rating,
            passthrough_columns: carry,
            on_id,
            target,
        })
}

/// Any case.
pub fn case() -> impl Strategy<Value = Case> {
    select(AS_OF.to_vec()).prop_flat_map(|as_of| {
        (people_and_sales(as_of), manner(), shape(), features()).prop_map(
            move |((leads, format, sales), (match_keys, duplicate_leads, fill), shape, (features, amount, product))| {
                let mut spec = FeatureSpec::empty(parse_as_of(as_of).unwrap());
                (spec.match_keys, spec.duplicate_leads, spec.fill) = (match_keys, duplicate_leads, fill);
                spec.leads.table = "people".to_owned();
                spec.leads.key = if shape.on_id { "customer_id" } else { "user_email" }.to_owned();
                spec.leads.email = if shape.on_id { "mail" } else { "user_email" }.to_owned();
                spec.leads.rating = shape.rating.then(|| "rating".to_owned());
                spec.leads.passthrough_columns =
                    shape.passthrough_columns.iter().map(|name| (*name).to_owned()).collect();
                spec.transactions.table = "purchases".to_owned();
                spec.transactions.key = if shape.on_id { "buyer" } else { "user_email" }.to_owned();
                spec.transactions.time = "ts".to_owned();
                spec.transactions.time_format = format;
                spec.transactions.amount = amount.map(str::to_owned);
                spec.transactions.product = product.map(str::to_owned);
                spec.features = features;
                spec.target = shape.target.to_owned();
                let Shape { kinds, declared, backwards, old, .. } = shape;
                Case { leads, sales, kinds, declared, backwards, old, spec }
            },
        )
    })
}
