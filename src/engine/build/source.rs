//! `Source` and `Scan`: the columns of a table or view that a build reads, in blocks of rows.

use crate::base::error::Result;
use crate::base::ident::Ident;
use crate::base::schema::Table;
use crate::base::value::ValueRef;
use crate::engine::database::{Database, Reader};

/// The number of rows that one step reads or writes: few enough for progress and *Stop*, enough to cost nothing extra.
pub(crate) const STEP: u32 = 20_000;

/// A table or view with its wanted columns, as SQL names them.
pub(crate) struct Source {
    /// The table as SQL names it, for `FROM`.
    pub(crate) from: String,
    /// The name of the rowid in SQL; `None` if there is none: rows are then known by their position from 1.
    pub(crate) rowid: Option<&'static str>,
    /// The wanted columns as SQL names them, in the order asked for.
    pub(crate) columns: Vec<String>,
    /// The names of the wanted columns in their table.
    names: Vec<String>,
    /// The number of rows; 0 if they were not counted.
    pub(crate) total: u64,
}

impl Source {
    /// Makes the source of some columns of a table or view.
    pub(crate) fn new(table: &Table, wanted: &[&str]) -> Self {
        Self {
            from: format!("main.{}", Ident(&table.name)),
            rowid: table.rowid(),
            columns: wanted.iter().map(|name| Ident(name).to_string()).collect(),
            names: wanted.iter().map(|name| (*name).to_owned()).collect(),
            total: table.rows.unwrap_or(0),
        }
    }

    /// Makes a source that can be read more than once, with the same rows in the same order: a source without rowids is
    /// copied to the temporary table `copy`.
    pub(crate) fn fixed<D: Database>(database: &mut D, table: &Table, wanted: &[&str], copy: &str) -> Result<Self> {
        let own = Self::new(table, wanted);
        if own.rowid.is_some() {
            return Ok(own);
        }
        let columns: Vec<String> = (0..wanted.len()).map(|at| format!("c{at}")).collect();
        let from = format!("temp.{}", Ident(copy));
        database.run(&format!("DROP TABLE IF EXISTS {from}"), &[])?;
        // Columns without a type, so that no value changes on the way.
        database.run(&format!("CREATE TEMP TABLE {} ({})", Ident(copy), columns.join(", ")), &[])?;
        database.run(&format!("INSERT INTO {from} SELECT {} FROM {}", own.columns.join(", "), own.from), &[])?;
        let total = database.count(&format!("SELECT count(*) FROM {from}"), &[])?;
        Ok(Self { from, rowid: Some("rowid"), columns, names: Vec::new(), total })
    }

    /// Returns the name of the rowid in SQL.
    pub(crate) fn rowid(&self) -> &'static str {
        self.rowid.unwrap_or("rowid")
    }

    /// Starts to read some of the wanted columns, by their indexes, with rowids and in rowid order (or in the order of
    /// the query if there are no rowids).
    pub(crate) fn read<D: Database>(&self, database: &mut D, places: &[usize]) -> Result<Scan<D>> {
        self.scan(database, self.rowid, places, None)
    }

    /// Reads as [`Self::read`] does, but from the pages of the file if `table` allows it. Nothing may have been written
    /// since the transaction began.
    pub(crate) fn read_directly<D: Database>(
        &self,
        database: &mut D,
        table: &Table,
        places: &[usize],
    ) -> Result<Scan<D>> {
        self.scan(database, self.rowid, places, Some(table))
    }

    /// Reads as [`Self::read_directly`] does, with positions from 1 instead of rowids.
    pub(crate) fn read_by_position<D: Database>(
        &self,
        database: &mut D,
        table: &Table,
        places: &[usize],
    ) -> Result<Scan<D>> {
        self.scan(database, None, places, Some(table))
    }

    /// Starts to read all wanted columns without their rowids, in any order.
    pub(crate) fn read_unordered<D: Database>(&self, database: &mut D) -> Result<Scan<D>> {
        let sql = format!("SELECT {} FROM {}", self.columns.join(", "), self.from);
        Ok(Scan { reader: database.reader(&sql)?, has_rowid: false, done: 0 })
    }

    fn scan<D: Database>(
        &self,
        database: &mut D,
        rowid: Option<&str>,
        places: &[usize],
        table: Option<&Table>,
    ) -> Result<Scan<D>> {
        let columns = places.iter().filter_map(|at| self.columns.get(*at)).map(String::as_str);
        let wanted: Vec<&str> = rowid.into_iter().chain(columns).collect();
        let order = self.rowid.map_or(String::new(), |rowid| format!(" ORDER BY {rowid}"));
        let sql = format!("SELECT {} FROM {}{order}", wanted.join(", "), self.from);
        let reader = match table.filter(|_| self.is_original()) {
            Some(table) => {
                let names: Vec<&str> = places.iter().filter_map(|at| self.names.get(*at)).map(String::as_str).collect();
                database.table_reader(table, &names, rowid.is_some(), &sql)?
            }
            None => database.reader(&sql)?,
        };
        Ok(Scan { reader, has_rowid: rowid.is_some(), done: 0 })
    }

    /// Says whether rows are read from the table itself, not from a copy.
    fn is_original(&self) -> bool {
        self.rowid.is_some() && !self.from.starts_with("temp.")
    }

    /// Drops the temporary copy, if there is one.
    pub(crate) fn forget<D: Database>(&self, database: &mut D) -> Result<()> {
        if self.from.starts_with("temp.") { database.run(&format!("DROP TABLE {}", self.from), &[]) } else { Ok(()) }
    }
}

/// A running scan of a source. Its query stays open, so that SQLite refuses to drop tables meanwhile.
pub(crate) struct Scan<D: Database> {
    reader: D::Reader,
    has_rowid: bool,
    /// The number of rows read so far.
    pub(crate) done: u64,
}

impl<D: Database> Scan<D> {
    /// Passes up to [`STEP`] more rows to `each`, in blocks; returns true if there may be more.
    pub(crate) fn step(&mut self, each: &mut dyn FnMut(Block<'_>)) -> Result<bool> {
        let (has_rowid, mut before, columns) = (self.has_rowid, self.done, self.reader.columns());
        let read = self.reader.read(STEP, &mut |values| {
            each(Block { values, columns, has_rowid, before });
            before += (values.len() / columns.max(1)) as u64;
        })?;
        self.done = before;
        Ok(read == STEP)
    }
}

/// Some rows of a source.
#[derive(Clone, Copy)]
pub(crate) struct Block<'a> {
    values: &'a [ValueRef<'a>],
    columns: usize,
    has_rowid: bool,
    /// The number of rows before the block.
    before: u64,
}

impl<'a> Block<'a> {
    /// Returns the values of all columns, row after row.
    pub(crate) fn values(self) -> impl Iterator<Item = ValueRef<'a>> {
        self.values.iter().copied()
    }

    /// Returns the rows: the rowid (or the position from 1) and the values.
    pub(crate) fn rows(self) -> impl Iterator<Item = (i64, &'a [ValueRef<'a>])> {
        let positions = self.before.cast_signed() + 1..;
        positions.zip(self.values.chunks_exact(self.columns.max(1))).map(move |(position, row)| match row {
            [ValueRef::Integer(rowid), values @ ..] if self.has_rowid => (*rowid, values),
            values => (position, values),
        })
    }
}
