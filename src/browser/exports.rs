//! The exports of a definition, which a program of its own writes: provides them in that program, and calls them in the
//! page.

use js_sys::{Function, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use super::lazy;
use crate::base::error::{LabError, Result};

/// The name of the program in the list of parts, and of the function that it provides.
const PART: &str = "exports";
const FUNCTION: &str = "labExport";

/// Provides a function of a definition's bytes and a format's name to the page.
pub fn provide(write: impl Fn(&[u8], &str) -> Option<String> + 'static) {
    let write = Closure::<dyn Fn(Vec<u8>, String) -> Option<String>>::new(move |input: Vec<u8>, format: String| {
        write(&input, &format)
    });
    // Setting a property of the global object fails for no reason.
    let _ = Reflect::set(&js_sys::global(), &FUNCTION.into(), &write.into_js_value());
}

/// Writes a definition in a format; loads the program at the first call.
///
/// # Errors
///
/// The program's files cannot be fetched.
pub async fn write(input: &[u8], format: &str) -> Result<String> {
    if function().is_none() {
        lazy::start(PART).await?;
    }
    let written =
        function().and_then(|write| write.call2(&JsValue::NULL, &Uint8Array::from(input), &format.into()).ok());
    written.and_then(|text| text.as_string()).ok_or_else(|| LabError::internal(format!("no export {format}")))
}

fn function() -> Option<Function> {
    Reflect::get(&js_sys::global(), &FUNCTION.into()).ok()?.dyn_into().ok()
}
