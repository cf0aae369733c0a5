//! Short texts in `localStorage`, by name. If the browser forbids it, they last until the page is closed.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::Storage;

/// The prefix of all names, because other pages may store texts on the same host.
const PREFIX: &str = "feature-lab-";

#[wasm_bindgen]
extern "C" {
    /// Stores or removes a text in IndexedDB too, which survives a crash of the browser (static/start/texts.js).
    #[wasm_bindgen(js_namespace = globalThis, js_name = labKeepText)]
    fn keep_text(name: &str, text: Option<&str>);
    #[wasm_bindgen(js_namespace = globalThis, js_name = labRecalled)]
    async fn recalled_by_page();
}

thread_local! {
    static HERE: RefCell<Vec<(String, String)>> = RefCell::default();
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Waits until the texts are there that a crash of the browser took from `localStorage`; at most a second.
pub async fn recalled() {
    recalled_by_page().await;
}

/// Returns the text with this name.
pub fn get(name: &str) -> Option<String> {
    let name = full(name);
    let kept = storage().and_then(|storage| storage.get_item(&name).ok().flatten());
    let here = || HERE.with_borrow(|here| here.iter().find(|(known, _)| *known == name).map(|(_, text)| text.clone()));
    kept.or_else(here)
}

/// Stores a text.
pub fn set(name: &str, value: &str) {
    let name = full(name);
    drop_text(&name);
    let kept = storage().is_some_and(|storage| storage.set_item(&name, value).is_ok());
    keep_text(&name, Some(value));
    if !kept {
        HERE.with_borrow_mut(|here| here.push((name, value.to_owned())));
    }
}

/// Removes a text.
pub fn remove(name: &str) {
    let name = full(name);
    drop_text(&name);
    keep_text(&name, None);
}

fn drop_text(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(name);
    }
    HERE.with_borrow_mut(|here| here.retain(|(known, _)| known != name));
}

/// Returns all names that begin with `start`, without this beginning.
pub fn names(start: &str) -> Vec<String> {
    let start = full(start);
    let Some(storage) = storage() else { return Vec::new() };
    let all = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten());
    all.filter_map(|name| name.strip_prefix(&start).map(str::to_owned)).collect()
}

fn full(name: &str) -> String {
    format!("{PREFIX}{name}")
}
