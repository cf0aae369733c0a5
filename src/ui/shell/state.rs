//! The state that all panels share: the engine's stage, messages, the open database, a new version of the lab.

use crate::base::error::LabError;
use crate::base::schema::Schema;
use crate::browser::clock;
use crate::browser::clock::Ticker;
use crate::browser::document;
use crate::browser::fetch::Abort;
use crate::protocol::{Integrity, Progress, Stage};
use crate::ui::shell::areas::AreasState;
use crate::ui::shell::opened_file::{FileCheck, OpenedFile};
use crate::ui::shell::results_state::GridsState;
use crate::ui::signals::*;

/// The interval at which the elapsed time is updated while the engine works, in milliseconds.
const TICK_MS: i32 = 200;

/// The state of the offer to update the lab to a new version.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Update {
    /// No new version is offered.
    #[default]
    None,
    /// A new version is offered.
    Offered,
    /// The person pressed *update* and has unsaved changes, so the page asks what to do with them.
    Asking,
}

/// The signals that several panels draw or change.
#[derive(Clone, Copy)]
pub(crate) struct ShellState {
    /// The areas of the page that are on show.
    pub(crate) areas: AreasState,
    /// `true` while this view is shown: the lab or the grading view.
    pub(crate) visible: RwSignal<bool>,
    /// `true` while files are dragged over the page.
    pub(crate) dragging: RwSignal<bool>,
    pub(crate) stage: RwSignal<Stage>,
    pub(crate) progress: RwSignal<Option<Progress>>,
    /// Time since the stage began, in milliseconds. SQLite reports no progress while it checks a file.
    pub(crate) elapsed: RwSignal<Option<f64>>,
    ticker: StoredValue<Option<Ticker>, LocalStorage>,
    /// The text of the status line: the running action or the result of the last one.
    pub(crate) status: RwSignal<String>,
    /// The last error outside of the SQL box.
    pub(crate) alert: RwSignal<Option<LabError>>,
    /// The open database.
    pub(crate) opened: RwSignal<Option<OpenedFile>>,
    pub(crate) schema: RwSignal<Schema>,
    /// `true` if the database has changes that were not downloaded.
    pub(crate) unsaved: RwSignal<bool>,
    /// `true` if the database was changed since it was opened.
    pub(crate) changed: RwSignal<bool>,
    /// The integrity check of the file that is being opened: needed, may be skipped, skipped.
    pub(crate) file_check: RwSignal<FileCheck>,
    /// Aborts the download of a file or lesson from an address; `None` while nothing is fetched.
    pub(crate) fetching: RwSignal<Option<Abort>>,
    pub(crate) dark: RwSignal<bool>,
    pub(crate) update: RwSignal<Update>,
    pub(crate) grids: GridsState,
}

impl ShellState {
    /// The state of a page that has just been opened.
    pub(crate) fn new() -> Self {
        Self {
            areas: AreasState::new(),
            visible: RwSignal::new(true),
            dragging: RwSignal::default(),
            stage: RwSignal::new(Stage::Loading),
            progress: RwSignal::default(),
            elapsed: RwSignal::default(),
            ticker: StoredValue::new_local(None),
            status: RwSignal::new(crate::words::LOADING.to_owned()),
            alert: RwSignal::default(),
            opened: RwSignal::default(),
            schema: RwSignal::default(),
            unsaved: RwSignal::default(),
            changed: RwSignal::default(),
            file_check: RwSignal::default(),
            fetching: RwSignal::new(None),
            dark: RwSignal::default(),
            update: RwSignal::default(),
            grids: GridsState::new(),
        }
    }

    /// Shows or hides the view; `<html data-state>` has the stage of the view that is shown.
    pub(crate) fn show(self, visible: bool) {
        if self.visible.get_untracked() != visible {
            self.visible.set(visible);
        }
        self.tell_stage();
    }

    /// Sets the stage, for the elements and in `<html data-state>`, and starts or stops the elapsed time.
    pub(crate) fn enter(self, stage: Stage) {
        self.progress.set(None);
        self.elapsed.set(None);
        self.stage.set(stage);
        let start = clock::elapsed_ms();
        let tick = move || self.elapsed.set(Some(clock::elapsed_ms() - start));
        self.ticker.set_value(if stage == Stage::Ready { None } else { clock::every(TICK_MS, tick) });
        self.tell_stage();
    }

    fn tell_stage(self) {
        if self.visible.get_untracked() {
            let state = match self.stage.get_untracked() {
                Stage::Loading => "loading",
                Stage::Ready => "ready",
                _ => "busy",
            };
            document::set_root("data-state", state);
        }
    }

    /// Returns `true` while the engine works on something.
    pub(crate) fn busy(self) -> bool {
        !matches!(self.stage.get(), Stage::Ready)
    }

    /// Returns `true` if the open file is damaged, so that nothing is built from it.
    pub(crate) fn is_damaged(self) -> bool {
        self.opened.with(|open| open.as_ref().is_some_and(|open| matches!(open.integrity, Integrity::Damaged(_))))
    }
}
