//! The state of the exports: the format that is shown, with its text.

use crate::features::codegen::ExportFormat;
use crate::features::handover::{Emails, HandoverFormat};
use crate::features::segments::Thresholds;
use crate::ui::signals::*;

/// The id of the text that is shown, with its buttons.
pub(crate) const SHOWN: &str = "export-shown";

/// The signals of the panel *Export*.
#[derive(Clone, Copy)]
pub(crate) struct ExportState {
    pub(crate) shown: RwSignal<Option<ShownExport>>,
    /// The text that is being written, while the program that writes exports is loaded.
    pub(crate) loading: RwSignal<Option<Offer>>,
    /// The days that divide a hand-over's segments.
    pub(crate) thresholds: RwSignal<Thresholds>,
    /// The treatment of e-mail addresses in a hand-over.
    pub(crate) emails: RwSignal<Emails>,
}

/// An export that is shown.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ShownExport {
    pub(crate) offer: Offer,
    pub(crate) text: String,
}

/// A text that the panel offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Offer {
    /// The definition of the table, for another engine.
    Definition(ExportFormat),
    /// The figures of the table, for the next step.
    Handover(HandoverFormat),
}

impl Offer {
    /// Returns the name of the file.
    pub(crate) fn file_name(self) -> &'static str {
        match self {
            Self::Definition(format) => format.file_name(),
            Self::Handover(format) => format.file_name(),
        }
    }
}

impl ExportState {
    /// The state before anything was exported.
    pub(crate) fn new() -> Self {
        Self {
            shown: RwSignal::default(),
            loading: RwSignal::default(),
            thresholds: RwSignal::default(),
            emails: RwSignal::default(),
        }
    }
}
