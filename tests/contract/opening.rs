//! Opens files and samples.

use super::{lab_with, request, text};
use feature_lab::base::error::ErrorKind;
use feature_lab::engine::companions::CompanionFiles;
use feature_lab::engine::database::{Database, Image};
use feature_lab::engine::session::Session;
use feature_lab::protocol::{Build, Integrity, Propose, Query, Source};
use feature_lab::sqlite::file::journal::MAGIC;
use feature_lab::words;

pub fn a_file_opens_with_its_schema_and_a_proposal<D: Database>() {
    let session = lab_with::<D>(&[
        "CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER)",
        "CREATE TABLE transactions (user_email TEXT, product_id TEXT, ts TEXT)",
        "INSERT INTO leads_scored VALUES ('a', 0.5, 3)",
        "CREATE VIEW gone AS SELECT * FROM nowhere",
    ]);
    let opened = session.opened().unwrap();
    assert_eq!(opened.integrity, Integrity::Sound);
    assert!(opened.warnings.is_empty());
    let shape: Vec<_> =
        opened.schema.tables.iter().map(|table| (table.name.as_str(), table.columns.len(), table.rows)).collect();
    assert_eq!(shape, [("leads_scored", 3, Some(1)), ("transactions", 3, Some(0)), ("gone", 0, None)]);
    let spec = &opened.proposal.spec;
    assert_eq!((spec.leads.table.as_str(), spec.transactions.time.as_str()), ("leads_scored", "ts"));
}

pub fn what_is_no_database_is_refused_and_the_old_one_stays<D: Database>() {
    let mut session = lab_with::<D>(&["CREATE TABLE mine (x)"]);
    let mut image = session.snapshot().unwrap();
    image.write(0, b"user_email,p1\n");
    let error =
        session.open_file(&request(Source::Attached), image, CompanionFiles::default(), &mut |_| ()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotSqlite);
    assert_eq!(text(&mut session, "SELECT name FROM sqlite_schema"), ["mine"]);
}

pub fn damage_is_found_and_building_is_off<D: Database>() {
    let mut session = lab_with::<D>(&[
        "CREATE TABLE leads_scored (user_email TEXT, p1 REAL, member_rating INTEGER)",
        "CREATE TABLE transactions (user_email TEXT, product_id TEXT, ts TEXT)",
        "INSERT INTO leads_scored VALUES ('a', 0.5, 3)",
        "CREATE INDEX by_email ON leads_scored (user_email)",
    ]);
    let image = with_another_row_in_the_index(&mut session);
    let opened = session.open_file(&request(Source::Attached), image, CompanionFiles::default(), &mut |_| ()).unwrap();
    assert!(matches!(opened.integrity, Integrity::Damaged(_)), "{:?}", opened.integrity);
    assert_eq!(opened.warnings.len(), 1);
    assert_eq!(text(&mut session, "SELECT p1 FROM leads_scored NOT INDEXED"), ["0.5"]);
    let error = session.start_build(&Build { spec: opened.proposal.spec, keep_record: false }).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Corrupt);
}

/// An image whose last page, that of an index, speaks of another row than its table.
fn with_another_row_in_the_index<D: Database>(session: &mut Session<D>) -> D::Image {
    let mut image = session.snapshot().unwrap();
    let last = image.len() - 1;
    image.write(last, &[9]);
    image
}

pub fn a_damaged_file_takes_no_writes_unasked<D: Database>() {
    let mut session = lab_with::<D>(&[
        "CREATE TABLE t (x)",
        "INSERT INTO t VALUES (7)",
        "CREATE VIEW v AS SELECT * FROM t",
        "CREATE INDEX i ON t (x)",
    ]);
    let image = with_another_row_in_the_index(&mut session);
    let file = image.read(0, 1 << 20);
    session.open_file(&request(Source::Attached), image, CompanionFiles::default(), &mut |_| ()).unwrap();
    for reads in [
        "SELECT * FROM t NOT INDEXED",
        "BEGIN; SELECT count(*) FROM v; COMMIT",
        "PRAGMA table_info(t); PRAGMA main.integrity_check; .schema t",
        "WITH a AS (SELECT 1) SELECT * FROM a",
    ] {
        let ran = session.query(&Query::of_box(reads)).unwrap();
        assert!(ran.error.is_none() && !ran.changed, "{reads}: {ran:?}");
    }
    let writing = [
        "DELETE FROM t",
        "WITH a AS (SELECT 2) INSERT INTO t SELECT * FROM a",
        "PRAGMA query_only = OFF",
        "PRAGMA main.query_only(0)",
        "PRAGMA user_version = 7",
        "PRAGMA writable_schema = ON",
        "PRAGMA journal_mode = WAL",
        "BEGIN IMMEDIATE",
        "REINDEX",
        "VACUUM",
        "ANALYZE",
        "CREATE TEMP TABLE u AS SELECT * FROM t",
        "ATTACH ':memory:' AS m",
        "DROP INDEX i",
    ];
    for sql in writing {
        let script = format!("SELECT 1; {sql}; DELETE FROM t");
        let ran = session.query(&Query::of_box(script)).unwrap();
        let error = ran.error.unwrap();
        assert_eq!((error.kind(), error.position, ran.outcomes.len()), (ErrorKind::Corrupt, Some(10), 1), "{sql}");
        assert!(words::error(&error).hint.contains("Allow changes to this file"), "{sql}: {error:?}");
        assert!(!ran.changed && !ran.in_transaction, "{sql}");
    }
    // The counter of changes and the version of SQLite are all that an image may differ in.
    let image = session.snapshot().unwrap().read(0, 1 << 20);
    let same = |range: std::ops::Range<usize>| image[range.clone()] == file[range];
    assert!(image.len() == file.len() && same(0..24) && same(28..92) && same(100..file.len()));
    let allowed = session.query(&Query { into_damaged: true, ..Query::of_box("INSERT INTO t VALUES (5)") }).unwrap();
    assert!(allowed.error.is_none() && allowed.changed, "{allowed:?}");
    let (exported, _) = session.export(&mut |_| ()).unwrap();
    assert!(!exported.is_checked);
}

pub fn what_would_not_open_again_is_no_image<D: Database>() {
    let cases = [
        "UPDATE sqlite_schema SET sql = 'CREATE TABLE t (x' WHERE name = 't'",
        "UPDATE sqlite_schema SET sql = 'nonsense'",
        "UPDATE sqlite_schema SET type = 'index', sql = NULL WHERE name = 't'",
    ];
    for sql in cases {
        let mut session = lab_with::<D>(&["CREATE TABLE t (x)", "CREATE INDEX i ON t (x)"]);
        let script = format!("PRAGMA writable_schema = ON; {sql}");
        assert!(session.query(&Query::of_box(script)).unwrap().changed, "{sql}");
        let Err(error) = session.written() else { panic!("{sql}: it was written") };
        assert_eq!(error.kind(), ErrorKind::Corrupt, "{sql}: {error:?}");
        assert!(error.detail.is_some() && words::error(&error).hint.contains("Undo"), "{sql}: {error:?}");
        assert!(session.export(&mut |_| ()).is_err(), "{sql}: a copy of it was checked");
        // Later statements answer all the same.
        session.query(&Query::of_box("SELECT 1; PRAGMA writable_schema = RESET; SELECT 2")).unwrap();
    }
    // What opens again is written, also with a list of tables that was changed by hand.
    let mut session = lab_with::<D>(&["CREATE TABLE t (x)"]);
    let script = "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE TABLE t (y)'";
    assert!(session.query(&Query::of_box(script)).unwrap().error.is_none());
    assert!(session.written().unwrap().is_some());
}

pub fn samples_open_with_their_own_as_of<D: Database>() {
    let mut session = Session::<D>::default();
    let opened = session.open_sample(&request(Source::Sample(String::new())), "leads_scored_segmentation").unwrap();
    assert_eq!(opened.schema.table("leads_scored").unwrap().rows, Some(503));
    assert_eq!(opened.schema.table("transactions").unwrap().rows, Some(2000));
    assert_eq!(opened.proposal.spec.as_of.to_rfc3339(), "2026-07-01T00:00:00+00:00");
    assert!(opened.proposal.questions.is_empty());
    let error = session.open_sample(&request(Source::Sample(String::new())), "nothing").unwrap_err();
    assert!(words::error(&error).hint.contains("tiny"), "{error:?}");
}

pub fn a_database_is_recognised_by_its_bytes<D: Database>() {
    let mut session = Session::<D>::default();
    let sample =
        |session: &mut Session<D>| session.open_sample(&request(Source::Sample(String::new())), "tiny").unwrap().source;
    let tiny = sample(&mut session);
    assert_eq!((tiny.len(), &sample(&mut session)), (16, &tiny));
    session.database().unwrap().run("UPDATE transactions SET product_id = 'other' WHERE rowid = 3", &[]).unwrap();
    let image = session.snapshot().unwrap();
    let changed =
        session.open_file(&request(Source::Attached), image, CompanionFiles::default(), &mut |_| ()).unwrap().source;
    assert_ne!(changed, tiny);
}

/// A rollback journal that has all pages of `before`.
fn journal_of<I: Image>(before: &I) -> Vec<u8> {
    let page = usize::from(u16::from_be_bytes(before.read(16, 2).try_into().unwrap()));
    let pages = u32::try_from(before.len() / page as u64).unwrap();
    let nonce = 7_u32;
    let mut journal = MAGIC.to_vec();
    for field in [pages, nonce, pages, 512, u32::try_from(page).unwrap()] {
        journal.extend(field.to_be_bytes());
    }
    journal.resize(512, 0);
    for number in 1..=pages {
        let content = before.read(u64::from(number - 1) * page as u64, page);
        let places = (1..page.div_ceil(200)).map(|step| page - step * 200);
        let sum = places.fold(nonce, |sum, at| sum.wrapping_add(u32::from(content[at])));
        journal.extend([&number.to_be_bytes(), &content[..], &sum.to_be_bytes()].concat());
    }
    journal
}

/// A database of one row, and its image after a change that was not finished.
fn unfinished<D: Database>() -> (Vec<u8>, D::Image) {
    let mut session = lab_with::<D>(&["CREATE TABLE t (x)", "INSERT INTO t VALUES ('before')"]);
    let before = session.snapshot().unwrap();
    for sql in ["UPDATE t SET x = 'after'", "INSERT INTO t VALUES (zeroblob(30000))"] {
        session.database().unwrap().run(sql, &[]).unwrap();
    }
    (journal_of(&before), session.snapshot().unwrap())
}

pub fn an_unfinished_transaction_is_rolled_back<D: Database>() {
    let (journal, image) = unfinished::<D>();
    let companions = CompanionFiles { journal: Some(journal), ..CompanionFiles::default() };
    let mut session = Session::<D>::default();
    let opened = session.open_file(&request(Source::Attached), image, companions, &mut |_| ()).unwrap();
    let said = &words::error(&opened.warnings[0]).message;
    assert_eq!(said, "An unfinished transaction was rolled back, as SQLite does: 2 pages.");
    assert_eq!((opened.warnings.len(), opened.integrity), (1, Integrity::Sound));
    assert_eq!(text(&mut session, "SELECT x FROM t"), ["before"]);
    // Without its journal, the same file has what was not finished.
    let mut alone = Session::<D>::default();
    alone.open_file(&request(Source::Attached), unfinished::<D>().1, CompanionFiles::default(), &mut |_| ()).unwrap();
    assert_eq!(text(&mut alone, "SELECT count(*) FROM t"), ["2"]);
}

pub fn what_lies_beside_and_is_not_used_is_told<D: Database>() {
    let (journal, _) = unfinished::<D>();
    let zeroed = [&[0; 28], &journal[28..]].concat();
    let journal = |journal: Vec<u8>| CompanionFiles { journal: Some(journal), ..CompanionFiles::default() };
    let log = |log: Vec<u8>| CompanionFiles { log: Some(log), ..CompanionFiles::default() };
    let cases = [
        (journal(Vec::new()), ""),
        (journal(zeroed), ""),
        (journal(vec![1; 600]), "-journal file was not used: it does not start"),
        (log(Vec::new()), ""),
        (log(vec![1; 600]), "-wal file was not used: the database is not in WAL mode"),
    ];
    for (companions, told) in cases {
        let mut session = Session::<D>::default();
        let opened =
            session.open_file(&request(Source::Attached), unfinished::<D>().1, companions, &mut |_| ()).unwrap();
        let said: Vec<_> = opened.warnings.iter().map(|warning| words::error(warning).message).collect();
        assert_eq!(said.len(), usize::from(!told.is_empty()), "{told}: {said:?}");
        assert!(said.iter().all(|said| said.contains(told)), "{told}: {said:?}");
        assert_eq!(text(&mut session, "SELECT count(*) FROM t"), ["2"]);
    }
}

pub fn a_change_of_several_databases_waits_for_its_super_journal<D: Database>() {
    let name = "shop.db-mj1A2B3C9D4";
    let open = |super_journals: Vec<String>| {
        let (mut journal, image) = unfinished::<D>();
        let path = format!("/data/{name}");
        let sum: u32 = path.bytes().map(u32::from).sum();
        let len = u32::try_from(path.len()).unwrap();
        journal.extend([path.as_bytes(), &len.to_be_bytes(), &sum.to_be_bytes(), &MAGIC].concat());
        let companions = CompanionFiles { journal: Some(journal), super_journals, ..CompanionFiles::default() };
        let mut session = Session::<D>::default();
        session
            .open_file(&request(Source::Attached), image, companions, &mut |_| ())
            .map(|_| text(&mut session, "SELECT x FROM t"))
    };
    let error = open(Vec::new()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert!(words::error(&error).message.contains("/data/shop.db-mj1A2B3C9D4"), "{error:?}");
    assert_eq!(open(vec![name.to_owned()]).unwrap(), ["before"]);
}

pub fn a_cut_file_tells_both_sizes_in_every_mode<D: Database>() {
    for mode in [1, 2] {
        let (_, mut image) = unfinished::<D>();
        image.write(18, &[mode, mode]);
        let whole = image.len();
        image.resize(whole - 5000);
        let mut session = Session::<D>::default();
        let error =
            session.open_file(&request(Source::Attached), image, CompanionFiles::default(), &mut |_| ()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Corrupt);
        let sizes = format!("its header says {whole} bytes, but it has {}", whole - 5000);
        assert!(words::error(&error).message.contains(&sizes), "{error:?}");
    }
}

pub fn a_written_file_asks_for_no_log<D: Database>() {
    let mut session = lab_with::<D>(&["CREATE TABLE t (x)"]);
    let database = session.database().unwrap();
    // What a database without a file makes of this differs; a download of it is whole in any case.
    let _ = database.run("PRAGMA journal_mode = WAL", &[]);
    database.run("INSERT INTO t VALUES (1)", &[]).unwrap();
    let (_, image) = session.export(&mut |_| ()).unwrap();
    assert_eq!(image.read(18, 2), [1, 1]);
    let opened = session.open_file(&request(Source::Attached), image, CompanionFiles::default(), &mut |_| ()).unwrap();
    assert_eq!(opened.warnings, []);
    assert_eq!(text(&mut session, "SELECT x FROM t"), ["1"]);
}

/// In an open transaction SQLite reads the rows; else an adapter may read them from the pages of the file.
pub fn the_proposal_is_the_same_whichever_way_rows_are_read<D: Database>() {
    let mut session = lab_with::<D>(&[
        "CREATE TABLE people (id INTEGER PRIMARY KEY, code TEXT, mail TEXT, note TEXT, stars REAL)",
        "CREATE TABLE sales (person INTEGER, code TEXT, made TEXT, paid TEXT, note BLOB)",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 700) INSERT INTO people \
         SELECT i, 'c' || i, 'p' || i || '@example.com', printf('%.*c', i * 10, 'x'), i % 5 FROM n",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1900) INSERT INTO sales \
         SELECT i % 800, 'c' || i % 600, iif(i % 2, NULL, date('2026-01-01', i || ' days')), iif(i % 3, NULL, '2026-02-03 04:05'), \
         zeroblob(i % 7 * 1000) FROM n",
        "INSERT INTO sales VALUES (9007199254740993, x'00', 'soon', 1.5, NULL)",
    ]);
    let spec = session.opened().unwrap().proposal.spec.clone();
    let mut proposal = |script: &str| {
        let ran = session.query(&Query::of_box(script)).unwrap();
        assert!(ran.error.is_none(), "{script}");
        session.propose(&Propose { spec: spec.clone(), fixed: Vec::new() }).unwrap()
    };
    let within = proposal("BEGIN; UPDATE people SET stars = stars");
    let outside = proposal("COMMIT; UPDATE people SET stars = stars");
    assert!(!outside.questions.is_empty() || !outside.remarks.is_empty(), "no figures to compare: {outside:?}");
    assert_eq!((within.spec, within.questions, within.remarks), (outside.spec, outside.questions, outside.remarks));
}
