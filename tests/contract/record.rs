//! The record of builds in the database: definitions, builds, statistics; in the transaction of the build.

use super::{lab_with, proposed, request, text};
use crate::fixtures::open;
use feature_lab::base::error::{ErrorKind, Result};
use feature_lab::engine::database::Database;
use feature_lab::engine::session::Session;
use feature_lab::features::feature::Feature;
use feature_lab::features::run_log::pairs;
use feature_lab::features::spec::{FeatureSpec, parse_as_of};
use feature_lab::protocol::{Build, Built, Source};

const RUNS: &str = "SELECT run_id, view, version, as_of, source_rows, rows_out, engine, duration_ms >= 0,
    started_at GLOB '20[0-9][0-9]-*Z', engine_version = sqlite_version() FROM feature_runs ORDER BY run_id";

fn recorded<D: Database>(session: &mut Session<D>, spec: &FeatureSpec) -> Result<Built> {
    session.start_build(&Build { spec: spec.clone(), keep_record: true })?;
    loop {
        if let Err(built) = session.step_build()? {
            return Ok(built);
        }
    }
}

fn tiny<D: Database>() -> Session<D> {
    let mut session = Session::<D>::default();
    session.open_sample(&request(Source::Sample(String::new())), "tiny").unwrap();
    session
}

pub fn builds_are_recorded_with_versions_and_statistics<D: Database>() {
    let mut session = tiny::<D>();
    let spec = proposed(&session);
    recorded(&mut session, &spec).unwrap();
    let later = FeatureSpec { as_of: parse_as_of("2026-08-01").unwrap(), ..spec.clone() };
    recorded(&mut session, &later).unwrap();
    let other = FeatureSpec { features: vec![Feature::PurchaseFrequency, Feature::Purchases30d], ..spec.clone() };
    recorded(&mut session, &other).unwrap();
    recorded(&mut session, &spec).unwrap();
    let expected = [
        "1|customer_features|1|2026-07-01T00:00:00Z|13|5|SQLite|1|1|1",
        "2|customer_features|1|2026-08-01T00:00:00Z|13|5|SQLite|1|1|1",
        "3|customer_features|2|2026-07-01T00:00:00Z|13|5|SQLite|1|1|1",
        "4|customer_features|1|2026-07-01T00:00:00Z|13|5|SQLite|1|1|1",
    ];
    assert_eq!(text(&mut session, RUNS), expected);
    let views = "SELECT name, version, length(fingerprint), json_valid(spec_json), entity_key FROM feature_views ORDER BY version";
    assert_eq!(
        text(&mut session, views),
        ["customer_features|1|16|1|user_email", "customer_features|2|16|1|user_email"]
    );
    let whole = "SELECT count(*) FROM feature_views WHERE spec_json LIKE '%as_of%'";
    assert_eq!(text(&mut session, whole), ["0"]);
    let statistics =
        "SELECT column_name, rows, nulls, defaults, minimum, maximum, round(mean, 3), median, distinct_values
        FROM feature_stats WHERE run_id = 1 ORDER BY rowid";
    let expected = [
        "user_email|5|0|NULL|NULL|NULL|NULL|NULL|5",
        "p1|5|0|NULL|0.13|0.91|0.562|0.58|5",
        "member_rating|5|0|NULL|2|5|3.6|4.0|4",
        "purchase_frequency|5|0|1|0|3|1.6|2.0|4",
        "recency_days|5|0|1|0|514|212.2|172.0|5",
    ];
    assert_eq!(text(&mut session, statistics), expected);
    // What the page gets says the same, the newest build first.
    let runs = session.list_runs().unwrap().runs;
    assert_eq!(runs.iter().map(|run| (run.run_id, run.version)).collect::<Vec<_>>(), [(4, 1), (3, 2), (2, 1), (1, 1)]);
    let changed: Vec<_> = pairs(&runs[3], &runs[2]).into_iter().filter(|it| it.before != it.after).collect();
    let [recency] = &changed[..] else { panic!("{changed:?}") };
    assert_eq!((recency.name, recency.after.unwrap().median), ("recency_days", Some(203.0)));
    // The record is no source of a build.
    let image = session.database().unwrap().export().unwrap();
    assert_eq!(proposed(&open::<D>(image)).transactions, spec.transactions);
}

pub fn without_the_wish_there_is_no_record<D: Database>() {
    let mut session = tiny::<D>();
    let spec = proposed(&session);
    super::build(&mut session, &spec).unwrap();
    let tables = "SELECT count(*) FROM sqlite_schema WHERE name LIKE 'feature\\_%' ESCAPE '\\'";
    assert_eq!(text(&mut session, tables), ["0"]);
    assert_eq!(session.list_runs().unwrap().runs, []);
}

pub fn a_build_that_cannot_be_recorded_changes_nothing<D: Database>() {
    let mut session = tiny::<D>();
    let spec = proposed(&session);
    recorded(&mut session, &spec).unwrap();
    for sql in [
        "UPDATE customer_features SET recency_days = -1",
        "CREATE TRIGGER no BEFORE INSERT ON feature_stats WHEN NEW.column_name = 'recency_days'
             BEGIN SELECT RAISE(ABORT, 'no room'); END",
    ] {
        session.database().unwrap().run(sql, &[]).unwrap();
    }
    let error = recorded(&mut session, &FeatureSpec { features: vec![Feature::RecencyDays], ..spec }).unwrap_err();
    assert!(error.detail.as_deref().unwrap_or_default().contains("no room"), "{error:?}");
    assert_eq!(text(&mut session, "SELECT sum(recency_days) FROM customer_features"), ["-5"]);
    assert_eq!(text(&mut session, "SELECT (SELECT count(*) FROM feature_views), count(*) FROM feature_runs"), ["1|1"]);
    assert_eq!(text(&mut session, "SELECT count(*) FROM feature_stats"), ["5"]);
}

pub fn a_table_of_somebody_else_is_left_alone<D: Database>() {
    const SOURCES: [&str; 2] = [
        "CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER)",
        "CREATE TABLE transactions (user_email TEXT, product_id TEXT, ts TEXT)",
    ];
    let mut session = lab_with::<D>(&[SOURCES[0], SOURCES[1], "CREATE TABLE Feature_Runs (mine)"]);
    let spec = proposed(&session);
    let error = recorded(&mut session, &spec).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert!(feature_lab::words::error_line(&error).contains("“feature_runs”"), "{error:?}");
    super::build(&mut session, &spec).unwrap();
    assert_eq!(session.list_runs().unwrap().runs, []);
    let mut session = lab_with::<D>(&SOURCES);
    let spec = FeatureSpec { target: "feature_stats".to_owned(), ..proposed(&session) };
    assert_eq!(recorded(&mut session, &spec).unwrap_err().kind(), ErrorKind::Conflict);
}
