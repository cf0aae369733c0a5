//! The grading view for instructors: the files that learners handed in, and a table of grades.

pub(crate) mod actions;
pub(crate) mod state;
pub(crate) mod table_view;
pub(crate) mod view;
