//! Work saved in the browser: the records of generations, the names of their files, and which files can be removed.
//!
//! The newest generation of a work is what can be resumed; older ones are its versions, as long as there is room.
//!
//! A generation is two files that are written once and never again: the database, and after it a small record. Only a
//! whole record with a database of the recorded length makes a generation valid. Whenever the browser is killed, the
//! generation before is untouched: its files are removed only afterwards.

pub mod operation;
mod record;
pub mod save_state;
pub mod sql_history;
pub mod sql_queries;
pub mod sql_tabs;
pub mod undo;

use std::cmp::Reverse;

use self::operation::Operation;

/// The number of works that are kept whatever their size: the one that was saved last, and the one before it.
pub const WORKS: usize = 2;

/// The most works that are kept, if together they fit in [`ROOM`].
pub const SMALL_WORKS: usize = 8;

/// The bytes that older works may take up together with the newer ones.
pub const ROOM: u64 = 30_000_000;

/// The most versions that are kept of a work, with the newest.
pub const VERSIONS: usize = 20;

/// The bytes that the versions of all works may take up, without the newest of each.
pub const VERSIONS_ROOM: u64 = 200_000_000;

/// A saved generation of somebody's work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Generation {
    /// Names the work: the same for all generations since a database was opened. Small letters and digits.
    pub work: String,
    /// The number of the generation; higher ones are later, also between works.
    pub number: u64,
    /// The time of saving, in milliseconds since 1970.
    pub at: u64,
    /// The database's name.
    pub name: String,
    /// The database's size in bytes.
    pub size: u64,
    /// The checksum of its bytes.
    pub sum: String,
    /// The fragment of a link to the state of the page: mapping, as-of, SQL, and the database that the work began with,
    /// if a link can say it.
    pub link: String,
    /// The digest of the database that the work began with; see `protocol::Opened`.
    pub source: String,
    /// The result of its integrity check: `sound`, `unchecked` or `damaged`.
    pub integrity: String,
    /// The operation that made it.
    pub done: Operation,
}

/// One of the two files of a generation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The database.
    Database,
    /// The record.
    Record,
}

/// Returns the name of a file of a generation.
pub fn file_name(work: &str, number: u64, part: Part) -> String {
    let end = match part {
        Part::Database => "db",
        Part::Record => "record",
    };
    format!("{work}.{number}.{end}")
}

/// Reads a file's name: the work, the number, which part; `None` if the file is not one of these.
pub fn read_name(name: &str) -> Option<(&str, u64, Part)> {
    let (work, rest) = name.split_once('.')?;
    let (number, end) = rest.split_once('.')?;
    let part = match end {
        "db" => Part::Database,
        "record" => Part::Record,
        _ => return None,
    };
    Some((work, number.parse().ok()?, part))
}

/// Returns the number for the next generation: higher than that of every file that exists.
pub fn next_number(names: &[String]) -> u64 {
    names.iter().filter_map(|name| read_name(name)).map(|(_, number, _)| number).max().map_or(1, |last| last + 1)
}

/// Returns the newest generation of each of the newest works, newest first: [`WORKS`] of them, or up to [`SMALL_WORKS`]
/// that fit in [`ROOM`].
pub fn newest(mut generations: Vec<Generation>) -> Vec<Generation> {
    let (mut newest, mut size) = (Vec::new(), 0_u64);
    while newest.len() < SMALL_WORKS
        && let Some(next) = generations.iter().max_by_key(|one| one.number).cloned()
    {
        size = size.saturating_add(next.size);
        if newest.len() >= WORKS && size > ROOM {
            break;
        }
        generations.retain(|other| other.work != next.work);
        newest.push(next);
    }
    newest
}

/// Returns the older generations that are kept of these works, the newest first: [`VERSIONS`] of a work, as they fit in
/// [`VERSIONS_ROOM`]. One with the bytes and the operation of a newer one is not kept. The one from before all changes goes last.
pub fn versions(mut generations: Vec<Generation>, works: &[Generation]) -> Vec<Generation> {
    generations.retain(|one| works.iter().any(|newest| newest.work == one.work && newest.number > one.number));
    let is_first = |one: &Generation| one.done == Operation::Opened;
    generations.sort_by_key(|one| (!is_first(one), Reverse(one.number)));
    let mut kept: Vec<Generation> = Vec::new();
    let mut size = 0_u64;
    for one in generations {
        let same_work = || kept.iter().chain(works).filter(|other| other.work == one.work);
        let is_again = !one.sum.is_empty() && same_work().any(|other| other.sum == one.sum && other.done == one.done);
        let is_needed = is_first(&one) || !is_again;
        if is_needed && same_work().count() < VERSIONS && size.saturating_add(one.size) <= VERSIONS_ROOM {
            size += one.size;
            kept.push(one);
        }
    }
    kept.sort_by_key(|one| Reverse(one.number));
    kept
}

/// Returns the files of generations that are not in `needed`, in the order in which to remove them: a record before its
/// database, so that no record is left without one.
pub fn spare(names: &[String], needed: &[Generation]) -> Vec<String> {
    let is_needed = |work: &str, number| needed.iter().any(|one| one.work == work && one.number == number);
    let mut spare = Vec::new();
    for wanted in [Part::Record, Part::Database] {
        for name in names {
            // A file of another kind may be a later version's.
            if let Some((work, number, part)) = read_name(name)
                && part == wanted
                && !is_needed(work, number)
            {
                spare.push(name.clone());
            }
        }
    }
    spare
}

#[cfg(test)]
mod tests {
    use super::*;

    fn generation(work: &str, number: u64) -> Generation {
        Generation { work: work.to_owned(), number, ..Generation::default() }
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        for part in [Part::Database, Part::Record] {
            assert_eq!(read_name(&file_name("m3x", 12, part)), Some(("m3x", 12, part)));
        }
        for other in ["", "a.db", "a.x.db", "a.1.tmp", "notes.txt"] {
            assert_eq!(read_name(other), None, "{other}");
        }
        assert_eq!(next_number(&["a.4.db".into(), "b.9.record".into(), "c.db".into()]), 10);
        assert_eq!(next_number(&[]), 1);
    }

    #[test]
    fn two_works_stay_with_their_newest_generation_and_small_ones_beside_them() {
        let sized = |work: &str, number, size| Generation { size, ..generation(work, number) };
        let all =
            |size| vec![sized("a", 1, 1), sized("b", 2, 1), sized("c", 3, 1), sized("c", 5, size), sized("b", 4, size)];
        assert_eq!(newest(all(ROOM)), [sized("c", 5, ROOM), sized("b", 4, ROOM)]);
        assert_eq!(newest(all(9)), [sized("c", 5, 9), sized("b", 4, 9), sized("a", 1, 1)]);
        let many = (0..20).map(|n| generation(&format!("w{n}"), n)).collect();
        assert_eq!(newest(many).len(), SMALL_WORKS);
    }

    #[test]
    fn versions_are_kept_as_they_fit_and_the_original_goes_last() {
        let sized = |work: &str, number, size| Generation { size, ..generation(work, number) };
        let numbers = |kept: &[Generation]| kept.iter().map(|one| one.number).collect::<Vec<_>>();
        let mut all: Vec<Generation> = (1..=30).map(|number| sized("a", number, 10)).collect();
        all.push(sized("gone", 40, 10));
        let works = [sized("a", 30, 10)];
        assert_eq!(numbers(&versions(all.clone(), &works)), (11..30).rev().collect::<Vec<_>>());
        all[0].done = Operation::Opened;
        let with_original: Vec<u64> = (12..30).rev().chain([1]).collect();
        assert_eq!(numbers(&versions(all.clone(), &works)), with_original);
        // One that is too large is left out, smaller ones before it are not.
        all[28].size = VERSIONS_ROOM + 1;
        assert_eq!(numbers(&versions(all, &works)).first(), Some(&28));
        let of_bytes = |number, sum: &str| Generation { sum: sum.to_owned(), ..sized("a", number, 10) };
        let again = vec![of_bytes(1, "x"), of_bytes(2, "y"), of_bytes(3, "x"), of_bytes(4, "x")];
        assert_eq!(numbers(&versions(again, &[of_bytes(4, "x")])), [2]);
        let large = vec![sized("a", 1, VERSIONS_ROOM / 2 + 1), sized("a", 2, VERSIONS_ROOM / 2 + 1), sized("a", 3, 1)];
        assert_eq!(numbers(&versions(large, &[sized("a", 3, 1)])), [2]);
    }

    #[test]
    fn records_go_before_their_databases_and_strangers_stay() {
        let names = ["a.1.db", "a.1.record", "a.2.db", "a.2.record", "b.3.db", "other"].map(String::from);
        assert_eq!(spare(&names, &[generation("a", 2)]), ["a.1.record", "a.1.db", "b.3.db"]);
    }
}
