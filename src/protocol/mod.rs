//! The calls between page and worker; reading [`calls`] is reading the lab's API.

pub mod calls;
mod macros;
mod postgres;
mod results;
mod runs;
mod saved_work;
mod stage;
mod summary;

pub use calls::*;
pub use macros::Call;
pub use postgres::{CopyTables, PostgresTable, PostgresTables, ROWS_FILE};
pub use results::{
    Arrange, Arranged, BrowseTable, ColumnFacts, DescribeColumn, Filter, Kinds, Order, ResultFormat, ResultSet, Rows,
    Window, WriteResult, Written,
};
pub use runs::{ListRuns, RunList};
pub use saved_work::{ListSavedWork, Save, SavedWorkList};
pub use stage::Stage;
pub use summary::Summarise;
