//! The browser's clocks, in the page and in the worker.

use chrono::{DateTime, Utc};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn performance_now() -> f64;
}

/// Returns the milliseconds since the page (or worker) started; never runs backwards.
pub fn elapsed_ms() -> f64 {
    performance_now()
}

/// Returns the current time, to the whole second; 1970 if the browser's clock is out of range.
pub fn now() -> DateTime<Utc> {
    #[expect(clippy::cast_possible_truncation, reason = "a double of seconds fits")]
    let seconds = (js_sys::Date::now() / 1000.0) as i64;
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

/// Returns the current time in milliseconds since 1970.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number, and past")]
pub fn now_ms() -> u64 {
    js_sys::Date::now() as u64
}

/// A timer that repeats until it is dropped.
pub struct Ticker {
    id: i32,
    _tick: Closure<dyn FnMut()>,
}

/// Calls `tick` every `ms` milliseconds; works only in the page.
pub fn every(ms: i32, tick: impl FnMut() + 'static) -> Option<Ticker> {
    let tick = Closure::<dyn FnMut()>::new(tick);
    let window = web_sys::window()?;
    let id = window.set_interval_with_callback_and_timeout_and_arguments_0(tick.as_ref().unchecked_ref(), ms).ok()?;
    Some(Ticker { id, _tick: tick })
}

impl Drop for Ticker {
    fn drop(&mut self) {
        if let Some(window) = web_sys::window() {
            window.clear_interval_with_handle(self.id);
        }
    }
}
