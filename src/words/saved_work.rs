//! Texts about saving work in the browser, and about resuming it.

use super::top_bar::UNCHANGED;
use crate::base::byte_size;
use crate::saved_work::Generation;
use crate::saved_work::save_state::{Saving, Why};

pub const SAVED: &str = "Saved in this browser";
pub const SAVED_HINT: &str =
    "Every change is saved in this browser, on this machine. Download the database to have it elsewhere.";
pub const SAVE_HERE: &str = "Save here";
pub const SAVE_AGAIN: &str = "Try again";
pub const SAVE_AS_FILE: &str = "Download it";
pub const RESUME_TITLE: &str = "Your work is still here";
pub const RESUME: &str = "Resume yours";
pub const NOT_NOW: &str = "Not now";
pub const SAVED_WORK: &str = "Saved work";
pub const NO_SAVED_WORK: &str = "This browser has no other saved work.";
pub const OLDER: &str = "Older work";
pub const NOT_NOW_HINT: &str = "It stays in this browser: menu Database, Saved work. The browser keeps your last eight works; of large ones, the last two.";
pub const SOURCE_CHANGED: &str = "The database it began with has changed since; yours has not.";
pub const PUT_OFF: &str = "Your saved work stays in this browser: menu Database, Saved work.";
pub const ASIDE_TITLE: &str = "Put your work aside?";
pub const ASIDE_TEXT: &str =
    "A link is about to open another database. Your changes are saved in this browser: you can take them up again.";
pub const ASIDE: &str = "Open the other one";

/// The state of saving in the top bar; `size` is the database's, in bytes, if it is so large that saving takes a while.
pub fn saving(saving: Saving, size: Option<u64>) -> String {
    match (saving, size) {
        (Saving::Unchanged, _) => UNCHANGED.to_owned(),
        (Saving::Underway, None) => "Saving…".to_owned(),
        (Saving::Underway, Some(size)) => format!("Saving {}…", byte_size::size(size)),
        (Saving::Saved, _) => SAVED.to_owned(),
        (Saving::Not(why), _) => format!("Not saved: {}", not_saved(why)),
    }
}

/// The reason why a change is not saved, in a few words.
fn not_saved(why: Why) -> &'static str {
    match why {
        Why::Transaction => "a transaction is open",
        Why::OtherTab => "open in another tab",
        Why::OtherTabClosed => "it was open in another tab",
        Why::Full => "the browser’s storage is full",
        Why::Refused => "this browser stores nothing here",
        Why::Silent => "the browser’s storage does not answer",
        Why::Memory => "too little memory",
        Why::Unreadable => "it would not open again",
    }
}

/// The state of saving in one or two words, for a phone.
pub fn saving_in_short(saving: Saving) -> &'static str {
    match saving {
        Saving::Unchanged => UNCHANGED,
        Saving::Underway => "Saving…",
        Saving::Saved => "Saved",
        Saving::Not(_) => "Not saved",
    }
}

/// The notice about a change that is not saved: the reason and the next step. `None` where the top bar's text suffices.
pub fn not_saved_at_length(why: Why) -> Option<[&'static str; 2]> {
    Some(match why {
        Why::Transaction => return None,
        Why::OtherTab => [
            "The lab is open in another tab, and that one saves.",
            "What you change in this tab is not saved. Close the other tab to go on here.",
        ],
        Why::OtherTabClosed => {
            ["The other tab is closed, so this one can save now.", "The work of the other tab is kept beside it."]
        }
        Why::Full => [
            "The browser’s storage is full, so your changes are not saved.",
            "Download the database to keep them, or make room on the disk and try again.",
        ],
        Why::Refused => [
            "This browser lets the lab store nothing here, so your changes last only as long as this tab.",
            "Private windows and some frames are like that. Download the database to keep your changes.",
        ],
        Why::Silent => [
            "The browser’s storage does not answer, so your changes are not saved yet.",
            "The page says “Saved in this browser” if the answer comes. Download the database to keep your changes.",
        ],
        Why::Unreadable => [
            "The last change has damaged the list of tables, so SQLite would not open this database again. It is not saved.",
            "The state before it stays. Press Undo to go back to it.",
        ],
        Why::Memory => [
            "There was too little memory to write the changed database out.",
            "Close other tabs, then run something that changes it again.",
        ],
    })
}

/// The facts about saved work in the offer to resume it; `moment` is the time of the last save.
pub fn resumable(saved: &Generation, moment: &str) -> String {
    format!("changed, {}, saved {moment}", byte_size::size(saved.size))
}

/// The facts about a draft in the offer to resume it; `has_lost` is true if changes of the database were not saved.
pub fn draft(has_lost: bool, moment: &str) -> String {
    let lost =
        if has_lost { "your changes of the database were not saved" } else { "no change of the database is saved" };
    format!("your SQL and settings of {moment}; {lost}")
}

/// The accessible name of the button that resumes one of several works.
pub fn resume_this(name: &str) -> String {
    format!("{RESUME}: {name}")
}

/// The status line after saved work was resumed.
pub fn resumed(name: &str) -> String {
    format!("{name} is as you left it.")
}

/// The end of the status line after another database took the place of a changed one.
pub fn work_is_saved(name: &str) -> String {
    format!(" Your changes of {name} are saved: menu Database, Saved work.")
}

/// The status line after a draft was restored without its file.
pub fn draft_without_file(name: &str) -> String {
    format!("Your SQL is back. This browser has no copy of {name}: open the file again.")
}
