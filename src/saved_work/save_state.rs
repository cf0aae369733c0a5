//! The save state of the open database: a state machine that says "saved" only of changes that are in the storage.

/// The state that the page shows for the open database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// Nothing was changed, so there is nothing to save.
    #[default]
    Unchanged,
    /// The last change is being saved.
    Underway,
    /// Every change is in the browser's storage.
    Saved,
    /// The last change is not in the browser's storage, and will not be before something else happens.
    Not(Why),
}

/// The reason why a change is not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is in a transaction that is still open.
    Transaction,
    /// Another tab saves its own work.
    OtherTab,
    /// The other tab is closed; the person has not said yet that this one is to go on.
    OtherTabClosed,
    /// The browser's storage is full.
    Full,
    /// The browser does not let pages store anything here.
    Refused,
    /// The browser's storage does not answer.
    Silent,
    /// There was not enough memory to write the database out.
    Memory,
    /// The database that was written out does not open again.
    Unreadable,
}

/// The number of failures in a row, for reasons other than the storage's (its worker was ended), after which saving
/// counts as refused.
const TRIES: u32 = 5;

/// The state machine. `I` is an image of the database.
#[derive(Clone, Debug)]
pub struct Ledger<I> {
    /// True if a change was committed and its image has not come yet.
    image_expected: bool,
    /// True if an image, or the news that there is none, came before the answer of the call that made the change.
    image_before_answer: bool,
    /// The reason why the last change has no image, if it has none.
    no_image: Option<Why>,
    /// True if a change is in an open transaction.
    transaction: bool,
    /// The newest image that is not saved.
    pending: Option<I>,
    /// The count of images, which names the image that a save is of.
    image: u64,
    /// The image that is being saved.
    in_flight: Option<u64>,
    /// True if a save has been running for longer than the storage should need. It may still end well.
    late: bool,
    /// True if a generation of this work is saved.
    saved: bool,
    /// True if this tab has the lock for saving.
    has_lock: bool,
    /// The reason why this tab must not save, if there is one.
    blocked: Option<Why>,
    /// The reason why the last save failed, if it did.
    failed: Option<Why>,
    tries: u32,
}

impl<I> Default for Ledger<I> {
    fn default() -> Self {
        Self {
            image_expected: false,
            image_before_answer: false,
            no_image: None,
            transaction: false,
            pending: None,
            image: 0,
            in_flight: None,
            late: false,
            saved: false,
            has_lock: false,
            blocked: None,
            failed: None,
            tries: 0,
        }
    }
}

impl<I: Clone> Ledger<I> {
    /// Starts over for a newly opened database; `saved` is true if it is saved work.
    pub fn opened(&mut self, saved: bool) {
        let Self { image, has_lock, blocked, late, .. } = *self;
        *self = Self { image, saved, has_lock, blocked, late, ..Self::default() };
    }

    /// Records that a statement or build ran: whether it changed the database, and whether a transaction is open now.
    pub fn ran(&mut self, changed: bool, in_transaction: bool) {
        // An image can only be written while no change stands in a transaction.
        if std::mem::take(&mut self.image_before_answer) {
            return;
        }
        if changed || self.transaction {
            self.transaction = in_transaction;
            self.image_expected |= !in_transaction;
            self.failed = None;
            self.no_image = self.no_image.filter(|_| in_transaction);
        }
    }

    /// Takes the image after a change, which comes before or after the answer of the call that made the change.
    pub fn image(&mut self, image: I) {
        self.image_before_answer = !std::mem::take(&mut self.image_expected);
        self.transaction = false;
        self.pending = Some(image);
        self.image += 1;
        self.failed = None;
        self.no_image = None;
    }

    /// Records that there is no image after a change, before or after the answer of the call that made the change. An earlier
    /// image that is not saved yet is saved all the same.
    pub fn no_image(&mut self, why: Why) {
        self.image_before_answer = !std::mem::take(&mut self.image_expected);
        self.transaction = false;
        self.no_image = Some(why);
    }

    /// Records that the worker was restarted with the last image. Returns true if a committed change was lost.
    pub fn restored(&mut self) -> bool {
        self.image_before_answer = false;
        self.transaction = false;
        std::mem::take(&mut self.image_expected) | self.no_image.take().is_some()
    }

    /// Starts a save if one can start: returns the image and its count.
    pub fn start(&mut self) -> Option<(u64, I)> {
        if !self.has_lock || self.in_flight.is_some() || self.blocked.is_some() || self.failed.is_some() {
            return None;
        }
        let image = self.pending.clone()?;
        self.in_flight = Some(self.image);
        Some((self.image, image))
    }

    /// Records the end of a save: success, a failure of the storage, or another failure (`Err(None)`), after which the
    /// save is tried again. The save of a database that was open before is ignored.
    pub fn ended(&mut self, image: u64, outcome: Result<(), Option<Why>>) {
        self.late = false;
        if self.in_flight != Some(image) {
            return;
        }
        self.in_flight = None;
        match outcome {
            Ok(()) => {
                self.saved = true;
                self.tries = 0;
                if image == self.image {
                    self.pending = None;
                }
            }
            Err(Some(why)) => self.failed = Some(why),
            Err(None) => {
                self.tries += 1;
                if self.tries >= TRIES {
                    self.failed = Some(Why::Refused);
                }
            }
        }
    }

    /// Records that a save is running for too long: the page says so, and goes on waiting.
    pub fn late(&mut self) {
        self.late = true;
    }

    /// Says whether a save is running for too long.
    pub fn is_late(&self) -> bool {
        self.late
    }

    /// Records that another tab has the lock: this one waits for it.
    pub fn wait(&mut self) {
        if !self.has_lock && self.blocked.is_none() {
            self.blocked = Some(Why::OtherTab);
        }
    }

    /// Says whether this tab has the lock for saving.
    pub fn has_lock(&self) -> bool {
        self.has_lock
    }

    /// Blocks saving by this tab.
    pub fn block(&mut self, why: Why) {
        self.blocked = Some(why);
    }

    /// Gives this tab the lock for saving. If it has changes from while it was blocked, the person is asked first: they
    /// may have gone on working in the other tab.
    pub fn lock_acquired(&mut self) {
        self.has_lock = true;
        let has_changes = self.image_expected || self.no_image.is_some() || self.transaction || self.pending.is_some();
        self.blocked = self.blocked.filter(|_| has_changes).map(|_| Why::OtherTabClosed);
    }

    /// Returns the reason why this tab must not save, if there is one.
    pub fn blocked(&self) -> Option<Why> {
        self.blocked
    }

    /// Returns the number of images so far.
    pub fn count(&self) -> u64 {
        self.image
    }

    /// Returns the newest image that is not saved.
    pub fn pending(&self) -> Option<&I> {
        self.pending.as_ref()
    }

    /// Unblocks this tab or retries a failed save, as the person asked.
    pub fn retry(&mut self) {
        self.blocked = self.blocked.filter(|_| !self.has_lock);
        self.failed = None;
        self.tries = 0;
    }

    /// Returns the state to show.
    pub fn state(&self) -> Saving {
        if self.transaction {
            return Saving::Not(Why::Transaction);
        }
        if let Some(why) = self.no_image {
            return Saving::Not(self.blocked.unwrap_or(why));
        }
        if self.image_expected || self.pending.is_some() {
            let late = self.late.then_some(Why::Silent);
            return self.blocked.or(self.failed).or(late).map_or(Saving::Underway, Saving::Not);
        }
        if self.saved { Saving::Saved } else { Saving::Unchanged }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_lock() -> Ledger<char> {
        let mut ledger = Ledger::default();
        ledger.lock_acquired();
        ledger
    }

    #[test]
    fn a_change_is_saved_once_its_own_image_is() {
        let mut ledger = with_lock();
        ledger.opened(false);
        assert_eq!(ledger.state(), Saving::Unchanged);
        ledger.ran(true, false);
        assert_eq!((ledger.state(), ledger.start()), (Saving::Underway, None));
        ledger.image('a');
        let (first, _) = ledger.start().unwrap();
        ledger.ran(true, false);
        ledger.ended(first, Ok(()));
        assert_eq!(ledger.state(), Saving::Underway, "the second change is not saved yet");
        ledger.image('b');
        let (second, image) = ledger.start().unwrap();
        assert_eq!(image, 'b');
        ledger.ended(second, Err(Some(Why::Full)));
        assert_eq!((ledger.state(), ledger.start()), (Saving::Not(Why::Full), None));
        ledger.retry();
        let (third, _) = ledger.start().unwrap();
        ledger.ended(third, Ok(()));
        assert_eq!((ledger.state(), ledger.start()), (Saving::Saved, None));
    }

    #[test]
    fn an_open_transaction_is_not_saved_until_it_ends() {
        let mut ledger = with_lock();
        ledger.ran(false, true);
        assert_eq!(ledger.state(), Saving::Unchanged, "BEGIN alone changes nothing");
        ledger.ran(true, true);
        assert_eq!(ledger.state(), Saving::Not(Why::Transaction));
        ledger.ran(false, false);
        assert_eq!(ledger.state(), Saving::Underway, "COMMIT changes no row, but makes the changes count");
        ledger.image('a');
        assert!(ledger.start().is_some());
    }

    #[test]
    fn an_image_may_come_before_the_answer() {
        let mut ledger = with_lock();
        ledger.image('a');
        assert_eq!(ledger.state(), Saving::Underway);
        ledger.ran(true, false);
        let (first, _) = ledger.start().unwrap();
        ledger.ended(first, Ok(()));
        assert_eq!(ledger.state(), Saving::Saved);
        ledger.ran(false, false);
        assert_eq!(ledger.state(), Saving::Saved);
        // The worker was ended between the two, and the next change has its image late.
        ledger.image('b');
        ledger.restored();
        ledger.ran(true, false);
        let (second, _) = ledger.start().unwrap();
        ledger.ended(second, Ok(()));
        assert_eq!(ledger.state(), Saving::Underway);
        assert!(ledger.restored(), "its change is lost");
    }

    #[test]
    fn a_save_of_another_database_says_nothing_of_this_one() {
        let mut ledger = with_lock();
        ledger.ran(true, false);
        ledger.image('a');
        let (first, _) = ledger.start().unwrap();
        ledger.opened(false);
        ledger.ended(first, Ok(()));
        assert_eq!(ledger.state(), Saving::Unchanged);
    }

    #[test]
    fn a_worker_that_is_ended_costs_nothing_that_has_an_image() {
        let mut ledger = with_lock();
        ledger.ran(true, false);
        ledger.image('a');
        let (first, _) = ledger.start().unwrap();
        ledger.ended(first, Err(None));
        ledger.restored();
        assert_eq!(ledger.state(), Saving::Underway);
        let (again, _) = ledger.start().unwrap();
        ledger.ended(again, Ok(()));
        assert_eq!(ledger.state(), Saving::Saved);
        for _ in 0..TRIES {
            ledger.image('b');
            let (next, _) = ledger.start().unwrap();
            ledger.ended(next, Err(None));
        }
        assert_eq!(ledger.state(), Saving::Not(Why::Refused));
    }

    #[test]
    fn a_blocked_tab_saves_nothing_until_it_may() {
        let mut ledger = Ledger::default();
        ledger.wait();
        ledger.opened(false);
        assert_eq!(ledger.state(), Saving::Unchanged);
        ledger.ran(true, false);
        ledger.image('a');
        assert_eq!((ledger.state(), ledger.start()), (Saving::Not(Why::OtherTab), None));
        ledger.lock_acquired();
        assert_eq!((ledger.state(), ledger.start()), (Saving::Not(Why::OtherTabClosed), None));
        ledger.retry();
        assert!(ledger.start().is_some());
    }

    #[test]
    fn a_tab_without_changes_goes_on_without_being_asked() {
        let mut ledger: Ledger<char> = Ledger::default();
        ledger.wait();
        ledger.lock_acquired();
        assert_eq!(ledger.blocked(), None);
    }
}
