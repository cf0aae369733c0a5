//! The state of *Copy link*: the offer of a link with the database in it.

use crate::links::Origin;
use crate::ui::signals::*;

/// The offer that follows a copied link which does not open the database as it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum LinkOffer {
    /// A link with the database in it, of `length` characters.
    Fits { origin: Origin, length: usize },
    /// No link can hold the database, for this reason.
    Not(String),
}

/// The signals of the offer beside *Copy link*.
#[derive(Clone, Copy)]
pub(crate) struct LinkState {
    pub(crate) offer: RwSignal<Option<LinkOffer>>,
    /// Counts the offers that were asked for or withdrawn.
    request: RwSignal<usize>,
}

impl LinkState {
    /// The state without an offer.
    pub(crate) fn new() -> Self {
        Self { offer: RwSignal::default(), request: RwSignal::default() }
    }

    /// Removes the offer and returns the number of the next request. Its answer is used only while the number is
    /// current.
    pub(crate) fn withdraw_offer(self) -> usize {
        let request = self.request.get_untracked() + 1;
        self.request.set(request);
        self.offer.set(None);
        request
    }

    /// Returns `true` if no offer was requested or withdrawn after a request.
    pub(crate) fn is_current(self, request: usize) -> bool {
        self.request.get_untracked() == request
    }
}
