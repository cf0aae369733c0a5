//! JSON, read and written by the browser instead of a crate.

use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::prelude::*;

/// Writes a value; `None` if it has no form in JSON, which happens for no type of the lab.
pub fn write<T: Serialize>(value: &T) -> Option<String> {
    let value = value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).ok()?;
    js_sys::JSON::stringify(&value).ok().map(String::from)
}

/// Reads a value; `None` if the text is no JSON or of another type.
pub fn read<T: DeserializeOwned>(text: &str) -> Option<T> {
    let value: JsValue = js_sys::JSON::parse(text).ok()?;
    serde_wasm_bindgen::from_value(value).ok()
}
