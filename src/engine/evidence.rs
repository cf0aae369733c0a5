//! Gathers the facts for detection from rows: a sample of every table, and how many keys of a column another one has.

use super::build::source::rowid_name;
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
const LONGEST: u32 = 300;

/// The most rows of a column of customers that is read to its end.
const ROWS: u64 = 200_000;

/// The number of values of a longer column that are read first. If some repeat, it is hardly a key, and the rest is not
/// read.
const FIRST_VALUES: u64 = 50_000;

/// The most values that are read from all columns together: more would take a second.
const ALL_VALUES: u64 = 2_000_000;

/// The number of rows that are fetched at a time.
const STEP: u32 = 20_000;

/// Gathers the facts. Tables that cannot be read (damaged, or of a missing module) are left out: names decide there.
/// Views are left out as well, for reading one can take for ever.
pub(super) fn gather<D: Database>(database: &mut D, schema: &Schema) -> Facts {
    let mut facts = Facts::default();
    let stored =
        schema.tables.iter().filter(|table| table.kind == TableKind::Table && table.rows.is_some_and(|n| n > 0));
    for table in stored.take(TABLES) {
        for (name, sample) in sample(database, table).unwrap_or_default() {
            facts.add(name, sample);
        }
    }
    let mut left = ALL_VALUES;
    for Lookup { customers, transactions } in detect::lookups(schema, &facts) {
        let rows = schema.table(&customers.table).and_then(|table| table.rows).unwrap_or(0);
        let Ok((index, complete)) = index(database, &customers, rows, left) else { continue };
        left = left.saturating_sub(index.values());
        for other in &transactions {
            facts.look_up(&customers, &index, other, complete);
        }
    }
    facts
}

/// Samples the columns of a table: all rows, or the first and last ones.
fn sample<D: Database>(database: &mut D, table: &Table) -> Result<Vec<(ColumnName, Sample)>> {
    let columns: Vec<_> = table.columns.iter().take(COLUMNS).collect();
    let short = |name: &str| {
        let name = Ident(name);
        // Long values are not even read: the header of the record has their length.
        format!("CASE WHEN octet_length({name}) > {LONGEST} THEN x'00' ELSE {name} END")
    };
    let list = columns.iter().map(|column| short(&column.name)).collect::<Vec<_>>().join(", ");
    let from = format!("SELECT {list} FROM main.{}", Ident(&table.name));
    let queries = match rowid_name(table).filter(|_| table.rows.is_some_and(|rows| rows > WHOLE)) {
        Some(rowid) => {
            vec![format!("{from} ORDER BY {rowid} LIMIT {END}"), format!("{from} ORDER BY {rowid} DESC LIMIT {END}")]
        }
        None => vec![format!("{from} LIMIT {WHOLE}")],
    };
    let mut samples = vec![Sample::default(); columns.len()];
    for sql in queries {
        read(database, &sql, &mut |values| {
            samples.iter_mut().zip(values).for_each(|(sample, value)| sample.observe(*value));
        })?;
    }
    let name = |column: &str| ColumnName::new(&table.name, column);
    Ok(columns.iter().map(|column| name(&column.name)).zip(samples).collect())
}

/// Indexes a column of customers in a table of `rows` rows, at most `limit` values; the bool is true if all were read.
fn index<D: Database>(database: &mut D, column: &ColumnName, rows: u64, limit: u64) -> Result<(KeyIndex, bool)> {
    let mut index = KeyIndex::default();
    let sql = format!("SELECT {} FROM main.{} LIMIT {limit}", Ident(&column.column), Ident(&column.table));
    let mut reader = database.reader(&sql)?;
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

/// Passes the rows of a query to `each`, one by one.
fn read<D: Database>(database: &mut D, sql: &str, each: &mut dyn FnMut(&[ValueRef<'_>])) -> Result<()> {
    let mut reader = database.reader(sql)?;
    let columns = reader.columns().max(1);
    while reader.read(STEP, &mut |values| values.chunks_exact(columns).for_each(&mut *each))? == STEP {}
    Ok(())
}
