//! JSON text by the browser, which reads and writes it anyway.

use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::prelude::*;

/// Writes a value; `None` where it cannot be written, which no type of the lab is.
pub fn write<T: Serialize>(value: &T) -> Option<String> {
    let value = value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).ok()?;
    js_sys::JSON::stringify(&value).ok().map(String::from)
}

/// Reads a value; `None` where the text is another's.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let value: JsValue = js_sys::JSON::parse(text).ok()?;
    serde_wasm_bindgen::from_value(value).ok()
}
