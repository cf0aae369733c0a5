//! The digest of a database: its row counts with a hash of its feature table, and the digest of its file's bytes.

use std::fmt::Write;
use std::hash::Hasher;

use super::database::{Database, Image};
use super::{inspect, query};
use crate::base::error::Result;
use crate::base::fnv::Fnv;
use crate::base::hash::Sum;
use crate::base::ident::same_name;
use crate::base::value::Value;

/// About how many pieces of a large file are hashed, and the length of one in bytes. Every piece but the last is a
/// whole number of pages, and the first has SQLite's change counter.
const PIECES: u64 = 64;
const PIECE: usize = 1 << 16;

/// The bytes of the header with the version of the SQLite that wrote the file last.
const WRITER: std::ops::Range<usize> = 96..100;

/// Returns the digest of a file: a hash of its size and of pieces of it, or of all bytes if it is small. The version of
/// SQLite in its header is left out, for each version of the lab makes the samples anew.
pub(super) fn source<I: Image>(image: &I) -> String {
    let mut sum = Sum::default();
    let size = image.len();
    sum.add(&size.to_le_bytes());
    let stride = (size / PIECES / PIECE as u64 * PIECE as u64).max(PIECE as u64);
    let mut at = 0;
    while at < size {
        let mut piece = image.read(at, PIECE);
        if at == 0
            && let Some(writer) = piece.get_mut(WRITER)
        {
            writer.fill(0);
        }
        sum.add(&piece);
        at += stride;
    }
    sum.to_string()
}

/// Returns the digest of a database: the row counts of its tables, and a hash of the content of the table `features`:
/// `leads_scored 503, transactions 2000, customer_features 503 7fa3e128a862168e`.
pub(super) fn read<D: Database>(database: &mut D, features: &str) -> Result<String> {
    let mut digest = String::new();
    for table in inspect::schema(database)?.tables {
        let Some(rows) = table.rows else { continue };
        let comma = if digest.is_empty() { "" } else { ", " };
        let _ = write!(digest, "{comma}{} {rows}", table.name);
        if same_name(&table.name, features) {
            let _ = write!(digest, " {}", hash(database, &table.name)?);
        }
    }
    Ok(digest)
}

/// Hashes a table's content, which depends on the order of rows.
fn hash<D: Database>(database: &mut D, table: &str) -> Result<Fnv> {
    let mut hash = Fnv::default();
    database.query(&format!("SELECT * FROM {}", query::in_main(table)), &[], &mut |row| {
        row.iter().for_each(|value| add(&mut hash, value));
        Ok(())
    })?;
    Ok(hash)
}

/// Adds a value to a hash: its storage class, its length and its bytes.
fn add(hash: &mut Fnv, value: &Value) {
    let (class, bytes): (u8, &[u8]) = match value {
        Value::Null => (0, &[]),
        Value::Integer(number) => (1, &number.to_le_bytes()),
        Value::Real(number) => (2, &number.to_le_bytes()),
        Value::Text(text) => (3, text.as_bytes()),
        Value::Blob(bytes) => (4, bytes),
    };
    hash.write(&[class]);
    hash.write_usize(bytes.len());
    hash.write(bytes);
}
