//! Results as people look at them: the order and filters of their rows, the facts of a column, and their formats as files.

pub mod arrangement;
pub mod condition;
pub mod facts;
pub mod format;
pub mod kept_rows;
pub mod sort_key;

pub use arrangement::{Filter, Order};
pub use facts::{ColumnFacts, Kinds};
pub use format::ResultFormat;
