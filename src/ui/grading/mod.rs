//! The grading view for instructors, a program of its own: the files that learners handed in, and a table of grades.

pub(crate) mod actions;
pub(crate) mod app;
pub(crate) mod state;
pub(crate) mod table_view;
pub(crate) mod view;
