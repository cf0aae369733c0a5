//! Links: following and copying them, and links to the lab in a frame.

mod address_actions;
pub(crate) mod copy_actions;
pub(crate) mod follow_actions;
pub(crate) mod frame_actions;
pub(crate) mod state;
pub(crate) mod view;
