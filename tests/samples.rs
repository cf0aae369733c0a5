//! The built-in samples have the blemishes that docs/samples.md lists, no more and no fewer.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use feature_lab::adapters::rusqlite::Native;
use feature_lab::engine::session::Session;
use feature_lab::features::spec::parse_as_of;
use feature_lab::protocol::{Build, CheckOnOpen, Companions, Open, Source};

/// The rows of the page's table, in order, by the names of their checks.
const ROWS: [&str; 9] = [
    "duplicate_lead_keys",
    "normalised_matches",
    "unreadable_times",
    "mixed_time_formats",
    "times_after_as_of",
    "unknown_customers",
    "customers_without_transactions",
    "blank_products",
    "rating_values",
];

#[test]
fn the_page_counts_what_the_report_counts() {
    let name = "leads_scored_segmentation";
    let request = Open {
        name: format!("{name}.db"),
        source: Source::Sample(name.to_owned()),
        check: CheckOnOpen::Full,
        as_of: parse_as_of("2020-01-01").unwrap(),
        limit: u64::MAX,
        companions: Companions::default(),
    };
    let mut session = Session::<Native>::default();
    let opened = session.open_sample(&request, name).unwrap();
    session.start_build(&Build { spec: opened.proposal.spec, keep_record: false }).unwrap();
    let report = loop {
        if let Err(built) = session.step_build().unwrap() {
            break built.report;
        }
    };
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/samples.md")).unwrap();
    let counts: Vec<u64> =
        page.lines().filter_map(|line| line.trim_end_matches([' ', '|']).rsplit("| ").next()?.parse().ok()).collect();
    let found: Vec<(&str, u64)> =
        report.checks.iter().filter(|check| check.count > 0).map(|check| (check.id.as_str(), check.count)).collect();
    for (id, told) in ROWS.into_iter().zip(&counts) {
        // The check counts the further ways of writing a time, the page all of them.
        let told = if id == "mixed_time_formats" { told - 1 } else { *told };
        assert!(found.contains(&(id, told)), "{id}: the page says {told}, the report {found:?}");
    }
    assert_eq!((counts.len(), found.len()), (ROWS.len(), ROWS.len()), "{found:?}");
}
