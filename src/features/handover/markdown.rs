//! Writes a hand-over as Markdown: a prompt for a language model, with the facts of the JSON.

use super::document::{Cell, Column, Document, Finding, Segments};
use super::emails::{Clean, Emails};
use crate::base::named::Named;
use crate::features::codegen::template::fill_in;
use crate::features::quality::checks::Severity;

const PROMPT: &str = include_str!("prompt.md");

/// Writes the prompt.
pub(super) fn prompt(document: &Document) -> String {
    let Document { definition, rows, .. } = document;
    let emails = match document.emails {
        Emails::LeftOut => "left out",
        Emails::Hashed => "hashed with a key",
        Emails::Kept => "kept",
    };
    let segments = match (&document.segments, &document.no_segments) {
        (Some(list), _) => segments(list),
        (None, reason) => line(reason.as_ref().map_or("", |reason| &reason.0)),
    };
    let meanings = document.columns.iter().filter_map(|column| Some((&column.name.0, column.meaning?)));
    let meanings: Vec<String> = meanings.map(|(name, meaning)| format!("- `{name}`: {meaning}")).collect();
    fill_in(
        PROMPT,
        &[
            ("AS_OF", definition.as_of.clone()),
            ("TARGET", code(&definition.target)),
            ("DATABASE", code(&definition.database)),
            ("FEATURES", rows.features.to_string()),
            ("CUSTOMERS", rows.customers.to_string()),
            ("TRANSACTIONS", rows.transactions.to_string()),
            ("FINGERPRINT", definition.fingerprint.clone()),
            ("SPEC", line(&definition.spec.to_string()).replace('`', "'")),
            ("EMAILS", emails.to_owned()),
            ("COLUMNS", columns(document)),
            ("MEANINGS", meanings.join("\n")),
            ("SEGMENTS", segments),
            ("FINDINGS", findings(document)),
            ("EXAMPLES", examples(document)),
        ],
    )
}

fn columns(document: &Document) -> String {
    let head =
        ["column", "rows", "NULL", "default", "rows with it", "minimum", "maximum", "mean", "median", "different"];
    let row = |column: &Column| {
        vec![
            cell(&column.name.0),
            column.rows.to_string(),
            column.nulls.to_string(),
            column.default.as_ref().map(value).unwrap_or_default(),
            column.defaults.map(|count| count.to_string()).unwrap_or_default(),
            value(&column.minimum),
            value(&column.maximum),
            number(column.mean),
            number(column.median),
            column.distinct.to_string(),
        ]
    };
    let left_out = left_out(document.omitted.columns, "carried columns");
    table(&head.map(str::to_owned), document.columns.iter().map(row)) + &left_out
}

fn segments(segments: &Segments) -> String {
    let names = segments.list.first().map(|first| first.averages.iter().map(|(name, _)| cell(&name.0)));
    let means = names.into_iter().flatten().map(|name| format!("mean {name}"));
    let head: Vec<String> =
        ["segment", "rule", "customers", "share"].map(str::to_owned).into_iter().chain(means).collect();
    let rows = segments.list.iter().map(|segment| {
        let first = [
            segment.name.name().to_owned(),
            format!("`{}`", segment.rule),
            segment.customers.to_string(),
            number(Some(segment.share)),
        ];
        first.into_iter().chain(segment.averages.iter().map(|(_, mean)| number(*mean))).collect()
    });
    table(&head, rows)
}

fn findings(document: &Document) -> String {
    let finding = |finding: &Finding| {
        let examples: Vec<String> =
            finding.examples.iter().map(|Clean(text)| format!("`{}`", code_text(text))).collect();
        let examples = if examples.is_empty() { String::new() } else { format!(" ({})", examples.join(", ")) };
        let (severity, count) = (severity(finding.severity), finding.count);
        format!("- {severity} {}, {count}: {}{examples}", finding.check, line(&finding.sentence.0))
    };
    let found = document.findings.iter().map(finding);
    let passed = (!document.passed.is_empty()).then(|| format!("- passed: {}", document.passed.join(", ")));
    let lines: Vec<String> = found.chain(passed).collect();
    lines.join("\n") + &left_out(document.omitted.findings, "findings")
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

fn examples(document: &Document) -> String {
    let examples = &document.examples;
    let head: Vec<String> =
        std::iter::once("segment".to_owned()).chain(examples.columns.iter().map(|name| cell(&name.0))).collect();
    let rows = examples.rows.iter().map(|row| {
        let segment = row.segment.map(Named::name).unwrap_or_default().to_owned();
        std::iter::once(segment).chain(row.values.iter().map(value)).collect()
    });
    table(&head, rows) + &left_out(document.omitted.example_rows, "example rows")
}

fn left_out(count: usize, of: &str) -> String {
    if count == 0 { String::new() } else { format!("\n\n{of} without room: {count}") }
}

fn table(head: &[String], rows: impl Iterator<Item = Vec<String>>) -> String {
    let row = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let rule = vec!["---".to_owned(); head.len()];
    let lines: Vec<String> = [row(head), row(&rule)].into_iter().chain(rows.map(|cells| row(&cells))).collect();
    lines.join("\n")
}

fn value(value: &Cell) -> String {
    match value {
        Cell::Null => "NULL".to_owned(),
        Cell::Integer(number) => number.to_string(),
        Cell::Real(real) => number(Some(*real)),
        Cell::Text(Clean(text)) => cell(text),
    }
}

/// A number with at most four decimals.
fn number(number: Option<f64>) -> String {
    let Some(number) = number else { return String::new() };
    if number.abs() >= 1e15 {
        return format!("{number:e}");
    }
    let text = format!("{number:.4}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A text on one line.
fn line(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') { ' ' } else { letter })
        .collect()
}

/// A text in a cell of a table, in which it ends no cell and starts no element or code.
fn cell(text: &str) -> String {
    line(text).replace('\\', "\\\\").replace('|', "\\|").replace('`', "\\`").replace('<', "\\<")
}

fn code_text(text: &str) -> String {
    line(text).replace('`', "'")
}

fn code(Clean(text): &Clean) -> String {
    code_text(text)
}
