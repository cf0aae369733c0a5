//! What is known of saving, and what may be said of it: a change is said to be saved only when it is.

/// What the page says of the open database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Saving {
    /// Nothing was changed, so there is nothing to save.
    #[default]
    Unchanged,
    /// The last change is on its way.
    Underway,
    /// Every change is in the browser's storage.
    Saved,
    /// The last change is not in the browser's storage, and will not be before something else happens.
    Not(Why),
}

/// Why something is not saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It stands in a transaction that is still open.
    Transaction,
    /// Another tab saves its own work.
    OtherTab,
    /// The other tab is closed; the person has not said yet that this one is to go on.
    OtherTabClosed,
    /// The browser's storage is full.
    Full,
    /// The browser does not let pages store anything here.
    Refused,
    /// There was not enough memory to write the database out.
    Memory,
}

/// How often in a row a save may fail for a reason that is not the storage's (its worker was ended) before it counts as
/// refused.
const TRIES: u32 = 5;

/// The facts. `I` is an image of the database.
#[derive(Clone, Debug)]
pub struct Ledger<I> {
    /// A change was committed and its image has not come yet.
    awaited: bool,
    /// An image came before the answer of what it is the image after.
    early: bool,
    /// A change stands in an open transaction.
    transaction: bool,
    /// The newest image that is not saved.
    pending: Option<I>,
    /// Counts images, so that a save is never taken for that of another.
    image: u64,
    /// The image that is being saved.
    flying: Option<u64>,
    /// Whether a generation of this work is saved.
    saved: bool,
    /// Whether it is known that this tab may save.
    granted: bool,
    /// Why nothing can be saved by this tab.
    barred: Option<Why>,
    /// Why the last save failed.
    failed: Option<Why>,
    tries: u32,
}

impl<I> Default for Ledger<I> {
    fn default() -> Self {
        Self {
            awaited: false,
            early: false,
            transaction: false,
            pending: None,
            image: 0,
            flying: None,
            saved: false,
            granted: false,
            barred: None,
            failed: None,
            tries: 0,
        }
    }
}

impl<I: Clone> Ledger<I> {
    /// A database was opened; `saved` if it is saved work.
    pub fn opened(&mut self, saved: bool) {
        let Self { image, granted, barred, .. } = *self;
        *self = Self { image, saved, granted, barred, ..Self::default() };
    }

    /// Something ran: whether it changed the database, and whether a transaction is open after it.
    pub fn ran(&mut self, changed: bool, in_transaction: bool) {
        // An image can only be written while no change stands in a transaction.
        if std::mem::take(&mut self.early) {
            return;
        }
        if changed || self.transaction {
            self.transaction = in_transaction;
            self.awaited |= !in_transaction;
            self.failed = None;
        }
    }

    /// The database after a change came, before the answer of what changed it or after that.
    pub fn image(&mut self, image: I) {
        self.early = !std::mem::take(&mut self.awaited);
        self.transaction = false;
        self.pending = Some(image);
        self.image += 1;
        self.failed = None;
    }

    /// The database after a change could not be written out.
    pub fn no_image(&mut self) {
        self.failed = Some(Why::Memory);
    }

    /// The worker was ended, and the database is what the last image says. Says whether a committed change was lost.
    pub fn restored(&mut self) -> bool {
        self.early = false;
        self.transaction = false;
        std::mem::take(&mut self.awaited)
    }

    /// What is to be saved now, if anything can be: its count and the image.
    pub fn start(&mut self) -> Option<(u64, I)> {
        if !self.granted || self.flying.is_some() || self.barred.is_some() || self.failed.is_some() {
            return None;
        }
        let image = self.pending.clone()?;
        self.flying = Some(self.image);
        Some((self.image, image))
    }

    /// A save that was started ended: well, for a reason of the storage's, or for another one (`Err(None)`), after which
    /// it is tried again. A save of a database that was open before says nothing.
    pub fn ended(&mut self, image: u64, outcome: Result<(), Option<Why>>) {
        if self.flying != Some(image) {
            return;
        }
        self.flying = None;
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

    /// Another tab has the leave to save: this one waits.
    pub fn wait(&mut self) {
        if !self.granted && self.barred.is_none() {
            self.barred = Some(Why::OtherTab);
        }
    }

    /// Whether this tab has the leave to save.
    pub fn is_granted(&self) -> bool {
        self.granted
    }

    /// This tab may not save.
    pub fn bar(&mut self, why: Why) {
        self.barred = Some(why);
    }

    /// This tab may save from now on. If it has changes that were not to be saved, the person is asked first: they may
    /// have gone on in the other tab.
    pub fn grant(&mut self) {
        self.granted = true;
        let has_changes = self.awaited || self.transaction || self.pending.is_some();
        self.barred = self.barred.filter(|_| has_changes).map(|_| Why::OtherTabClosed);
    }

    /// Whether this tab may save.
    pub fn barred(&self) -> Option<Why> {
        self.barred
    }

    /// How many images there were.
    pub fn count(&self) -> u64 {
        self.image
    }

    /// The image that waits to be saved.
    pub fn pending(&self) -> Option<&I> {
        self.pending.as_ref()
    }

    /// The person says that this tab is to go on, or that what failed is to be tried again.
    pub fn retry(&mut self) {
        self.barred = self.barred.filter(|_| !self.granted);
        self.failed = None;
        self.tries = 0;
    }

    /// What may be said.
    pub fn state(&self) -> Saving {
        if self.transaction {
            return Saving::Not(Why::Transaction);
        }
        if self.awaited || self.pending.is_some() {
            return self.barred.or(self.failed).map_or(Saving::Underway, Saving::Not);
        }
        if self.saved { Saving::Saved } else { Saving::Unchanged }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn granted() -> Ledger<char> {
        let mut ledger = Ledger::default();
        ledger.grant();
        ledger
    }

    #[test]
    fn a_change_is_saved_once_its_own_image_is() {
        let mut ledger = granted();
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
        let mut ledger = granted();
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
        let mut ledger = granted();
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
        let mut ledger = granted();
        ledger.ran(true, false);
        ledger.image('a');
        let (first, _) = ledger.start().unwrap();
        ledger.opened(false);
        ledger.ended(first, Ok(()));
        assert_eq!(ledger.state(), Saving::Unchanged);
    }

    #[test]
    fn a_worker_that_is_ended_costs_nothing_that_has_an_image() {
        let mut ledger = granted();
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
    fn a_barred_tab_saves_nothing_until_it_may() {
        let mut ledger = Ledger::default();
        ledger.wait();
        ledger.opened(false);
        assert_eq!(ledger.state(), Saving::Unchanged);
        ledger.ran(true, false);
        ledger.image('a');
        assert_eq!((ledger.state(), ledger.start()), (Saving::Not(Why::OtherTab), None));
        ledger.grant();
        assert_eq!((ledger.state(), ledger.start()), (Saving::Not(Why::OtherTabClosed), None));
        ledger.retry();
        assert!(ledger.start().is_some());
    }

    #[test]
    fn a_tab_without_changes_goes_on_without_being_asked() {
        let mut ledger: Ledger<char> = Ledger::default();
        ledger.wait();
        ledger.grant();
        assert_eq!(ledger.barred(), None);
    }
}
