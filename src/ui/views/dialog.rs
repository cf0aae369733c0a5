//! The question before changes would be lost.

use web_sys::HtmlDialogElement;

use super::{Page, button};
use crate::domain::saved::ledger::Saving;
use crate::js::host;
use crate::ui::element::{Element, el, follow};
use crate::ui::signals::*;
use crate::ui::text;

/// Asks what happens to changes that were not downloaded when another database is to be opened.
pub(in crate::ui) fn unsaved_dialog(Page { state, actions }: Page) -> Element {
    // Asked before a link opens something, also where nothing would be lost.
    let words = move |lost: &str, aside: &str| {
        let is_saved = state.saving() == Saving::Saved;
        if is_saved { aside.to_owned() } else { lost.to_owned() }
    };
    let answers = [
        button("button primary", text::LEAVE_SAVE, move || actions.download_then_open()),
        button("button", "", move || actions.discard()).text_of(move || words(text::LEAVE_DISCARD, text::ASIDE)),
        button("button", text::LEAVE_CANCEL, move || actions.stay()),
    ];
    let dialog = el("dialog")
        .class("dialog")
        .attr("id", "unsaved")
        .attr("aria-labelledby", "unsaved-title")
        .attr("aria-describedby", "unsaved-text")
        .on("close", move |_| actions.stay())
        .child(el("h2").attr("id", "unsaved-title").text_of(move || words(text::LEAVE_TITLE, text::ASIDE_TITLE)))
        .child(el("p").attr("id", "unsaved-text").text_of(move || words(text::LEAVE_TEXT, text::ASIDE_TEXT)))
        .child(el("div").class("row wrap").children(answers));
    let shown = dialog.clone();
    follow(Box::new(move || {
        let wanted = state.waiting.with(Option::is_some);
        let Some(dialog) = shown.raw::<HtmlDialogElement>() else { return };
        if wanted && !dialog.open() {
            // Refused only when it is open already.
            let _ = dialog.show_modal();
            // It stands in the middle of a frame that may be higher than the window.
            host::reveal("unsaved");
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    }));
    dialog
}
