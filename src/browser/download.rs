//! Downloads: saves a blob or a text as a file of the person's.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use crate::base::error::{LabError, Result};

/// The time that the browser has to start reading the file, in milliseconds.
const KEEP_MS: i32 = 60_000;

/// Saves a blob under a name.
pub fn save(blob: &Blob, name: &str) -> Result<()> {
    try_save(blob, name).map_err(|error| LabError::internal(format!("the browser refused the download: {error:?}")))
}

/// Saves text of a media type under a name.
pub fn text(text: &str, name: &str, kind: &str) -> Result<()> {
    let options = BlobPropertyBag::new();
    options.set_type(&format!("{kind};charset=utf-8"));
    let blob = Blob::new_with_str_sequence_and_options(&js_sys::Array::of1(&text.into()), &options);
    save(&blob.map_err(|error| LabError::internal(format!("{error:?}")))?, name)
}

/// Reads a blob as text.
pub async fn text_of(blob: &Blob) -> Result<String> {
    let text = JsFuture::from(blob.text()).await;
    let text = text.map_err(|error| LabError::internal(format!("{error:?}")))?;
    Ok(text.as_string().unwrap_or_default())
}

fn try_save(blob: &Blob, name: &str) -> std::result::Result<(), JsValue> {
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    let document = window.document().ok_or(JsValue::NULL)?;
    let address = Url::create_object_url_with_blob(blob)?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    let forget = Closure::once_into_js(move || Url::revoke_object_url(&address));
    window.set_timeout_with_callback_and_timeout_and_arguments_0(forget.unchecked_ref(), KEEP_MS)?;
    Ok(())
}
