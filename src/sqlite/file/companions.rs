//! The companions of a database file: its write-ahead log, its rollback journal, its shared memory.
//!
//! SQLite pairs them by name: `shop.db-wal`, `shop.db-journal` and `shop.db-shm` belong to `shop.db`. A super-journal
//! (`shop.db-mj1A2B3C9D4`) decides about a transaction of several databases.

use super::journal::is_super_journal;
use crate::base::error::Result;
use crate::base::problem::file::{FileFormat, FileProblem};

/// The kind of a file by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Anything else, so perhaps a database.
    Other,
    /// A write-ahead log.
    Log,
    /// A rollback journal.
    Journal,
    /// The shared memory of a write-ahead log (`-shm`), which has no rows.
    Memory,
    /// A journal of a transaction of several databases.
    SuperJournal,
}

/// A database with its companions by name, each by its index among the files that came together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paired {
    /// The database.
    pub database: usize,
    /// Its write-ahead log, if there is one.
    pub log: Option<usize>,
    /// Its rollback journal, if there is one.
    pub journal: Option<usize>,
}

/// Files that came together, sorted into databases and companions; each by its index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sorted {
    /// The files that are or may be databases, in the order in which they came.
    pub databases: Vec<Paired>,
    /// Logs and journals that match no database by name.
    pub strays: Vec<usize>,
}

/// The database to open, and perhaps a question to ask first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The database with its companions.
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

/// Pairs databases with their logs and journals by the names of all files that came together. An empty log or journal
/// that belongs to nothing is left out, like every shared memory and super-journal.
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
        // A companion alone is opened too: the header check then says what it is.
        [] if files.len() == 1 => Paired::default(),
        [] => return Err(FileProblem::NoDatabase.into()),
        several => {
            let names = several.iter().map(|it| name(it.database).to_owned()).collect();
            return Err(FileProblem::SeveralDatabases { names }.into());
        }
    };
    if databases.is_empty() {
        return Ok(Choice { paired, with_stray: None });
    }
    let mut with = paired.clone();
    for at in &strays {
        let (place, ending) = match kind(name(*at)) {
            Kind::Log => (&mut with.log, "-wal"),
            _ => (&mut with.journal, "-journal"),
        };
        if let Some(other) = *place {
            let [database, first, second] = [paired.database, other, *at].map(|at| name(at).to_owned());
            return Err(FileProblem::TwoCompanions { database, ending: ending.to_owned(), first, second }.into());
        }
        *place = Some(*at);
    }
    let with_stray = (with != paired).then_some(with);
    Ok(Choice { paired, with_stray })
}

/// Returns the format of a file by its name, if it is a companion of a database.
pub fn format_by_name(name: &str) -> Option<FileFormat> {
    match kind(name) {
        Kind::Other => None,
        Kind::Log => Some(FileFormat::NamedLog),
        Kind::Journal => Some(FileFormat::NamedJournal),
        Kind::Memory => Some(FileFormat::NamedSharedMemory),
        Kind::SuperJournal => Some(FileFormat::NamedSuperJournal),
    }
}

/// Returns the last part of a path, of Unix or Windows.
pub fn file_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn stem<'a>(name: &'a str, ending: &str) -> Option<&'a str> {
    let start = name.len().checked_sub(ending.len()).filter(|start| *start > 0)?;
    name.get(start..).filter(|end| end.eq_ignore_ascii_case(ending))?;
    name.get(..start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

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
            let told = words::error(&of(names).unwrap_err());
            assert!(told.message.contains(why), "{names:?}: {told:?}");
            assert!(told.hint.contains(next), "{names:?}: {told:?}");
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
        for (name, format) in [
            ("shop.db-journal", FileFormat::NamedJournal),
            ("SHOP.DB-SHM", FileFormat::NamedSharedMemory),
            ("shop (1).db-wal", FileFormat::NamedLog),
            ("shop.db-mj1A2B3C9D4", FileFormat::NamedSuperJournal),
        ] {
            assert_eq!(format_by_name(name), Some(format), "{name}");
        }
        assert_eq!(format_by_name("shop.db"), None);
        assert_eq!(file_name("C:\\data/shop.db-mj000000900"), "shop.db-mj000000900");
    }
}
