//! Every word of the page, in one place, so that it can be translated.

mod files;
mod grade;
mod lesson;
mod links;
mod matches;
mod saving;
mod times;

pub(crate) use files::*;
pub(crate) use grade::*;
pub(crate) use lesson::*;
pub(crate) use links::*;
pub(crate) use matches::*;
pub(crate) use saving::*;
pub(crate) use times::*;

use crate::base::byte_size;
use crate::base::ident::shown;
use crate::base::schema::{Column, Table, TableKind};
use crate::base::value::Value;
use crate::features::quality::checks::{Check, Severity};
use crate::features::quality::report::Report;
use crate::features::spec::{MatchKeys, show_instant};
use crate::protocol::{Integrity, Phase, Progress};
use crate::ui::state::Stage;

/// The longest text of a cell, in characters.
const LONGEST_CELL: usize = 400;

pub(crate) const NAME: &str = "Feature Lab";
pub(crate) const LOADING: &str = "Loading the lab…";

// Top bar
pub(crate) const OPEN: &str = "Open database";
pub(crate) const SAMPLE: &str = "Sample database";
pub(crate) const SAMPLE_CHOOSE: &str = "Samples";
pub(crate) const SAMPLES: [(&str, &str); 2] =
    [("leads_scored_segmentation", "Course: 500 leads"), ("tiny", "Tiny: 5 leads")];
pub(crate) const DOWNLOAD: &str = "Download database";
pub(crate) const DARK: &str = "Dark theme";
pub(crate) const UNCHANGED: &str = "Unchanged";
pub(crate) const DROP: &str = "Drop the database to open it";
pub(crate) const DROP_HINT: &str = "A .db file, with its -wal or -journal if there is one. It stays in this browser.";

// Tables
pub(crate) const TABLES: &str = "Tables";
pub(crate) const NO_TABLES: &str = "This database has no tables.";
pub(crate) const SHOW_ROWS: &str = "Rows";
pub(crate) const SHOW_PROFILE: &str = "Profile";
pub(crate) const PRIVATE: &str = "Your data stays in this browser: nothing is uploaded.";

// Build
pub(crate) const BUILD: &str = "Build features";
pub(crate) const BUILD_TITLE: &str = "Features";
pub(crate) const BUILD_LEAD: &str = "For each customer: how often they bought, how long ago, how they were rated.";
pub(crate) const LEADS_TABLE: &str = "Leads table";
pub(crate) const CUSTOMER_KEY: &str = "Customer key";
pub(crate) const EMAIL: &str = "E-mail column";
pub(crate) const RATING: &str = "Rating column";
pub(crate) const TRANSACTIONS_TABLE: &str = "Transactions table";
pub(crate) const TRANSACTION_KEY: &str = "Transaction key";
pub(crate) const TIME: &str = "Time column";
pub(crate) const AS_OF: &str = "As of";
pub(crate) const AS_OF_HINT: &str = "Later transactions are left out. A date means midnight UTC.";
pub(crate) const BUILD_OFF: &str =
    "The file is damaged, so building is off. You can look at its tables and query them.";
pub(crate) const SUGGESTED_SQL: &str = "Suggested SQL";
pub(crate) const TAKE_SQL: &str = "Put this SQL into the SQL box";
pub(crate) const CHOOSE: &str = "Choose…";
pub(crate) const NO_RATING: &str = "None";
pub(crate) const CUSTOMERS: &str = "Customers";
pub(crate) const TRANSACTIONS: &str = "Transactions";
pub(crate) const OPTIONS: &str = "More options";
pub(crate) const TIME_FORMAT: &str = "Time format";
pub(crate) const MATCH_KEYS: &str = "Match keys";
/// The ways of matching keys, with a name for the control and words for people.
pub(crate) const MATCHING: [(MatchKeys, &str, &str); 4] = [
    (MatchKeys::Exact, "exact", "Exact"),
    (MatchKeys::Normalised, "normalised", "Normalised: ignore case and outer spaces"),
    (MatchKeys::AsText, "as_text", "Numbers as text: 7 is '7'"),
    (MatchKeys::AsNumber, "as_number", "Text as numbers: '7.0' is 7"),
];
pub(crate) const DUPLICATES: &str = "Duplicate leads";
pub(crate) const DUPLICATES_KEEP: &str = "Keep every row";
pub(crate) const DUPLICATES_FIRST: &str = "First row per key";
pub(crate) const FILL_FREQUENCY: &str = "Frequency without purchases";
pub(crate) const FILL_RECENCY: &str = "Recency without purchases, in days";
pub(crate) const CARRY: &str = "Carry these columns through";
pub(crate) const TARGET: &str = "Feature table";
pub(crate) const NOT_A_NUMBER: &str = "Write a whole number.";

// Quality
pub(crate) const QUALITY: &str = "Data quality";
pub(crate) const QUALITY_EMPTY: &str =
    "Every build reports what it found: duplicates, missing keys, times it could not read.";
pub(crate) const STALE: &str =
    "Of the last build. You have changed the settings since: build again to see their effect.";
pub(crate) const EXAMPLES: &str = "Examples";
pub(crate) const NOTHING_FOUND: &str = "Nothing to look at: every check passed.";
pub(crate) const WHAT_WAS_BUILT: &str = "What was built";
pub(crate) const DROPPED: &str = "Dropped with the old table";
pub(crate) const BROKEN_VIEWS: &str = "Views that no longer work";

// SQL and results
pub(crate) const SQL: &str = "SQL";
pub(crate) const RUN: &str = "Run";
pub(crate) const STOP: &str = "Stop";
pub(crate) const RUN_HINT: &str = "Ctrl+Enter runs it, Alt+↑ brings back earlier ones";
pub(crate) const FROM_LINK: &str =
    "This SQL came with the link. Read it before you run it: only a query that changes nothing ran by itself.";
pub(crate) const RESULTS: &str = "Results";
pub(crate) const RESULTS_EMPTY: &str = "Build the features or run a query: the rows appear here.";
pub(crate) const NO_ROWS: &str = "The query gave no rows.";
pub(crate) const QUERY: &str = "Query";
pub(crate) const PREVIOUS: &str = "Previous rows";
pub(crate) const NEXT: &str = "Next rows";
pub(crate) const SCROLLABLE: &str = "Rows, scrollable";

// Messages
pub(crate) const PROGRESS: &str = "Progress";
pub(crate) const SKIP_CHECK: &str = "Skip the check";
pub(crate) const DISMISS: &str = "Dismiss";
pub(crate) const SQLITE_SAYS: &str = "In SQLite's words:";
pub(crate) const STILL_BUSY: &str = "One thing at a time: the lab is still working. Press Stop if it takes too long.";
pub(crate) const RESTORED_WITHOUT_LAST: &str = "The last change was lost with the worker. Run it again.";
pub(crate) const RESTORED: &str = "Stopped. The database is as it was before.";

// Unsaved changes
pub(crate) const LEAVE_TITLE: &str = "Keep your changes?";
pub(crate) const LEAVE_TEXT: &str = "The open database has changes that are neither saved in this browser nor downloaded. Opening another one discards \
     them.";
pub(crate) const LEAVE_SAVE: &str = "Download, then open";
pub(crate) const LEAVE_DISCARD: &str = "Discard changes";
pub(crate) const LEAVE_CANCEL: &str = "Cancel";

// A new version
pub(crate) const UPDATE_READY: &str = "A new version of the lab is ready. The page loads anew for it.";
pub(crate) const UPDATE_UNSAVED: &str =
    "The open database has changes that you have not downloaded. The new version starts without them.";
pub(crate) const UPDATE_NOW: &str = "Use it now";
pub(crate) const UPDATE_LATER: &str = "Later";

/// Why something has to be chosen again.
pub(crate) fn no_longer_there(name: &str) -> String {
    format!("You had chosen {name}, which does not exist here. Choose another one.")
}

/// A whole number with its thousands apart.
pub(crate) fn number(n: u64) -> String {
    let digits = n.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap_or_default()).collect();
    groups.join(",")
}

/// `1 row`, `2 rows`.
pub(crate) fn rows(n: u64) -> String {
    format!("{} {}", number(n), if n == 1 { "row" } else { "rows" })
}

/// A duration in words that fit its size.
pub(crate) fn duration(ms: f64) -> String {
    if ms < 1000.0 { format!("{ms:.0} ms") } else { format!("{:.1} s", ms / 1000.0) }
}

/// How long something has been going on.
pub(crate) fn elapsed(ms: f64) -> String {
    format!("{:.1} s", ms / 1000.0)
}

/// What the status line says after a database was opened.
pub(crate) fn opened(name: &str, size: u64, tables: usize) -> String {
    let tables = if tables == 1 { "1 table".to_owned() } else { format!("{tables} tables") };
    format!("Opened {name}: {tables}, {}.", byte_size::size(size))
}

/// What the status line says after a build.
pub(crate) fn built(report: &Report) -> String {
    let worrying = |check: &&Check| check.count > 0 && check.severity > Severity::Info;
    let advice = match report.checks.iter().filter(worrying).count() {
        0 => String::new(),
        1 => format!(" 1 warning: see {QUALITY}."),
        n => format!(" {n} warnings: see {QUALITY}."),
    };
    format!("Built {}: {} in {}.{advice}", report.spec.target, rows(report.rows_out), duration(report.duration_ms))
}

/// What the status line says after a script.
pub(crate) fn ran(statements: usize, ms: f64) -> String {
    let statements = if statements == 1 { "1 statement".to_owned() } else { format!("{statements} statements") };
    format!("Ran {statements} in {}.", duration(ms))
}

/// What the status line says after a download.
pub(crate) fn downloaded(name: &str, size: u64) -> String {
    format!("Downloaded {name} ({}), reopened and checked.", byte_size::size(size))
}

/// What is shown for a statement without rows.
pub(crate) fn changed(n: u64) -> String {
    if n == 0 { "Done. No rows changed.".to_owned() } else { format!("Done. {} changed.", rows(n)) }
}

/// The tab of one result of a script.
pub(crate) fn result_tab(at: usize) -> String {
    format!("Result {}", at + 1)
}

/// What the engine is asked to do.
pub(crate) fn doing(stage: Stage) -> &'static str {
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

/// What is on show of a table with more rows than its button shows.
pub(crate) fn first_rows(table: &str, count: u64, all: u64) -> String {
    format!("{}, the first {} of {}", shown(table), number(count), rows(all))
}

/// Which rows are on show.
pub(crate) fn window(start: u64, shown: u64, total: u64) -> String {
    if shown == total {
        return rows(total);
    }
    format!("{}–{} of {}", number(start + 1), number(start + shown), rows(total))
}

/// The accessible name of the button beside a table: it begins with what can be seen.
pub(crate) fn show_rows_of(table: &str) -> String {
    format!("Rows of {}", shown(table))
}

/// The accessible name of the button that shows a table's profile.
pub(crate) fn show_profile_of(table: &str) -> String {
    format!("Profile of {}", shown(table))
}

/// What *Profile* shows.
pub(crate) const PROFILE_TABS: &[&str] = &["First rows", "Types and ranges"];

/// What stands beside a table's name.
pub(crate) fn table_facts(table: &Table) -> String {
    match (table.kind, table.rows) {
        (TableKind::View, Some(n)) => format!("view, {}", rows(n)),
        (TableKind::View, None) => "view".to_owned(),
        (TableKind::Table, n) => rows(n.unwrap_or_default()),
    }
}

/// Where in a script the character at an offset stands: line and column from 1.
pub(crate) fn place(script: &str, at: u32) -> String {
    let before: String = script.chars().take(at as usize).collect();
    let line = before.matches('\n').count() + 1;
    let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
    format!("Line {line}, column {column}: ")
}

/// What stands beside a column's name.
pub(crate) fn column_facts(column: &Column) -> String {
    let key = if column.primary_key { "primary key" } else { "" };
    [column.declared.as_str(), key].into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A value as a cell shows it: long text and bytes are cut.
pub(crate) fn cell(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(LONGEST_CELL) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// What a build used, as name and value.
pub(crate) fn build_facts(report: &Report) -> Vec<(&'static str, String)> {
    let spec = &report.spec;
    let (leads, transactions) = (&spec.leads, &spec.transactions);
    let rating = leads.rating.clone().unwrap_or_else(|| NO_RATING.to_owned());
    vec![
        (TARGET, format!("{} ({} out of {} in)", spec.target, rows(report.rows_out), number(report.rows_in))),
        (CUSTOMERS, format!("{}: key {}, e-mail {}, rating {rating}", leads.table, leads.key, leads.email)),
        (
            TRANSACTIONS,
            format!(
                "{}: key {}, time {} ({})",
                transactions.table,
                transactions.key,
                transactions.time,
                rows(report.transactions)
            ),
        ),
        (AS_OF, show_instant(spec.as_of)),
        (MATCH_KEYS, matching_name(spec.match_keys).to_owned()),
        ("Specification", report.fingerprint.clone()),
        ("Engine", report.engine.clone()),
        ("Duration", duration(report.duration_ms)),
    ]
}

/// The name of a way of matching.
pub(crate) fn matching_name(matching: MatchKeys) -> &'static str {
    MATCHING.iter().find(|(known, _, _)| *known == matching).map_or("", |(_, name, _)| name)
}

/// How many checks passed.
pub(crate) fn passed(n: usize) -> String {
    if n == 1 { "1 check passed".to_owned() } else { format!("{n} checks passed") }
}

/// The word for a severity.
pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "Note",
        Severity::Warning => "Warning",
        Severity::Error => "Error",
    }
}

/// One of the examples of a check.
pub(crate) fn example(rowid: i64, value: &str) -> String {
    format!("row {rowid}: {value}")
}

/// What is known of the file's soundness, where it is not sound.
pub(crate) fn integrity(integrity: &Integrity) -> Option<&'static str> {
    match integrity {
        Integrity::Sound => None,
        Integrity::Unchecked => Some("Not checked for damage"),
        Integrity::Damaged(_) => Some("Damaged: browsing only"),
    }
}

/// What the engine is doing, and how far it is.
pub(crate) fn progress(progress: &Progress) -> String {
    let doing = match progress.phase {
        Phase::Reading => "Reading the file",
        Phase::Checking => "Checking the file for damage",
        Phase::Leads => "Reading customers",
        Phase::Transactions => "Reading transactions",
        Phase::Writing => "Writing the feature table",
        Phase::Running => "Running SQL",
        Phase::Exporting => "Writing and checking the file",
    };
    match progress.total {
        0 => format!("{doing}…"),
        total => format!("{doing}: {} of {}", number(progress.done), number(total)),
    }
}
