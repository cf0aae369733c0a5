//! The result on show and the page of rows of it.

use crate::base::value::Value;
use crate::protocol::StatementOutcome;

/// What the results panel shows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Shown {
    /// What it is: a table's name, or a query.
    pub(crate) title: String,
    /// What the results are called where there are several; they are counted if this is empty.
    pub(crate) tabs: &'static [&'static str],
    pub(crate) outcomes: Vec<StatementOutcome>,
}

/// A page of rows of the result on show.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rows {
    pub(crate) start: u64,
    pub(crate) rows: Vec<Vec<Value>>,
}
