//! Code that all panels share: state, actions, the top bar, messages, common elements, files and lessons.

pub(crate) mod actions;
pub(crate) mod areas;
pub(crate) mod areas_actions;
pub(crate) mod areas_view;
pub(crate) mod attached_file;
pub(crate) mod drop_actions;
pub(crate) mod drop_view;
pub(crate) mod field;
pub(crate) mod last_change;
pub(crate) mod lower_bar;
pub(crate) mod messages;
pub(crate) mod open_lesson;
pub(crate) mod opened_file;
pub(crate) mod page_state;
pub(crate) mod parts;
pub(crate) mod results_actions;
pub(crate) mod results_state;
pub(crate) mod results_view;
pub(crate) mod state;
pub(crate) mod theme;
pub(crate) mod top_bar;
pub(crate) mod undo_view;
pub(crate) mod update_actions;
pub(crate) mod update_view;
pub(crate) mod verdicts_view;
