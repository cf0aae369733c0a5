//! The calls on results: windows of rows, order and filters, facts of a column, files, and whole tables as results.

use super::{CurrentDatabase, Origin, ResultRows, Session, StoredResult};
use crate::base::error::{LabError, Result};
use crate::base::problem::session::SessionProblem;
use crate::engine::database::Database;
use crate::engine::query;
use crate::engine::query::FIRST_ROWS;
use crate::engine::table_rows::TableRows;
use crate::protocol::{
    Arrange, Arranged, BrowseTable, ColumnFacts, DescribeColumn, ResultSet, Rows, Window, WriteResult, Written,
};
use crate::results::format::Writer;
use crate::results::kept_rows::KeptRows;

/// The number of browsed tables that are kept.
const BROWSED: usize = 8;

impl<D: Database> Session<D> {
    /// Reads a window of a result.
    pub fn rows(&mut self, request: &Rows) -> Result<Window> {
        let Rows { result, start, count } = *request;
        let scripts = self.scripts;
        let (current, stored) = self.result(result)?;
        let rows = match &mut stored.rows {
            ResultRows::Here(kept) => kept.window(start, u64::from(count)),
            ResultRows::Table(table) => table.window(&mut current.database, scripts, start, u64::from(count))?,
        };
        Ok(Window { start, rows })
    }

    /// Sets the order and the filters of a result.
    pub fn arrange(&mut self, request: &Arrange) -> Result<Arranged> {
        let scripts = self.scripts;
        let (current, stored) = self.result(request.result)?;
        let columns = request.filters.iter().map(|filter| filter.column).chain(request.order.map(|order| order.column));
        columns.into_iter().try_for_each(|column| stored.has_column(column))?;
        let first = u64::from(FIRST_ROWS);
        match &mut stored.rows {
            ResultRows::Here(kept) => {
                kept.arrange(request.order, &request.filters);
                let whole = kept.relation().rows.len() as u64;
                Ok(Arranged { total: kept.total(), whole, first: kept.window(0, first) })
            }
            ResultRows::Table(table) => {
                let database = &mut current.database;
                let whole = table.arrange(database, scripts, request.order, &request.filters)?;
                let first = table.window(database, scripts, 0, first)?;
                Ok(Arranged { total: table.total(), whole, first })
            }
        }
    }

    /// Reads the facts of a column of a result as it is arranged.
    pub fn describe_column(&mut self, request: &DescribeColumn) -> Result<ColumnFacts> {
        let scripts = self.scripts;
        let (current, stored) = self.result(request.result)?;
        stored.has_column(request.column)?;
        let column = request.column as usize;
        match &mut stored.rows {
            ResultRows::Here(kept) => kept.describe(column),
            ResultRows::Table(table) => table.describe(&mut current.database, scripts, column),
        }
    }

    /// Writes the rows of a result as it is arranged; `take` gets the bytes in parts, in order.
    pub fn write_result(
        &mut self,
        request: &WriteResult,
        take: &mut dyn FnMut(&[u8]) -> Result<()>,
    ) -> Result<Written> {
        let scripts = self.scripts;
        let (current, stored) = self.result(request.result)?;
        let columns = stored.columns();
        let mut writer = Writer::new(request.format, columns, &request.table_name, request.harmless_formulas);
        let (from, count) = (request.from, request.count.unwrap_or(u64::MAX));
        match &mut stored.rows {
            ResultRows::Here(kept) => kept.write(&mut writer, from, count, take)?,
            ResultRows::Table(table) => table.each(&mut current.database, scripts, (from, count), &mut |row| {
                writer.row(row);
                writer.hand_over(take)
            })?,
        }
        Ok(Written { rows: writer.end(take)? })
    }

    /// Opens a whole table or view as a result. Without rowids its rows are kept in memory, one such table at a time.
    pub fn browse_table(&mut self, request: &BrowseTable) -> Result<ResultSet> {
        let scripts = self.scripts;
        let current = self.current()?;
        let known = current.opened.schema.table(&request.table);
        let rows = match known
            .map(|table| TableRows::open(&mut current.database, table, None, scripts))
            .transpose()?
            .flatten()
        {
            Some(rows) => ResultRows::Table(rows),
            None => {
                self.results
                    .retain(|stored| !(stored.origin == Origin::Browsed && matches!(stored.rows, ResultRows::Here(_))));
                let database = &mut self.current()?.database;
                let all = format!("SELECT * FROM {}", query::in_main(&request.table));
                ResultRows::Here(KeptRows::new(query::relation(database, &all, &[], &mut query::Room::default())?))
            }
        };
        let browsed = self.results.iter().filter(|stored| stored.origin == Origin::Browsed);
        let oldest = browsed.clone().next().map(|stored| stored.id).filter(|_| browsed.count() >= BROWSED);
        self.results.retain(|stored| Some(stored.id) != oldest);
        let id = self.remember(rows, Origin::Browsed);
        let (current, stored) = self.result(id)?;
        let columns = stored.columns().to_vec();
        let first = u64::from(FIRST_ROWS);
        let (total, first) = match &mut stored.rows {
            ResultRows::Here(kept) => (kept.total(), kept.window(0, first)),
            ResultRows::Table(table) => (table.total(), table.window(&mut current.database, scripts, 0, first)?),
        };
        Ok(ResultSet { id, columns, total, first })
    }

    /// Finds a result that is kept, and the database.
    fn result(&mut self, id: u32) -> Result<(&mut CurrentDatabase<D>, &mut StoredResult)> {
        let stored = self.results.iter_mut().find(|stored| stored.id == id);
        let stored = stored.ok_or_else(|| LabError::from(SessionProblem::RowsGone))?;
        let current = self.current.as_mut().ok_or_else(|| LabError::from(SessionProblem::NoDatabase))?;
        Ok((current, stored))
    }
}

impl StoredResult {
    /// Returns the names of the columns.
    fn columns(&self) -> &[String] {
        match &self.rows {
            ResultRows::Here(kept) => &kept.relation().columns,
            ResultRows::Table(table) => table.columns(),
        }
    }

    fn has_column(&self, column: u32) -> Result<()> {
        if (column as usize) < self.columns().len() {
            return Ok(());
        }
        Err(LabError::internal("a column that a result does not have"))
    }
}
