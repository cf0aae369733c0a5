//! Dialogs before a database is opened: about unsaved changes, and about a log or journal of another name.

use web_sys::HtmlDialogElement;

use crate::browser::document;
use crate::saved_work::save_state::Saving;
use crate::ui::dom::{Element, effect, el};
use crate::ui::shell::parts::{Page, button};
use crate::words;

/// Asks what to do with changes that were not downloaded before another database is opened.
pub(crate) fn unsaved_dialog(Page { state, actions }: Page) -> Element {
    // A link asks this even where the changes are saved, so the texts differ.
    let text = move |lost: &str, aside: &str| {
        let is_saved = state.saved_work.saving() == Saving::Saved;
        if is_saved { aside.to_owned() } else { lost.to_owned() }
    };
    let answers = [
        button("button primary", words::LEAVE_SAVE, move || actions.download_then_open()),
        button("button", "", move || actions.discard()).text_of(move || text(words::LEAVE_DISCARD, words::ASIDE)),
        button("button", words::LEAVE_CANCEL, move || actions.stay()),
    ];
    dialog(
        "unsaved",
        [
            el("h2").text_of(move || text(words::LEAVE_TITLE, words::ASIDE_TITLE)),
            el("p").text_of(move || text(words::LEAVE_TEXT, words::ASIDE_TEXT)),
        ],
        answers,
        move || state.open.waiting.with(Option::is_some),
    )
    .on("close", move |_| actions.stay())
}

/// Asks whether a log or journal belongs to the database that was chosen with it, where its name does not say so.
pub(crate) fn companion_dialog(Page { state, actions }: Page) -> Element {
    let text = move |write: fn(&[String], &str) -> String| {
        state.open.companion_question.with(|question| {
            question.as_ref().map(|question| write(&question.names, &question.without.name)).unwrap_or_default()
        })
    };
    let answers = [
        button("button primary", words::COMPANION_LEAVE_OUT, move || actions.answer_companion_question(false)),
        button("button", words::COMPANION_USE, move || actions.answer_companion_question(true)),
        button("button", words::LEAVE_CANCEL, move || actions.cancel_companion_question()),
    ];
    dialog(
        "stray",
        [el("h2").text_of(move || text(words::companion_title)), el("p").text_of(move || text(words::companion_text))],
        answers,
        move || state.open.companion_question.with(Option::is_some),
    )
    .on("close", move |_| actions.cancel_companion_question())
}

/// A modal dialog that is open while `wanted` returns `true`: its title, text and three buttons.
fn dialog(
    id: &'static str,
    [title, text]: [Element; 2],
    answers: [Element; 3],
    wanted: impl Fn() -> bool + 'static,
) -> Element {
    let (title_id, text_id) = (format!("{id}-title"), format!("{id}-text"));
    let dialog = el("dialog")
        .class("dialog")
        .attr("id", id)
        .attr("aria-labelledby", &title_id)
        .attr("aria-describedby", &text_id)
        .child(title.attr("id", &title_id))
        .child(text.attr("id", &text_id))
        .child(el("div").class("row wrap").children(answers));
    let shown = dialog.clone();
    effect(Box::new(move || {
        let wanted = wanted();
        let Some(dialog) = shown.raw::<HtmlDialogElement>() else { return };
        if wanted && !dialog.open() {
            // Refused only when it is open already.
            let _ = dialog.show_modal();
            // A frame may be higher than the window, and the dialog is in the middle of the frame.
            document::reveal(id);
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    }));
    dialog
}
