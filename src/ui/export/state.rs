//! The state of the exports: the format that is shown, with its text.

use crate::features::codegen::ExportFormat;
use crate::ui::signals::*;

/// The signals of the panel *Export*.
#[derive(Clone, Copy)]
pub(crate) struct ExportState {
    pub(crate) shown: RwSignal<Option<ShownExport>>,
    /// True while the program that writes exports is loaded.
    pub(crate) is_loading: RwSignal<bool>,
}

/// An export that is shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ShownExport {
    pub(crate) format: ExportFormat,
    pub(crate) text: String,
}

impl ExportState {
    /// The state before anything was exported.
    pub(crate) fn new() -> Self {
        Self { shown: RwSignal::default(), is_loading: RwSignal::default() }
    }
}
