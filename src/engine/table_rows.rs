//! The rows of a table as a result that is read from the table: by windows, arranged, described, written.
//!
//! Rows have places in the order of their rowids, or in the order of an arrangement, which is a list of rowids. Scripts may
//! change the table: places are found anew after that, and an arrangement is gone.

use std::collections::BTreeSet;

use super::database::{Database, Reader};
use super::query::{RESULT_BYTES, change_counter, in_main};
use crate::base::error::{LabError, Result};
use crate::base::ident::Ident;
use crate::base::problem::session::SessionProblem;
use crate::base::schema::Table;
use crate::base::value::{Value, ValueRef};
use crate::results::arrangement::Filters;
use crate::results::facts::Seen;
use crate::results::kept_rows::{WINDOW_BYTES, estimated_bytes};
use crate::results::sort_key::Sorter;
use crate::results::{ColumnFacts, Filter, Order};

/// The number of rows that are read at a time.
const ROWS: u32 = 2048;

/// A table with rowids as a result.
pub struct TableRows {
    /// The table in SQL, as `t`.
    from: String,
    /// The name of the rowid that no column hides, in SQL.
    rowid: String,
    columns: Vec<String>,
    places: Places,
    is_arranged: bool,
    stamp: Stamp,
}

/// The rowids of the rows, in order.
enum Places {
    /// These integers from the first on.
    Run { first: i64, count: u64 },
    /// These.
    List(Vec<i64>),
}

/// The scripts that ran.
#[derive(Clone, Copy, Default)]
pub struct Scripts {
    /// Their number.
    pub count: u64,
    /// True if the last one left a transaction open, whose end may undo changes in silence.
    pub in_transaction: bool,
}

/// The state of the database at a moment.
struct Stamp {
    changes: Vec<Vec<Value>>,
    scripts: Scripts,
}

impl Stamp {
    fn now<D: Database>(database: &mut D, scripts: Scripts) -> Result<Self> {
        Ok(Self { changes: change_counter(database)?, scripts })
    }

    fn still_holds<D: Database>(&self, database: &mut D, scripts: Scripts) -> Result<bool> {
        let may_be_undone = self.scripts.in_transaction && self.scripts.count != scripts.count;
        Ok(!may_be_undone && self.changes == change_counter(database)?)
    }
}

impl TableRows {
    /// Finds the rows of a table; `None` if it has no rowids, or none that SQL can name. A table with `numbered` rows has
    /// rowids from 1. `scripts` are those that ran so far, here and in all other functions.
    pub fn open<D: Database>(
        database: &mut D,
        table: &Table,
        numbered: Option<u64>,
        scripts: Scripts,
    ) -> Result<Option<Self>> {
        let Some(rowid) = table.rowid() else { return Ok(None) };
        let from = format!("{} AS t", in_main(&table.name));
        let columns = column_names(database, &from)?;
        let stamp = Stamp::now(database, scripts)?;
        let rowid = format!("t.{}", Ident(rowid));
        let places = match numbered {
            Some(count) => Places::Run { first: 1, count },
            None => match places(database, &from, &rowid) {
                Ok(places) => places,
                Err(_) => return Ok(None),
            },
        };
        Ok(Some(Self { from, rowid, columns, places, is_arranged: false, stamp }))
    }

    /// Returns the names of the columns.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Returns the number of rows, as of the last time when their places were found.
    pub fn total(&self) -> u64 {
        match &self.places {
            Places::Run { count, .. } => *count,
            Places::List(rowids) => rowids.len() as u64,
        }
    }

    /// Finds the places anew if the table may have changed.
    fn refresh<D: Database>(&mut self, database: &mut D, scripts: Scripts) -> Result<()> {
        if self.stamp.still_holds(database, scripts)? {
            return Ok(());
        }
        if self.is_arranged {
            return Err(SessionProblem::RowsGone.into());
        }
        self.find_again(database, scripts)
    }

    fn find_again<D: Database>(&mut self, database: &mut D, scripts: Scripts) -> Result<()> {
        let gone = |_| LabError::from(SessionProblem::RowsGone);
        if column_names(database, &self.from).map_err(gone)? != self.columns {
            return Err(SessionProblem::RowsGone.into());
        }
        self.stamp = Stamp::now(database, scripts)?;
        self.places = places(database, &self.from, &self.rowid).map_err(gone)?;
        self.is_arranged = false;
        Ok(())
    }

    /// Reads a window of rows, fewer if they take more than [`WINDOW_BYTES`].
    pub fn window<D: Database>(
        &mut self,
        database: &mut D,
        scripts: Scripts,
        start: u64,
        count: u64,
    ) -> Result<Vec<Vec<Value>>> {
        self.refresh(database, scripts)?;
        let count = count.min(u64::from(ROWS)).min(self.total().saturating_sub(start));
        let mut rows: Vec<Vec<Value>> = Vec::new();
        if count == 0 {
            return Ok(rows);
        }
        let mut reader = database.reader(&self.select(start, count))?;
        let mut bytes = 0;
        while (rows.len() as u64) < count && bytes <= WINDOW_BYTES {
            let read = reader.read(1, &mut |row| {
                let row: Vec<Value> = row.iter().map(|value| value.to_value()).collect();
                bytes += row.iter().map(estimated_bytes).sum::<usize>();
                rows.push(row);
            })?;
            if read == 0 {
                return Err(SessionProblem::RowsGone.into());
            }
        }
        Ok(rows)
    }

    /// Passes rows from `start` on to `each`, block by block, at most `count`.
    pub fn each<D: Database>(
        &mut self,
        database: &mut D,
        scripts: Scripts,
        (start, count): (u64, u64),
        each: &mut dyn FnMut(&[ValueRef<'_>]) -> Result<()>,
    ) -> Result<()> {
        self.refresh(database, scripts)?;
        let end = start.saturating_add(count).min(self.total());
        let mut at = start;
        while at < end {
            let count = u64::from(ROWS).min(end - at);
            let mut reader = database.reader(&self.select(at, count))?;
            let (columns, mut outcome) = (reader.columns().max(1), Ok(()));
            let read = reader.read(ROWS, &mut |block| {
                for row in block.chunks_exact(columns) {
                    if outcome.is_ok() {
                        outcome = each(row);
                    }
                }
            })?;
            outcome?;
            if u64::from(read) != count {
                return Err(SessionProblem::RowsGone.into());
            }
            at += count;
        }
        Ok(())
    }

    /// Arranges the rows as the table is now; returns the number of rows of the table.
    pub fn arrange<D: Database>(
        &mut self,
        database: &mut D,
        scripts: Scripts,
        order: Option<Order>,
        filters: &[Filter],
    ) -> Result<u64> {
        self.find_again(database, scripts)?;
        let whole = self.total();
        let mut filters = Filters::read(filters);
        if order.is_none() && filters.is_empty() {
            return Ok(whole);
        }
        let order_by = order.map(|order| order.column as usize);
        let wanted: Vec<usize> = filters.columns().chain(order_by).collect::<BTreeSet<_>>().into_iter().collect();
        let place = |column: usize| wanted.iter().position(|one| *one == column).unwrap_or(usize::MAX);
        let (mut rowids, mut sorter, mut bytes) = (Vec::new(), Sorter::default(), 0);
        self.scan(database, &wanted, &mut |rowid, row| {
            let value = |column: usize| row.get(place(column)).copied().unwrap_or(ValueRef::Null);
            if !filters.keep(value) {
                return Ok(());
            }
            if let Some(column) = order_by {
                bytes += sorter.push_copy(number_of(rowids.len())?, value(column));
            }
            rowids.push(rowid);
            within_limit(bytes + rowids.len() * size_of::<i64>())
        })?;
        if let Some(order) = order {
            let at = |at: u32| rowids.get(at as usize).copied();
            rowids = sorter.sorted(order.descending).into_iter().filter_map(at).collect();
        }
        self.places = Places::List(rowids);
        self.is_arranged = true;
        Ok(whole)
    }

    /// Reads the facts of a column, of the rows that the arrangement has.
    pub fn describe<D: Database>(&mut self, database: &mut D, scripts: Scripts, column: usize) -> Result<ColumnFacts> {
        self.refresh(database, scripts)?;
        let mut kept = match &self.places {
            Places::List(rowids) if self.is_arranged => Some(rowids.clone()),
            _ => None,
        };
        kept.iter_mut().for_each(|rowids| rowids.sort_unstable());
        let mut kept = kept.map(|rowids| rowids.into_iter().peekable());
        let (mut rowids, mut seen, mut bytes) = (Vec::new(), Seen::default(), 0);
        self.scan(database, &[column], &mut |rowid, row| {
            if let Some(kept) = &mut kept
                && kept.next_if_eq(&rowid).is_none()
            {
                return Ok(());
            }
            let value = row.first().copied().unwrap_or(ValueRef::Null);
            bytes += seen.see_copy(number_of(rowids.len())?, value);
            rowids.push(rowid);
            within_limit(bytes + rowids.len() * size_of::<i64>())
        })?;
        let name = self.column(column)?;
        seen.facts(|at| {
            let rowid = rowids.get(at as usize).copied().unwrap_or_default();
            let sql = format!("SELECT {name} FROM {} WHERE {} = CAST(?1 AS INTEGER)", self.from, self.rowid);
            database.value(&sql, &[ValueRef::Integer(rowid)])
        })
    }

    /// Passes the rowid of each row and its values in some columns to `each`, in the order of the rowids.
    fn scan<D: Database>(
        &self,
        database: &mut D,
        columns: &[usize],
        each: &mut dyn FnMut(i64, &[ValueRef<'_>]) -> Result<()>,
    ) -> Result<()> {
        let columns: Vec<String> = columns.iter().map(|column| self.column(*column)).collect::<Result<_>>()?;
        let values = [vec![self.rowid.clone()], columns].concat();
        let sql = format!("SELECT {} FROM {} ORDER BY {}", values.join(", "), self.from, self.rowid);
        let mut reader = database.reader(&sql)?;
        loop {
            let mut outcome = Ok(());
            let read = reader.read(ROWS, &mut |block| {
                for row in block.chunks_exact(values.len()) {
                    if let (Ok(()), Some((ValueRef::Integer(rowid), row))) = (&outcome, row.split_first()) {
                        outcome = each(*rowid, row);
                    }
                }
            })?;
            outcome?;
            if read < ROWS {
                return Ok(());
            }
        }
    }

    fn column(&self, column: usize) -> Result<String> {
        let name = self.columns.get(column).ok_or_else(|| LabError::internal("a column that a table does not have"))?;
        Ok(format!("t.{}", Ident(name)))
    }

    /// Writes the query of some rows that there are, from `start` on.
    fn select(&self, start: u64, count: u64) -> String {
        let Self { from, rowid, places, .. } = self;
        match places {
            Places::Run { first, .. } => {
                let first = first.saturating_add_unsigned(start);
                let last = first.saturating_add_unsigned(count.saturating_sub(1));
                format!("SELECT t.* FROM {from} WHERE {rowid} BETWEEN {first} AND {last} ORDER BY {rowid}")
            }
            Places::List(rowids) => {
                let index = |place: u64| usize::try_from(place).unwrap_or(usize::MAX);
                let wanted = rowids.iter().skip(index(start)).take(index(count));
                let wanted: Vec<String> = (0..).zip(wanted).map(|(at, id): (u32, _)| format!("({at},{id})")).collect();
                format!(
                    "SELECT t.* FROM (SELECT column1 AS at, column2 AS id FROM (VALUES {})) AS w CROSS JOIN {from} \
                     ON {rowid} = w.id ORDER BY w.at",
                    wanted.join(",")
                )
            }
        }
    }
}

/// Returns the names of all columns of a table.
fn column_names<D: Database>(database: &mut D, from: &str) -> Result<Vec<String>> {
    database.query(&format!("SELECT * FROM {from} LIMIT 0"), &[], &mut |_| Ok(()))
}

/// Finds the rowids of a table: counting is fast, and shows whether there are gaps.
fn places<D: Database>(database: &mut D, from: &str, rowid: &str) -> Result<Places> {
    let ends = database.rows(
        &format!(
            "SELECT (SELECT min({rowid}) FROM {from}), (SELECT max({rowid}) FROM {from}), (SELECT count(*) FROM {from})"
        ),
        &[],
    )?;
    let count = match ends.first().map(Vec::as_slice) {
        Some([Value::Integer(first), Value::Integer(last), Value::Integer(count)]) => {
            if i128::from(*last) - i128::from(*first) + 1 == i128::from(*count) {
                return Ok(Places::Run { first: *first, count: count.unsigned_abs() });
            }
            *count
        }
        Some([_, _, Value::Integer(0)]) => return Ok(Places::Run { first: 1, count: 0 }),
        _ => return Err(LabError::internal("rowids that are no integers")),
    };
    let mut rowids = Vec::with_capacity(usize::try_from(count).unwrap_or(0));
    let mut reader = database.reader(&format!("SELECT {rowid} FROM {from} ORDER BY {rowid}"))?;
    loop {
        let read = reader.read(ROWS, &mut |block| {
            rowids.extend(block.iter().filter_map(|value| match value {
                ValueRef::Integer(rowid) => Some(*rowid),
                _ => None,
            }));
        })?;
        within_limit(rowids.len() * size_of::<i64>())?;
        if read < ROWS {
            return Ok(Places::List(rowids));
        }
    }
}

/// Fails if so many bytes are more than may be kept.
fn within_limit(bytes: usize) -> Result<()> {
    if bytes <= RESULT_BYTES {
        return Ok(());
    }
    Err(SessionProblem::ResultTooLarge { limit: RESULT_BYTES as u64, shown: 0 }.into())
}

fn number_of(at: usize) -> Result<u32> {
    u32::try_from(at).map_err(|_| LabError::internal("more rows than can be numbered"))
}
