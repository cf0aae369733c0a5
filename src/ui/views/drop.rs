//! What the page shows while a file is held over it.

use leptos::prelude::*;

use super::{Page, paragraph};
use crate::ui::element::{Element, el};
use crate::ui::text;

/// The whole page is a place to drop a database.
pub(in crate::ui) fn drop_overlay(Page { state, .. }: Page) -> Element {
    el("div").part(move || {
        state.dragging.get().then(|| {
            el("div")
                .class("drop")
                .attr("aria-hidden", "true")
                .child(paragraph("drop-title", text::DROP))
                .child(el("p").text(text::DROP_HINT))
        })
    })
}
