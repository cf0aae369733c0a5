//! The top bar: the menu of databases, the open database and its state, and buttons to download it and copy a link.

use wasm_bindgen::JsCast;
use web_sys::{FileList, HtmlInputElement, HtmlSelectElement};

use super::opened_file::OpenedFile;
use super::parts::{Page, button};
use crate::base::byte_size;
use crate::links::Origin;
use crate::ui::dom::{Element, el, value_of};
use crate::ui::signals::*;
use crate::words;

/// The id of the menu of databases.
pub(crate) const DATABASES: &str = "databases";

/// The bar at the top of the page; `saving` is the element that shows the state of saving, `versions` the list of saved
/// versions, `saved_work` the button that offers saved work.
pub(crate) fn top_bar(page: Page, saving: Element, versions: Element, saved_work: Element) -> Element {
    let Page { state, actions } = page;
    let idle = move || !state.shell.busy() && state.shell.opened.with(Option::is_some);
    // A phone has these buttons in the menu.
    let take_along = move || {
        let download = button("button", words::DOWNLOAD, move || actions.download())
            .mark("data-primary", move || state.shell.unsaved.get())
            .aria_bool("aria-disabled", move || !idle());
        [button("button", words::SHARE, move || actions.share()), download]
    };
    let is_phone = Memo::new(move |_| state.shell.areas.is_phone.get());
    let in_bar = move || if is_phone.get() { Vec::new() } else { take_along().to_vec() };
    let in_menu = move || if is_phone.get() { take_along().to_vec() } else { Vec::new() };
    el("header")
        .class("bar")
        .attr("tabindex", "-1")
        .child(button("button skip", words::SKIP, move || actions.skip_to_sql()))
        .child(el("h1").class("brand").text(words::NAME))
        .child(databases(page, versions, saved_work, in_menu))
        .child(current(page, saving))
        .child(el("div").class("bar-actions").dynamic(in_bar).child(theme(page)))
}

/// The menu of databases: one from this machine, a sample, saved work, the open one as it was at first, its versions; and
/// more buttons.
fn databases(page: Page, versions: Element, saved_work: Element, more: impl Fn() -> Vec<Element> + 'static) -> Element {
    let Page { state, actions } = page;
    let can_reset = move || state.open.original.with(Option::is_some) && !state.shell.busy();
    let reset = button("button", words::RESET, move || actions.reset())
        .attr("aria-describedby", "reset-note")
        .aria_bool("aria-disabled", move || !can_reset());
    let [label, list] = samples(page);
    let sample = el("div").class("field").child(label).child(list);
    let note = el("p").class("note").attr("id", "reset-note").text(words::RESET_NOTE);
    let reset = el("div").class("field").child(reset).child(note);
    // A browser closes a popover by itself: by Esc, and by a click elsewhere.
    let content = [file_picker(page), sample, saved_work, reset, versions];
    el("div").children([
        button("button menu-button", words::DATABASES, move || actions.list_versions())
            .attr("popovertarget", DATABASES),
        el("div").class("menu").attr("id", DATABASES).attr("popover", "auto").children(content).dynamic(more),
    ])
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
            let facts = |open: &OpenedFile| {
                words::integrity(&open.integrity, open.takes_writes).map_or_else(|| size(open.size), str::to_owned)
            };
            open.as_ref().map(facts).unwrap_or_default()
        })
    };
    el("p")
        .class("current")
        .child(el("strong").class("current-name").attr_of("title", move || Some(name())).text_of(name))
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
    let none = el("option").attr("value", "").text(words::SAMPLE_CHOOSE);
    let options = words::SAMPLES.map(|(name, title)| {
        let is_open = move || current().is_some_and(|open| open == name);
        el("option").attr("value", name).text_of(move || words::sample(title, is_open()))
    });
    let choose = move |event: web_sys::Event| {
        let name = value_of(&event);
        // A list says nothing when its choice is chosen again, so it shows none: the open sample can be opened anew.
        if let Some(list) = event.target().and_then(|list| list.dyn_into::<HtmlSelectElement>().ok()) {
            list.set_value("");
        }
        if !name.is_empty() {
            actions.open_sample(&name);
        }
    };
    [
        el("label").attr("for", "sample").text(words::SAMPLE),
        el("select").attr("id", "sample").class("input").on("change", choose).child(none).children(options),
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
