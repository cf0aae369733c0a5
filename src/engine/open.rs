//! Opens a file: what lies beside it, the gate, SQLite, the integrity check, the schema, the proposal.

use super::beside::{self, Beside, RolledBack};
use super::database::{Database, Image};
use super::{digest, evidence, inspect};
use crate::base::error::{ErrorKind, LabError, Result};
use crate::base::schema::Schema;
use crate::base::value::ValueRef;
use crate::features::detect;
use crate::features::detect::facts::Facts;
use crate::protocol::{CheckOnOpen, Integrity, Open, Opened, Phase, Progress, Source};
use crate::sqlite::file::header;
use crate::sqlite::file::header::HEAD_BYTES;

/// How many lines of damage SQLite is asked for.
const DAMAGE_LINES: i64 = 20;

/// A database that was opened from a file, with what is said of it.
pub struct Fresh<D> {
    /// The database.
    pub database: D,
    /// The answer for the page.
    pub opened: Opened,
    /// What is known of its rows.
    pub facts: Facts,
}

/// Opens the bytes of a file, with what lies beside it.
pub fn file<D: Database>(
    request: &Open,
    mut image: D::Image,
    beside: Beside,
    progress: &mut dyn FnMut(Progress),
) -> Result<Fresh<D>> {
    progress(Progress { phase: Phase::Reading, done: 0, total: image.len() });
    let (mut warnings, mut put_in, mut has_log) = (Vec::new(), None, false);
    let Beside { log, journal, super_journals } = beside;
    if let Some(journal) = journal {
        match beside::roll_back(&mut image, &journal, &super_journals, &request.name, request.limit)? {
            RolledBack::Nothing => {}
            RolledBack::Unusable(why) => warnings.push(journal_unused(why)),
            RolledBack::Pages(pages) => {
                warnings.push(rolled_back(pages));
                put_in = Some("-journal");
            }
        }
    }
    let header = header::inspect(&request.name, &image.read(0, HEAD_BYTES), image.len(), request.limit)?;
    if !header.wal_mode && log.as_ref().is_some_and(|log| !log.is_empty()) {
        warnings.push(log_unused("the database is not in WAL mode, so the log is of another time or another file"));
    }
    if header.wal_mode {
        match log {
            Some(log) => {
                has_log = beside::apply_log(&mut image, &log, header.page_size)?;
                if has_log {
                    put_in = Some("-wal");
                } else if !log.is_empty() {
                    warnings.push(log_unused("none of its changes was committed and is whole"));
                }
            }
            // The lab's own image has all rows in itself.
            None if request.check == CheckOnOpen::Trusted || matches!(request.source, Source::Kept(_)) => {}
            None => warnings.push(log_missing()),
        }
        // sql.js has no shared memory for a log: the file opens in the ordinary mode from here on.
        image.write(18, &[1, 1]);
    }
    let size = image.len();
    let source = digest::source(&image);
    let promised = u64::from(header.pages) * u64::from(header.page_size);
    // A log that was put in has cut or lengthened the file itself.
    let cut = header.pages > 0 && size < promised && !has_log;
    let mut database = D::open(image)?;
    configure_connection(&mut database).map_err(|error| match put_in {
        _ if cut => unreadable_cut(&error, promised, size),
        Some(file) => LabError { detail: error.detail, ..unreadable_with(file) },
        None => error,
    })?;
    let mut integrity = match request.check {
        CheckOnOpen::Full => check(&mut database, size, progress)?,
        CheckOnOpen::Skip => Integrity::Unchecked,
        CheckOnOpen::Trusted => Integrity::Sound,
    };
    if cut {
        let line = format!("the header promises {promised} bytes, the file has {size}");
        match &mut integrity {
            Integrity::Damaged(lines) => lines.insert(0, line),
            other => *other = Integrity::Damaged(vec![line]),
        }
    }
    let schema = inspect::schema(&mut database).map_err(|error| beyond_reading(&error))?;
    if cut {
        warnings.push(cut_off(promised, size));
    } else if let Integrity::Damaged(lines) = &integrity {
        warnings.push(damaged(lines, put_in));
    }
    // A table of a damaged file may be anything, and nothing is built from one.
    let is_damaged = matches!(integrity, Integrity::Damaged(_));
    let facts = if is_damaged { Facts::default() } else { evidence::gather(&mut database, &schema) };
    let opened = describe(request, size, schema, &facts, integrity, warnings, source);
    Ok(Fresh { database, opened, facts })
}

/// Puts the answer for the page together.
pub fn describe(
    request: &Open,
    size: u64,
    schema: Schema,
    facts: &Facts,
    integrity: Integrity,
    warnings: Vec<LabError>,
    source: String,
) -> Opened {
    let proposal = detect::propose(&schema, facts, request.as_of);
    Opened { name: request.name.clone(), size, schema, proposal, integrity, warnings, source }
}

/// Sets a connection up: rollback in memory, hostile schemas on a short lead.
pub fn configure_connection<D: Database>(database: &mut D) -> Result<()> {
    for pragma in [
        "PRAGMA journal_mode = MEMORY",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA cell_size_check = ON",
    ] {
        database.run(pragma, &[]).map_err(|error| beyond_reading(&error))?;
    }
    // The first statement that reads the schema finds out whether there is one.
    database.run("SELECT count(*) FROM main.sqlite_schema", &[]).map_err(|error| beyond_reading(&error))
}

/// Runs SQLite's own check. `quick_check` would miss damage in indexes, which changes results.
pub(super) fn check<D: Database>(database: &mut D, size: u64, progress: &mut dyn FnMut(Progress)) -> Result<Integrity> {
    progress(Progress { phase: Phase::Checking, done: 0, total: size });
    let lines = match database.rows(&format!("PRAGMA main.integrity_check({DAMAGE_LINES})"), &[]) {
        Ok(rows) => rows.iter().filter_map(|row| row.first()?.text().map(str::to_owned)).collect::<Vec<_>>(),
        Err(error) => vec![error.detail.unwrap_or(error.message)],
    };
    progress(Progress { phase: Phase::Checking, done: size, total: size });
    Ok(if lines == ["ok"] { Integrity::Sound } else { Integrity::Damaged(lines) })
}

/// The kind and spelling of what has a name, if it is taken: tables, views and indexes share their names, triggers have
/// theirs to themselves.
pub(super) fn kind_of<D: Database>(database: &mut D, name: &str) -> Result<Option<(String, String)>> {
    let rows = database.rows(
        "SELECT type, name FROM main.sqlite_schema WHERE name = ?1 COLLATE NOCASE AND type <> 'trigger'",
        &[ValueRef::Text(name.as_bytes())],
    )?;
    Ok(rows.first().and_then(|row| Some((row.first()?.text()?.to_owned(), row.get(1)?.text()?.to_owned()))))
}

fn log_missing() -> LabError {
    LabError::new(
        ErrorKind::Wal,
        "This database is in WAL mode and came without its -wal file, so its newest rows may be missing.",
        "Drop the .db and the .db-wal that lies beside it together; or close the program that uses the database, which puts the rows back.",
    )
}

fn log_unused(why: &str) -> LabError {
    LabError::new(
        ErrorKind::Wal,
        format!("The -wal file was not used: {why}. The database is as the .db alone has it."),
        "If newest rows are missing, copy the .db and its -wal again, both at the same moment.",
    )
}

fn rolled_back(pages: usize) -> LabError {
    let pages = if pages == 1 { "1 page".to_owned() } else { format!("{pages} pages") };
    LabError::new(
        ErrorKind::Wal,
        format!("An unfinished transaction was rolled back, as SQLite does: {pages}."),
        "Your files are as they were. A download has the database without that transaction.",
    )
}

fn journal_unused(why: &str) -> LabError {
    LabError::new(
        ErrorKind::Wal,
        format!("The -journal file was not used: {why}. The database is as the .db alone has it."),
        "If a program was stopped while it wrote, copy the .db and its -journal again, both at the same moment.",
    )
}

fn cut_off(promised: u64, size: u64) -> LabError {
    LabError::new(
        ErrorKind::Corrupt,
        format!(
            "The file is cut short: its header says {promised} bytes, but it has {size}. You can look around, but building features is off: rows are missing."
        ),
        "It was probably cut short while it was copied or downloaded: get it again.",
    )
}

/// The warning of a damaged database, whose `put_in` file may be the reason.
fn damaged(lines: &[String], put_in: Option<&str>) -> LabError {
    let off =
        "You can look around and save what is readable, but building features is off: the result could not be trusted.";
    let error = match put_in {
        Some(file) => LabError::new(
            ErrorKind::Corrupt,
            format!(
                "The database is damaged, now that its {file} file is put in: that may be of another time or another database. {off}"
            ),
            format!(
                "Drop the .db alone to see whether it is sound, or copy it and its {file} again, both at the same moment."
            ),
        ),
        None => LabError::new(
            ErrorKind::Corrupt,
            format!("The file is damaged. {off}"),
            "Get a fresh copy of the file, or recover it with the sqlite3 shell: sqlite3 broken.db .recover | sqlite3 fixed.db",
        ),
    };
    error.with_detail(lines.iter().take(3).map(String::as_str).collect::<Vec<_>>().join("; "))
}

/// The error of a database whose list of tables cannot be read any more, with its `-wal` or `-journal` put in.
fn unreadable_with(file: &str) -> LabError {
    LabError::new(
        ErrorKind::Corrupt,
        format!(
            "With its {file} file put in, the list of tables cannot be read: that may be of another time or another database."
        ),
        format!("Drop the .db alone, or copy it and its {file} again, both at the same moment."),
    )
}

/// The error of a file that is cut so short that not even its list of tables is there.
fn unreadable_cut(error: &LabError, promised: u64, size: u64) -> LabError {
    let cut = LabError::new(
        ErrorKind::Corrupt,
        format!(
            "The file is cut short: its header says {promised} bytes, but it has {size}. Its list of tables cannot be read."
        ),
        "It was probably cut short while it was copied or downloaded: get it again.",
    );
    LabError { detail: error.detail.clone(), ..cut }
}

fn beyond_reading(error: &LabError) -> LabError {
    LabError::new(
        ErrorKind::Corrupt,
        "The file starts like a SQLite database, but SQLite cannot read its list of tables: it is damaged, cut short or encrypted.",
        "Get a fresh copy of the file, or recover it with the sqlite3 shell: sqlite3 broken.db .recover | sqlite3 fixed.db",
    )
    .with_detail(error.detail.clone().unwrap_or_else(|| error.message.clone()))
}
