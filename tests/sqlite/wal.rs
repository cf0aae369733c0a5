//! The write-ahead log against SQLite itself: what we put back is, byte for byte, what SQLite recovers.

use std::fs;

use crate::seed::config;
use crate::temp_folder::{Folder, fill};
use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::error::ErrorKind;
use feature_lab::engine::companions::{CompanionFiles, apply_log};
use feature_lab::engine::session::Session;
use feature_lab::protocol::{Integrity, Source};
use feature_lab::sqlite::file::wal;
use feature_lab::words;
use proptest::prelude::*;
use rusqlite::{Connection, ErrorCode};

const HEADER: usize = 32;

/// A database and its log, as somebody copies the two files while the database is open.
#[derive(Clone)]
struct Copy {
    database: Vec<u8>,
    log: Vec<u8>,
    page_size: u32,
}

/// Runs scripts on a database in WAL mode and copies the two files before it is closed.
fn copy(page_size: u32, scripts: &[&str]) -> Copy {
    let folder = Folder::new();
    let connection = Connection::open(folder.database()).unwrap();
    let start = format!(
        "PRAGMA page_size = {page_size}; PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; \
         PRAGMA synchronous = OFF; PRAGMA cache_size = 5; CREATE TABLE t (k INTEGER PRIMARY KEY, v);"
    );
    connection.execute_batch(&start).unwrap();
    for script in scripts {
        connection.execute_batch(script).unwrap_or_else(|error| panic!("{script}: {error}"));
    }
    Copy { database: fs::read(folder.database()).unwrap(), log: fs::read(folder.log()).unwrap(), page_size }
}

impl Copy {
    /// Returns the database after SQLite opened the two files, recovered them and checkpointed the log; `None` if SQLite
    /// finds it malformed, as where a checkpoint has written more than is left of the log.
    fn by_sqlite(&self) -> Option<Vec<u8>> {
        let folder = Folder::new();
        fs::write(folder.database(), &self.database).unwrap();
        fs::write(folder.log(), &self.log).unwrap();
        let connection = Connection::open(folder.database()).unwrap();
        let read = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0));
        if let Err(error) = read {
            assert_eq!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt), "{error}");
            return None;
        }
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
        drop(connection);
        Some(fs::read(folder.database()).unwrap())
    }

    /// Returns the database after the lab applied the log.
    fn by_us(&self) -> Vec<u8> {
        let mut database = self.database.clone();
        apply_log(&mut database, &self.log, self.page_size).unwrap();
        database
    }

    fn agrees(&self) {
        let ours = self.by_us();
        let Some(theirs) = self.by_sqlite() else {
            let alone = Self { database: ours, log: Vec::new(), page_size: self.page_size };
            return assert!(alone.by_sqlite().is_none(), "only SQLite finds it malformed");
        };
        assert_eq!(ours.len(), theirs.len());
        let differs = ours.iter().zip(&theirs).position(|(ours, theirs)| ours != theirs);
        assert_eq!(differs, None, "the first byte that differs, of pages of {}", self.page_size);
    }

    fn frames(&self) -> usize {
        (self.log.len() - HEADER) / (24 + self.page_size as usize)
    }
}

#[test]
fn pages_of_every_size_come_back() {
    for page_size in [512, 1024, 4096, 65_536] {
        let copy = copy(page_size, &[&fill(20, page_size / 3), "UPDATE t SET v = 'x' WHERE k % 3 = 0", &fill(5, 10)]);
        assert!(copy.frames() > 3);
        assert_ne!(copy.by_us(), copy.database);
        copy.agrees();
    }
}

#[test]
fn frames_of_an_open_transaction_do_not_count() {
    for page_size in [512, 4096] {
        let committed = copy(page_size, &[&fill(10, 300)]);
        // The small cache makes SQLite write pages of the open transaction to the log.
        let open = copy(page_size, &[&fill(10, 300), "BEGIN", &fill(200, 1000)]);
        assert!(open.frames() > committed.frames() + 10);
        open.agrees();
        let rows = |bytes: &[u8]| bytes.len() / page_size as usize;
        assert_eq!(rows(&open.by_us()), rows(&committed.by_us()));
        copy(page_size, &[&fill(10, 300), "BEGIN", &fill(200, 1000), "ROLLBACK", &fill(1, 10)]).agrees();
    }
}

#[test]
fn a_log_that_was_started_over_keeps_no_old_frames() {
    let again = copy(4096, &[&fill(100, 1000), "PRAGMA wal_checkpoint(RESTART)", &fill(3, 100)]);
    // The frames behind the new ones have the salts of the log before.
    assert!(again.frames() > 20);
    assert!(wal::committed(&again.log, 4096).unwrap().pages.len() < 10);
    again.agrees();
    copy(
        512,
        &[
            &fill(50, 600),
            "PRAGMA wal_checkpoint(RESTART)",
            &fill(40, 600),
            "PRAGMA wal_checkpoint(PASSIVE)",
            "DELETE FROM t WHERE k % 2",
            "PRAGMA wal_checkpoint(RESTART)",
            "UPDATE t SET v = zeroblob(900) WHERE k < 20",
        ],
    )
    .agrees();
}

#[test]
fn a_database_that_became_smaller_is_cut() {
    let smaller = copy(
        1024,
        &[&fill(200, 900), "PRAGMA wal_checkpoint(FULL)", &fill(50, 900), "DELETE FROM t WHERE k > 5", "VACUUM"],
    );
    assert!(smaller.by_us().len() < smaller.database.len());
    smaller.agrees();
}

#[test]
fn a_log_that_was_cut_gives_what_was_complete() {
    let whole = copy(512, &[&fill(4, 300), &fill(4, 300), "UPDATE t SET v = 1", &fill(3, 2000)]);
    let frame = 24 + 512;
    for frames in 0..=whole.frames() {
        for more in [0, 1, 23, 24, 25, 535] {
            let end = (HEADER + frames * frame + more).min(whole.log.len());
            Copy { log: whole.log[..end].to_vec(), ..whole.clone() }.agrees();
        }
    }
}

#[test]
fn a_damaged_frame_ends_the_log() {
    let whole = copy(512, &[&fill(4, 300), &fill(4, 300), "UPDATE t SET v = 1"]);
    let frame = 24 + 512;
    for at in 0..whole.frames() {
        // Page number, size after commit, salt, checksum, content.
        for place in [3, 7, 9, 17, 24, 300, 535] {
            let mut damaged = whole.clone();
            damaged.log[HEADER + at * frame + place] ^= 0x40;
            damaged.agrees();
        }
    }
}

#[test]
fn a_foreign_log_is_refused() {
    let whole = copy(4096, &[&fill(4, 300)]);
    assert_eq!(wal::committed(&[], 4096).unwrap(), wal::Committed::default());
    for (log, page_size) in [
        (whole.log[..31].to_vec(), 4096),
        (whole.log.clone(), 512),
        (whole.database.clone(), 4096),
        ([&whole.log[..20], &[whole.log[20] ^ 1], &whole.log[21..]].concat(), 4096),
    ] {
        assert_eq!(wal::committed(&log, page_size).unwrap_err().kind(), ErrorKind::Wal);
    }
}

#[test]
fn a_log_of_another_database_is_blamed_for_what_it_damages() {
    let ours = copy(4096, &[&fill(200, 900), "CREATE INDEX i ON t (v)", "PRAGMA wal_checkpoint(TRUNCATE)"]);
    let other = copy(4096, &[&fill(300, 900), "CREATE TABLE u (x)", &fill(50, 2000)]);
    let mut session = Session::<Native>::default();
    let request = crate::fixtures::request(Source::Attached);
    let open = |session: &mut Session<Native>, log: &[u8]| {
        let companions = CompanionFiles { log: Some(log.to_vec()), ..CompanionFiles::default() };
        session.open_file(&request, ours.database.clone(), companions, &mut |_| ())
    };
    assert_eq!(open(&mut session, &ours.log).unwrap().integrity, Integrity::Sound);
    for frames in 1..other.frames() {
        let log = &other.log[..HEADER + frames * (24 + 4096)];
        match open(&mut session, log) {
            Ok(opened) => {
                let is_sound = opened.integrity == Integrity::Sound;
                let is_told = opened.warnings.iter().any(|warning| words::error(warning).message.contains("-wal"));
                assert!(is_sound || is_told, "{frames} frames: {:?}", opened.warnings);
            }
            Err(error) => assert!(words::error(&error).message.contains("-wal"), "{frames} frames: {error:?}"),
        }
    }
}

/// The log's checksum, written down a second time from the file format's description.
fn checksum(bytes: &[u8], mut sum: (u32, u32), word: fn([u8; 4]) -> u32) -> (u32, u32) {
    for pair in bytes.chunks_exact(8) {
        sum.0 = sum.0.wrapping_add(word(pair[..4].try_into().unwrap())).wrapping_add(sum.1);
        sum.1 = sum.1.wrapping_add(word(pair[4..].try_into().unwrap())).wrapping_add(sum.0);
    }
    sum
}

#[test]
fn a_log_of_the_other_byte_order_is_read_too() {
    let whole = copy(1024, &[&fill(30, 300), "DELETE FROM t WHERE k % 4 = 0"]);
    for (magic, word) in
        [(0x377f_0682_u32, u32::from_le_bytes as fn([u8; 4]) -> u32), (0x377f_0683, u32::from_be_bytes)]
    {
        let mut log = whole.log.clone();
        log[..4].copy_from_slice(&magic.to_be_bytes());
        let put = |place: &mut [u8], sum: (u32, u32)| {
            place.copy_from_slice(&[sum.0.to_be_bytes(), sum.1.to_be_bytes()].concat());
        };
        let mut sum = checksum(&log[..24], (0, 0), word);
        put(&mut log[24..32], sum);
        for frame in log[HEADER..].chunks_exact_mut(24 + 1024) {
            sum = checksum(&frame[..8], sum, word);
            sum = checksum(&frame[24..], sum, word);
            put(&mut frame[16..24], sum);
        }
        let other = Copy { log, ..whole.clone() };
        assert_eq!(other.by_us(), whole.by_us());
        other.agrees();
    }
}

fn step() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => (1..30_u32, 0..1500_u32).prop_map(|(rows, bytes)| fill(rows, bytes)),
        2 => (1..9_u32).prop_map(|n| format!("UPDATE t SET v = zeroblob({n} * 100) WHERE k % {n} = 0")),
        2 => (1..9_u32).prop_map(|n| format!("DELETE FROM t WHERE k % {n} = 0")),
        1 => Just("VACUUM".to_owned()),
        1 => (0..1000_u32).prop_map(|n| format!("CREATE TABLE IF NOT EXISTS t{n} AS SELECT * FROM t")),
        1 => prop::sample::select(vec!["PASSIVE", "FULL", "RESTART", "TRUNCATE"]).prop_map(|kind| format!("PRAGMA wal_checkpoint({kind})")),
    ]
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn any_history_cut_or_damaged_anywhere_comes_out_as_sqlite_reads_it(
        page_size in prop::sample::select(vec![512, 4096, 65_536_u32]),
        mut steps in prop::collection::vec(step(), 1..8),
        open in any::<bool>(),
        end in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
    ) {
        if open {
            steps.extend(["BEGIN".to_owned(), fill(60, 1000)]);
        }
        let whole = copy(page_size, &steps.iter().map(String::as_str).collect::<Vec<_>>());
        whole.agrees();
        if whole.log.len() > HEADER {
            let end = HEADER + end.index(whole.log.len() - HEADER);
            Copy { log: whole.log[..end].to_vec(), ..whole.clone() }.agrees();
            let place = HEADER + place.index(whole.log.len() - HEADER);
            let mut damaged = whole;
            damaged.log[place] ^= 1;
            damaged.agrees();
        }
    }
}
