//! The view for instructors: what learners handed in, and their grades.

pub(crate) mod actions;
pub(crate) mod state;
pub(crate) mod table_view;
pub(crate) mod view;
