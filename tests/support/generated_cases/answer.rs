//! The lab's answer to a case, in the form that every independent implementation uses too.

use std::collections::BTreeMap;

use super::Case;
use crate::fixtures::{build, lab_with};
use feature_lab::adapters::rusqlite::Native;
use feature_lab::base::ident::Ident;
use feature_lab::engine::session::Session;
use feature_lab::features::quality::report::Report;
use rusqlite::types::ValueRef;
use serde::Deserialize;

/// A feature table and the counts of its report.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Answer {
    pub columns: Vec<String>,
    /// The rows in order, every value with its storage class and its exact bytes.
    pub rows: Vec<String>,
    /// The number of rows that each check found.
    pub checks: BTreeMap<String, u64>,
}

/// A lab with the case's database.
pub fn lab_of(case: &Case) -> Session<Native> {
    let script = case.script();
    lab_with(&script.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Builds and reads what was written.
pub fn answer(session: &mut Session<Native>, case: &Case) -> Result<Answer, String> {
    let built = build(session, &case.spec).map_err(|error| error.to_string())?;
    Ok(Answer { checks: counts(&built.report), ..table(session, case)? })
}

fn counts(report: &Report) -> BTreeMap<String, u64> {
    report.checks.iter().map(|check| (check.id.clone(), check.count)).collect()
}

/// The feature table as it is now.
pub fn table(session: &mut Session<Native>, case: &Case) -> Result<Answer, String> {
    let sql = format!("SELECT * FROM {} ORDER BY rowid", Ident(&case.spec.target));
    rows(session, &sql).map_err(|error| error.to_string())
}

/// The rows of a query.
pub fn rows(session: &mut Session<Native>, sql: &str) -> rusqlite::Result<Answer> {
    let connection = session.database().unwrap().connection();
    let mut statement = connection.prepare(sql)?;
    let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let rows = statement.query_map([], |row| {
        let values: Result<Vec<_>, _> = (0..columns.len()).map(|at| row.get_ref(at).map(exact)).collect();
        Ok(values?.join(" | "))
    })?;
    let rows = rows.collect::<Result<_, _>>()?;
    Ok(Answer { columns: columns.clone(), rows, checks: BTreeMap::new() })
}

/// Says whether two answers are the same, where doubles of the last columns, the features, may differ by 1e-9 of their
/// size: sums depend on the order of the additions.
pub fn agree(ours: &Answer, theirs: &Answer, features: usize) -> bool {
    let exact = ours.columns.len().saturating_sub(features);
    let same_row = |(ours, theirs): (&String, &String)| {
        let (ours, theirs): (Vec<&str>, Vec<&str>) = (ours.split(" | ").collect(), theirs.split(" | ").collect());
        let mut cells = ours.iter().zip(&theirs).enumerate();
        ours.len() == theirs.len() && cells.all(|(at, (a, b))| a == b || (at >= exact && are_near(a, b)))
    };
    (&ours.columns, &ours.checks, ours.rows.len()) == (&theirs.columns, &theirs.checks, theirs.rows.len())
        && ours.rows.iter().zip(&theirs.rows).all(same_row)
}

/// Says whether two cells are doubles that are nearly the same.
fn are_near(ours: &str, theirs: &str) -> bool {
    let real = |cell: &str| u64::from_str_radix(cell.strip_prefix("real ")?, 16).ok().map(f64::from_bits);
    let (Some(ours), Some(theirs)) = (real(ours), real(theirs)) else { return false };
    (ours - theirs).abs() <= 1e-9 * ours.abs().max(1.0)
}

/// A value with its storage class, as text.
fn exact(value: ValueRef<'_>) -> String {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    match value {
        ValueRef::Null => "null".to_owned(),
        ValueRef::Integer(number) => format!("integer {number}"),
        ValueRef::Real(number) => format!("real {:016x}", number.to_bits()),
        ValueRef::Text(text) => format!("text {}", hex(text)),
        ValueRef::Blob(bytes) => format!("blob {}", hex(bytes)),
    }
}
