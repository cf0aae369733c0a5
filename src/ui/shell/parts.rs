//! The parts of the page: each draws signals of the state and hands what a person does to the actions.

use super::actions::Actions;
use super::page_state::State;
use crate::ui::dom::{Element, el};

/// The page that a part belongs to.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    /// What is drawn.
    pub(crate) state: State,
    /// What a person can do.
    pub(crate) actions: Actions,
}

/// A button with a name, in one of the style sheet's looks: `button primary`, `button small`.
pub(crate) fn button(look: &str, name: &str, act: impl Fn() + 'static) -> Element {
    el("button").class(look).attr("type", "button").text(name).pressed(act)
}

/// A part of the page with its title, which names it.
pub(crate) fn panel(look: &str, title_id: &str, title: Element) -> Element {
    el("section").class(look).attr("aria-labelledby", title_id).child(title)
}

/// A part of the page that can be folded away, to have room for what stands below it.
pub(crate) fn folding(look: &str, title_id: &str, title: &str, content: Element) -> Element {
    let title = el("summary").child(el("h2").attr("id", title_id).text(title));
    let fold = el("details").class("fold").attr("open", "").child(title).child(content.class("stack"));
    el("section").class(look).attr("aria-labelledby", title_id).child(fold)
}

/// A paragraph.
pub(crate) fn paragraph(look: &str, words: &str) -> Element {
    el("p").class(look).text(words)
}

/// A list of pieces of code; `role` is lost on lists without bullets in some browsers, so it is said.
pub(crate) fn code_list(look: &str, items: impl IntoIterator<Item = String>) -> Element {
    let item = |words: String| el("li").child(el("code").text(&words));
    el("ul").class(look).attr("role", "list").children(items.into_iter().map(item))
}

/// Something to open: a title, and what is under it.
pub(crate) fn details(title: &str, content: Element) -> Element {
    el("details").child(el("summary").text(title)).child(content)
}
