//! The files that lie beside a database: its write-ahead log, its rollback journal, its shared memory.
//!
//! SQLite pairs them by name: `shop.db-wal`, `shop.db-journal` and `shop.db-shm` belong to `shop.db`.

use super::error::{ErrorKind, LabError, Result};

/// The database among some files that came together, with its log, by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paired {
    /// The database.
    pub database: usize,
    /// Its write-ahead log, if that came along.
    pub log: Option<usize>,
}

/// Pairs a database with its log. `files` has names, and whether a file is empty. What a program left to be finished, and
/// files that do not belong together by their names, are errors that say what to do.
pub fn pair(files: &[(String, bool)]) -> Result<Paired> {
    let ends = |ending: &str| {
        let found = files.iter().enumerate().filter(move |(_, (name, _))| has_ending(name, ending));
        found.map(|(at, _)| at).collect::<Vec<_>>()
    };
    let (logs, journals, memory) = (ends("-wal"), ends("-journal"), ends("-shm"));
    let is_companion = |at: &usize| [&logs, &journals, &memory].iter().any(|list| list.contains(at));
    let databases: Vec<usize> = (0..files.len()).filter(|at| !is_companion(at)).collect();
    let name = |at: usize| files.get(at).map_or("", |(name, _)| name.as_str());
    match databases.as_slice() {
        // A companion alone is opened, too: the first look at its bytes says what it is.
        [] if files.len() == 1 => Ok(Paired { database: 0, log: None }),
        [database] => {
            if let Some(journal) = journals.iter().find(|at| files.get(**at).is_some_and(|(_, empty)| !empty)) {
                return Err(unfinished(name(*database), name(*journal)));
            }
            match logs.iter().find(|log| !same_stem(name(**log), name(*database))) {
                Some(other) => Err(other_name(name(*database), name(*other))),
                None => Ok(Paired { database: *database, log: logs.first().copied() }),
            }
        }
        _ => {
            let names: Vec<&str> = databases.iter().map(|at| name(*at)).collect();
            Err(LabError::new(
                ErrorKind::Conflict,
                if names.is_empty() {
                    "These files belong to a database, which is not among them.".to_owned()
                } else {
                    format!(
                        "These are {} databases ({}); the lab works with one at a time.",
                        names.len(),
                        names.join(", ")
                    )
                },
                "Drop one .db file, with its -wal file if there is one.",
            ))
        }
    }
}

/// Says whether a name ends in one of SQLite's endings, in any letter case.
fn has_ending(name: &str, ending: &str) -> bool {
    name.len() > ending.len()
        && name.get(name.len() - ending.len()..).is_some_and(|end| end.eq_ignore_ascii_case(ending))
}

/// Says whether a log has the name that SQLite would look for.
fn same_stem(log: &str, database: &str) -> bool {
    log.get(..log.len().saturating_sub("-wal".len())) == Some(database)
}

fn unfinished(database: &str, journal: &str) -> LabError {
    LabError::new(
        ErrorKind::Conflict,
        format!(
            "A change of {database} was not finished: {journal} still has what is to be undone, and without that the rows may be half of something."
        ),
        format!(
            "Put both files into one folder and run: sqlite3 {database} \"PRAGMA integrity_check\". That undoes the change and removes the journal; then open the .db alone."
        ),
    )
}

fn other_name(database: &str, log: &str) -> LabError {
    LabError::new(
        ErrorKind::Wal,
        format!(
            "{log} does not have the name of {database}, and SQLite pairs them by name: it may be the log of another database."
        ),
        format!(
            "If it belongs to this database, rename it to {database}-wal and drop both again; otherwise drop the .db alone."
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(names: &[&str]) -> Result<Paired> {
        // An empty file is written with a `!` before its name.
        let file = |name: &&str| (name.trim_start_matches('!').to_owned(), name.starts_with('!'));
        pair(&names.iter().map(file).collect::<Vec<_>>())
    }

    #[test]
    fn a_database_comes_with_its_own_log() {
        let alone = Ok(Paired { database: 0, log: None });
        assert_eq!(of(&["shop.db"]), alone);
        assert_eq!(of(&["shop.db", "shop.db-shm"]), alone);
        assert_eq!(of(&["shop.db", "!shop.db-journal"]), alone);
        assert_eq!(of(&["shop.db-wal"]), alone);
        assert_eq!(of(&["shop.db-shm", "shop.db-wal", "shop.db"]), Ok(Paired { database: 2, log: Some(1) }));
        assert_eq!(of(&["Shop.DB", "Shop.DB-WAL"]), Ok(Paired { database: 0, log: Some(1) }));
    }

    #[test]
    fn what_does_not_belong_together_is_told_with_the_next_step() {
        let cases: [(&[&str], &str, &str); 5] = [
            (&["shop.db", "shop.db-journal"], "was not finished", "sqlite3 shop.db"),
            (&["shop.db", "shop (1).db-wal"], "does not have the name of shop.db", "rename it to shop.db-wal"),
            (
                &["shop.db", "shop.db-wal", "other.db-wal"],
                "other.db-wal does not have the name of shop.db",
                "rename it",
            ),
            (&["a.db", "b.db"], "2 databases (a.db, b.db)", "Drop one .db file"),
            (&["a.db-wal", "a.db-shm"], "which is not among them", "Drop one .db file"),
        ];
        for (names, why, next) in cases {
            let error = of(names).unwrap_err();
            assert!(error.message.contains(why), "{names:?}: {error}");
            assert!(error.hint.to_lowercase().contains(&next.to_lowercase()), "{names:?}: {error}");
        }
    }
}
