//! Looks up the rowids of the few rows that a report shows as examples, which are known by their positions.
//!
//! Fetching the rowid of every transaction would make reading a quarter slower, and only the examples need theirs.

use super::source::Source;
use crate::base::error::Result;
use crate::base::value::ValueRef;
use crate::engine::database::Database;
use crate::features::quality::finding::Finding;

/// Replaces the positions (from 1, in rowid order) of all examples by rowids of the source.
pub(crate) fn resolve<'a, D: Database>(
    database: &mut D,
    source: &Source,
    findings: impl Iterator<Item = &'a mut Finding>,
) -> Result<()> {
    let Some(rowid) = source.rowid else { return Ok(()) };
    let mut examples: Vec<&mut i64> =
        findings.flat_map(|finding| &mut finding.examples).map(|example| &mut example.rowid).collect();
    examples.sort();
    let from = &source.from;
    let sql = format!(
        "SELECT {rowid} FROM {from} WHERE {rowid} >= CAST(?1 AS INTEGER) ORDER BY {rowid} LIMIT 1 OFFSET CAST(?2 AS INTEGER)"
    );
    // Each lookup starts at the example before, so that all of them together scan the table once at most.
    let (mut position, mut known) = (1, i64::MIN);
    for example in examples {
        let bounds = [ValueRef::Integer(known), ValueRef::Integer(*example - position)];
        known = database.value(&sql, &bounds)?.integer().unwrap_or(known);
        position = std::mem::replace(example, known);
    }
    Ok(())
}
