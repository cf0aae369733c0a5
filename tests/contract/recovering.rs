//! Opens a database with its write-ahead log or its rollback journal: the rows are those of the last commit.

use super::{lab_with, request, text};
use feature_lab::engine::companions::CompanionFiles;
use feature_lab::engine::database::{Database, Image};
use feature_lab::engine::session::Session;
use feature_lab::protocol::{Integrity, Opened, Source};
use feature_lab::sqlite::file::journal::MAGIC;
use feature_lab::words;

/// The bytes of a database's file at the start and after each step, as if its pages were written at once.
fn states<D: Database>(start: &[&str], steps: &[&str]) -> Vec<Vec<u8>> {
    let mut session = lab_with::<D>(start);
    let mut states = vec![bytes(&session.snapshot().unwrap())];
    for sql in steps {
        session.database().unwrap().run(sql, &[]).unwrap_or_else(|error| panic!("{sql}: {error}"));
        states.push(bytes(&session.snapshot().unwrap()));
    }
    states
}

fn bytes<I: Image>(image: &I) -> Vec<u8> {
    image.read(0, usize::try_from(image.len()).unwrap())
}

/// The size of a page, as the header of a database says it.
fn page_size(file: &[u8]) -> usize {
    usize::from(u16::from_be_bytes([file[16], file[17]]))
}

/// The numbers, from 1, and the contents of the pages that differ from those of `before` or are not there.
fn changed_pages<'a>(before: &[u8], after: &'a [u8]) -> Vec<(u32, &'a [u8])> {
    let page = page_size(after);
    let pages = after.chunks_exact(page).zip(1..).map(|(content, number)| (number, content));
    pages.filter(|(number, content)| before.chunks_exact(page).nth(*number as usize - 1) != Some(*content)).collect()
}

fn be(bytes: &[u8]) -> u32 {
    u32::from_be_bytes(bytes.try_into().unwrap())
}

/// A writer of write-ahead logs, by the file format: 32 bytes of header, and before each page 24 bytes with its number,
/// the size after a commit, the salts and the running checksum.
struct Log {
    file: Vec<u8>,
    sums: (u32, u32),
    salts: [u8; 8],
}

impl Log {
    fn new(page: usize, salts: [u8; 8]) -> Self {
        let mut log = Self { file: Vec::new(), sums: (0, 0), salts };
        for field in [0x377f_0683, 3_007_000, u32::try_from(page).unwrap(), 0] {
            log.file.extend(u32::to_be_bytes(field));
        }
        log.file.extend(salts);
        log.sum(&log.file.clone());
        log.file.extend([log.sums.0.to_be_bytes(), log.sums.1.to_be_bytes()].concat());
        log
    }

    fn sum(&mut self, bytes: &[u8]) {
        for pair in bytes.chunks_exact(8) {
            self.sums.0 = self.sums.0.wrapping_add(be(&pair[..4])).wrapping_add(self.sums.1);
            self.sums.1 = self.sums.1.wrapping_add(be(&pair[4..])).wrapping_add(self.sums.0);
        }
    }

    /// Writes the frames from one state to another; the last frame is a commit, or none is.
    fn write(&mut self, before: &[u8], after: &[u8], commits: bool) {
        let pages = changed_pages(before, after);
        let size = u32::try_from(after.len() / page_size(after)).unwrap();
        let last = pages.last().unwrap().0;
        for (number, content) in pages {
            let size = if commits && number == last { size } else { 0 };
            let head = [number.to_be_bytes(), size.to_be_bytes()].concat();
            self.sum(&head);
            self.sum(content);
            self.file.extend([&head[..], &self.salts].concat());
            self.file.extend([self.sums.0.to_be_bytes(), self.sums.1.to_be_bytes()].concat());
            self.file.extend(content);
        }
    }
}

/// Opens a file with its companions.
fn open<D: Database>(file: &[u8], companions: CompanionFiles) -> (Opened, Session<D>) {
    let mut image = lab_with::<D>(&["CREATE TABLE other (x)"]).snapshot().unwrap();
    image.resize(file.len() as u64);
    image.write(0, file);
    let mut session = Session::default();
    (session.open_file(&request(Source::Attached), image, companions, &mut |_| ()).unwrap(), session)
}

const SHOP: [&str; 3] = [
    "CREATE TABLE t (k INTEGER PRIMARY KEY, v)",
    "CREATE INDEX by_v ON t (v)",
    "INSERT INTO t VALUES (1, 'first'), (2, zeroblob(9000))",
];

/// The states of a database in write-ahead mode at the start and after each of three steps.
fn wal_states<D: Database>() -> Vec<Vec<u8>> {
    let steps = [
        "INSERT INTO t VALUES (3, 'committed')",
        "UPDATE t SET v = 'changed' WHERE k = 1; ",
        "INSERT INTO t SELECT k + 10, zeroblob(5000) FROM t",
    ];
    let mut states = states::<D>(&SHOP, &steps);
    for file in &mut states {
        file[18..20].fill(2);
    }
    states
}

const ROWS: &str = "SELECT k, iif(typeof(v) = 'text', v, length(v)) FROM t ORDER BY k";
const NEWEST: [&str; 3] = ["1|changed", "2|9000", "3|committed"];

pub fn a_log_brings_what_was_committed_and_nothing_else<D: Database>() {
    let states = wal_states::<D>();
    let [start, first, second, open_transaction] = &states[..] else { panic!("{} states", states.len()) };
    let mut log = Log::new(page_size(start), *b"saltsalt");
    log.write(start, first, true);
    let after_first = log.file.len();
    log.write(first, second, true);
    let committed = log.file.clone();
    log.write(second, open_transaction, false);
    assert!(log.file.len() > committed.len() + page_size(start), "the open transaction is in the log");
    // Frames of the log before lie behind: their salts are others.
    let mut older = Log::new(page_size(start), *b"otherold");
    older.write(second, open_transaction, true);
    let reused = [&committed[..], &older.file[32..]].concat();
    // A commit whose last frame is cut off is none.
    let cut = committed[..committed.len() - 1].to_vec();
    let cases = [
        ("an open transaction behind the commits", log.file, &NEWEST[..]),
        ("frames of the log before behind them", reused, &NEWEST[..]),
        ("a commit that is cut off", cut, &["1|first", "2|9000", "3|committed"]),
        ("the first commit alone", committed[..after_first].to_vec(), &["1|first", "2|9000", "3|committed"]),
    ];
    for (name, log, rows) in cases {
        let (opened, mut session) = open::<D>(start, CompanionFiles { log: Some(log), ..CompanionFiles::default() });
        assert_eq!((opened.integrity, opened.warnings), (Integrity::Sound, Vec::new()), "{name}");
        assert_eq!(text(&mut session, ROWS), rows, "{name}");
        // The index is of the same commit as its table.
        assert_eq!(text(&mut session, "SELECT k FROM t INDEXED BY by_v WHERE v = 'committed'"), ["3"], "{name}");
    }
}

pub fn a_log_that_was_put_back_in_part_gives_the_newest_rows<D: Database>() {
    let states = wal_states::<D>();
    let [start, first, second, _] = &states[..] else { panic!("{} states", states.len()) };
    let page = page_size(start);
    let mut log = Log::new(page, *b"saltsalt");
    log.write(start, first, true);
    log.write(first, second, true);
    // SQLite puts pages back one after the other, the newest content of each; it may have died after any of them.
    let pages = changed_pages(start, second);
    assert!(pages.len() >= 2, "{} pages", pages.len());
    for done in 0..=pages.len() {
        let mut file = start.clone();
        file.resize(file.len().max(second.len() * usize::from(done > 0)), 0);
        for (number, content) in &pages[..done] {
            file[(*number as usize - 1) * page..][..page].copy_from_slice(content);
        }
        let (opened, mut session) =
            open::<D>(&file, CompanionFiles { log: Some(log.file.clone()), ..CompanionFiles::default() });
        assert_eq!((opened.integrity, opened.warnings), (Integrity::Sound, Vec::new()), "{done} pages");
        assert_eq!(text(&mut session, ROWS), NEWEST, "{done} pages");
    }
}

/// A rollback journal, by the file format: a header of 512 bytes with a count, a nonce and the size before, and each
/// page with its number and a checksum.
fn journal(pages_before: u32, page: usize, pages: &[(u32, &[u8])]) -> Vec<u8> {
    let nonce = 99_u32;
    let mut journal = MAGIC.to_vec();
    for field in [u32::try_from(pages.len()).unwrap(), nonce, pages_before, 512, u32::try_from(page).unwrap()] {
        journal.extend(field.to_be_bytes());
    }
    journal.resize(512, 0);
    for (number, content) in pages {
        let bytes = (1..page.div_ceil(200)).map(|step| u32::from(content[page - step * 200]));
        let sum = bytes.fold(nonce, u32::wrapping_add);
        journal.extend([&number.to_be_bytes(), *content, &sum.to_be_bytes()].concat());
    }
    journal
}

pub fn a_hot_journal_undoes_rows_and_tables<D: Database>() {
    let steps = ["DELETE FROM t", "DROP TABLE gone", "CREATE TABLE made AS SELECT zeroblob(200000) AS x"];
    let more = ["CREATE TABLE gone AS SELECT 7 AS x", "CREATE TABLE calm AS SELECT zeroblob(9000) AS x"];
    let states = states::<D>(&[&SHOP[..], &more].concat(), &steps);
    let (before, after) = (&states[0], &states[3]);
    assert!(after.len() > before.len(), "the transaction made the file larger");
    let page = page_size(before);
    let pages_before = u32::try_from(before.len() / page).unwrap();
    // Only what was changed is in the journal: the pages as they were.
    let pages = changed_pages(after, before);
    assert!(pages.len() < before.len() / page, "every page was changed");
    let whole = journal(pages_before, page, &pages);
    // The writer died on the way: a page is changed only after its record is whole, so what a torn record is of is as
    // it was.
    let torn = whole[..whole.len() - 1].to_vec();
    let mut early = after.clone();
    let (last, content) = pages.last().unwrap();
    early[(*last as usize - 1) * page..][..page].copy_from_slice(content);
    for (name, file, journal) in [("whole", after, whole), ("torn", &early, torn)] {
        let undone = pages.len() - usize::from(name == "torn");
        let (opened, mut session) =
            open::<D>(file, CompanionFiles { journal: Some(journal), ..CompanionFiles::default() });
        let said: Vec<_> = opened.warnings.iter().map(|warning| words::error(warning).message).collect();
        let rolled_back = format!("An unfinished transaction was rolled back, as SQLite does: {undone} pages.");
        assert_eq!((said, opened.integrity), (vec![rolled_back], Integrity::Sound), "{name}");
        assert_eq!(opened.size, before.len() as u64, "{name}: the file has its size again");
        assert_eq!(text(&mut session, ROWS), ["1|first", "2|9000"], "{name}");
        assert_eq!(text(&mut session, "SELECT x FROM gone"), ["7"], "{name}");
        assert_eq!(text(&mut session, "SELECT count(*) FROM sqlite_schema WHERE name = 'made'"), ["0"], "{name}");
    }
}

pub fn a_journal_is_undone_before_the_log_is_put_in<D: Database>() {
    let states = wal_states::<D>();
    let [start, first, second, _] = &states[..] else { panic!("{} states", states.len()) };
    let page = page_size(start);
    let mut log = Log::new(page, *b"saltsalt");
    log.write(first, second, true);
    // The file is in the middle of a change from `first`; the log was written over `first`.
    let mut broken = first.clone();
    broken[page * 2..].fill(0);
    let pages = changed_pages(&broken, first);
    let journal = journal(u32::try_from(first.len() / page).unwrap(), page, &pages);
    let companions = CompanionFiles { log: Some(log.file), journal: Some(journal), ..CompanionFiles::default() };
    let (opened, mut session) = open::<D>(&broken, companions);
    assert_eq!((opened.integrity, opened.warnings.len()), (Integrity::Sound, 1), "{:?}", opened.warnings);
    assert_eq!(text(&mut session, ROWS), NEWEST);
}
