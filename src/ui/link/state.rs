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
}

impl LinkState {
    /// No offer.
    pub(crate) fn new() -> Self {
        Self { offer: RwSignal::default() }
    }
}
