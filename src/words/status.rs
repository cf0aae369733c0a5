//! Texts of the status line and of messages.

use super::grading::GRADE_DOING;
use super::numbers::{duration, number, rows};
use super::quality::QUALITY;
use crate::base::byte_size;
use crate::features::quality::checks::Check;
use crate::features::quality::checks::Severity;
use crate::features::quality::report::Report;
use crate::protocol::Phase;
use crate::protocol::Progress;
use crate::protocol::Stage;

pub const LOADING: &str = "Loading the lab…";
pub const PROGRESS: &str = "Progress";
pub const SKIP_CHECK: &str = "Skip the check";
pub const DISMISS: &str = "Dismiss";
pub const SQLITE_SAYS: &str = "In SQLite's words:";
pub const STILL_BUSY: &str = "One thing at a time: the lab is still working. Press Stop if it takes too long.";
pub const RESTORED_WITHOUT_LAST: &str = "The last change was lost with the worker. Run it again.";
pub const RESTORED: &str =
    "Stopped. The database is as it was before. Temporary tables and PRAGMA settings do not outlast a stop.";

pub const RENEWED: &str = "The memory of this SQL is free again. The database is as it was. Temporary tables and PRAGMA settings \
     are gone; run a query again to see more of its rows.";

/// The sentence about a stop in a transaction, in which `changes` was done.
pub fn restored_without_transaction(changes: &str) -> String {
    format!("Stopped. The open transaction was rolled back: {changes}")
}

/// The sentence about a script that has been running for some time; `changes` was done in the open transaction, if there is one.
pub fn runs_long(changes: &str) -> String {
    match changes {
        "" => "Stop ends it and loses nothing.".to_owned(),
        _ => format!("Stop ends it and rolls back the open transaction: {changes}"),
    }
}

/// The status line after a database was opened; `size` is in bytes.
pub fn opened(name: &str, size: u64, tables: usize) -> String {
    let tables = if tables == 1 { "1 table".to_owned() } else { format!("{tables} tables") };
    format!("Opened {name}: {tables}, {}.", byte_size::size(size))
}

/// The status line after a build: its number of rows, its duration, and the number of warnings.
pub fn built(report: &Report) -> String {
    let worrying = |check: &&Check| check.count > 0 && check.severity > Severity::Info;
    let advice = match report.checks.iter().filter(worrying).count() {
        0 => String::new(),
        1 => format!(" 1 warning: see {QUALITY}."),
        n => format!(" {n} warnings: see {QUALITY}."),
    };
    format!("Built {}: {} in {}.{advice}", report.spec.target, rows(report.rows_out), duration(report.duration_ms))
}

/// The status line after a download; `size` is in bytes.
pub fn downloaded(name: &str, size: u64, is_checked: bool) -> String {
    let size = byte_size::size(size);
    match is_checked {
        true => format!("Downloaded {name} ({size}), reopened and checked."),
        false => format!("Downloaded {name} ({size}). It is damaged, as the file that you opened is."),
    }
}

/// The status line while an action runs.
pub fn doing(stage: Stage) -> &'static str {
    match stage {
        Stage::Loading => LOADING,
        Stage::Ready => "",
        Stage::Opening => "Opening…",
        Stage::Building => "Building…",
        Stage::Running => "Running SQL…",
        Stage::Exporting => "Writing and checking the file…",
        Stage::Grading => GRADE_DOING,
    }
}

/// The status line while the engine reports progress.
pub fn progress(progress: &Progress) -> String {
    let doing = match progress.phase {
        Phase::Reading => "Reading the file",
        Phase::Checking => "Checking the file for damage",
        Phase::Leads => "Reading customers",
        Phase::Transactions => "Reading transactions",
        Phase::Writing => "Writing the feature table",
        Phase::Running => "Running SQL",
        Phase::Exporting => "Writing and checking the file",
        Phase::Postgres => {
            let [done, total] = [progress.done, progress.total].map(byte_size::size);
            return format!("Loading PostgreSQL: {done} of {total}");
        }
    };
    match progress.total {
        0 => format!("{doing}…"),
        total => format!("{doing}: {} of {}", number(progress.done), number(total)),
    }
}
