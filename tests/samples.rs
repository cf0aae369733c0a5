//! The built-in samples have the blemishes that docs/samples.md lists, no more and no fewer.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used)]

use feature_lab::adapters::rusqlite::Native;
use feature_lab::engine::companions::CompanionFiles;
use feature_lab::engine::database::{Database, Image};
use feature_lab::engine::samples::file;
use feature_lab::engine::session::Session;
use feature_lab::features::spec::parse_as_of;
use feature_lab::protocol::{Build, CheckOnOpen, Companions, Open, Source};
use feature_lab::samples;

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

/// A request to open a sample.
fn request(name: &str) -> Open {
    Open {
        name: format!("{name}.db"),
        source: Source::Sample(name.to_owned()),
        check: CheckOnOpen::Full,
        as_of: parse_as_of("2020-01-01").unwrap(),
        limit: u64::MAX,
        companions: Companions::default(),
        as_change: false,
    }
}

#[test]
fn the_page_counts_what_the_report_counts() {
    let name = "leads_scored_segmentation";
    let mut session = Session::<Native>::default();
    let opened = session.open_sample(&request(name), name).unwrap();
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

/// The answers of src/samples/opened are those of an opening that reads the file. With `LAB_WRITE_SAMPLES=1` the test writes
/// them anew, for a change of a sample, of detection, or of what an answer holds.
#[test]
fn what_is_known_of_a_sample_is_what_its_file_says() {
    for name in samples::NAMES {
        let sample = samples::make(name).unwrap();
        let image = <Native as Database>::Image::holding(&file(&sample).unwrap()).unwrap();
        let request = Open { as_of: sample.as_of, ..request(name) };
        let opened = Session::<Native>::default().open_file(&request, image, CompanionFiles::default(), &mut |_| ());
        let opened = opened.unwrap();
        if std::env::var_os("LAB_WRITE_SAMPLES").is_some() {
            let path = format!("{}/src/samples/opened/{name}", env!("CARGO_MANIFEST_DIR"));
            std::fs::write(path, postcard::to_allocvec(&opened).unwrap()).unwrap();
        } else {
            let known = samples::opened::sample(name);
            assert_eq!(known, Some(opened), "LAB_WRITE_SAMPLES=1 cargo test --test samples writes {name} anew");
        }
    }
}
