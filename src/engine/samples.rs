//! Creates the database of a sample.

use super::database::Database;
use crate::base::error::Result;
use crate::base::problem::link::LinkProblem;
use crate::base::value::{Value, ValueRef};
use crate::samples;
use crate::samples::{Sample, TABLES};

/// The number of rows of one INSERT; SQLite allows thousands of parameters, and preparing a statement costs time.
const ROWS_PER_INSERT: usize = 250;

/// Returns the sample with this name.
pub fn named(name: &str) -> Result<Sample> {
    samples::make(name).ok_or_else(|| {
        let known = samples::NAMES.into_iter().map(str::to_owned).collect();
        LinkProblem::NoSample { name: name.chars().take(60).collect(), known }.into()
    })
}

/// Creates a database with a sample's tables.
pub fn create<D: Database>(sample: &Sample) -> Result<D> {
    let mut database = D::create()?;
    database.run("BEGIN", &[])?;
    for table in TABLES {
        database.run(table, &[])?;
    }
    insert(&mut database, "INSERT INTO leads_scored VALUES ", &sample.leads)?;
    insert(&mut database, "INSERT INTO transactions VALUES ", &sample.transactions)?;
    database.run("COMMIT", &[])?;
    Ok(database)
}

fn insert<D: Database>(database: &mut D, into: &str, rows: &[[Value; 3]]) -> Result<()> {
    for some in rows.chunks(ROWS_PER_INSERT) {
        let parameters: Vec<ValueRef<'_>> = some.iter().flatten().map(Value::as_ref).collect();
        let sql = format!("{into}{}", vec!["(?, ?, ?)"; some.len()].join(", "));
        database.run(&sql, &parameters)?;
    }
    Ok(())
}
