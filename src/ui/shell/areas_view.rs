//! Draws the tabs of the page's areas, and the element of each area.

use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use super::areas::Area;
use super::parts::Page;
use super::splitters_view::fold;
use crate::ui::dom::{Element, el};
use crate::ui::signals::*;
use crate::words;

/// The tabs of both columns, in one line.
pub(crate) fn tabs(page: Page) -> Element {
    el("div").class("areas").children([
        tab_list(page, "side-tabs", words::SIDE_TABS, &Area::SIDE),
        fold(page),
        tab_list(page, "work-tabs", words::WORK_TABS, &Area::WORK),
    ])
}

/// The element of an area, which is hidden while another one of its column is on show. Its content is drawn when it is first
/// shown, or once the page is ready: a start draws what a person sees.
pub(crate) fn area(
    Page { state, .. }: Page,
    area: Area,
    class: &str,
    content: impl Fn() -> Vec<Element> + 'static,
) -> Element {
    let areas = state.shell.areas;
    let is_drawn =
        Memo::new(move |drawn: Option<&bool>| drawn == Some(&true) || areas.draws_all.get() || areas.shows(area));
    el("div")
        .class(&format!("area {class}"))
        .attr("role", "tabpanel")
        .attr("id", area.id())
        .attr("tabindex", "-1")
        .attr("aria-labelledby", &format!("{}-tab", area.id()))
        .mark("hidden", move || !areas.shows(area))
        .dynamic(move || if is_drawn.get() { content() } else { Vec::new() })
}

fn tab_list(page: Page, class: &str, name: &str, of: &'static [Area]) -> Element {
    let list = el("div").class(class).attr("role", "tablist").attr("aria-label", name);
    list.children(of.iter().map(|area| tab(page, *area, of)))
}

fn tab(Page { state, actions }: Page, area: Area, list: &'static [Area]) -> Element {
    let areas = state.shell.areas;
    let is_shown = Memo::new(move |_| areas.shows(area));
    let on_key = move |event: Event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key) else { return };
        let at = list.iter().position(|other| *other == area).unwrap_or(0);
        let next = match key.as_str() {
            "ArrowRight" => (at + 1) % list.len(),
            "ArrowLeft" => (at + list.len() - 1) % list.len(),
            "Home" => 0,
            "End" => list.len() - 1,
            _ => return,
        };
        event.prevent_default();
        if let Some(next) = list.get(next) {
            actions.go_to_area(*next);
        }
    };
    // One tab of a list can be reached by Tab: the chosen one, or the first if none is on show.
    let is_reachable = move || {
        is_shown.get() || (areas.is_narrow.get() && !list.contains(&areas.single.get()) && list.first() == Some(&area))
    };
    // The number of remarks and questions that wait in a form that is not on show.
    let waiting = Memo::new(move |_| {
        let (remarks, questions) = (state.build.remarks.with(Vec::len), state.build.questions.with(Vec::len));
        // Nothing is built from a damaged file.
        if area == Area::Build && !is_shown.get() && !state.shell.is_damaged() { remarks + questions } else { 0 }
    });
    let badge = move || {
        let count = waiting.get();
        (count > 0).then(|| el("span").class("badge").attr("aria-hidden", "true").text(&count.to_string()))
    };
    el("button")
        .class("tab")
        .attr("type", "button")
        .attr("role", "tab")
        .attr("id", &format!("{}-tab", area.id()))
        .attr("aria-controls", area.id())
        .aria_bool("aria-selected", move || is_shown.get())
        .attr_of("tabindex", move || Some(if is_reachable() { "0" } else { "-1" }.to_owned()))
        .attr_of("aria-description", move || (waiting.get() > 0).then(|| words::waiting_notes(waiting.get())))
        .text(words::area(area.id()))
        .dynamic(badge)
        .pressed(move || actions.show_area(area))
        .on("keydown", on_key)
}
