//! Finds a sample by its name, and writes its database file.

use crate::base::error::{LabError, Result};
use crate::base::problem::link::LinkProblem;
use crate::samples;
use crate::samples::{Sample, TABLES};
use crate::sqlite::btree::file_writer;
use crate::sqlite::btree::file_writer::NewTable;

/// Returns the sample with this name.
pub fn named(name: &str) -> Result<Sample> {
    samples::make(name).ok_or_else(|| {
        let known = samples::NAMES.into_iter().map(str::to_owned).collect();
        LinkProblem::NoSample { name: name.chars().take(60).collect(), known }.into()
    })
}

/// Writes the bytes of a sample's database file, which are those that SQLite would write.
pub fn file(sample: &Sample) -> Result<Vec<u8>> {
    let tables = TABLES.into_iter().zip([sample.leads.as_flattened(), sample.transactions.as_flattened()]);
    let tables = tables.map(|((name, sql), values)| NewTable { name, sql, columns: 3, values });
    file_writer::write(&tables.collect::<Vec<_>>())
        .ok_or_else(|| LabError::internal("a sample beyond the writer's limits"))
}
