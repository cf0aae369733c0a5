//! The state of saved work: the open work, its state of saving, and work that can be resumed.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Blob;

use crate::browser::clock;
use crate::saved_work::Generation;
use crate::saved_work::save_state::{Ledger, Saving, Why};
use crate::saved_work::sql_history::History;
use crate::ui::signals::*;

/// Saved work or a draft that can be resumed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ResumableWork {
    pub(crate) saved: Generation,
    /// The fragment of a link that restores the page.
    pub(crate) link: String,
    /// The draft, if only that is stored and no database.
    pub(crate) draft: Option<Draft>,
}

/// A draft, besides its text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Draft {
    /// `true` if the database had changes that were not saved.
    pub(crate) has_lost: bool,
}

/// The work on the open database: its name, its state of saving, its drafts, and other work that can be resumed.
#[derive(Default)]
pub(crate) struct OpenWork {
    /// The name of the work in the storage.
    pub(crate) name: String,
    pub(crate) ledger: Ledger<Blob>,
    /// Saved work and drafts that are offered to be resumed.
    pub(crate) resumable: Vec<ResumableWork>,
    /// Counts the person's answers to offers, so that a list that was requested before an answer is dropped.
    pub(crate) answered: usize,
    /// The link to the page as it was when the database was opened, without the lesson.
    pub(crate) baseline_link: String,
    pub(crate) history: History,
    /// `true` if the link that is opened next is the person's own draft.
    pub(crate) own_link: bool,
    /// `true` while an action waits for the save, which then starts at once.
    pub(crate) flush_now: bool,
    /// `true` while a save is running.
    pub(crate) saving: bool,
    /// `true` once the database was saved as it was at first, or need not be.
    pub(crate) original_saved: bool,
    /// `true` while a draft waits to be stored.
    pub(crate) writing: bool,
}

/// The id of the title of the offer to resume saved work.
pub(crate) const RESUME_TITLE: &str = "resume-title";

/// From this size on, in bytes, the page shows the size while it saves, and saves wait longer for further changes.
pub(crate) const LARGE: f64 = 50_000_000.0;

/// The signals of saving, and the open work.
#[derive(Clone, Copy)]
pub(crate) struct SavedWorkState {
    /// Counts the changes of the state of saving; [`SavedWorkState::saving`] tracks it.
    pub(crate) changes: RwSignal<usize>,
    /// Counts the changes of the offers; [`SavedWorkState::resumable`] tracks it.
    offered: RwSignal<usize>,
    /// The versions of the open work, the newest first, as they were listed last.
    pub(crate) versions: RwSignal<Vec<Generation>>,
    work: StoredValue<Rc<RefCell<OpenWork>>, LocalStorage>,
}

impl SavedWorkState {
    /// The state before a database is opened.
    pub(crate) fn new() -> Self {
        Self {
            changes: RwSignal::default(),
            offered: RwSignal::default(),
            versions: RwSignal::default(),
            work: StoredValue::new_local(Rc::default()),
        }
    }

    /// Reads or changes the open work. `act` must not call this function again.
    pub(crate) fn with_work<T>(self, act: impl FnOnce(&mut OpenWork) -> T) -> T {
        act(&mut self.shared_work().borrow_mut())
    }

    #[inline(never)]
    fn shared_work(self) -> Rc<RefCell<OpenWork>> {
        self.work.try_get_value().unwrap_or_default()
    }

    /// Changes the state of saving, and updates the page if it shows something else then.
    pub(crate) fn note(self, mut act: impl FnMut(&mut Ledger<Blob>)) {
        self.note_any(&mut act);
    }

    #[inline(never)]
    fn note_any(self, act: &mut dyn FnMut(&mut Ledger<Blob>)) {
        let differs = self.with_work(|work| {
            let said = |ledger: &Ledger<Blob>| (ledger.state(), ledger.blocked(), ledger.is_late(), ledger.count());
            let before = said(&work.ledger);
            act(&mut work.ledger);
            said(&work.ledger) != before
        });
        if differs {
            self.changes.set(self.changes.get_untracked() + 1);
        }
    }

    /// The state of saving, not tracked.
    pub(crate) fn saving_now(self) -> Saving {
        self.with_work(|work| work.ledger.state())
    }

    /// The state of saving, tracked.
    pub(crate) fn saving(self) -> Saving {
        self.changes.get();
        self.saving_now()
    }

    /// Says whether a save is running for too long.
    pub(crate) fn is_late(self) -> bool {
        self.with_work(|work| work.ledger.is_late())
    }

    /// The reason why this tab cannot save at all, tracked; `None` if it can.
    pub(crate) fn blocked(self) -> Option<Why> {
        self.changes.get();
        self.with_work(|work| work.ledger.blocked())
    }

    /// Offers work to be resumed.
    pub(crate) fn offer_work(self, works: Vec<ResumableWork>) {
        self.with_work(|work| work.resumable = works);
        self.offered.set(self.offered.get_untracked() + 1);
    }

    /// Removes the offers after an answer; a list of saved work that was requested before is stale.
    pub(crate) fn close_offers(self) {
        self.with_work(|work| work.answered += 1);
        self.offer_work(Vec::new());
    }

    /// The work that is offered to be resumed, tracked.
    pub(crate) fn resumable(self) -> Vec<ResumableWork> {
        self.offered.get();
        self.with_work(|work| work.resumable.clone())
    }

    /// Begins the work on a database that was opened: new work, or `saved` that is resumed.
    pub(crate) fn begin_work(self, saved: Option<&Generation>) {
        // Two tabs that begin in the same millisecond have not been open for the same time.
        let fresh = || format!("{:x}x{:x}", clock::now_ms(), clock::elapsed_ms().to_bits());
        self.with_work(|work| {
            work.name = saved.map_or_else(fresh, |saved| saved.work.clone());
            work.original_saved = saved.is_some();
        });
        self.versions.set(Vec::new());
        self.note(|ledger| ledger.opened(saved.is_some()));
    }
}
