//! Leaves `performance.measure` entries on the page, for tests, benchmarks and curious people (page.md).

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;
use web_sys::{PerformanceMeasureOptions, Window};

use super::clock::elapsed_ms;

/// Leaves a measure `name` from `start` (milliseconds since navigation) until now, with named numbers as its detail.
pub fn measure(name: &str, start: f64, detail: &[(&str, f64)]) {
    let options = PerformanceMeasureOptions::new();
    options.set_start_f64(start);
    options.set_end_f64(elapsed_ms());
    let values = Object::new();
    for (name, value) in detail {
        // A plain object takes every property.
        let _ = Reflect::set(&values, &(*name).into(), &(*value).into());
    }
    options.set_detail(&values);
    let performance = web_sys::window().as_ref().and_then(Window::performance);
    if let Some(performance) = performance {
        // A measure that the browser refuses costs a figure, never the action that was measured.
        let _ = performance.measure_with_start_and_measure_options(name, &options).map(JsValue::from);
    }
}
