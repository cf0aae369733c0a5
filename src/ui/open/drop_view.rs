//! Draws the drop overlay while a file is dragged over the page.

use crate::ui::dom::{Element, el};
use crate::ui::shell::parts::{Page, paragraph};
use crate::words;

/// The overlay that says what happens to a dropped file.
pub(crate) fn drop_overlay(Page { state, .. }: Page) -> Element {
    el("div").dynamic(move || {
        state.open.dragging.get().then(|| {
            let (title, hint) = if state.grading.visible.get() {
                (words::GRADE_DROP_NOW, words::GRADE_DROP_NOW_HINT)
            } else {
                (words::DROP, words::DROP_HINT)
            };
            el("div")
                .class("drop")
                .attr("aria-hidden", "true")
                .child(paragraph("drop-title", title))
                .child(el("p").text(hint))
        })
    })
}
