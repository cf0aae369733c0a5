//! The last change of the database, as the page tells it.

/// The last change as the page tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LastChange {
    pub(crate) text: String,
    /// The name of the change that the button *Undo* takes back, if it can.
    pub(crate) undo: Option<String>,
    /// The name of the change that the button *Redo* makes again, if there is one.
    pub(crate) redo: Option<String>,
}
