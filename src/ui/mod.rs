//! The page's user interface, one folder for each panel: its signals (`state`), the functions that change them
//! (`actions`) and the functions that draw them (`view`) with `dom`. A panel names `shell` and its own files only.

mod app;
mod build;
mod dom;
mod explore;
mod export;
mod grading;
mod lesson;
mod link;
mod open;
mod router;
mod runs;
mod saved_work;
mod shell;
mod signals;
mod sql;
mod undo;

use self::dom::Element;
use self::grading::app::parts as grading_parts;
use self::signals::Owner;
use crate::browser::{document, measure};

/// Starts the page's program, which shows the lab or has the grading view loaded.
pub(crate) fn start() {
    router::start();
}

/// Starts the program of the grading view.
pub(crate) fn start_grading() {
    mount("grade", || ((), grading_parts()));
}

/// Starts the program that writes exports.
pub(crate) fn start_exports() {
    export::program::start();
}

/// Puts elements in place of what `index.html` has in the element `id`; returns what `make` makes beside them.
fn mount<T>(id: &str, make: impl FnOnce() -> (T, Vec<Element>)) -> Option<T> {
    let place = document::element(id)?;
    // Refused only when this program has done so before.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    place.replace_children_with_node_0();
    let owner = Owner::new();
    let made = owner.with(|| {
        let (made, elements) = make();
        dom::fill(&place, elements);
        made
    });
    measure::measure("lab:drawn", 0.0, &[]);
    // The page lives as long as its tab.
    std::mem::forget(owner);
    Some(made)
}
