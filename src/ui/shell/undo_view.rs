//! Says what the last change of the database was, beside the buttons *Undo* and *Redo*.

use super::actions::Actions;
use super::parts::{Page, button};
use crate::ui::dom::{Element, el};
use crate::ui::signals::*;
use crate::words;

/// The last change with the buttons to undo and redo it; nothing while the database is as it was opened.
pub(crate) fn last_change(Page { state, actions }: Page) -> Element {
    let last = Memo::new(move |_| state.undo.last_change());
    let one = move |name, of: String, act: fn(Actions)| {
        button("button small", name, move || act(actions))
            .attr("title", &of)
            .aria_bool("aria-disabled", move || state.shell.busy())
    };
    el("div").class("last-change").dynamic(move || {
        let last = last.get();
        let undo = last.undo.map(|of| one(words::UNDO, of, Actions::undo));
        let redo = last.redo.map(|of| one(words::REDO, of, Actions::redo));
        let text = (!last.text.is_empty()).then(|| el("span").class("small").text(&last.text));
        text.into_iter().chain(undo).chain(redo).collect::<Vec<_>>()
    })
}
