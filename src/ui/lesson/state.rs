//! The lesson and the exercise on show.

use crate::lessons::Exercise;
use crate::lessons::Head;

/// The lesson on show.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Course {
    /// What a link calls it: the name of a lesson of this host, or an address.
    pub(crate) name: String,
    /// The address of its folder, with `/` at its end.
    pub(crate) folder: String,
    pub(crate) head: Head,
}

/// The exercise on show.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Step {
    /// Which one, from 0.
    pub(crate) at: usize,
    /// Its file as it came, for the worker.
    pub(crate) text: String,
    pub(crate) exercise: Exercise,
}
