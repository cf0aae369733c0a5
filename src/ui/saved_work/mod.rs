//! Saves work in this browser, and resumes it.

pub(crate) mod draft_actions;
pub(crate) mod resume_actions;
pub(crate) mod save_actions;
pub(crate) mod state;
pub(crate) mod versions_actions;
pub(crate) mod versions_view;
pub(crate) mod view;
