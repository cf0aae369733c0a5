//! What all panels share: state, actions, the top bar, messages, parts of views.

pub(crate) mod actions;
pub(crate) mod field;
pub(crate) mod messages;
pub(crate) mod parts;
pub(crate) mod state;
pub(crate) mod theme;
pub(crate) mod top_bar;
pub(crate) mod update_actions;
pub(crate) mod update_view;
