//! Opening files and samples.

use super::{lab_with, request, text};
use feature_lab::domain::error::ErrorKind;
use feature_lab::engine::database::{Database, Image};
use feature_lab::engine::lab::Lab;
use feature_lab::protocol::{Build, Integrity, Source};

pub fn a_file_opens_with_its_schema_and_a_proposal<D: Database>() {
    let lab = lab_with::<D>(&[
        "CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER)",
        "CREATE TABLE transactions (user_email TEXT, product_id TEXT, ts TEXT)",
        "INSERT INTO leads_scored VALUES ('a', 0.5, 3)",
        "CREATE VIEW gone AS SELECT * FROM nowhere",
    ]);
    let opened = lab.opened().unwrap();
    assert_eq!(opened.integrity, Integrity::Sound);
    assert!(opened.warnings.is_empty());
    let shape: Vec<_> =
        opened.schema.tables.iter().map(|table| (table.name.as_str(), table.columns.len(), table.rows)).collect();
    assert_eq!(shape, [("leads_scored", 3, Some(1)), ("transactions", 3, Some(0)), ("gone", 0, None)]);
    let spec = &opened.proposal.spec;
    assert_eq!((spec.leads.table.as_str(), spec.transactions.time.as_str()), ("leads_scored", "ts"));
}

pub fn what_is_no_database_is_refused_and_the_old_one_stays<D: Database>() {
    let mut lab = lab_with::<D>(&["CREATE TABLE mine (x)"]);
    let mut image = lab.snapshot().unwrap();
    image.write(0, b"user_email,p1\n");
    let error = lab.open_file(&request(Source::Attached), image, None, &mut |_| ()).unwrap_err();
    assert_eq!(error.kind, ErrorKind::NotSqlite);
    assert_eq!(text(&mut lab, "SELECT name FROM sqlite_schema"), ["mine"]);
}

pub fn damage_is_found_and_building_is_off<D: Database>() {
    let mut lab = lab_with::<D>(&[
        "CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER)",
        "CREATE TABLE transactions (user_email TEXT, product_id TEXT, ts TEXT)",
        "INSERT INTO leads_scored VALUES ('a', 0.5, 3)",
        "CREATE INDEX by_email ON leads_scored (user_email)",
    ]);
    let mut image = lab.snapshot().unwrap();
    // The index's page, its only cell: now the index speaks of another row than the table.
    let last = image.len() - 1;
    image.write(last, &[9]);
    let opened = lab.open_file(&request(Source::Attached), image, None, &mut |_| ()).unwrap();
    assert!(matches!(opened.integrity, Integrity::Damaged(_)), "{:?}", opened.integrity);
    assert_eq!(opened.warnings.len(), 1);
    assert_eq!(text(&mut lab, "SELECT p1 FROM leads_scored NOT INDEXED"), ["0.5"]);
    let error = lab.start_build(&Build { spec: opened.proposal.spec }).unwrap_err();
    assert_eq!(error.kind, ErrorKind::Corrupt);
}

pub fn samples_open_with_their_own_as_of<D: Database>() {
    let mut lab = Lab::<D>::default();
    let opened = lab.open_sample(&request(Source::Sample(String::new())), "leads_scored_segmentation").unwrap();
    assert_eq!(opened.schema.table("leads_scored").unwrap().rows, Some(503));
    assert_eq!(opened.schema.table("transactions").unwrap().rows, Some(2000));
    assert_eq!(opened.proposal.spec.as_of.to_rfc3339(), "2026-07-01T00:00:00+00:00");
    assert!(opened.proposal.questions.is_empty());
    let error = lab.open_sample(&request(Source::Sample(String::new())), "nothing").unwrap_err();
    assert!(error.hint.contains("tiny"), "{error}");
}

pub fn a_database_is_recognised_by_its_bytes<D: Database>() {
    let mut lab = Lab::<D>::default();
    let sample = |lab: &mut Lab<D>| lab.open_sample(&request(Source::Sample(String::new())), "tiny").unwrap().source;
    let tiny = sample(&mut lab);
    assert_eq!((tiny.len(), &sample(&mut lab)), (16, &tiny));
    lab.database().unwrap().run("UPDATE transactions SET product_id = 'other' WHERE rowid = 3", &[]).unwrap();
    let image = lab.snapshot().unwrap();
    let changed = lab.open_file(&request(Source::Attached), image, None, &mut |_| ()).unwrap().source;
    assert_ne!(changed, tiny);
}
