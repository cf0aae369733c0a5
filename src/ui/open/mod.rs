//! Opens and downloads databases.

pub(crate) mod actions;
pub(crate) mod dialogs;
pub(crate) mod download;
pub(crate) mod pairing;
pub(crate) mod start;
pub(crate) mod state;
