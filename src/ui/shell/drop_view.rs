//! Draws the drop overlay while a file is dragged over the page.

use super::parts::{Page, paragraph};
use crate::ui::dom::{Element, el};

/// The overlay that says what happens to a dropped file.
pub(crate) fn drop_overlay(Page { state, .. }: Page, title: &'static str, hint: &'static str) -> Element {
    el("div").dynamic(move || {
        state.shell.dragging.get().then(|| {
            el("div")
                .class("drop")
                .attr("aria-hidden", "true")
                .child(paragraph("drop-title", title))
                .child(el("p").text(hint))
        })
    })
}
