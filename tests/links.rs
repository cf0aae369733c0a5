//! Properties of links: every link survives a round trip, no fragment is too strange, and old links keep their meaning.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "support/seed.rs"]
mod seed;

use feature_lab::features::feature::Feature;
use feature_lab::features::spec::{DuplicateLeads, FeatureSpec, Fill, Leads, MatchKeys, Transactions, parse_as_of};
use feature_lab::features::times::TimeFormat;
use feature_lab::links::{
    CARRY, FEATURE, LONGEST, Link, MAPPING, Origin, from_base64, no_file, raw_address, to_base64,
};
use feature_lab::words;
use proptest::prelude::*;
use seed::config;

fn some_text() -> impl Strategy<Value = Option<String>> {
    proptest::option::of(any::<String>())
}

fn some_origin() -> impl Strategy<Value = Option<Origin>> {
    proptest::option::of(prop_oneof![
        any::<String>().prop_map(Origin::Sample),
        any::<String>().prop_map(Origin::Remote),
        (some_text(), some_text(), any::<Vec<u8>>()).prop_map(|(base, name, bytes)| Origin::Carried {
            base,
            name,
            data: to_base64(&bytes)
        }),
    ])
}

fn some_spec() -> impl Strategy<Value = FeatureSpec> {
    let leads = (any::<[String; 3]>(), proptest::option::of("[^\0]{1,9}"), proptest::collection::vec(".{1,9}", 0..4))
        .prop_map(|([table, key, email], rating, passthrough_columns)| Leads {
            table,
            key,
            email,
            rating,
            passthrough_columns,
        });
    let transactions = (
        any::<[String; 3]>(),
        0..TimeFormat::ALL.len(),
        [proptest::option::of("[^\0]{1,9}"), proptest::option::of("[^\0]{1,9}")],
    )
        .prop_map(|([table, key, time], format, [amount, product])| Transactions {
            table,
            key,
            time,
            time_format: TimeFormat::ALL[format],
            amount,
            product,
        });
    let rest = (0_i64..4_000_000_000, any::<(i64, i64)>(), 0..4_usize, any::<bool>(), any::<String>());
    let features = proptest::sample::subsequence(Feature::ALL.to_vec(), 0..=Feature::ALL.len()).prop_shuffle();
    (leads, transactions, features, rest).prop_map(
        |(leads, transactions, features, (at, fill, matching, first, target))| FeatureSpec {
            version: 1,
            leads,
            transactions,
            as_of: chrono::DateTime::from_timestamp(at, 0).unwrap(),
            fill: Fill { purchase_frequency: fill.0, recency_days: fill.1 },
            match_keys: [MatchKeys::Exact, MatchKeys::Normalised, MatchKeys::AsText, MatchKeys::AsNumber][matching],
            duplicate_leads: if first { DuplicateLeads::First } else { DuplicateLeads::Keep },
            target,
            features,
        },
    )
}

/// A fragment of known and unknown names with values that are almost right.
fn fragment() -> impl Strategy<Value = String> {
    let known = MAPPING.iter().copied().chain([
        CARRY,
        FEATURE,
        "sample",
        "db",
        "data",
        "data.name",
        "as_of",
        "sql",
        "lesson",
        "step",
        "embed",
        "embed.host",
        "v",
        "",
    ]);
    let name = prop_oneof![3 => proptest::sample::select(known.collect::<Vec<_>>()).prop_map(str::to_owned), 1 => any::<String>()];
    let value = prop_oneof![any::<String>(), "[%=&+#0-9a-fA-F]{0,40}", "[A-Za-z0-9_-]{0,60}"];
    let pair = (name, prop_oneof![4 => Just("="), 1 => Just(""), 1 => Just("==")], value);
    proptest::collection::vec(pair.prop_map(|(name, is, value)| format!("{name}{is}{value}")), 0..20)
        .prop_map(|pairs| pairs.join("&"))
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn every_link_survives_a_round_trip(
        origin in some_origin(), as_of in some_text(), sql in some_text(), lesson in some_text(), step in some_text(),
        embed in any::<bool>(), host in some_text(),
        values in proptest::collection::btree_map(0..MAPPING.len(), any::<String>(), 0..8),
        carry in proptest::collection::vec(any::<String>(), 0..4),
    ) {
        let carry = carry.into_iter().map(|column| (CARRY.to_owned(), column));
        let mapping = values.into_iter().map(|(at, value)| (MAPPING[at].to_owned(), value)).chain(carry).collect();
        let link = Link { origin, as_of, mapping, sql, lesson, step, embed, host, ..Link::default() };
        prop_assert_eq!(Link::parse(&link.write()), link);
    }

    #[test]
    fn every_specification_survives_a_round_trip(spec in some_spec(), proposed in some_spec()) {
        let link = Link { as_of: Some(spec.as_of.to_rfc3339()), ..Link::default() }.with_mapping(&spec, &proposed);
        let mut there = proposed;
        let trouble = Link::parse(&link.write()).apply(&mut there);
        prop_assert!(trouble.is_empty(), "{:?}", trouble);
        prop_assert_eq!(there, spec);
    }

    #[test]
    fn no_fragment_is_too_strange(fragment in prop_oneof![any::<String>(), fragment()]) {
        let mut spec = FeatureSpec::empty(parse_as_of("2020-01-01").unwrap());
        let link = Link::parse(&fragment);
        let unread = words::link_unread(&link.apply(&mut spec));
        let told: usize = unread.iter().chain(&link.unknown).map(String::len).sum();
        // What the page says of a link is not longer than a person reads, however long the link is.
        prop_assert!(told <= 30_000, "{}", told);
        // Written once, a link stays as it is.
        let again = Link::parse(&link.write());
        let known = Link { unknown: Vec::new(), newer: false, too_long: None, ..link };
        prop_assert_eq!(again, known);
    }

    #[test]
    fn no_address_is_too_strange(address in prop_oneof![any::<String>(), "https?://[a-z.:/@#?]{0,40}", "https://(gist\\.)?github\\.com/[a-z/]{0,30}"]) {
        raw_address(&address);
        no_file(&address);
    }

    #[test]
    fn bytes_come_back_from_text_and_no_text_is_too_strange(bytes in any::<Vec<u8>>(), text in any::<String>()) {
        prop_assert_eq!(from_base64(&to_base64(&bytes)), Some(bytes));
        if let Some(bytes) = from_base64(&text) {
            prop_assert!(bytes.len() <= text.len());
        }
    }
}

#[test]
fn what_is_too_long_is_not_read() {
    let link = Link::parse(&format!("sample=tiny&sql={}", "x".repeat(LONGEST)));
    assert_eq!((link.origin, link.sql), (None, None));
    assert!(link.too_long.is_some());
}

/// Links as they were written by every version of the lab, and what they must mean for ever: origin, SQL, lesson and step,
/// frame, and the specification's fields that they set.
#[test]
fn old_links_keep_their_meaning() {
    let mut spec = FeatureSpec::empty(parse_as_of("2020-01-01").unwrap());
    spec.leads.passthrough_columns = vec!["p1".into()];
    let read = |fragment: &str| {
        let link = Link::parse(fragment);
        assert!(link.unknown.is_empty() && !link.newer && link.too_long.is_none(), "{fragment}: {link:?}");
        let mut there = spec.clone();
        assert_eq!(link.apply(&mut there), [], "{fragment}");
        (link, there)
    };

    // The first lab: sample or address, mapping, as-of, SQL, frame.
    let (link, there) = read("sample=leads_scored_segmentation&as_of=2026-07-01");
    assert_eq!(link.origin, Some(Origin::Sample("leads_scored_segmentation".into())));
    assert_eq!(there.as_of, parse_as_of("2026-07-01").unwrap());
    let (link, there) = read(
        "#db=https%3A%2F%2Fgithub.com%2Fa%2Fb%2Fblob%2Fmain%2Fx.db&leads=Customer&leads.key=CustomerId&leads.email=Email\
         &leads.rating=&tx=Invoice&tx.key=CustomerId&tx.time=InvoiceDate&tx.format=iso8601&sql=SELECT+1%3B&embed=1",
    );
    assert_eq!(link.origin, Some(Origin::Remote("https://github.com/a/b/blob/main/x.db".into())));
    assert_eq!((link.sql.as_deref(), link.embed), (Some("SELECT 1;"), true));
    let (leads, transactions) = (&there.leads, &there.transactions);
    assert_eq!([&leads.table, &leads.key, &leads.email], ["Customer", "CustomerId", "Email"]);
    assert_eq!(leads.rating, None);
    assert_eq!([&transactions.table, &transactions.key, &transactions.time], ["Invoice", "CustomerId", "InvoiceDate"]);
    assert_eq!(transactions.time_format, TimeFormat::ALL[1]);
    assert_eq!(there.leads.passthrough_columns, ["p1"]);

    // With lessons.
    let (link, _) = read("sample=tiny&as_of=2026-07-01T12%3A00%3A00Z&lesson=week1-day2&step=3");
    assert_eq!((link.lesson.as_deref(), link.step.as_deref()), (Some("week1-day2"), Some("3")));

    // With every option, the database in the link, and a page around the frame.
    let (link, there) = read(
        "sample=tiny&as_of=2026-07-01&match=as_text&duplicates=first&fill.frequency=-1&fill.recency=999&target=features\
         &leads.carry=p1&leads.carry=city+name&embed=1&embed.host=https%3A%2F%2Fcourse.example&data=eJwDAAAAAAE",
    );
    let data = "eJwDAAAAAAE".to_owned();
    assert_eq!(link.origin, Some(Origin::Carried { base: Some("tiny".into()), name: None, data }));
    assert_eq!(link.host.as_deref(), Some("https://course.example"));
    assert_eq!((there.match_keys, there.duplicate_leads), (MatchKeys::AsText, DuplicateLeads::First));
    assert_eq!((there.fill.purchase_frequency, there.fill.recency_days), (-1, 999));
    assert_eq!(
        (there.target.as_str(), there.leads.passthrough_columns.join(",")),
        ("features", "p1,city name".to_owned())
    );
    // With features and the columns that they read.
    let (_, there) = read("tx.amount=price&tx.product=&feature=monetary_total&feature=purchases_30d");
    assert_eq!((there.transactions.amount.as_deref(), there.transactions.product.as_deref()), (Some("price"), None));
    assert_eq!(there.features, [Feature::MonetaryTotal, Feature::Purchases30d]);
    assert!(read("feature=").1.features.is_empty());
    let (link, there) = read("leads.carry=&data.name=shop.db&data=eJwDAAAAAAE&v=1");
    assert!(matches!(link.origin, Some(Origin::Carried { base: None, name: Some(name), .. }) if name == "shop.db"));
    assert!(there.leads.passthrough_columns.is_empty());
}
