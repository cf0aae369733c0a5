//! Gathers the facts for detection from rows: a sample of every table, and how many keys of a column another one has.

use super::database::{Database, Reader};
use crate::base::error::Result;
use crate::base::ident::Ident;
use crate::base::schema::{Schema, Table, TableKind};
use crate::base::value::ValueRef;
use crate::features::detect;
use crate::features::detect::Lookup;
use crate::features::detect::facts::{ColumnName, Facts, KeyIndex, Sample};

/// The most tables that are sampled, and the most columns of each: a schema of thousands would take too long.
const TABLES: usize = 80;
const COLUMNS: usize = 60;

/// The most rows of a table that is read as a whole.
const WHOLE: u64 = 2_000;

/// The number of rows that are read from either end of a larger table.
const END: u64 = 500;

/// The longest value that is read, in bytes; a longer one is no key, time or e-mail address.
const LONGEST: usize = 300;

/// The most rows of a column of customers that is read to its end.
const ROWS: u64 = 200_000;

/// The number of values of a longer column that are read first. If some repeat, it is hardly a key, and the rest is not
/// read.
const FIRST_VALUES: u64 = 50_000;

/// The largest database, in bytes, whose tables are read from the pages of the file. SQLite reads a larger one, because it
/// does not read long values at all.
const SMALL: u64 = 8_000_000;

/// The most values that are read from all columns together: more would take a second.
const ALL_VALUES: u64 = 2_000_000;

/// The number of rows that are fetched at a time.
const STEP: u32 = 20_000;

/// Gathers the facts. Tables that cannot be read (damaged, or of a missing module) are left out: names decide there.
/// Views are left out as well, for reading one can take for ever.
pub(super) fn gather<D: Database>(database: &mut D, schema: &Schema) -> Facts {
    // A transaction that is open already may have changes that are not in the pages yet.
    let by_pages = is_small(database).unwrap_or(false) && database.run("BEGIN", &[]).is_ok();
    let facts = Gatherer { database, schema, by_pages }.facts();
    if by_pages {
        // It has read only, so there is nothing that could fail.
        let _ = database.run("COMMIT", &[]);
    }
    facts
}

fn is_small<D: Database>(database: &mut D) -> Result<bool> {
    let pages = database.count("PRAGMA main.page_count", &[])?;
    Ok(pages * database.count("PRAGMA main.page_size", &[])? <= SMALL)
}

/// The database whose facts are gathered.
struct Gatherer<'a, D> {
    database: &'a mut D,
    schema: &'a Schema,
    /// True if tables may be read from the pages of the file.
    by_pages: bool,
}

impl<D: Database> Gatherer<'_, D> {
    fn facts(&mut self) -> Facts {
        let mut facts = Facts::default();
        let schema = self.schema;
        let stored =
            schema.tables.iter().filter(|table| table.kind == TableKind::Table && table.rows.is_some_and(|n| n > 0));
        for table in stored.take(TABLES) {
            for (name, sample) in self.sample(table).unwrap_or_default() {
                facts.add(name, sample);
            }
        }
        let mut left = ALL_VALUES;
        for Lookup { customers, transactions } in detect::lookups(schema, &facts) {
            let Some(table) = schema.table(&customers.table) else { continue };
            let Ok((index, complete)) = self.index(table, &customers.column, left) else { continue };
            left = left.saturating_sub(index.values());
            for other in &transactions {
                facts.look_up(&customers, &index, other, complete);
            }
        }
        facts
    }

    /// Samples the columns of a table: all rows, or the first and last ones.
    fn sample(&mut self, table: &Table) -> Result<Vec<(ColumnName, Sample)>> {
        let names: Vec<&str> = table.columns.iter().take(COLUMNS).map(|column| column.name.as_str()).collect();
        let short = |name: &&str| {
            let name = Ident(name);
            // Long values are not even read: the header of the record has their length.
            format!("CASE WHEN octet_length({name}) > {LONGEST} THEN x'00' ELSE {name} END")
        };
        let list = names.iter().map(short).collect::<Vec<_>>().join(", ");
        let from = format!("SELECT {list} FROM main.{}", Ident(&table.name));
        let mut samples = vec![Sample::default(); names.len()];
        let mut observe = |values: &[ValueRef<'_>]| {
            samples.iter_mut().zip(values).for_each(|(sample, value)| sample.observe(shortened(*value)));
        };
        match table.rowid().filter(|_| table.rows.is_some_and(|rows| rows > WHOLE)) {
            Some(rowid) => {
                for order in ["", " DESC"] {
                    let sql = format!("{from} ORDER BY {rowid}{order} LIMIT {END}");
                    read_rows(self.database.reader(&sql)?, END, &mut observe)?;
                }
            }
            None => read_rows(self.reader(table, &names, &from, WHOLE)?, WHOLE, &mut observe)?,
        }
        let name = |column: &str| ColumnName::new(&table.name, column);
        Ok(names.iter().map(|column| name(column)).zip(samples).collect())
    }

    /// Indexes a column of customers, at most `limit` values; the bool is true if all were read.
    fn index(&mut self, table: &Table, column: &str, limit: u64) -> Result<(KeyIndex, bool)> {
        let rows = table.rows.unwrap_or(0);
        let mut index = KeyIndex::default();
        let sql = format!("SELECT {} FROM main.{}", Ident(column), Ident(&table.name));
        let mut reader = self.reader(table, &[column], &sql, limit)?;
        loop {
            let read = reader.read(STEP, &mut |values| values.iter().for_each(|value| index.add(*value)))?;
            if read < STEP {
                return Ok((index, rows <= limit));
            }
            if rows > ROWS && index.values() >= FIRST_VALUES && index.repeats() {
                return Ok((index, false));
            }
        }
    }

    /// Opens columns of a table for reading: from the pages of the file if that is allowed, else the first `limit` rows of
    /// the same query.
    fn reader(&mut self, table: &Table, columns: &[&str], sql: &str, limit: u64) -> Result<D::Reader> {
        if self.by_pages {
            self.database.table_reader(table, columns, false, sql)
        } else {
            self.database.reader(&format!("{sql} LIMIT {limit}"))
        }
    }
}

/// Returns a value, or what stands for one that is longer than [`LONGEST`].
fn shortened(value: ValueRef<'_>) -> ValueRef<'_> {
    match value {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) if bytes.len() > LONGEST => ValueRef::Blob(&[0]),
        value => value,
    }
}

/// Passes the rows of a query to `each`, one by one, at most `limit`.
fn read_rows<R: Reader>(mut reader: R, limit: u64, each: &mut dyn FnMut(&[ValueRef<'_>])) -> Result<()> {
    let columns = reader.columns().max(1);
    let mut left = u32::try_from(limit).unwrap_or(u32::MAX);
    while left > 0 {
        let read = reader.read(left, &mut |values| values.chunks_exact(columns).for_each(&mut *each))?;
        if read < left {
            break;
        }
        left -= read;
    }
    Ok(())
}
