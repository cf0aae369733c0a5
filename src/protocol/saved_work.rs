//! The calls of saved work: saving an image, and the list.

use serde::{Deserialize, Serialize};

/// Request to save an image, which comes beside the message. Answered once it is the current generation.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Save {
    /// The generation's record of `saved_work`; the worker fills in number, size and checksum.
    pub record: String,
}

/// Request of [`SavedWorkList`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ListSavedWork {
    /// True to remove files of generations that were left half-written: only for the tab that saves.
    pub tidy: bool,
    /// The work whose versions are wanted; empty for the newest generation of each work.
    pub versions_of: String,
}

/// Saved work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedWorkList {
    /// The records of the works or versions that can be opened, the newest first.
    pub records: Vec<String>,
}
