//! Says what the last change of the database was, beside the buttons *Undo* and *Redo*.

use super::actions::Actions;
use super::last_change::LastChange;
use super::parts::{Page, button};
use crate::ui::dom::{Element, el};
use crate::ui::signals::*;
use crate::words;

/// The last change with the buttons to undo and redo it; nothing while the database is as it was opened.
pub(crate) fn last_change(page: Page) -> Element {
    let is_any = Memo::new(move |_| page.state.undo.has_change());
    el("div").class("last-change").dynamic(move || if is_any.get() { sentence_and_buttons(page) } else { Vec::new() })
}

/// The buttons stay in place while the changes change, so that the focus stays, too.
fn sentence_and_buttons(Page { state, actions }: Page) -> Vec<Element> {
    let last = Memo::new(move |_| state.undo.last_change());
    let one = move |name, act: fn(Actions), of: fn(&LastChange) -> &Option<String>| {
        button("button small", name, move || act(actions))
            .attr_of("title", move || last.with(|last| of(last).clone()))
            .aria_bool("aria-disabled", move || state.shell.busy() || last.with(|last| of(last).is_none()))
    };
    vec![
        one(words::UNDO, Actions::undo, |last| &last.undo),
        one(words::REDO, Actions::redo, |last| &last.redo),
        el("span").class("small").text_of(move || last.with(|last| last.text.clone())),
    ]
}
