//! The panel *Record of builds*: the builds that the open database has a record of, and what changed between two of them.

mod actions;
pub(crate) mod state;
pub(crate) mod view;
