//! Databases in a link: packing the whole or the difference from a sample, and unpacking.

use super::{lab_with, request, text};
use feature_lab::base::error::ErrorKind;
use feature_lab::engine::database::{Database, Image};
use feature_lab::engine::link_payload::sample_digest;
use feature_lab::engine::session::Session;
use feature_lab::protocol::{Integrity, PackForLink, Source};
use feature_lab::samples::NAMES;

fn with_sample<D: Database>(name: &str) -> Session<D> {
    let mut session = Session::default();
    session.open_sample(&request(Source::Sample(String::new())), name).unwrap();
    session
}

fn run<D: Database>(session: &mut Session<D>, sql: &str) {
    session.database().unwrap().run(sql, &[]).unwrap();
}

fn pack<D: Database>(session: &mut Session<D>, sample: Option<&str>) -> (bool, Vec<u8>) {
    let (payload, bytes) =
        session.pack_for_link(&PackForLink { sample: sample.map(str::to_owned), limit: 4_000_000 }).unwrap();
    (payload.changed, bytes)
}

/// An image of these bytes, in the memory of an existing image.
fn image<D: Database>(session: &mut Session<D>, bytes: &[u8]) -> D::Image {
    let mut image = session.snapshot().unwrap();
    image.resize(bytes.len() as u64);
    image.write(0, bytes);
    image
}

pub fn a_changed_sample_travels_as_its_difference<D: Database>() {
    for name in NAMES {
        let mut session = with_sample::<D>(name);
        let (changed, bytes) = pack(&mut session, Some(name));
        assert!(!changed, "{name}");
        assert!(bytes.iter().filter(|byte| **byte != 0).count() < 30, "{name}: what is the same is not written");
        run(&mut session, "UPDATE leads_scored SET p1 = 0.25 WHERE rowid = 3");
        run(&mut session, "CREATE TABLE notes AS SELECT 'mine' AS words");
        let (changed, bytes) = pack(&mut session, Some(name));
        assert!(changed, "{name}");
        let mut there = with_sample::<D>("tiny");
        let image = image(&mut there, &bytes);
        let opened = there.open_carried(&request(Source::Attached), image, Some(name), &mut |_| ()).unwrap();
        assert_eq!(opened.integrity, Integrity::Sound);
        assert_eq!(opened.proposal.spec.as_of.to_rfc3339(), "2026-07-01T00:00:00+00:00");
        assert_eq!(text(&mut there, "SELECT p1 FROM leads_scored WHERE rowid = 3"), ["0.25"]);
        assert_eq!(text(&mut there, "SELECT words FROM notes"), ["mine"]);
    }
}

pub fn a_database_travels_whole<D: Database>() {
    let mut session = lab_with::<D>(&["CREATE TABLE mine (x)", "INSERT INTO mine VALUES (7)"]);
    let (changed, bytes) = pack(&mut session, None);
    assert!(changed);
    let image = image(&mut session, &bytes);
    let mut there = Session::<D>::default();
    let opened = there.open_carried(&request(Source::Attached), image, None, &mut |_| ()).unwrap();
    assert_eq!((opened.integrity, opened.size + 8), (Integrity::Sound, bytes.len() as u64));
    assert_eq!(text(&mut there, "SELECT x FROM mine"), ["7"]);
    let (payload, bytes) = session.pack_for_link(&PackForLink { sample: None, limit: 100 }).unwrap();
    assert!(payload.size > 100 && bytes.is_empty(), "what is too large is not written");
}

pub fn what_does_not_fit_is_refused_and_the_old_one_stays<D: Database>() {
    let mut session = with_sample::<D>("tiny");
    run(&mut session, "DELETE FROM transactions");
    let (_, bytes) = pack(&mut session, Some("tiny"));
    let mut there = lab_with::<D>(&["CREATE TABLE mine (x)"]);
    let mut wrong = vec![Vec::new(), vec![0; 3], vec![0; 8], vec![0; 5000], bytes[..bytes.len() - 1].to_vec()];
    for at in [0, 20, 5000, bytes.len() - 9, bytes.len() - 1] {
        let mut bent = bytes.clone();
        bent[at] ^= 1;
        wrong.push(bent);
    }
    for (at, wrong) in wrong.iter().enumerate() {
        let image = image(&mut there, wrong);
        let error = there.open_carried(&request(Source::Attached), image, Some("tiny"), &mut |_| ()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Corrupt, "{at}: {error:?}");
    }
    for sample in [None, Some("leads_scored_segmentation"), Some("nothing")] {
        let image = image(&mut there, &bytes);
        assert!(there.open_carried(&request(Source::Attached), image, sample, &mut |_| ()).is_err());
    }
    // A fingerprint is no proof of a database: the gate stands behind it.
    let mut lie = vec![b'x'; 100];
    lie.extend(bytes_of_fingerprint(&lie));
    let image = image(&mut there, &lie);
    let error = there.open_carried(&request(Source::Attached), image, None, &mut |_| ()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotSqlite);
    assert_eq!(text(&mut there, "SELECT name FROM sqlite_schema"), ["mine"]);
}

fn bytes_of_fingerprint(bytes: &[u8]) -> [u8; 8] {
    let mut hash = feature_lab::base::fnv::Fnv::default();
    std::hash::Hasher::write(&mut hash, bytes);
    std::hash::Hasher::finish(&hash).to_le_bytes()
}

/// People have links with differences from samples, and saved work names the digest of its sample's file, so the bytes of a
/// sample must never change. A changed sample gets a new name.
pub fn the_bytes_of_samples_never_change<D: Database>() {
    let digests = NAMES.map(|name| sample_digest(name).unwrap());
    assert_eq!(digests, ["e2ac94c89d6be2d6", "63fc6a1980ba4053"]);
    let sources = NAMES.map(|name| with_sample::<D>(name).opened().unwrap().source.clone());
    assert_eq!(sources, ["4c3e66dc2860ac8c", "024b7203814f8bb1"]);
}
