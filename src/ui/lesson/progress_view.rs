//! Draws the learner's progress in a lesson: the completion record, a copy as a file, and deleting it.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use crate::ui::dom::{Element, el, value_of};
use crate::ui::lesson::state::{LEARNER, PROGRESS};
use crate::ui::shell::open_lesson::OpenLesson;
use crate::ui::shell::parts::{Page, button, details, paragraph};
use crate::ui::signals::*;
use crate::words;

/// The number of passed exercises, in a disclosure with the actions on progress.
pub(crate) fn progress(page: Page, lesson: &OpenLesson) -> Element {
    let Page { state, .. } = page;
    let files = lesson.head.files.clone();
    let summary = move || {
        state.lesson.learned.with(|learned| {
            let passed = learned.as_ref().map(|learned| files.iter().filter(|file| learned.has_passed(file)).count());
            words::exercises_passed(passed.unwrap_or_default(), files.len())
        })
    };
    let content = el("div").class("stack").children([record(page), copy(page), forget(page)]);
    el("details").class("progress").attr("id", PROGRESS).child(el("summary").text_of(summary)).child(content)
}

/// The form of the completion record: the learner's name and a button to save it.
fn record(Page { actions, .. }: Page) -> Element {
    let name = RwSignal::new(String::new());
    let field = el("input")
        .attr("id", LEARNER)
        .class("input")
        .attr("autocomplete", "name")
        .on("input", move |event| name.set(value_of(&event)));
    let label = el("label").class("label").attr("for", LEARNER).text(words::RECORD_NAME);
    el("div")
        .class("stack")
        .child(paragraph("quiet small", words::RECORD_ABOUT))
        .child(el("div").class("field").children([label, field]))
        .child(el("div").child(button("button small", words::RECORD_SAVE, move || {
            actions.save_record(name.get_untracked());
        })))
}

/// Buttons to save progress as a file and to load it, for use on another machine.
fn copy(Page { actions, .. }: Page) -> Element {
    let chosen = move |event: web_sys::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            actions.load_progress(file);
        }
        input.set_value("");
    };
    let input = el("input").class("visually-hidden").attr("type", "file").attr("accept", ".json").on("change", chosen);
    el("div").class("stack").child(paragraph("quiet small", words::PROGRESS_ABOUT)).child(
        el("div")
            .class("row wrap")
            .child(button("button small", words::PROGRESS_SAVE, move || actions.save_progress()))
            .child(el("label").class("button small").child(input).text(words::PROGRESS_LOAD)),
    )
}

/// The button that deletes the progress, after a confirmation.
fn forget(Page { actions, .. }: Page) -> Element {
    let sure = el("div")
        .class("stack")
        .child(paragraph("quiet small", words::FORGET_ASK))
        .child(el("div").child(button("button small", words::FORGET_YES, move || actions.forget_progress())));
    details(words::FORGET, sure)
}
