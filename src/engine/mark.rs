//! What a database is recognised by: its row counts and the content of its feature table.

use std::fmt::Write;
use std::hash::Hasher;

use super::database::Database;
use super::{inspect, query};
use crate::domain::error::Result;
use crate::domain::fingerprint::Fnv;
use crate::domain::ident::same_name;
use crate::domain::key;
use crate::domain::spec::MatchKeys;

/// The table whose content is hashed.
const FEATURES: &str = "customer_features";

/// Reads the mark of a database: `leads_scored 503, transactions 2000, customer_features 503 7fa3e128a862168e`.
pub(super) fn read<D: Database>(database: &mut D) -> Result<String> {
    let mut mark = String::new();
    for table in inspect::schema(database)?.tables {
        let Some(rows) = table.rows else { continue };
        let comma = if mark.is_empty() { "" } else { ", " };
        let _ = write!(mark, "{comma}{} {rows}", table.name);
        if same_name(&table.name, FEATURES) {
            let _ = write!(mark, " {}", hash(database, &table.name)?);
        }
    }
    Ok(mark)
}

/// Hashes a table's content. The order of rows counts; an integer and the double of the same value are the same.
fn hash<D: Database>(database: &mut D, table: &str) -> Result<Fnv> {
    let mut hash = Fnv::default();
    let mut bytes = Vec::new();
    database.query(&format!("SELECT * FROM {}", query::in_main(table)), &[], &mut |row| {
        for value in &row {
            bytes.clear();
            // A NULL writes nothing; the length in front keeps values apart.
            key::encode(value.as_ref(), MatchKeys::Exact, &mut bytes);
            hash.write_usize(bytes.len());
            hash.write(&bytes);
        }
        Ok(())
    })?;
    Ok(hash)
}
