//! Adds `performance.measure` entries to the page, for tests and benchmarks (page.md).

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use super::clock::elapsed_ms;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = performance, js_name = measure)]
    fn leave(name: &str, options: &Object) -> Result<JsValue, JsValue>;
}

/// Adds the measure `name` from `start` (milliseconds since navigation) until now, with named numbers as its detail.
pub fn measure(name: &str, start: f64, detail: &[(&str, f64)]) {
    let numbers = object(detail.iter().copied());
    let options = object([("start", start), ("end", elapsed_ms())].into_iter());
    // A plain object takes every property.
    let _ = Reflect::set(&options, &"detail".into(), &numbers);
    // A measure that the browser refuses costs a figure, never the action that was measured.
    let _ = leave(name, &options);
}

fn object<'a>(entries: impl Iterator<Item = (&'a str, f64)>) -> Object {
    let object = Object::new();
    for (name, value) in entries {
        // A plain object takes every property.
        let _ = Reflect::set(&object, &name.into(), &value.into());
    }
    object
}
