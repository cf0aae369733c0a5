//! The rollback journal against SQLite itself: what we undo is, byte for byte, what SQLite undoes.
//!
//! Writers are sqlite3 shells that are killed in the middle of a transaction; judges are the same shell and the
//! library.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::seed::config;
use crate::temp_folder::{Folder, fill};
use feature_lab::base::error::ErrorKind;
use feature_lab::base::problem::file::CompanionFault;
use feature_lab::engine::companions::{RolledBack, roll_back};
use feature_lab::sqlite::file::journal;
use feature_lab::sqlite::file::journal::{Journal, MAGIC};
use feature_lab::words;
use proptest::prelude::*;
use rusqlite::Connection;

/// The sqlite3 shell. The project's test command installs it.
fn shell() -> Command {
    Command::new(std::env::var("LAB_SQLITE").unwrap_or_else(|_| "sqlite3".to_owned()))
}

/// A database and its journal, as a killed writer left them.
#[derive(Clone, Debug)]
struct Pair {
    database: Vec<u8>,
    journal: Vec<u8>,
}

/// The build of SQLite that decides what is right.
#[derive(Clone, Copy)]
enum Judge {
    Shell,
    Library,
}

/// Makes a database of some rows by `setup`, then kills a shell that has run `change` and not committed it. A cache of
/// five pages makes SQLite write to the database on the way.
fn killed(page_size: u32, setup: &str, change: &str) -> Pair {
    let folder = Folder::new();
    let connection = Connection::open(folder.database()).unwrap();
    let start = format!("PRAGMA page_size = {page_size}; CREATE TABLE t (k INTEGER PRIMARY KEY, v); {setup};");
    connection.execute_batch(&start).unwrap();
    drop(connection);
    let mut writer = shell()
        .arg(folder.database())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the sqlite3 shell starts; `cargo xtask test` installs it");
    let ready = folder.file("ready");
    let script = format!("PRAGMA cache_size = 5;\n{change};\nSELECT writefile('{}', 'x');\n", ready.display());
    let mut input = writer.stdin.take().unwrap();
    input.write_all(script.as_bytes()).unwrap();
    input.flush().unwrap();
    let start = Instant::now();
    while !ready.exists() {
        assert!(start.elapsed() < Duration::from_secs(60), "the writer is stuck: {change}");
        std::thread::sleep(Duration::from_millis(2));
    }
    writer.kill().unwrap();
    writer.wait().unwrap();
    Pair { database: fs::read(folder.database()).unwrap(), journal: fs::read(folder.journal()).unwrap_or_default() }
}

impl Pair {
    /// Returns the database after SQLite opened the two files; `beside` is the name of another file in their folder.
    fn by_sqlite(&self, judge: Judge, beside: Option<&str>) -> Vec<u8> {
        let folder = Folder::new();
        fs::write(folder.database(), &self.database).unwrap();
        fs::write(folder.journal(), self.journal_in(&folder)).unwrap();
        if let Some(name) = beside {
            fs::write(folder.file(name), b"a.db-journal\0").unwrap();
        }
        // An error is right where the database is damaged; the journal was read before that.
        match judge {
            Judge::Shell => _ = shell().arg(folder.database()).arg("PRAGMA schema_version").output().unwrap(),
            Judge::Library => {
                let connection = Connection::open(folder.database()).unwrap();
                _ = connection.query_row("PRAGMA schema_version", [], |row| row.get::<_, i64>(0));
            }
        }
        fs::read(folder.database()).unwrap()
    }

    /// The journal, with the folder's path in the place of the name of a folder that is not there.
    fn journal_in(&self, folder: &Folder) -> Vec<u8> {
        let Journal::Unfinished(undo) = journal::read(&self.journal, 4096) else { return self.journal.clone() };
        let Some(name) = undo.super_journal else { return self.journal.clone() };
        let bare = &self.journal[..self.journal.len() - name.len() - 16];
        [bare, &super_journal_tail(folder.file(&name).to_str().unwrap())].concat()
    }

    /// Returns the database after the lab applied the journal.
    fn by_us(&self) -> Vec<u8> {
        let mut database = self.database.clone();
        let _ = roll_back(&mut database, &self.journal, &[], "a.db", 1 << 30);
        database
    }

    fn agrees_with(&self, judge: Judge) {
        let (ours, theirs) = (self.by_us(), self.by_sqlite(judge, None));
        assert_eq!(ours.len(), theirs.len(), "the size of the database");
        let differs = ours.iter().zip(&theirs).position(|(ours, theirs)| ours != theirs);
        assert_eq!(differs, None, "the first byte that differs");
    }

    fn agrees(&self) {
        self.agrees_with(Judge::Library);
    }

    /// The places of the journal's headers, in bytes.
    fn headers(&self) -> Vec<usize> {
        let starts = self.journal.windows(MAGIC.len()).enumerate().filter(|(_, window)| *window == MAGIC);
        starts.map(|(at, _)| at).filter(|at| at % 512 == 0).collect()
    }
}

/// The end that SQLite gives to the journal of a transaction of several databases.
fn super_journal_tail(name: &str) -> Vec<u8> {
    let sum: u32 = name.bytes().map(u32::from).sum();
    let len = u32::try_from(name.len()).unwrap();
    [name.as_bytes(), &len.to_be_bytes(), &sum.to_be_bytes(), &MAGIC].concat()
}

/// A change of many pages that were there, with new ones behind them.
fn rewrite(synchronous: &str) -> String {
    let more = fill(300, 900);
    format!("PRAGMA synchronous = {synchronous}; BEGIN; UPDATE t SET v = zeroblob(700) WHERE k % 2; {more}")
}

#[test]
fn killed_writers_of_every_page_size_are_undone() {
    for page_size in [512, 1024, 2048, 4096, 8192, 16_384, 32_768, 65_536] {
        let setup = fill(400, page_size.min(4000) / 2);
        let pair = killed(page_size, &setup, &rewrite("OFF"));
        assert!(pair.database.len() > 400 * 100);
        let ours = pair.by_us();
        assert_ne!(ours, pair.database, "pages of {page_size}: the writer has written to the database");
        pair.agrees_with(Judge::Shell);
        pair.agrees();
        let folder = Folder::new();
        fs::write(folder.database(), ours).unwrap();
        let connection = Connection::open(folder.database()).unwrap();
        let rows: i64 = connection.query_row("SELECT count(*) FROM t", [], |row| row.get(0)).unwrap();
        let sound: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!((rows, sound.as_str()), (400, "ok"));
    }
}

#[test]
fn a_journal_of_many_headers_is_read_to_its_end() {
    for synchronous in ["NORMAL", "FULL", "EXTRA"] {
        for page_size in [512, 4096] {
            let pair = killed(page_size, &fill(400, 400), &rewrite(synchronous));
            assert!(pair.headers().len() > 3, "{synchronous}: {:?}", pair.headers());
            assert_ne!(pair.by_us(), pair.database);
            pair.agrees_with(Judge::Shell);
        }
    }
}

#[test]
fn a_database_that_became_larger_or_smaller_has_its_size_again() {
    let grown = killed(1024, &fill(5, 100), &format!("BEGIN; {}", fill(500, 900)));
    assert!(grown.by_us().len() < grown.database.len());
    grown.agrees_with(Judge::Shell);
    let shrunk =
        killed(1024, "PRAGMA auto_vacuum = FULL; VACUUM", &format!("{}; BEGIN; DELETE FROM t", fill(500, 900)));
    shrunk.agrees_with(Judge::Shell);
    // As if the writer had cut the file already: whole pages are missing, and a part of one.
    for cut in [1, 1000, 1024, 1025, 5 * 1024, 100 * 1024] {
        let database = shrunk.database[..shrunk.database.len() - cut].to_vec();
        Pair { database, ..shrunk.clone() }.agrees();
    }
    Pair { database: Vec::new(), ..grown }.agrees();
}

#[test]
fn journals_of_finished_transactions_change_nothing() {
    for mode in ["PERSIST", "TRUNCATE", "DELETE"] {
        let change = format!("PRAGMA journal_mode = {mode}; {}; {}", fill(50, 900), fill(3, 10));
        let pair = killed(4096, &fill(50, 900), &change);
        assert_eq!(pair.journal.is_empty(), mode != "PERSIST");
        assert_eq!(journal::read(&pair.journal, 4096), Journal::Finished);
        assert_eq!(pair.by_us(), pair.database);
        pair.agrees_with(Judge::Shell);
    }
    // Records of the transaction before lie behind those of the killed one.
    for synchronous in ["OFF", "FULL"] {
        let change = format!(
            "PRAGMA journal_mode = PERSIST; PRAGMA synchronous = {synchronous}; UPDATE t SET v = 1; BEGIN; \
             UPDATE t SET v = zeroblob(900) WHERE k < 60"
        );
        let pair = killed(1024, &fill(400, 700), &change);
        assert_ne!(pair.by_us(), pair.database);
        pair.agrees_with(Judge::Shell);
    }
}

#[test]
fn a_torn_journal_is_undone_as_far_as_it_holds() {
    for synchronous in ["OFF", "FULL"] {
        let whole = killed(512, &fill(60, 400), &rewrite(synchronous));
        let record = 512 + 8;
        for start in (0..whole.journal.len()).step_by(record * 7) {
            for more in [0, 1, 3, 4, 27, 28, 511, 512, 513, 516, 519] {
                let end = (start + more).min(whole.journal.len());
                Pair { journal: whole.journal[..end].to_vec(), ..whole.clone() }.agrees();
            }
        }
        for at in (0..whole.journal.len()).step_by(97) {
            let mut damaged = whole.clone();
            damaged.journal[at] ^= 0x40;
            damaged.agrees();
        }
        // Every field of the first header: magic, count, nonce, size, sector, page size.
        for at in 0..28 {
            for bit in [0x01, 0x04, 0x80] {
                let mut damaged = whole.clone();
                damaged.journal[at] ^= bit;
                // A database of gigabytes is refused by us, and not made by the test.
                if !(at == 16 || at == 17) {
                    damaged.agrees();
                }
            }
        }
    }
}

#[test]
fn fields_that_old_and_other_writers_leave_are_read_as_sqlite_reads_them() {
    let whole = killed(4096, &fill(100, 400), &rewrite("OFF"));
    let with = |at: usize, bytes: &[u8]| {
        let mut journal = whole.journal.clone();
        journal[at..at + bytes.len()].copy_from_slice(bytes);
        Pair { journal, ..whole.clone() }
    };
    // No page size: SQLite before 3.5.8. A count of none. A zeroed header. No more than the magic.
    for pair in [with(24, &[0; 4]), with(8, &[0; 4]), with(0, &[0; 28]), with(0, &[1])] {
        pair.agrees_with(Judge::Shell);
    }
    assert_eq!(with(24, &[0; 4]).by_us(), whole.by_us());
    // A sector of 1024 bytes: the records start later.
    let mut wide = with(20, &1024_u32.to_be_bytes());
    wide.journal.splice(512..512, [0; 512]);
    wide.agrees_with(Judge::Shell);
    assert_eq!(wide.by_us(), whole.by_us());
    // A page that is recorded twice is what its last record says.
    let mut twice = whole.clone();
    let (record, nonce) = (4096 + 8, u32::from_be_bytes(whole.journal[12..16].try_into().unwrap()));
    let mut again = whole.journal[512..512 + record].to_vec();
    again[4..4 + 4096].fill(0);
    again[4 + 4096..].copy_from_slice(&nonce.to_be_bytes());
    twice.journal.extend(again);
    twice.agrees_with(Judge::Shell);
    assert_ne!(twice.by_us(), whole.by_us());
    // A record of the page that has the locks ends the journal.
    let mut locked = whole.clone();
    locked.journal[512 + record..512 + record + 4].copy_from_slice(&(0x4000_0000_u32 / 4096 + 1).to_be_bytes());
    locked.agrees_with(Judge::Shell);
    assert_ne!(locked.by_us(), whole.by_us());
}

#[test]
fn a_super_journal_decides_and_is_asked_for() {
    let whole = killed(1024, &fill(200, 400), &rewrite("OFF"));
    let name = "other.db-mj1A2B3C9D4";
    let pair = Pair { journal: [&whole.journal[..], &super_journal_tail(name)].concat(), ..whole.clone() };
    let ours = |there: &[String]| {
        let mut database = pair.database.clone();
        roll_back(&mut database, &pair.journal, there, "a.db", 1 << 30).map(|done| (done, database))
    };
    let error = ours(&[]).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert!(
        words::error(&error).message.contains(name) && words::error(&error).hint.contains("drop a.db alone"),
        "{error}"
    );
    assert!(ours(&["another.db-mj1A2B3C9D4".to_owned()]).is_err());
    let (done, database) = ours(&["OTHER.db-mj1A2B3C9D4".to_owned()]).unwrap();
    assert!(matches!(done, RolledBack::Pages(pages) if pages > 10));
    assert_eq!(database, whole.by_us());
    for judge in [Judge::Shell, Judge::Library] {
        assert_eq!(pair.by_sqlite(judge, Some(name)), database, "with the super-journal, SQLite undoes the change");
        assert_eq!(pair.by_sqlite(judge, None), pair.database, "without it, the change counts");
    }
    // A name that does not hold is none: the journal counts by itself.
    for (place, bit) in [(1, 1), (9, 1), (13, 1), (20, 0x80)] {
        let mut damaged = pair.clone();
        let at = damaged.journal.len() - place;
        damaged.journal[at] ^= bit;
        damaged.agrees_with(Judge::Library);
    }
}

#[test]
fn a_writer_of_two_databases_that_was_killed_while_it_committed_is_undone() {
    // Most of a commit's time goes into flushing files, with the super-journal there: some of these deaths are in it.
    for attempt in 0..200 {
        let folder = Folder::new();
        let change = "BEGIN; UPDATE t SET v = randomblob(900); UPDATE u SET v = randomblob(900); COMMIT;\n".repeat(400);
        let script = format!(
            "ATTACH '{}' AS other; CREATE TABLE t (k INTEGER PRIMARY KEY, v); CREATE TABLE other.u (k INTEGER PRIMARY \
             KEY, v); {}; INSERT INTO u SELECT * FROM t; SELECT writefile('{}', 'x');\n{change}",
            folder.file("other.db").display(),
            fill(100, 900),
            folder.file("ready").display()
        );
        let mut writer = shell().arg(folder.database()).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
        let mut input = writer.stdin.take().unwrap();
        let feeding = std::thread::spawn(move || _ = input.write_all(script.as_bytes()));
        while !folder.file("ready").exists() {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_micros(3000 + attempt * 97));
        writer.kill().unwrap();
        writer.wait().unwrap();
        feeding.join().unwrap();
        let (before, journal) = (fs::read(folder.database()).unwrap(), fs::read(folder.journal()).unwrap_or_default());
        let Journal::Unfinished(undo) = journal::read(&journal, 4096) else { continue };
        let Some(path) = undo.super_journal.filter(|path| fs::exists(path).unwrap()) else { continue };
        let mut ours = before;
        assert!(roll_back(&mut ours, &journal, &[], "a.db", 1 << 30).is_err());
        let name = path.rsplit('/').next().unwrap().to_owned();
        roll_back(&mut ours, &journal, &[name], "a.db", 1 << 30).unwrap();
        shell().arg(folder.database()).arg("PRAGMA schema_version").output().unwrap();
        assert!(fs::read(folder.database()).unwrap() == ours, "SQLite undoes what the lab undoes");
        return;
    }
    panic!("no writer died between the super-journal's making and its end");
}

#[test]
fn what_would_not_fit_is_refused() {
    let mut pair = killed(1024, &fill(50, 400), &rewrite("OFF"));
    pair.journal[16] = 0xff;
    let before = pair.database.clone();
    let error = roll_back(&mut pair.database, &pair.journal, &[], "a.db", 1 << 30).unwrap_err();
    assert_eq!((error.kind(), pair.database), (ErrorKind::TooLarge, before));
    assert!(matches!(journal::read(&[9; 600], 4096), Journal::Unusable(CompanionFault::NotAJournal)));
    assert!(matches!(journal::read(&MAGIC, 4096), Journal::Unusable(CompanionFault::ShorterThanHeader)));
}

proptest! {
    #![proptest_config(config(40))]

    #[test]
    fn any_killed_writer_cut_or_damaged_anywhere_comes_out_as_sqlite_undoes_it(
        page_size in prop::sample::select(vec![512, 1024, 4096, 65_536_u32]),
        synchronous in prop::sample::select(vec!["OFF", "NORMAL", "FULL"]),
        mode in prop::sample::select(vec!["DELETE", "TRUNCATE", "PERSIST"]),
        rows in 1..300_u32,
        steps in prop::collection::vec(prop_oneof![
            (1..200_u32, 0..2000_u32).prop_map(|(rows, bytes)| fill(rows, bytes)),
            (1..9_u32).prop_map(|n| format!("UPDATE t SET v = zeroblob({n} * 100) WHERE k % {n} = 0")),
            (1..9_u32).prop_map(|n| format!("DELETE FROM t WHERE k % {n} = 0")),
            Just("CREATE INDEX IF NOT EXISTS i ON t (v)".to_owned()),
            Just("SAVEPOINT s; UPDATE t SET v = k; ROLLBACK TO s".to_owned()),
        ], 1..6),
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 6),
    ) {
        let change = format!(
            "PRAGMA journal_mode = {mode}; PRAGMA synchronous = {synchronous}; UPDATE t SET v = 0 WHERE k = 1; BEGIN; {}",
            steps.join("; ")
        );
        let whole = killed(page_size, &fill(rows, 300), &change);
        whole.agrees_with(Judge::Shell);
        for (first, second) in places.iter().filter(|_| !whole.journal.is_empty()) {
            let end = first.index(whole.journal.len());
            Pair { journal: whole.journal[..end].to_vec(), ..whole.clone() }.agrees();
            let mut damaged = whole.clone();
            let at = second.index(whole.journal.len());
            // The first bytes of a size would make gigabytes.
            if at != 16 && at != 17 {
                damaged.journal[at] ^= 1 << (at % 8);
                damaged.agrees();
            }
            let cut = second.index(whole.database.len());
            Pair { database: whole.database[..cut].to_vec(), ..whole.clone() }.agrees();
        }
    }
}
