//! The top bar: the open database and its state, and buttons to open, download and copy a link.

use wasm_bindgen::JsCast;
use web_sys::{FileList, HtmlInputElement, HtmlSelectElement};

use super::opened_file::OpenedFile;
use super::parts::{Page, button};
use crate::base::byte_size;
use crate::links::Origin;
use crate::ui::dom::{Element, el, value_of};
use crate::ui::signals::*;
use crate::words;

/// The bar at the top of the page; `saving` is the element that shows the state of saving.
pub(crate) fn top_bar(page: Page, saving: Element) -> Element {
    let Page { state, actions } = page;
    let idle = move || !state.shell.busy() && state.shell.opened.with(Option::is_some);
    let download = button("button", words::DOWNLOAD, move || actions.download())
        .mark("data-primary", move || state.shell.unsaved.get())
        .aria_bool("aria-disabled", move || !idle());
    let buttons = el("div").class("bar-actions").children(samples(page)).child(file_picker(page)).child(download);
    el("header")
        .class("bar")
        .child(el("h1").class("brand").text(words::NAME))
        .child(current(page, saving))
        .child(buttons.child(button("button", words::SHARE, move || actions.share())).child(theme(page)))
}

/// The switch between light and dark.
pub(crate) fn theme(Page { state, actions }: Page) -> Element {
    button("button icon", "", move || actions.switch_theme())
        .attr("aria-label", words::DARK)
        .attr("title", words::DARK)
        .aria_bool("aria-pressed", move || state.shell.dark.get())
        .child(el("span").class("half").attr("aria-hidden", "true"))
}

/// The open database and its state.
fn current(page: Page, saving: Element) -> Element {
    let state = page.state;
    let name = move || state.shell.opened.with(|open| open.as_ref().map(|open| open.name.clone())).unwrap_or_default();
    // The size of the opened file is not that of a changed database.
    let size = move |size| if state.shell.changed.get() { String::new() } else { byte_size::size(size) };
    let facts = move || {
        state.shell.opened.with(|open| {
            let facts =
                |open: &OpenedFile| words::integrity(&open.integrity).map_or_else(|| size(open.size), str::to_owned);
            open.as_ref().map(facts).unwrap_or_default()
        })
    };
    el("p")
        .class("current")
        .child(el("strong").class("current-name").text_of(name))
        .child(el("span").class("quiet").text_of(facts))
        .child(saving)
}

/// The choice of built-in samples.
fn samples(Page { state, actions }: Page) -> [Element; 2] {
    let current = move || {
        state.shell.opened.with(|open| match open.as_ref()?.origin.as_ref()? {
            Origin::Sample(name) => Some(name.clone()),
            Origin::Remote(_) | Origin::Carried { .. } => None,
        })
    };
    let none = std::iter::once(("", words::SAMPLE_CHOOSE));
    let options = none.chain(words::SAMPLES).map(|(name, title)| {
        let chosen = move || current().unwrap_or_default() == name;
        el("option").attr("value", name).text(title).prop_of("selected", chosen)
    });
    let choose = move |event: web_sys::Event| {
        let name = value_of(&event);
        // The list shows the open sample; the chosen one only once it is open.
        if let Some(list) = event.target().and_then(|list| list.dyn_into::<HtmlSelectElement>().ok()) {
            list.set_value(&untrack(current).unwrap_or_default());
        }
        if !name.is_empty() {
            actions.open_sample(&name);
        }
    };
    [
        el("label").class("visually-hidden").attr("for", "sample").text(words::SAMPLE),
        el("select").attr("id", "sample").class("input").on("change", choose).children(options),
    ]
}

/// The button that opens a file from this machine.
fn file_picker(Page { actions, .. }: Page) -> Element {
    picker("button", words::OPEN, move |files| actions.open_files(files))
}

/// A file picker that looks like a button; `take` is called with the chosen files.
pub(crate) fn picker(class: &str, name: &str, take: impl Fn(&FileList) + 'static) -> Element {
    let chosen = move |event: web_sys::Event| {
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input else { return };
        if let Some(files) = input.files() {
            take(&files);
        }
        // So that the same file can be chosen again after it changed on disk.
        input.set_value("");
    };
    let input = el("input").class("visually-hidden").attr("type", "file").attr("multiple", "").on("change", chosen);
    el("label").class(class).child(input).text(name)
}
