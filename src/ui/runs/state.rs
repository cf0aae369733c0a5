//! The state of the record of builds: the list, and the two builds that are compared.

use crate::features::run_log::FeatureRun;
use crate::ui::signals::*;

/// The signals of the panel *Record of builds*.
#[derive(Clone, Copy)]
pub(crate) struct RunsState {
    /// The builds of the record, the newest first; `None` until they are read.
    pub(crate) runs: RwSignal<Option<Vec<FeatureRun>>>,
    /// The numbers of the builds that are compared: before and after.
    pub(crate) compared: RwSignal<(i64, i64)>,
}

impl RunsState {
    /// The state before a record is read.
    pub(crate) fn new() -> Self {
        Self { runs: RwSignal::default(), compared: RwSignal::default() }
    }
}
