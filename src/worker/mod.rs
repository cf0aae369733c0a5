//! (being written)
pub(crate) fn start() {}
