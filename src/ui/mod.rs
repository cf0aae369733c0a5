//! The page's user interface, one folder for each panel: its signals (`state`), the functions that change them
//! (`actions`) and the functions that draw them (`view`) with `dom`. A panel names `shell` and its own files only.

mod app;
mod build;
mod dom;
mod grading;
mod lesson;
mod link;
mod open;
mod saved_work;
mod shell;
mod signals;
mod sql;

use signals::Owner;

/// Puts the page in place of the skeleton that `index.html` shows while it loads.
pub(crate) fn start() {
    let found =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id("lab"));
    if let Some(place) = found {
        // Refused only when another program on this page has done so before.
        let _ = any_spawner::Executor::init_wasm_bindgen();
        place.replace_children_with_node_0();
        let owner = Owner::new();
        owner.with(|| dom::fill(&place, app::parts()));
        // The page lives as long as its tab.
        std::mem::forget(owner);
    }
}
