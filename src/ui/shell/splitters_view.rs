//! Draws the lines that change sizes when they are moved, and the button that hides the left column.

use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

use super::parts::Page;
use super::splitters::Splitter;
use crate::browser::pointer;
use crate::ui::dom::{Element, el};
use crate::words;

/// The pixels by which an arrow key moves a line.
const STEP: i32 = 16;

/// A line that can be moved: by a pointer, by the arrow keys; a double click and Escape bring the usual size back.
pub(crate) fn splitter(Page { state, actions }: Page, splitter: Splitter) -> Element {
    let size = state.shell.areas.splitters.of(splitter);
    let (least, most) = splitter.range();
    let (orientation, name) = match splitter {
        Splitter::Side => ("vertical", words::SIDE_WIDTH),
        Splitter::Editor => ("horizontal", words::EDITOR_HEIGHT),
    };
    let on_key = move |event: Event| {
        let Some(key) = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key) else { return };
        match (key.as_str(), splitter) {
            ("ArrowLeft", Splitter::Side) | ("ArrowUp", Splitter::Editor) => actions.grow(splitter, -STEP),
            ("ArrowRight", Splitter::Side) | ("ArrowDown", Splitter::Editor) => actions.grow(splitter, STEP),
            ("Home", _) => actions.resize(splitter, least),
            ("End", _) => actions.resize(splitter, most),
            ("Escape", _) => actions.reset_size(splitter),
            ("Enter", Splitter::Side) => actions.toggle_side(),
            _ => return,
        }
        event.prevent_default();
    };
    el("div")
        .class("splitter")
        .attr("role", "separator")
        .attr("tabindex", "0")
        .attr("aria-orientation", orientation)
        .attr("aria-label", name)
        .attr("title", words::SPLITTER_HINT)
        .attr("aria-valuemin", &least.to_string())
        .attr("aria-valuemax", &most.to_string())
        .attr_of("aria-valuenow", move || Some(size.get().unwrap_or(splitter.usual()).to_string()))
        .on("keydown", on_key)
        .on("dblclick", move |_| actions.reset_size(splitter))
        .on("pointerdown", |event| pointer::hold(&event))
        .on("pointermove", move |event| {
            let Some((right, down)) = pointer::distance(&event) else { return };
            let distance = if splitter == Splitter::Side { right } else { down };
            if distance != 0 {
                actions.grow(splitter, distance);
            }
        })
}

/// The button that hides the left column and shows it again.
pub(crate) fn fold(Page { state, actions }: Page) -> Element {
    let areas = state.shell.areas;
    el("button")
        .class("fold")
        .attr("type", "button")
        .attr("aria-label", words::SIDE_COLUMN)
        .attr("title", words::SIDE_COLUMN)
        .aria_bool("aria-expanded", move || !areas.is_folded.get())
        .pressed(move || actions.toggle_side())
}
