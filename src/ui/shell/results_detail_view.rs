//! The whole value of a cell, over the page.

use super::parts::{Page, button};
use super::results_state::ResultsState;
use crate::browser::document;
use crate::ui::dom::{Element, el};
use crate::words;

/// The popover with the whole value of a cell; `None` until somebody has asked for one.
pub(crate) fn detail(page: Page, results: ResultsState) -> Option<Element> {
    let Page { actions, .. } = page;
    let shown = results.detail.get()?;
    let title = words::cell_title(&shown.column, shown.row);
    let id = results.detail_id();
    let closed = id.clone();
    let buttons = el("div").class("row").children([
        button("button small", words::COPY_VALUE, move || actions.copy_cell(results)).attr("autofocus", ""),
        button("button small", words::CLOSE, move || document::close_popover(&closed)),
    ]);
    let value = el("pre").class("value").attr("tabindex", "0").attr("role", "group").attr("aria-label", &title);
    let head = el("div")
        .class("row wrap")
        .children([el("strong").text(&title), el("span").class("quiet small").text(&words::value_facts(&shown.value))]);
    let content = [head, value.text(&words::shown_value(&shown.value)), buttons];
    let popover = el("div").class("cell-detail").attr("id", &id).attr("popover", "auto").attr("role", "dialog");
    Some(popover.attr("aria-label", &title).children(content))
}
