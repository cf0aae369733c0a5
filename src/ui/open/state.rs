//! The state of opening: what can be opened, what has to be asked before, files that are held over the page.

use crate::links::Link;
use crate::saved_work::Generation;
use crate::ui::shell::attached_file::AttachedFile;
use crate::ui::signals::*;

/// What is to be opened.
#[derive(Clone, Debug)]
pub(crate) enum Opening {
    /// Work that is saved in this browser.
    Kept(Generation),
    /// A built-in sample.
    Sample(String),
    /// A database from this machine, with what lies beside it.
    Files(AttachedFile),
    /// An address.
    Remote(String),
    /// From the link itself: the sample whose difference it is, the file's name, the bytes as text.
    Carried(Option<String>, Option<String>, String),
}

/// A log or journal whose name is not that of the database beside it.
#[derive(Clone, Debug)]
pub(crate) struct Stray {
    /// The names of what may not belong to the database.
    pub(crate) names: Vec<String>,
    pub(crate) with: AttachedFile,
    pub(crate) without: AttachedFile,
}

/// The signals of opening.
#[derive(Clone, Copy)]
pub(crate) struct OpenState {
    /// What waits for an answer about unsaved changes.
    pub(crate) waiting: RwSignal<Option<(Opening, Link)>, LocalStorage>,
    /// What waits for an answer about a log or journal of another name.
    pub(crate) stray: RwSignal<Option<Stray>, LocalStorage>,
    /// Whether files are being dragged over the page.
    pub(crate) dragging: RwSignal<bool>,
}

impl OpenState {
    /// Nothing is to be opened.
    pub(crate) fn new() -> Self {
        Self { waiting: RwSignal::new_local(None), stray: RwSignal::new_local(None), dragging: RwSignal::default() }
    }
}
