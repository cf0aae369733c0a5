//! The page: signals (`state`), what changes them (`actions`), what draws them (`views`), and every word (`text`).

#![expect(unreachable_pub, reason = "Leptos makes the properties of a component public")]

mod actions;
mod app;
mod state;
mod text;
mod views;

/// Puts the page in place of the skeleton that `index.html` shows while it loads.
pub(crate) fn start() {
    let found =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("lab"));
    if let Some(place) = found {
        place.replace_children_with_node_0();
        leptos::mount::mount_to(wasm_bindgen::JsCast::unchecked_into(place), app::App).forget();
    }
}
