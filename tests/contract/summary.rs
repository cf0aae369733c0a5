//! The summary of a feature table: statistics, segments by their rules, example rows.

use super::{build, lab_with, proposed, request, text};
use feature_lab::base::value::Value;
use feature_lab::engine::database::Database;
use feature_lab::engine::session::Session;
use feature_lab::features::feature::Feature;
use feature_lab::features::segments::{NoSegments, Segment, Thresholds};
use feature_lab::features::spec::FeatureSpec;
use feature_lab::protocol::{Source, Summarise};

/// The summary with default thresholds.
fn of(spec: &FeatureSpec) -> Summarise {
    Summarise { spec: spec.clone(), thresholds: Thresholds::default() }
}

fn sample<D: Database>(name: &str) -> (Session<D>, FeatureSpec) {
    let mut session = Session::<D>::default();
    session.open_sample(&request(Source::Sample(String::new())), name).unwrap();
    let spec = proposed(&session);
    build(&mut session, &spec).unwrap();
    (session, spec)
}

pub fn segments_have_the_customers_of_their_rules<D: Database>() {
    let (mut session, spec) = sample::<D>("leads_scored_segmentation");
    let summary = session.summarise(&of(&spec)).unwrap();
    let segments = summary.segments.unwrap();
    assert_eq!(segments.iter().map(|it| it.segment).collect::<Vec<_>>(), Segment::ALL);
    assert_eq!(segments.iter().map(|it| it.customers).sum::<u64>(), summary.rows);
    for segment in &segments {
        let sql = format!(
            "SELECT count(*), round(avg(member_rating), 6), round(avg(recency_days), 6) FROM customer_features WHERE {}",
            segment.rule
        );
        let average = |name: &str| {
            let (_, mean) = segment.averages.iter().find(|(column, _)| column == name).unwrap();
            Value::Real((mean.unwrap() * 1e6).round() / 1e6).to_string()
        };
        let found = format!("{}|{}|{}", segment.customers, average("member_rating"), average("recency_days"));
        assert_eq!(text(&mut session, &sql), [found], "{segment:?}");
    }
    // The lesson's own query gives the same sizes.
    let lesson = "SELECT CASE WHEN purchase_frequency = 0 THEN 0 WHEN recency_days <= 30 THEN 1
        WHEN recency_days <= 170 THEN 2 ELSE 3 END, count(*) FROM customer_features GROUP BY 1";
    let sizes: Vec<String> = segments.iter().enumerate().map(|(at, it)| format!("{at}|{}", it.customers)).collect();
    assert_eq!(text(&mut session, lesson), sizes);
    assert_eq!(summary.columns.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), spec.output_columns());
    // Every segment is among the first rows, and no more than fifty are there.
    assert_eq!(summary.examples.iter().take(4).filter_map(|row| row.segment).collect::<Vec<_>>(), Segment::ALL);
    assert_eq!(summary.examples.len(), 50);
}

pub fn a_table_without_segments_has_example_rows_all_the_same<D: Database>() {
    let (mut session, spec) = sample::<D>("tiny");
    let spec = FeatureSpec { features: vec![Feature::RecencyDays], ..spec };
    build(&mut session, &spec).unwrap();
    let summary = session.summarise(&of(&spec)).unwrap();
    assert_eq!(summary.segments, Err(NoSegments::Missing { features: vec!["purchase_frequency".to_owned()] }));
    assert_eq!((summary.rows, summary.examples.len()), (5, 5));
    assert!(summary.examples.iter().all(|row| row.segment.is_none()));
    session.database().unwrap().run("DROP TABLE customer_features", &[]).unwrap();
    assert!(session.summarise(&of(&spec)).is_err());
}

pub fn odd_columns_are_summarised_and_long_values_are_cut<D: Database>() {
    let mut session = lab_with::<D>(&[
        r#"CREATE TABLE leads_scored (user_email TEXT, member_rating INTEGER, "a ""note""")"#,
        "INSERT INTO leads_scored VALUES ('a@x.org', 3, replace(printf('%900d', 0), ' ', 'x')), ('b@x.org', 9, x'00ff'),
            ('c@x.org', NULL, 7)",
        "CREATE TABLE transactions (user_email TEXT, product_id TEXT, ts TEXT)",
        "INSERT INTO transactions VALUES ('a@x.org', 'p', '2020-01-01')",
    ]);
    let mut spec = proposed(&session);
    spec.leads.passthrough_columns = vec!["a \"note\"".to_owned()];
    build(&mut session, &spec).unwrap();
    let request = Summarise { spec, thresholds: Thresholds { active_days: 0, cooling_days: 100_000 } };
    let summary = session.summarise(&request).unwrap();
    let notes: Vec<_> = summary.examples.iter().map(|row| row.values[1].clone()).collect();
    assert_eq!(notes[0], Value::Text("2 bytes".to_owned()));
    assert!(notes[1].text().is_some_and(|text| text.len() == 400), "{notes:?}");
    assert_eq!(notes[2], Value::Integer(7));
    let sizes: Vec<u64> = summary.segments.unwrap().iter().map(|it| it.customers).collect();
    assert_eq!(sizes, [2, 0, 1, 0]);
}
