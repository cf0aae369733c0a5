//! Elements that all panels use: buttons, panels with a title, paragraphs, lists of code, disclosures.

use super::actions::Actions;
use super::page_state::State;
use crate::ui::dom::{Element, el};

/// The state and the actions of the page, which every view function gets.
#[derive(Clone, Copy)]
pub(crate) struct Page {
    /// The signals that views draw.
    pub(crate) state: State,
    /// The functions that views call when a person does something.
    pub(crate) actions: Actions,
}

/// A button with a name and CSS classes such as `button primary` or `button small`.
pub(crate) fn button(look: &str, name: &str, act: impl Fn() + 'static) -> Element {
    el("button").class(look).attr("type", "button").text(name).pressed(act)
}

/// A section of the page, named by its title for assistive technology.
pub(crate) fn panel(look: &str, title_id: &str, title: Element) -> Element {
    el("section").class(look).attr("aria-labelledby", title_id).child(title)
}

/// A section of the page that a person can collapse, so that what is below it has room.
pub(crate) fn folding(look: &str, title_id: &str, title: &str, content: Element) -> Element {
    let title = el("summary").child(el("h2").attr("id", title_id).text(title));
    let fold = el("details").class("fold").attr("open", "").child(title).child(content.class("stack"));
    el("section").class(look).attr("aria-labelledby", title_id).child(fold)
}

/// A paragraph.
pub(crate) fn paragraph(look: &str, words: &str) -> Element {
    el("p").class(look).text(words)
}

/// A list of code. Some browsers drop the role of a list without bullets, so it is set as an attribute.
pub(crate) fn code_list(look: &str, items: impl IntoIterator<Item = String>) -> Element {
    let item = |words: String| el("li").child(el("code").text(&words));
    el("ul").class(look).attr("role", "list").children(items.into_iter().map(item))
}

/// A disclosure (`<details>`): a title, and the content that opens below it.
pub(crate) fn details(title: &str, content: Element) -> Element {
    el("details").child(el("summary").text(title)).child(content)
}
