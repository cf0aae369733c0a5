//! The panel *Export*: the definition of the last build as a script for another engine.

pub(crate) mod actions;
mod handover_actions;
pub(crate) mod program;
pub(crate) mod state;
mod tables_actions;
mod thresholds_view;
pub(crate) mod view;
