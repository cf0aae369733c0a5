//! The state of a copied link: the offer to somebody whose link does not bring the database as it is.

use crate::links::Origin;
use crate::ui::signals::*;

/// What is offered to somebody who copied a link that does not bring the database as it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum LinkOffer {
    /// A link of this many characters can bring it.
    Fits { origin: Origin, length: usize },
    /// No link can, for this reason.
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
    /// No offer.
    pub(crate) fn new() -> Self {
        Self { offer: RwSignal::default(), request: RwSignal::default() }
    }

    /// Takes the offer away, and counts the request of another one. Its answer is taken only while the number is current.
    pub(crate) fn withdraw_offer(self) -> usize {
        let request = self.request.get_untracked() + 1;
        self.request.set(request);
        self.offer.set(None);
        request
    }

    /// Says whether no offer was asked for or withdrawn after a request.
    pub(crate) fn is_current(self, request: usize) -> bool {
        self.request.get_untracked() == request
    }
}
