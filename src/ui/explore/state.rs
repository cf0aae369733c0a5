//! The state of the tab *Explore*.

use crate::ui::shell::results_state::ResultsState;

/// The signals of the tab *Explore*.
#[derive(Clone, Copy)]
pub(crate) struct ExploreState {
    /// The profile on show, with the first rows of its table.
    pub(crate) results: ResultsState,
}

impl ExploreState {
    /// No profile yet.
    pub(crate) fn new() -> Self {
        Self { results: ResultsState::new("profile-title") }
    }
}
