//! The state of opening: the database to open, and the questions before it.

use crate::links::Link;
use crate::saved_work::Generation;
use crate::ui::shell::attached_file::AttachedFile;
use crate::ui::signals::*;

/// A database to open.
#[derive(Clone, Debug)]
pub(crate) enum Opening {
    /// Work that is saved in this browser.
    Saved(Generation),
    /// A built-in sample.
    Sample(String),
    /// A database file from this machine, with its log and journal.
    Files(AttachedFile),
    /// The file at an address.
    Remote(String),
    /// A database in the link itself: the sample from which it differs, the file's name, and its bytes in Base64.
    Carried(Option<String>, Option<String>, String),
}

/// The question about a log or journal whose name does not fit the database that was chosen with it.
#[derive(Clone, Debug)]
pub(crate) struct CompanionQuestion {
    /// The names of the log and journal that may not belong to the database.
    pub(crate) names: Vec<String>,
    pub(crate) with: AttachedFile,
    pub(crate) without: AttachedFile,
}

/// The signals of opening.
#[derive(Clone, Copy)]
pub(crate) struct OpenState {
    /// The file or link that the person wanted to open, held while the page asks about unsaved changes.
    pub(crate) waiting: RwSignal<Option<(Opening, Link)>>,
    /// The database to open, held while the page asks about a log or journal of another name.
    pub(crate) companion_question: RwSignal<Option<CompanionQuestion>>,
    /// The open database as it was at first; `None` for work that was saved in this browser and came from a file.
    pub(crate) original: RwSignal<Option<(Opening, Link)>>,
}

impl OpenState {
    /// The state without a question.
    pub(crate) fn new() -> Self {
        Self { waiting: RwSignal::new(None), companion_question: RwSignal::new(None), original: RwSignal::new(None) }
    }
}
