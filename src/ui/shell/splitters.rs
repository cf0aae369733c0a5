//! The sizes that a person can change: the width of the left column, and the height of the editor.

use crate::ui::signals::*;

/// A line between two parts of the page that can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Splitter {
    /// Between the left column and the rest.
    Side,
    /// Between the editor and its results.
    Editor,
}

impl Splitter {
    /// All of them.
    pub(crate) const ALL: [Self; 2] = [Self::Side, Self::Editor];

    /// The smallest and the largest size, in CSS pixels.
    pub(crate) const fn range(self) -> (i32, i32) {
        match self {
            Self::Side => (240, 720),
            Self::Editor => (64, 720),
        }
    }

    /// The size without a choice of the person; the editor's then follows its text.
    pub(crate) const fn usual(self) -> i32 {
        match self {
            Self::Side => 360,
            Self::Editor => 148,
        }
    }

    /// The name of the size in the browser's storage, and with `--` before it in the style sheet.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Side => "side-width",
            Self::Editor => "editor-height",
        }
    }

    /// The selector of the element whose size it is.
    pub(crate) const fn sized(self) -> &'static str {
        match self {
            Self::Side => ".side:not([hidden])",
            Self::Editor => ".editor",
        }
    }
}

/// The sizes that the person has chosen, in CSS pixels.
#[derive(Clone, Copy)]
pub(crate) struct SplittersState {
    side: RwSignal<Option<i32>>,
    editor: RwSignal<Option<i32>>,
}

impl SplittersState {
    /// No choices.
    pub(crate) fn new() -> Self {
        Self { side: RwSignal::default(), editor: RwSignal::default() }
    }

    /// The size that was chosen for a splitter.
    pub(crate) fn of(self, splitter: Splitter) -> RwSignal<Option<i32>> {
        match splitter {
            Splitter::Side => self.side,
            Splitter::Editor => self.editor,
        }
    }
}
