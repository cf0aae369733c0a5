//! The question before changes would be lost.

use leptos::prelude::*;
use web_sys::HtmlDialogElement;

use super::{Page, button};
use crate::ui::element::{Element, el, follow};
use crate::ui::text;

/// Asks what happens to changes that were not downloaded when another database is to be opened.
pub(in crate::ui) fn unsaved_dialog(Page { state, actions }: Page) -> Element {
    let answers = [
        button("button primary", text::LEAVE_SAVE, move || actions.download_then_open()),
        button("button", text::LEAVE_DISCARD, move || actions.discard()),
        button("button", text::LEAVE_CANCEL, move || actions.stay()),
    ];
    let dialog = el("dialog")
        .class("dialog")
        .attr("aria-labelledby", "unsaved-title")
        .attr("aria-describedby", "unsaved-text")
        .on("close", move |_| actions.stay())
        .child(el("h2").attr("id", "unsaved-title").text(text::LEAVE_TITLE))
        .child(el("p").attr("id", "unsaved-text").text(text::LEAVE_TEXT))
        .child(el("div").class("row wrap").children(answers));
    let shown = dialog.clone();
    follow(Box::new(move || {
        let wanted = state.waiting.with(Option::is_some);
        let Some(dialog) = shown.raw::<HtmlDialogElement>() else { return };
        if wanted && !dialog.open() {
            // Refused only when it is open already.
            let _ = dialog.show_modal();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    }));
    dialog
}
