//! Texts of the question about unsaved changes.

pub const LEAVE_TITLE: &str = "Keep your changes?";
pub const LEAVE_TEXT: &str = "The open database has changes that are neither saved in this browser nor downloaded. Opening another one discards \
     them.";
pub const LEAVE_SAVE: &str = "Download, then open";
pub const LEAVE_DISCARD: &str = "Discard changes";
pub const LEAVE_CANCEL: &str = "Cancel";
