//! Entity keys: normalised values, the index of customers, alternative matching, match counts.

pub(crate) mod alternatives;
pub(crate) mod index;
pub mod key;
pub mod matches;
pub(crate) mod normal_forms;
