//! The state of the editor: the editor itself, the selection, the part of the text that ran, and marks in it.

use crate::browser::editor::{Editor, Mark};
use crate::ui::signals::*;

/// A part of the SQL in the box, or all of it, as it was when it was run.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PartOfBox {
    /// The SQL of the part.
    pub(crate) sql: String,
    /// All of the SQL.
    pub(crate) whole: String,
    /// The start of the part, in characters.
    pub(crate) start: u32,
}

impl PartOfBox {
    /// All of the SQL.
    pub(crate) fn whole(sql: String) -> Self {
        Self { whole: sql.clone(), sql, start: 0 }
    }
}

/// The editor, and the signals of what it shows beside the text.
#[derive(Clone, Copy)]
pub(crate) struct EditorState {
    /// The editor; `None` while the text area does its work.
    pub(crate) editor: StoredValue<Option<Editor>, LocalStorage>,
    /// `true` once the editor is there.
    pub(crate) is_there: RwSignal<bool>,
    /// `true` if the editor could not be loaded.
    pub(crate) is_missing: RwSignal<bool>,
    /// `true` while a part of the text is selected in the editor.
    pub(crate) selected: RwSignal<bool>,
    /// What ran last. Its error and notes have their places in `whole`.
    pub(crate) ran: StoredValue<PartOfBox>,
    /// Marks of what ran last: its error and notes.
    pub(crate) marks_of_run: RwSignal<Vec<Mark>>,
    /// Marks of what the lab sees in the text before it runs.
    pub(crate) lints: RwSignal<Vec<Mark>>,
}

impl EditorState {
    /// The state of a page whose editor is not there yet.
    pub(crate) fn new() -> Self {
        Self {
            editor: StoredValue::new_local(None),
            is_there: RwSignal::default(),
            is_missing: RwSignal::default(),
            selected: RwSignal::default(),
            ran: StoredValue::new(PartOfBox::default()),
            marks_of_run: RwSignal::default(),
            lints: RwSignal::default(),
        }
    }
}
