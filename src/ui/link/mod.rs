//! Links: following one, copying one, frames.

pub(crate) mod copy_actions;
pub(crate) mod follow_actions;
pub(crate) mod frame_actions;
pub(crate) mod state;
pub(crate) mod view;
