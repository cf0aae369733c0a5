//! The offer to somebody who copied a link.

use crate::links::Origin;

/// What is offered to somebody who copied a link that does not bring the database as it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Offer {
    /// A link of this many characters can bring it.
    Fits { origin: Origin, length: usize },
    /// No link can, for this reason.
    Not(String),
}
