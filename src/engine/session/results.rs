//! The calls on results: windows of rows, order and filters, facts of a column, files, and whole tables as results.

use super::Session;
use crate::base::error::{LabError, Result};
use crate::base::problem::session::SessionProblem;
use crate::engine::database::Database;
use crate::protocol::{Arrange, Arranged, BrowseTable, ColumnFacts, DescribeColumn, ResultSet, WriteResult, Written};

impl<D: Database> Session<D> {
    /// Sets the order and the filters of a result.
    pub fn arrange(&mut self, request: &Arrange) -> Result<Arranged> {
        let _ = request;
        Err(not_yet())
    }

    /// Reads the facts of a column of a result as it is arranged.
    pub fn describe_column(&mut self, request: &DescribeColumn) -> Result<ColumnFacts> {
        let _ = request;
        Err(not_yet())
    }

    /// Writes the rows of a result as it is arranged; `take` gets the bytes in parts, in order.
    pub fn write_result(
        &mut self,
        request: &WriteResult,
        take: &mut dyn FnMut(&[u8]) -> Result<()>,
    ) -> Result<Written> {
        let _ = (request, take);
        Err(not_yet())
    }

    /// Opens a whole table or view as a result.
    pub fn browse_table(&mut self, request: &BrowseTable) -> Result<ResultSet> {
        let _ = request;
        Err(not_yet())
    }
}

fn not_yet() -> LabError {
    SessionProblem::RowsGone.into()
}
