//! The state that all panels share: the stage of the work, messages, the open database, a new version of the lab.

use crate::base::error::LabError;
use crate::base::schema::Schema;
use crate::browser::clock;
use crate::browser::clock::Ticker;
use crate::browser::document;
use crate::browser::fetch::Abort;
use crate::protocol::{Integrity, Progress as Working, Stage};
use crate::ui::shell::opened_file::{FileCheck, OpenedFile};
use crate::ui::signals::*;

/// How often the page tells that the engine is still at it.
const TICK_MS: i32 = 200;

/// What is to be said of a new version of the lab.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Update {
    /// Nothing.
    #[default]
    None,
    /// There is one.
    Offered,
    /// The person wants it, and has changes that it would take away.
    Asking,
}

/// The signals that several panels draw or change.
#[derive(Clone, Copy)]
pub(crate) struct ShellState {
    pub(crate) stage: RwSignal<Stage>,
    pub(crate) progress: RwSignal<Option<Working>>,
    /// How long the engine has been at it, in milliseconds; SQLite tells nothing while it checks a file.
    pub(crate) elapsed: RwSignal<Option<f64>>,
    ticker: StoredValue<Option<Ticker>, LocalStorage>,
    /// The last thing that went well, or goes on.
    pub(crate) status: RwSignal<String>,
    /// The last thing that went wrong, outside of the SQL box.
    pub(crate) alert: RwSignal<Option<LabError>>,
    /// The open database.
    pub(crate) opened: RwSignal<Option<OpenedFile>>,
    pub(crate) schema: RwSignal<Schema>,
    /// Whether the database has changes that were not downloaded.
    pub(crate) unsaved: RwSignal<bool>,
    /// Whether the database was changed since it was opened.
    pub(crate) changed: RwSignal<bool>,
    /// What happens to the check of the file that is being opened.
    pub(crate) file_check: RwSignal<FileCheck>,
    /// What stops the file that is on its way from an address.
    pub(crate) fetching: RwSignal<Option<Abort>, LocalStorage>,
    pub(crate) dark: RwSignal<bool>,
    pub(crate) update: RwSignal<Update>,
}

impl ShellState {
    /// The state of a page that has just been opened.
    pub(crate) fn new() -> Self {
        Self {
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
            fetching: RwSignal::new_local(None),
            dark: RwSignal::default(),
            update: RwSignal::default(),
        }
    }

    /// Enters a stage, for the views and for `<html data-state>` at once.
    pub(crate) fn enter(self, stage: Stage) {
        self.progress.set(None);
        self.elapsed.set(None);
        self.stage.set(stage);
        let start = clock::elapsed_ms();
        let tick = move || self.elapsed.set(Some(clock::elapsed_ms() - start));
        self.ticker.set_value(if stage == Stage::Ready { None } else { clock::every(TICK_MS, tick) });
        document::set_root(
            "data-state",
            match stage {
                Stage::Loading => "loading",
                Stage::Ready => "ready",
                _ => "busy",
            },
        );
    }

    /// Says whether the engine works on something.
    pub(crate) fn busy(self) -> bool {
        !matches!(self.stage.get(), Stage::Ready)
    }

    /// Says whether the open file is damaged, so that nothing is built from it.
    pub(crate) fn is_damaged(self) -> bool {
        self.opened.with(|open| open.as_ref().is_some_and(|open| matches!(open.integrity, Integrity::Damaged(_))))
    }
}
