//! Draws the offer of a new version beside the status line, where it interrupts nothing.

use super::parts::{Page, button};
use super::state::Update;
use crate::ui::dom::{Element, el};
use crate::ui::signals::*;
use crate::words;

/// Offers the new version, and asks what to do with unsaved changes before it is loaded.
pub(crate) fn update_notice(Page { state, actions }: Page) -> Element {
    let is_offered = Memo::new(move |_| state.shell.update.get() != Update::None);
    // Once they are downloaded, there is nothing to ask any more.
    let is_asking = Memo::new(move |_| state.shell.update.get() == Update::Asking && state.shell.unsaved.get());
    // Read out when it appears, after whatever is being read.
    el("div").attr("aria-live", "polite").dynamic(move || {
        is_offered.get().then(|| {
            let text = move || if is_asking.get() { words::UPDATE_UNSAVED } else { words::UPDATE_READY };
            // One button for both, so that the focus stays on it; a second press downloads, and nothing is lost.
            let name = move || if is_asking.get() { words::DOWNLOAD } else { words::UPDATE_NOW };
            let act = move || if is_asking.get_untracked() { actions.download() } else { actions.update_now() };
            let first = button("button small", "", act).text_of(move || name().to_owned());
            let discard = move || {
                is_asking
                    .get()
                    .then(|| button("button small", words::LEAVE_DISCARD, move || actions.discard_and_update()))
            };
            let later = button("button small", words::UPDATE_LATER, move || actions.update_later());
            let answers = el("div").class("row wrap").child(first).dynamic(discard).child(later);
            el("div").class("update").child(el("p").text_of(move || text().to_owned())).child(answers)
        })
    })
}
