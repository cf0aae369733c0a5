//! The state of the page: the shared signals, and the signals of each panel.

use crate::saved_work::save_state::Saving;
use crate::ui::build::state::BuildState;
use crate::ui::explore::state::ExploreState;
use crate::ui::export::state::ExportState;
use crate::ui::lesson::state::LessonState;
use crate::ui::link::state::LinkState;
use crate::ui::open::state::OpenState;
use crate::ui::runs::state::RunsState;
use crate::ui::saved_work::state::SavedWorkState;
use crate::ui::shell::state::ShellState;
use crate::ui::sql::state::SqlState;
use crate::ui::undo::state::UndoState;

/// All signals of the page, by panel. A copy is the same state.
#[derive(Clone, Copy)]
pub(crate) struct State {
    pub(crate) shell: ShellState,
    pub(crate) open: OpenState,
    pub(crate) build: BuildState,
    pub(crate) explore: ExploreState,
    pub(crate) export: ExportState,
    pub(crate) runs: RunsState,
    pub(crate) sql: SqlState,
    pub(crate) lesson: LessonState,
    pub(crate) link: LinkState,
    pub(crate) saved_work: SavedWorkState,
    pub(crate) undo: UndoState,
}

impl State {
    /// The state of a page that has just been opened.
    pub(crate) fn new() -> Self {
        Self {
            shell: ShellState::new(),
            open: OpenState::new(),
            build: BuildState::new(),
            explore: ExploreState::new(),
            export: ExportState::new(),
            runs: RunsState::new(),
            sql: SqlState::new(),
            lesson: LessonState::new(),
            link: LinkState::new(),
            saved_work: SavedWorkState::new(),
            undo: UndoState::new(),
        }
    }

    /// Returns `true` if changes would be lost when another database is opened or the page is closed.
    pub(crate) fn has_unsaved_changes(self) -> bool {
        self.shell.unsaved.get_untracked() && matches!(self.saved_work.saving_now(), Saving::Underway | Saving::Not(_))
    }
}
