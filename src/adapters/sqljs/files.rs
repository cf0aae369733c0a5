//! Database files in and out of sql.js without copies, by the functions of static/runtime/files.mjs, and the limits of static/runtime/limits.mjs.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The namespace of sql.js.
    pub(crate) type Files;
    #[wasm_bindgen(method, catch, js_name = roomFor)]
    pub(crate) fn room_for(this: &Files, length: u32) -> Result<Uint8Array, JsValue>;
    #[wasm_bindgen(method, catch, js_name = openIn)]
    pub(crate) fn open_in(this: &Files, bytes: Option<&Uint8Array>) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method)]
    pub(crate) fn release(this: &Files, bytes: &Uint8Array);
    #[wasm_bindgen(method, catch, js_name = fileOf)]
    pub(crate) fn file_of(
        this: &Files,
        database: &JsValue,
        size: u32,
        probe: &str,
    ) -> Result<Option<Uint8Array>, JsValue>;
    #[wasm_bindgen(method, catch, js_name = limitValues)]
    pub(crate) fn limit_values(this: &Files, database: &JsValue, bytes: Option<u32>) -> Result<(), JsValue>;
    #[wasm_bindgen(method, js_name = memoryBytes)]
    pub(crate) fn memory_bytes(this: &Files) -> f64;
    #[wasm_bindgen(method, catch, js_name = writeOut)]
    pub(crate) fn write_out(this: &Files, database: &JsValue, size: u32) -> Result<Uint8Array, JsValue>;
}
