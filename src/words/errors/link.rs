//! Sentences about links that cannot be followed or copied.

use super::{ErrorWords, say};
use crate::base::byte_size::size;
use crate::base::problem::link::LinkProblem;

const ASK_AGAIN: &str = "Ask for the link again, or for the .db file itself.";

/// The sentences of a problem with a link.
pub(super) fn link(problem: &LinkProblem) -> ErrorWords {
    match problem {
        LinkProblem::DatabaseBroken => say(
            "The database in the link cannot be read: the link was cut off or changed on its way.",
            "Ask for the link again, best in a file or a chat: some mail programs cut long links. Or ask for the .db itself.",
        ),
        LinkProblem::DatabaseTooLarge { limit } => say(
            format!("The database in the link unpacks to more than {}, which no link of the lab's does.", size(*limit)),
            "Ask whoever sent it for the .db file.",
        ),
        LinkProblem::DatabaseNotWhole => say("The database in the link is not whole.", ASK_AGAIN),
        LinkProblem::OtherSample => {
            say("The database in the link does not fit the sample that it was made from.", ASK_AGAIN)
        }
        LinkProblem::NoLesson { name } => {
            say(format!("There is no lesson “{name}”."), "Choose one from the list, or check the link.")
        }
        LinkProblem::NoAddress { address } => say(
            format!("“{address}” is not an address that the lab can fetch."),
            "Write an address that starts with https://, or one relative to this page.",
        ),
        LinkProblem::OwnMachine { address } => say(
            format!("The link asks for a file from your own computer ({address}), so the lab did not fetch it."),
            "If it is a file of yours, open it with Open database.",
        ),
        LinkProblem::NoSample { name, known } => {
            say(format!("There is no sample “{name}”."), format!("Choose one of: {}.", known.join(", ")))
        }
        LinkProblem::CopyByHand { address } => {
            say("The browser did not allow copying. Copy this link by hand:", address.as_str())
        }
        LinkProblem::CopyFromAddressBar => {
            say("The browser did not allow copying.", "The link is in the address bar now: copy it from there.")
        }
    }
}
