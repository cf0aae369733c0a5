//! The files that lie beside a database: its write-ahead log, its rollback journal, its shared memory.
//!
//! SQLite pairs them by name: `shop.db-wal`, `shop.db-journal` and `shop.db-shm` belong to `shop.db`. A super-journal
//! (`shop.db-mj1A2B3C9D4`) decides about a transaction of several databases.

use super::journal::is_super_journal;
use crate::base::error::{ErrorKind, LabError, Result};

/// How many names a sentence lists.
const LISTED: usize = 5;

/// What a file is by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Anything else, so perhaps a database.
    Other,
    /// A write-ahead log.
    Log,
    /// A rollback journal.
    Journal,
    /// What the users of a log share; it says nothing about the rows.
    Memory,
    /// A journal of a transaction of several databases.
    SuperJournal,
}

/// A database with the files that belong to it by their names, each by its place among the files that came together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paired {
    /// The database.
    pub database: usize,
    /// Its write-ahead log, if that came along.
    pub log: Option<usize>,
    /// Its rollback journal, if that came along.
    pub journal: Option<usize>,
}

/// Files that came together, each by its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sorted {
    /// The databases, and what may be one, in the order in which they came.
    pub databases: Vec<Paired>,
    /// Logs and journals that have the name of no database that came.
    pub strays: Vec<usize>,
}

/// One database to be opened, and perhaps a question first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The database with what belongs to it.
    pub paired: Paired,
    /// The same with a log or journal of another name, if somebody says that it belongs to it.
    pub with_stray: Option<Paired>,
}

/// Says what a file is by its name, in any letter case.
pub fn kind(name: &str) -> Kind {
    let endings = [("-wal", Kind::Log), ("-journal", Kind::Journal), ("-shm", Kind::Memory)];
    match endings.into_iter().find(|(ending, _)| stem(name, ending).is_some()) {
        Some((_, kind)) => kind,
        None if is_super_journal(name.as_bytes()) => Kind::SuperJournal,
        None => Kind::Other,
    }
}

/// Pairs databases with their logs and journals by the names of all files that came together. An empty log or journal that
/// belongs to nothing is left out, like every shared memory and super-journal.
pub fn sort(files: &[(String, bool)]) -> Sorted {
    let named = |wanted: &str| {
        let found = |same: fn(&str, &str) -> bool| files.iter().position(|(name, _)| same(name, wanted));
        found(|name, wanted| name == wanted).or_else(|| found(|name, wanted| name.eq_ignore_ascii_case(wanted)))
    };
    let mut sorted = Sorted::default();
    for (at, (name, _)) in files.iter().enumerate().filter(|(_, (name, _))| kind(name) == Kind::Other) {
        let (log, journal) = (named(&format!("{name}-wal")), named(&format!("{name}-journal")));
        sorted.databases.push(Paired { database: at, log, journal });
    }
    let is_taken = |at: usize| sorted.databases.iter().any(|it| it.log == Some(at) || it.journal == Some(at));
    let is_stray = |(at, (name, is_empty)): &(usize, &(String, bool))| {
        matches!(kind(name), Kind::Log | Kind::Journal) && !is_empty && !is_taken(*at)
    };
    sorted.strays = files.iter().enumerate().filter(is_stray).map(|(at, _)| at).collect();
    sorted
}

/// Chooses the one database among some files that came together. `files` has names, and whether a file is empty.
pub fn choose(files: &[(String, bool)]) -> Result<Choice> {
    let Sorted { databases, strays } = sort(files);
    let name = |at: usize| files.get(at).map_or("", |(name, _)| name.as_str());
    let paired = match databases.as_slice() {
        [one] => one.clone(),
        // A companion alone is opened, too: the first look at its bytes says what it is.
        [] if files.len() == 1 => Paired::default(),
        [] => return Err(no_database()),
        several => return Err(several_databases(&several.iter().map(|it| name(it.database)).collect::<Vec<_>>())),
    };
    if databases.is_empty() {
        return Ok(Choice { paired, with_stray: None });
    }
    let mut with = paired.clone();
    for at in &strays {
        let (place, what) = match kind(name(*at)) {
            Kind::Log => (&mut with.log, "-wal"),
            _ => (&mut with.journal, "-journal"),
        };
        if let Some(other) = *place {
            return Err(two_of_a_kind(name(paired.database), what, name(other), name(*at)));
        }
        *place = Some(*at);
    }
    let with_stray = (with != paired).then_some(with);
    Ok(Choice { paired, with_stray })
}

/// The error of a file that came alone and is no database by itself, if its name says so.
pub fn alone(name: &str) -> Option<LabError> {
    let (what, hint) = match kind(name) {
        Kind::Other => return None,
        Kind::Log => ("write-ahead log (-wal)", "Drop it together with its .db file."),
        Kind::Journal => ("rollback journal (-journal)", "Drop it together with its .db file."),
        Kind::Memory => {
            ("shared memory (-shm)", "It has no rows. Drop the .db file, with its -wal file if there is one.")
        }
        Kind::SuperJournal => ("super-journal (-mj…)", "Drop it together with the .db file and its -journal."),
    };
    let message = format!("This is not a SQLite database. By its name, it is the {what} of one.");
    Some(LabError::new(ErrorKind::NotSqlite, message, hint))
}

/// The last part of a path of any system.
pub fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Writes names as a list for people, which ends after a few.
fn list(names: &[&str]) -> String {
    let shown = names.iter().take(LISTED).copied().collect::<Vec<_>>().join(", ");
    let more = names.len().saturating_sub(LISTED);
    if more == 0 { shown } else { format!("{shown} and {more} more") }
}

fn stem<'a>(name: &'a str, ending: &str) -> Option<&'a str> {
    let start = name.len().checked_sub(ending.len()).filter(|start| *start > 0)?;
    name.get(start..).filter(|end| end.eq_ignore_ascii_case(ending))?;
    name.get(..start)
}

fn no_database() -> LabError {
    LabError::new(
        ErrorKind::Conflict,
        "These files belong to a database, which is not among them.",
        "Drop them together with the .db file.",
    )
}

fn several_databases(names: &[&str]) -> LabError {
    LabError::new(
        ErrorKind::Conflict,
        format!("These are {} files ({}); the lab opens one database at a time.", names.len(), list(names)),
        "Drop one .db file, with its -wal or -journal file if there is one.",
    )
}

fn two_of_a_kind(database: &str, what: &str, first: &str, second: &str) -> LabError {
    LabError::new(
        ErrorKind::Wal,
        format!("{first} and {second} cannot both be the {what} file of {database}."),
        format!("SQLite pairs them by name: drop {database} with the one that is called {database}{what}."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<(String, bool)> {
        // An empty file is written with a `!` before its name.
        names.iter().map(|name| (name.trim_start_matches('!').to_owned(), name.starts_with('!'))).collect()
    }

    fn of(names: &[&str]) -> Result<Choice> {
        choose(&files(names))
    }

    fn paired(database: usize, log: Option<usize>, journal: Option<usize>) -> Paired {
        Paired { database, log, journal }
    }

    #[test]
    fn a_database_comes_with_what_has_its_name() {
        let cases: [(&[&str], Paired); 9] = [
            (&["shop.db"], paired(0, None, None)),
            (&["shop.db", "shop.db-shm"], paired(0, None, None)),
            (&["shop.db-wal"], paired(0, None, None)),
            (&["shop.db", "shop.db-journal"], paired(0, None, Some(1))),
            (&["shop.db", "!shop.db-journal", "!other.db-wal"], paired(0, None, Some(1))),
            (&["shop.db-shm", "shop.db-wal", "shop.db"], paired(2, Some(1), None)),
            (&["Shop.DB", "SHOP.DB-WAL"], paired(0, Some(1), None)),
            (&["shop.sqlite", "shop.sqlite-mj1A2B3C9D4", "shop.sqlite-journal"], paired(0, None, Some(2))),
            (&["-wal", "-wal-wal"], paired(0, Some(1), None)),
        ];
        for (names, wanted) in cases {
            assert_eq!(of(names), Ok(Choice { paired: wanted, with_stray: None }), "{names:?}");
        }
        // `X` is no hexadecimal digit, so the second is no super-journal.
        assert_eq!([kind("shop.db-mj1A2B3C9D4"), kind("shop.db-mj1A2B3X9D4")], [Kind::SuperJournal, Kind::Other]);
    }

    #[test]
    fn a_log_or_journal_of_another_name_is_asked_about() {
        for (stray, with) in [
            ("shop (1).db-wal", paired(0, Some(1), None)),
            ("other.db-journal", paired(0, None, Some(1))),
            ("shop.db.bak-wal", paired(0, Some(1), None)),
        ] {
            let choice = of(&["shop.db", stray]).unwrap();
            assert_eq!(choice, Choice { paired: paired(0, None, None), with_stray: Some(with) });
        }
        let both = of(&["shop.db", "shop.db-wal", "other.db-journal"]).unwrap();
        assert_eq!(both.paired, paired(0, Some(1), None));
        assert_eq!(both.with_stray, Some(paired(0, Some(1), Some(2))));
    }

    #[test]
    fn what_does_not_belong_together_is_told_with_the_next_step() {
        let cases: [(&[&str], &str, &str); 4] = [
            (&["shop.db", "shop.db-wal", "other.db-wal"], "shop.db-wal and other.db-wal cannot both", "shop.db-wal."),
            (&["a.db", "b.db"], "2 files (a.db, b.db)", "Drop one .db file"),
            (&["a.db", "b", "c", "d", "e", "f", "g"], "7 files (a.db, b, c, d, e and 2 more)", "Drop one"),
            (&["a.db-wal", "a.db-shm"], "which is not among them", "together with the .db"),
        ];
        for (names, why, next) in cases {
            let error = of(names).unwrap_err();
            assert!(error.message.contains(why), "{names:?}: {error}");
            assert!(error.hint.contains(next), "{names:?}: {error}");
        }
    }

    #[test]
    fn many_databases_each_get_their_own() {
        let names = ["ana.db", "ben.db-wal", "ben.db", "ana.db-journal", "cy.db-wal", "ben.db-shm", "record.json"];
        let sorted = sort(&files(&names));
        let wanted = [paired(0, None, Some(3)), paired(2, Some(1), None), paired(6, None, None)];
        assert_eq!(sorted, Sorted { databases: wanted.to_vec(), strays: vec![4] });
    }

    #[test]
    fn a_file_that_came_alone_is_called_what_its_name_says() {
        for (name, words) in [
            ("shop.db-journal", "rollback journal"),
            ("SHOP.DB-SHM", "shared memory"),
            ("shop (1).db-wal", "write-ahead log"),
            ("shop.db-mj1A2B3C9D4", "super-journal"),
        ] {
            assert!(alone(name).unwrap().message.contains(words), "{name}");
        }
        assert_eq!(alone("shop.db"), None);
        assert_eq!(file_name("C:\\data/shop.db-mj000000900"), "shop.db-mj000000900");
    }
}
