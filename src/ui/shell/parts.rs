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
pub(crate) fn button(class: &str, name: &str, act: impl Fn() + 'static) -> Element {
    el("button").class(class).attr("type", "button").text(name).pressed(act)
}

/// A section of the page, named by its title for assistive technology.
pub(crate) fn panel(class: &str, title_id: &str, title: Element) -> Element {
    el("section").class(class).attr("aria-labelledby", title_id).child(title)
}

/// The section of a tab, whose title only assistive technology reads: the tab says it already.
pub(crate) fn tab_panel(class: &str, title_id: &str, title: &str, content: Element) -> Element {
    let title = el("h2").class("visually-hidden").attr("id", title_id).text(title);
    panel(class, title_id, title).child(content.class("stack"))
}

/// A paragraph.
pub(crate) fn paragraph(class: &str, text: &str) -> Element {
    el("p").class(class).text(text)
}

/// A list of code. Some browsers drop the role of a list without bullets, so it is set as an attribute.
pub(crate) fn code_list(class: &str, items: impl IntoIterator<Item = String>) -> Element {
    let item = |text: String| el("li").child(el("code").text(&text));
    el("ul").class(class).attr("role", "list").children(items.into_iter().map(item))
}

/// A disclosure (`<details>`): a title, and the content that opens below it.
pub(crate) fn details(title: &str, content: Element) -> Element {
    el("details").child(el("summary").text(title)).child(content)
}
