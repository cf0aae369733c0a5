//! The state of saved work: work on the open database, what may be said of saving, work that can be taken up again.

use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Blob;

use crate::browser::clock;
use crate::saved_work::Generation;
use crate::saved_work::save_state::{Ledger, Saving, Why};
use crate::saved_work::sql_history::History;
use crate::ui::signals::*;

/// Work that can be taken up again.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ResumableWork {
    pub(crate) kept: Generation,
    /// The fragment of a link to what the page was like.
    pub(crate) link: String,
    /// Whether only what was written is kept, for the database had not changed.
    pub(crate) draft: bool,
}

/// What is known of the work on the open database beside what is drawn.
#[derive(Default)]
pub(crate) struct Work {
    /// Names it among what is saved.
    pub(crate) name: String,
    pub(crate) ledger: Ledger<Blob>,
    /// What can be taken up again.
    pub(crate) resumable: Vec<ResumableWork>,
    /// How often the person has answered what was offered.
    pub(crate) answered: usize,
    /// The link to the page as it was when the database was opened, without the lesson.
    pub(crate) baseline_link: String,
    pub(crate) history: History,
    /// Whether the link that is about to be followed is the person's own session.
    pub(crate) own_link: bool,
    /// Whether somebody waits for what is being saved.
    pub(crate) flush_now: bool,
    /// Whether saving goes on.
    pub(crate) saving: bool,
    /// Whether what was written is about to be kept.
    pub(crate) writing: bool,
}

/// From this size on, in bytes, saving takes long enough for the page to say how much it is.
pub(crate) const LARGE: f64 = 50_000_000.0;

/// The signals of saving, and the work itself.
#[derive(Clone, Copy)]
pub(crate) struct SavedWorkState {
    /// Counts the changes of what is known of saving; [`SavedWorkState::saving`] reads it.
    pub(crate) changes: RwSignal<usize>,
    /// Counts the changes of what is offered; [`SavedWorkState::resumable`] reads it.
    offered: RwSignal<usize>,
    work: StoredValue<Rc<RefCell<Work>>, LocalStorage>,
}

impl SavedWorkState {
    /// Work without a database.
    pub(crate) fn new() -> Self {
        Self { changes: RwSignal::default(), offered: RwSignal::default(), work: StoredValue::new_local(Rc::default()) }
    }

    /// Looks at the work or changes it. What is done there does not come back to it.
    pub(crate) fn work<T>(self, act: impl FnOnce(&mut Work) -> T) -> T {
        act(&mut self.shared_work().borrow_mut())
    }

    #[inline(never)]
    fn shared_work(self) -> Rc<RefCell<Work>> {
        self.work.try_get_value().unwrap_or_default()
    }

    /// Changes what is known of saving, and shows what may be said of it then.
    pub(crate) fn note(self, mut act: impl FnMut(&mut Ledger<Blob>)) {
        self.note_any(&mut act);
    }

    #[inline(never)]
    fn note_any(self, act: &mut dyn FnMut(&mut Ledger<Blob>)) {
        let differs = self.work(|work| {
            let said = |ledger: &Ledger<Blob>| (ledger.state(), ledger.blocked(), ledger.count());
            let before = said(&work.ledger);
            act(&mut work.ledger);
            said(&work.ledger) != before
        });
        if differs {
            self.changes.set(self.changes.get_untracked() + 1);
        }
    }

    /// Says what may be said of saving now.
    pub(crate) fn saving_now(self) -> Saving {
        self.work(|work| work.ledger.state())
    }

    /// Says what may be said of saving, now and whenever that changes.
    pub(crate) fn saving(self) -> Saving {
        self.changes.get();
        self.saving_now()
    }

    /// Says why this tab does not save at all, now and whenever that changes.
    pub(crate) fn blocked(self) -> Option<Why> {
        self.changes.get();
        self.work(|work| work.ledger.blocked())
    }

    /// Offers work to be taken up again.
    pub(crate) fn offer_work(self, works: Vec<ResumableWork>) {
        self.work(|work| work.resumable = works);
        self.offered.set(self.offered.get_untracked() + 1);
    }

    /// Takes the offers away, for the person has answered them; a list of saved work that was asked for before is stale.
    pub(crate) fn close_offers(self) {
        self.work(|work| work.answered += 1);
        self.offer_work(Vec::new());
    }

    /// Reads what can be taken up again, now and whenever that changes.
    pub(crate) fn resumable(self) -> Vec<ResumableWork> {
        self.offered.get();
        self.work(|work| work.resumable.clone())
    }

    /// A database was opened: new work, or saved work that is taken up.
    pub(crate) fn begin_work(self, kept: Option<&Generation>) {
        // Two tabs that begin in the same millisecond have not been open for the same time.
        let fresh = || format!("{:x}x{:x}", clock::now_ms(), clock::elapsed_ms().to_bits());
        self.work(|work| work.name = kept.map_or_else(fresh, |kept| kept.work.clone()));
        self.note(|ledger| ledger.opened(kept.is_some()));
    }
}
