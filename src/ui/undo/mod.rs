//! Takes changes of the database back, makes them again, and puts the original in place.

pub(crate) mod actions;
pub(crate) mod state;
