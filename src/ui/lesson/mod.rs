//! The panel *Lesson*: exercises, checks and progress.

pub(crate) mod actions;
pub(crate) mod draft_actions;
pub(crate) mod line_view;
pub(crate) mod markdown_view;
pub(crate) mod progress_actions;
pub(crate) mod progress_view;
pub(crate) mod state;
pub(crate) mod view;
