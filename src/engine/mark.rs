//! What a database is recognised by: its row counts and the content of its feature table.

use std::hash::Hasher;

use super::database::Database;
use super::{inspect, query};
use crate::domain::error::Result;
use crate::domain::fingerprint::Fnv;
use crate::domain::key;
use crate::domain::lesson::record::DatabaseMark;
use crate::domain::spec::MatchKeys;

/// The table whose content is hashed.
const FEATURES: &str = "customer_features";

/// Reads the mark of a database. The order of rows counts; an integer and the double of the same value are the same.
pub(super) fn read<D: Database>(database: &mut D) -> Result<DatabaseMark> {
    let schema = inspect::schema(database)?;
    let mut mark = DatabaseMark::default();
    if let Some(table) = schema.table(FEATURES) {
        let mut hash = Fnv::default();
        let mut bytes = Vec::new();
        database.query(&format!("SELECT * FROM {}", query::in_main(&table.name)), &[], &mut |row| {
            for value in &row {
                bytes.clear();
                // A NULL writes nothing; the length in front keeps values apart.
                key::encode(value.as_ref(), MatchKeys::Exact, &mut bytes);
                hash.write_usize(bytes.len());
                hash.write(&bytes);
            }
            Ok(())
        })?;
        mark.features = hash.to_string();
    }
    mark.tables = schema.tables.into_iter().filter_map(|table| Some((table.name, table.rows?))).collect();
    Ok(mark)
}
