//! Work that is saved in this browser, and taken up again.

pub(crate) mod draft_actions;
pub(crate) mod resume_actions;
pub(crate) mod save_actions;
pub(crate) mod state;
pub(crate) mod view;
