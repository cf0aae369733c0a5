//! Damaged files read from their pages: every row that is given is SQLite's, and what SQLite refuses is never whole.

use std::cell::Cell;

use crate::seed::config;
use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::value::{Value, ValueRef};
use feature_lab::engine::database::Database;
use feature_lab::engine::{inspect, open};
use feature_lab::sqlite::btree::{Layout, Place, TableCursor, table};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use rusqlite::Connection;

/// A table on many small pages: short rows, long ones, holes, another table between its pages.
fn sound(page_size: u32, auto_vacuum: u32) -> Vec<u8> {
    let mut database = Connection::open_in_memory().unwrap();
    let script = format!(
        "PRAGMA page_size = {page_size}; PRAGMA auto_vacuum = {auto_vacuum};
         CREATE TABLE t (a TEXT, b REAL, c);
         CREATE TABLE other (x);
         WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
         INSERT INTO t SELECT 'customer' || i, i % 9 / 2.0, CASE i % 23 WHEN 0 THEN hex(zeroblob(i)) WHEN 1 THEN -i * 99999999
             WHEN 2 THEN NULL WHEN 3 THEN zeroblob(i) ELSE i END FROM n;
         INSERT INTO other SELECT a FROM t;
         DELETE FROM t WHERE rowid % 11 = 0;
         INSERT INTO t (rowid, a, b, c) SELECT 1000 + rowid, a, b, c FROM t WHERE rowid % 3 = 0;"
    );
    database.execute_batch(&script).unwrap();
    database.serialize("main").unwrap().to_vec()
}

/// The result of reading a table: its rows up to the first error, if there was one.
struct Outcome {
    rows: Vec<Vec<Value>>,
    whole: bool,
}

/// Reads through SQLite as the plain way does.
fn plainly(database: &mut Native) -> Outcome {
    let mut rows = Vec::new();
    let read = database.query("SELECT rowid, c, a, b FROM main.t ORDER BY rowid", &[], &mut |row| {
        rows.push(row);
        Ok(())
    });
    Outcome { rows, whole: read.is_ok() }
}

/// Reads from pages; `None` where SQLite has to do it from the start.
fn directly(database: &mut Native, file: &[u8]) -> Option<Outcome> {
    let schema = inspect::schema(database).ok()?;
    let described = schema.table("t")?;
    let root = table::root(described, &database.rows(table::ROOT, &[ValueRef::Text(b"t")]).ok()?)?;
    let layout = Layout::of(file.get(..100)?, file.len() as u64)?;
    let mut cursor = TableCursor::new(layout, root, table::places(described, &["c", "a", "b"])?, true);
    let mut rows: Vec<Vec<Value>> = Vec::new();
    let fetch = |from: u64, count: usize| {
        let start = usize::try_from(from).unwrap().min(file.len());
        file[start..(start + count).min(file.len())].to_vec()
    };
    loop {
        let read = cursor.read(50, &fetch, &mut |block: &[ValueRef<'_>]| {
            rows.extend(block.chunks(4).map(|row| row.iter().map(|value| value.to_value()).collect()));
        });
        // A table of this size has fewer rows than that, whatever its pages say.
        assert!(rows.len() < 1_000_000);
        match read {
            Ok(50) => {}
            other => return Some(Outcome { rows, whole: other.is_ok() }),
        }
    }
}

/// Holds one way against the other in a file, whatever it holds. Says how it went, for counting.
fn compare(file: &[u8]) -> Result<&'static str, TestCaseError> {
    let Ok(mut database) = Native::open(file.to_vec()) else { return Ok("not opened") };
    if open::configure_connection(&mut database).is_err() {
        return Ok("not opened");
    }
    let Some(direct) = directly(&mut database, file) else { return Ok("left to SQLite") };
    let plain = plainly(&mut database);
    let same = direct.rows.len().min(plain.rows.len());
    prop_assert_eq!(&direct.rows[..same], &plain.rows[..same]);
    if direct.whole {
        prop_assert!(plain.whole, "SQLite refuses what was read from pages");
        prop_assert_eq!(direct.rows.len(), plain.rows.len());
    }
    // SQLite looks at a whole page before it gives a row of it, so an error may come earlier there.
    prop_assert!(!plain.whole || direct.rows.len() <= plain.rows.len(), "rows that SQLite does not have");
    Ok(match (direct.whole, plain.whole) {
        (true, _) => "whole",
        (false, true) => "in part, SQLite all",
        (false, false) => "in part, as SQLite",
    })
}

/// Runs many cases and tells how many went each way.
fn count(number: u32, files: impl Strategy<Value = Vec<u8>>) -> impl Fn(&str) -> u32 {
    let ways = ["not opened", "left to SQLite", "whole", "in part, SQLite all", "in part, as SQLite"];
    let counts = ways.map(|way| (way, Cell::new(0)));
    let config = Config { max_shrink_iters: 200, ..config(number) };
    TestRunner::new(config)
        .run(&files, |file| {
            let way = compare(&file)?;
            counts.iter().filter(|(other, _)| *other == way).for_each(|(_, count)| count.set(count.get() + 1));
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error:?}"));
    println!("{counts:?}");
    move |way| counts.iter().find(|(other, _)| *other == way).map_or(0, |(_, count)| count.get())
}

fn any_sound() -> impl Strategy<Value = Vec<u8>> {
    let files: Vec<Vec<u8>> =
        [512, 1024, 4096].into_iter().flat_map(|size| [0, 1].map(|vacuum| sound(size, vacuum))).collect();
    prop::sample::select(files)
}

#[test]
fn files_with_some_wrong_bits_are_read_as_sqlite_reads_them() {
    let flips = prop::collection::vec((any::<prop::sample::Index>(), 0..8_u8), 1..4);
    let damaged = (any_sound(), flips).prop_map(|(mut file, flips)| {
        for (at, bit) in flips {
            let at = at.index(file.len());
            file[at] ^= 1 << bit;
        }
        file
    });
    let count = count(2500, damaged);
    assert!(count("whole") > 300 && count("in part, as SQLite") > 100, "the damage is too large or too small");
}

#[test]
fn pages_with_wrong_heads_and_cells_are_read_as_sqlite_reads_them() {
    // Where damage tells: the heads of pages, the places of cells, the first bytes of cells at the end of a page.
    let place = prop_oneof![0..12_usize, 8..40_usize, (1..120_usize).prop_map(|back| usize::MAX - back)];
    let byte = prop_oneof![any::<u8>(), prop::sample::select(vec![0, 1, 2, 5, 10, 13, 0x7f, 0x80, 0xff])];
    let damage = prop::collection::vec((any::<prop::sample::Index>(), place, byte), 1..4);
    let damaged = (any_sound(), damage).prop_map(|(mut file, damage)| {
        let size = usize::from(u16::from_be_bytes([file[16], file[17]]));
        for (page, place, byte) in damage {
            // The first page holds the schema.
            let start = (1 + page.index(file.len() / size - 1)) * size;
            let within = if place > size { size - (usize::MAX - place) } else { place };
            file[start + within] = byte;
        }
        file
    });
    let count = count(2500, damaged);
    assert!(count("in part, as SQLite") > 300 && count("whole") > 100, "the damage is too large or too small");
}

#[test]
fn files_with_pages_that_their_header_does_not_count_are_read_as_sqlite_reads_them() {
    let uncounted = (any_sound(), 1..60_u8).prop_map(|(mut file, less)| {
        let counted = u32::from_be_bytes(*file[28..].first_chunk().unwrap()).saturating_sub(less.into());
        file[28..32].copy_from_slice(&counted.to_be_bytes());
        file
    });
    let count = count(300, uncounted);
    assert!(count("in part, as SQLite") > 50, "the pages were not missed");
}

#[test]
fn pages_in_each_others_place_are_read_as_sqlite_reads_them() {
    let swaps = prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..4);
    let damaged = (any_sound(), swaps).prop_map(|(mut file, swaps)| {
        let size = usize::from(u16::from_be_bytes([file[16], file[17]]));
        let pages = file.len() / size;
        for (from, to) in swaps {
            let from = (1 + from.index(pages - 1)) * size;
            // A copy in place of another page makes circles, and pages that are in two places.
            file.copy_within(from..from + size, (1 + to.index(pages - 1)) * size);
        }
        file
    });
    let _ = count(1000, damaged);
}

#[test]
fn files_that_were_cut_off_are_read_as_sqlite_reads_them() {
    let cut = (any_sound(), any::<prop::sample::Index>()).prop_map(|(mut file, at)| {
        file.truncate(at.index(file.len()));
        file
    });
    let _ = count(500, cut);
}

#[test]
fn anything_at_all_ends_and_stays_within_its_bounds() {
    // Pages of nothing but the bytes that mean something, so that many of them look like a tree.
    let byte = prop::sample::select(vec![0, 0, 0, 1, 2, 3, 4, 5, 8, 12, 13, 40, 60, 100, 0x7f, 0x80, 0x81, 0xff]);
    let page = (prop::sample::select(vec![5, 13]), prop::collection::vec(byte, 511)).prop_map(|(kind, mut page)| {
        page.insert(0, kind);
        page
    });
    let config = config(1500);
    let mut head = sound(512, 0);
    head.truncate(100);
    TestRunner::new(config)
        .run(&prop::collection::vec(page, 1..12), |pages| {
            let pages = pages.concat();
            let layout = Layout::of(&head, 512 + pages.len() as u64).unwrap();
            let places = [2, 0, 5].map(|at| Place { at, is_real: at == 0 });
            let mut walk = TableCursor::new(layout, 2, places.to_vec(), true);
            let fetch = |from: u64, count: usize| {
                let from = usize::try_from(from).unwrap() - 512;
                pages[from..from + count].to_vec()
            };
            let mut last = None;
            while walk.read(7, &fetch, &mut |rows| {
                for row in rows.chunks(4) {
                    let ValueRef::Integer(rowid) = row[0] else { panic!("{row:?} has no rowid") };
                    assert!(last.is_none_or(|last| last < rowid));
                    last = Some(rowid);
                }
            }) == Ok(7)
            {}
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error:?}"));
}
