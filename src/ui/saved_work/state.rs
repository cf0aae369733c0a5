//! Work on the open database, and work that can be taken up again.

use web_sys::Blob;

use crate::saved_work::Generation;
use crate::saved_work::save_state::Ledger;
use crate::saved_work::sql_history::History;
use crate::ui::lesson::state::Course;

/// Work that can be taken up again.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Resumable {
    pub(crate) kept: Generation,
    /// The fragment of a link to what the page was like.
    pub(crate) link: String,
    /// Whether only what was written is kept, for the database had not changed.
    pub(crate) draft: bool,
}

/// What is known of the work on the open database beside what is drawn.
#[derive(Default)]
pub(crate) struct Work {
    /// Names it among what is saved.
    pub(crate) name: String,
    pub(crate) ledger: Ledger<Blob>,
    /// What can be taken up again.
    pub(crate) resumable: Vec<Resumable>,
    /// The link to the page as it was when the database was opened, without the lesson.
    pub(crate) baseline_link: String,
    pub(crate) history: History,
    /// The lesson that was asked for its database, and is shown next.
    pub(crate) course: Option<Course>,
    /// Whether the link that is about to be followed is the person's own session.
    pub(crate) own_link: bool,
    /// Whether somebody waits for what is being saved.
    pub(crate) flush_now: bool,
    /// Whether saving goes on.
    pub(crate) saving: bool,
    /// Whether what was written is about to be kept.
    pub(crate) writing: bool,
}
