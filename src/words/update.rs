//! Texts of the offer of a new version.

pub const UPDATE_READY: &str = "A new version of the lab is ready. The page loads anew for it.";
pub const UPDATE_UNSAVED: &str =
    "The open database has changes that you have not downloaded. The new version starts without them.";
pub const UPDATE_NOW: &str = "Use it now";
pub const UPDATE_LATER: &str = "Later";
