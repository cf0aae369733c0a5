//! Reads keys and times out of a source table in windows of rows, exactly, with rowids.

use super::database::Database;
use crate::domain::error::Result;
use crate::domain::ident::{Ident, same_name};
use crate::domain::schema::Table;
use crate::domain::value::{Value, ValueRef};

/// How many rows one step reads; small enough for progress and *Stop*, large enough to cost nothing extra.
pub(super) const WINDOW: u32 = 50_000;

/// A table that a build reads by rowid windows: the person's own, or a copy of a view or WITHOUT ROWID table in
/// natural scan order, whose rowids are positions from 1.
pub(super) struct Source {
    /// The table as SQL names it, for `FROM`.
    pub(super) from: String,
    /// The rowid as SQL names it.
    pub(super) rowid: &'static str,
    /// How SQL names the wanted columns, in the order asked for.
    pub(super) columns: Vec<String>,
    /// How many rows there are.
    pub(super) total: u64,
    /// The last rowid that was read.
    cursor: Option<i64>,
    /// Whether text is kept as UTF-8, so that its bytes can be read as they are.
    utf8: bool,
}

/// One row: its rowid and the wanted values. Text comes as bytes.
pub(super) struct Row {
    /// The rowid.
    pub(super) rowid: i64,
    values: Vec<(bool, Value)>,
}

impl Row {
    /// The wanted value at a place, exact to the byte.
    pub(super) fn value(&self, at: usize) -> ValueRef<'_> {
        match self.values.get(at) {
            Some((true, Value::Blob(bytes))) => ValueRef::Text(bytes),
            Some((_, value)) => value.as_ref(),
            None => ValueRef::Null,
        }
    }
}

impl Source {
    /// Prepares to read columns of a table or view. A source without rowids is copied to a temporary table of the
    /// name `copy` first: all windows, and the write after them, then see the same rows in the same order.
    pub(super) fn prepare<D: Database>(database: &mut D, table: &Table, wanted: &[&str], copy: &str) -> Result<Self> {
        let names: Vec<String> = wanted.iter().map(|name| Ident(name).to_string()).collect();
        let own = format!("main.{}", Ident(&table.name));
        let utf8 = database.value("PRAGMA main.encoding", &[])?.text() == Some("UTF-8");
        let (from, rowid, columns) = match rowid_name(table) {
            Some(rowid) => (own, rowid, names),
            None => {
                let columns: Vec<String> = (0..names.len()).map(|at| format!("c{at}")).collect();
                let from = format!("temp.{}", Ident(copy));
                database.run(&format!("DROP TABLE IF EXISTS {from}"), &[])?;
                // Columns without a type, so that no value changes on the way.
                database.run(&format!("CREATE TEMP TABLE {} ({})", Ident(copy), columns.join(", ")), &[])?;
                database.run(&format!("INSERT INTO {from} SELECT {} FROM {own}", names.join(", ")), &[])?;
                (from, "rowid", columns)
            }
        };
        let total = database.count(&format!("SELECT count(*) FROM {from}"), &[])?;
        Ok(Self { from, rowid, columns, total, cursor: None, utf8 })
    }

    /// Feeds the first [`WINDOW`] values of one column, in natural order, without preparing a source.
    pub(super) fn peek<D: Database>(
        database: &mut D,
        table: &Table,
        column: &str,
        each: &mut dyn FnMut(ValueRef<'_>),
    ) -> Result<()> {
        let sql = format!("SELECT {} FROM main.{} LIMIT {WINDOW}", Ident(column), Ident(&table.name));
        database.query(&sql, &[], &mut |row| {
            row.iter().for_each(|value| each(value.as_ref()));
            Ok(())
        })?;
        Ok(())
    }

    /// Starts again at the first row.
    pub(super) fn rewind(&mut self) {
        self.cursor = None;
    }

    /// Drops the temporary copy, if there is one.
    pub(super) fn forget<D: Database>(&self, database: &mut D) -> Result<()> {
        if self.from.starts_with("temp.") { database.run(&format!("DROP TABLE {}", self.from), &[]) } else { Ok(()) }
    }

    /// Reads the first `columns` columns of the next window of at most [`WINDOW`] rows, in rowid order; the number of
    /// rows read, 0 at the end.
    pub(super) fn window<D: Database>(
        &mut self,
        database: &mut D,
        columns: usize,
        row: &mut dyn FnMut(Row),
    ) -> Result<u64> {
        let wanted: Vec<String> = self.columns[..columns].iter().map(|column| self.exact(column)).collect();
        let (rowid, from) = (self.rowid, &self.from);
        let sql = format!(
            "SELECT {rowid}, {} FROM {from} WHERE {} ORDER BY {rowid} LIMIT {WINDOW}",
            wanted.join(", "),
            if self.cursor.is_some() { format!("{rowid} > CAST(?1 AS INTEGER)") } else { "TRUE".to_owned() },
        );
        let parameters: Vec<ValueRef<'_>> = self.cursor.iter().map(|rowid| ValueRef::Integer(*rowid)).collect();
        let (mut read, mut last) = (0, None);
        database.query(&sql, &parameters, &mut |values| {
            let mut values = values.into_iter();
            let rowid = values.next().and_then(|value| value.integer()).unwrap_or_default();
            let mut pairs = Vec::with_capacity(values.len() / 2);
            while let (Some(is_text), Some(value)) = (values.next(), values.next()) {
                pairs.push((is_text == Value::Integer(1), value));
            }
            row(Row { rowid, values: pairs });
            (read, last) = (read + 1, Some(rowid));
            Ok(())
        })?;
        self.cursor = last.or(self.cursor);
        Ok(read)
    }

    /// SQL for a value as it is: text as bytes with a mark, everything else itself.
    fn exact(&self, column: &str) -> String {
        if self.utf8 {
            format!(
                "typeof({column}) = 'text', CASE typeof({column}) WHEN 'text' THEN CAST({column} AS BLOB) ELSE {column} END"
            )
        } else {
            format!("0, {column}")
        }
    }
}

/// The name under which SQL reaches a table's rowid, if it has one that no column hides.
pub(super) fn rowid_name(table: &Table) -> Option<&'static str> {
    let hidden = |name: &str| table.columns.iter().any(|column| same_name(&column.name, name));
    table.has_rowid.then(|| ["rowid", "_rowid_", "oid"].into_iter().find(|name| !hidden(name))).flatten()
}
