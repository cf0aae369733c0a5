//! Opens a database file: companion files, header check, SQLite, integrity check, schema, proposal.

use super::companions::{self, CompanionFiles, RolledBack};
use super::database::{Database, Image};
use super::{digest, evidence, inspect};
use crate::base::error::{LabError, Result};
use crate::base::problem::file::{CompanionFault, FileProblem};
use crate::base::value::ValueRef;
use crate::features::detect;
use crate::features::detect::facts::Facts;
use crate::protocol::{CheckOnOpen, Integrity, Open, Opened, Phase, Progress, Source};
use crate::sqlite::file::header;
use crate::sqlite::file::header::HEAD_BYTES;

/// The most lines of damage that SQLite's integrity check reports.
const DAMAGE_LINES: i64 = 20;

/// A database that was opened, with the answer for the page.
pub struct OpenedDatabase<D> {
    /// The database.
    pub database: D,
    /// The answer for the page.
    pub opened: Opened,
    /// The facts about its rows, for detection; `None` if they were not needed yet.
    pub facts: Option<Facts>,
}

/// Opens the bytes of a file, with its companion files.
pub fn file<D: Database>(
    request: &Open,
    mut image: D::Image,
    companions: CompanionFiles,
    progress: &mut dyn FnMut(Progress),
) -> Result<OpenedDatabase<D>> {
    progress(Progress { phase: Phase::Reading, done: 0, total: image.len() });
    let (mut warnings, mut put_in, mut has_log) = (Vec::new(), None, false);
    let CompanionFiles { log, journal, super_journals } = companions;
    if let Some(journal) = journal {
        match companions::roll_back(&mut image, &journal, &super_journals, &request.name, request.limit)? {
            RolledBack::Nothing => {}
            RolledBack::Unusable(fault) => warnings.push(FileProblem::JournalUnused { fault }.into()),
            RolledBack::Pages(pages) => {
                warnings.push(FileProblem::RolledBack { pages: pages as u64 }.into());
                put_in = Some("-journal");
            }
        }
    }
    let header = header::inspect(&request.name, &image.read(0, HEAD_BYTES), image.len(), request.limit)?;
    if !header.wal_mode && log.as_ref().is_some_and(|log| !log.is_empty()) {
        warnings.push(FileProblem::LogUnused { fault: CompanionFault::NotInWalMode }.into());
    }
    if header.wal_mode {
        match log {
            Some(log) => {
                has_log = companions::apply_log(&mut image, &log, header.page_size)?;
                if has_log {
                    put_in = Some("-wal");
                } else if !log.is_empty() {
                    warnings.push(FileProblem::LogUnused { fault: CompanionFault::NothingCommitted }.into());
                }
            }
            // The lab's own image needs no log.
            None if request.check == CheckOnOpen::Trusted || matches!(request.source, Source::SavedWork(_)) => {}
            None => warnings.push(FileProblem::LogMissing.into()),
        }
        // sql.js has no shared memory for a log: the file is switched to rollback mode.
        image.write(18, &[1, 1]);
    }
    let size = image.len();
    let source = digest::source(&image);
    let promised = u64::from(header.pages) * u64::from(header.page_size);
    // Applying a log sets the size of the file.
    let cut = header.pages > 0 && size < promised && !has_log;
    let mut database = D::open(image)?;
    configure_connection(&mut database).map_err(|error| match put_in {
        _ if cut => with_words(FileProblem::CutShort { promised, size, readable: false }, error),
        Some(file) => with_words(FileProblem::Unreadable { companion: Some(file.to_owned()) }, error),
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
    let schema = inspect::schema(&mut database).map_err(unreadable)?;
    if cut {
        warnings.push(FileProblem::CutShort { promised, size, readable: true }.into());
    } else if let Integrity::Damaged(lines) = &integrity {
        warnings.push(damaged(lines, put_in));
    }
    // Nothing is built from a damaged file, so no facts are needed.
    let is_damaged = matches!(integrity, Integrity::Damaged(_));
    let facts = if is_damaged { Facts::default() } else { evidence::gather(&mut database, &schema) };
    let proposal = detect::propose(&schema, &facts, request.as_of);
    let opened = Opened { name: request.name.clone(), size, schema, proposal, integrity, warnings, source };
    Ok(OpenedDatabase { database, opened, facts: Some(facts) })
}

/// Opens the file of a sample, of which the answer for the page is known: neither its schema nor its rows are read.
pub(super) fn sample<D: Database>(image: D::Image, opened: Opened) -> Result<OpenedDatabase<D>> {
    let mut database = D::open(image)?;
    configure_connection(&mut database)?;
    Ok(OpenedDatabase { database, opened, facts: None })
}

/// Configures a connection: the journal and temporary tables in memory, and no trust in functions that a schema calls.
pub fn configure_connection<D: Database>(database: &mut D) -> Result<()> {
    for pragma in [
        "PRAGMA journal_mode = MEMORY",
        "PRAGMA temp_store = MEMORY",
        "PRAGMA trusted_schema = OFF",
        "PRAGMA cell_size_check = ON",
    ] {
        database.run(pragma, &[]).map_err(unreadable)?;
    }
    // The first statement that reads the schema fails if it cannot be read.
    database.run("SELECT count(*) FROM main.sqlite_schema", &[]).map_err(unreadable)
}

/// Runs SQLite's integrity check. `quick_check` would miss damage in indexes, which changes results.
pub(super) fn check<D: Database>(database: &mut D, size: u64, progress: &mut dyn FnMut(Progress)) -> Result<Integrity> {
    progress(Progress { phase: Phase::Checking, done: 0, total: size });
    let lines = match database.rows(&format!("PRAGMA main.integrity_check({DAMAGE_LINES})"), &[]) {
        Ok(rows) => rows.iter().filter_map(|row| row.first()?.text().map(str::to_owned)).collect::<Vec<_>>(),
        Err(error) => vec![error.detail.unwrap_or_default()],
    };
    progress(Progress { phase: Phase::Checking, done: size, total: size });
    Ok(if lines == ["ok"] { Integrity::Sound } else { Integrity::Damaged(lines) })
}

/// Returns the kind (`table`, `view`, `index`) and the spelling of a name, if it is taken. Triggers are left out, for
/// they have their own names.
pub(super) fn kind_of<D: Database>(database: &mut D, name: &str) -> Result<Option<(String, String)>> {
    let rows = database.rows(
        "SELECT type, name FROM main.sqlite_schema WHERE name = ?1 COLLATE NOCASE AND type <> 'trigger'",
        &[ValueRef::Text(name.as_bytes())],
    )?;
    Ok(rows.first().and_then(|row| Some((row.first()?.text()?.to_owned(), row.get(1)?.text()?.to_owned()))))
}

/// Makes the warning of a damaged database; a companion that was applied may be the reason.
fn damaged(lines: &[String], companion: Option<&str>) -> LabError {
    LabError::from(FileProblem::Damaged { companion: companion.map(str::to_owned) })
        .with_detail(lines.iter().take(3).map(String::as_str).collect::<Vec<_>>().join("; "))
}

/// Makes the error of a database whose schema SQLite cannot read.
fn unreadable(error: LabError) -> LabError {
    with_words(FileProblem::Unreadable { companion: None }, error)
}

/// Replaces the problem of SQLite's error, and keeps its message.
fn with_words(problem: FileProblem, error: LabError) -> LabError {
    LabError { detail: error.detail, ..problem.into() }
}
