//! The offer of a new version, beside the status line: seen, in nobody's way, and never in a hurry.

use leptos::prelude::*;

use super::{Page, button, paragraph};
use crate::ui::element::{Element, el};
use crate::ui::state::Update;
use crate::ui::text;

/// Offers the new version, and asks what happens to changes before it is used.
pub(in crate::ui) fn update_notice(Page { state, actions }: Page) -> Element {
    let later = move || button("button small", text::UPDATE_LATER, move || actions.update_later());
    // Read out when it appears, after whatever is being read.
    el("div").attr("aria-live", "polite").part(move || {
        let (words, answers) = match state.update.get() {
            Update::None => return None,
            Update::Offered => {
                (text::UPDATE_READY, vec![button("button small", text::UPDATE_NOW, move || actions.update_now())])
            }
            Update::Asking => (
                text::UPDATE_UNSAVED,
                vec![
                    button("button small", text::DOWNLOAD, move || actions.download()),
                    button("button small", text::LEAVE_DISCARD, move || actions.discard_and_update()),
                ],
            ),
        };
        let answers = el("div").class("row wrap").children(answers).child(later());
        Some(el("div").class("update").child(paragraph("", words)).child(answers))
    })
}
