//! The tab *Explore*: the profile of a table.

pub(crate) mod actions;
pub(crate) mod state;
pub(crate) mod view;
