//! Sentences about the browser's storage.

use super::{ErrorWords, say};
use crate::base::problem::storage::StorageProblem;

const DOWNLOAD: &str = "Download the database to keep your changes.";

/// The sentences of a problem with storage.
pub(super) fn storage(problem: &StorageProblem) -> ErrorWords {
    match problem {
        StorageProblem::Full => say("The browser’s storage is full.", DOWNLOAD),
        StorageProblem::Refused => say("The browser does not let the lab store anything here.", DOWNLOAD),
        StorageProblem::Silent => {
            say("The browser’s storage does not answer.", "Try again. If it stays so, restart the browser.")
        }
        StorageProblem::WorkChanged { name } => say(
            format!("The saved work “{name}” is not what was saved: the browser's storage has changed it."),
            "It was left as it is. Open another database, or open the file that you downloaded last.",
        ),
        StorageProblem::ReadBackDiffers => say(
            "The browser's storage did not give back what was written, so the change does not count as saved.",
            DOWNLOAD,
        ),
    }
}
