//! Texts of the data-quality report.

use super::build::{AS_OF, CUSTOMERS, MATCH_KEYS, NO_COLUMN, TARGET, TRANSACTIONS};
use super::numbers::{duration, number, rows};
use crate::base::named::Named;
use crate::features::field::Field;
use crate::features::quality::checks::{Check, Severity};
use crate::features::quality::report::Report;
use crate::features::spec::show_instant;

pub const QUALITY: &str = "Data quality";
pub const QUALITY_EMPTY: &str = "Every build reports what it found: duplicates, missing keys, times it could not read.";
pub const STALE: &str = "Of the last build. You have changed the settings since: build again to see their effect.";
pub const FOUND_ROWS: &str = "Show rows";
pub const ALL_COLUMNS: &str = "All their columns";
pub const NOTHING_FOUND: &str = "Nothing to look at: every check passed.";
pub const WHAT_WAS_BUILT: &str = "What was built";
pub const DROPPED: &str = "Dropped with the old table";
pub const BROKEN_VIEWS: &str = "Views that no longer work";

/// A view that does not work any more, with what SQLite says.
pub fn broken_view(view: &str, detail: &str) -> String {
    format!("{view}: SQLite says: {detail}.")
}

/// The settings of a build, as pairs of name and value.
pub fn build_facts(report: &Report) -> Vec<(&'static str, String)> {
    let spec = &report.spec;
    let (leads, transactions) = (&spec.leads, &spec.transactions);
    let rating = leads.rating.clone().unwrap_or_else(|| NO_COLUMN.to_owned());
    let optional = |name, column: &Option<String>, field| {
        column
            .as_ref()
            .filter(|_| spec.reader(field).is_some())
            .map_or(String::new(), |column| format!(", {name} {column}"))
    };
    let amount = optional("amount", &transactions.amount, Field::AmountColumn);
    let product = optional("product", &transactions.product, Field::ProductColumn);
    vec![
        (TARGET, format!("{} ({} out of {} in)", spec.target, rows(report.rows_out), number(report.rows_in))),
        (CUSTOMERS, format!("{}: key {}, e-mail {}, rating {rating}", leads.table, leads.key, leads.email)),
        (
            TRANSACTIONS,
            format!(
                "{}: key {}, time {}{amount}{product} ({})",
                transactions.table,
                transactions.key,
                transactions.time,
                rows(report.transactions)
            ),
        ),
        (AS_OF, show_instant(spec.as_of)),
        (MATCH_KEYS, spec.match_keys.name().to_owned()),
        ("Specification", report.fingerprint.clone()),
        ("Engine", report.engine.clone()),
        ("Duration", duration(report.duration_ms)),
    ]
}

/// The number of checks that passed.
pub fn passed(n: usize) -> String {
    if n == 1 { "1 check passed".to_owned() } else { format!("{n} checks passed") }
}

/// The word for a severity.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "Note",
        Severity::Warning => "Warning",
        Severity::Error => "Error",
    }
}

/// The title of the rows that a check found.
pub fn found_rows(check: &Check) -> String {
    let shown = check.examples.len() as u64;
    if shown < check.count {
        format!("{} of {} that Data quality found", number(shown), rows(check.count))
    } else {
        "Rows that Data quality found".to_owned()
    }
}

/// The line above the examples of a check that found more rows.
pub fn first_found(check: &Check) -> Option<String> {
    let shown = check.examples.len() as u64;
    (shown < check.count).then(|| format!("The first {} of {}:", number(shown), number(check.count)))
}

/// One of the examples of a check.
pub fn example(rowid: i64, value: &str) -> String {
    format!("row {rowid}: {}", with_quotes_if_blank(value))
}

/// A text as it is shown, with quotes if it would look like nothing.
pub fn with_quotes_if_blank(value: &str) -> String {
    if value.trim().is_empty() { format!("'{value}'") } else { value.to_owned() }
}
