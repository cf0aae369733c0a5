//! Reads files into memory and copies images into blobs, part by part.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

use crate::adapters::sqljs::Bytes;
use crate::base::error::{LabError, Result};
use crate::base::problem::file::FileProblem;
use crate::protocol::{Phase, Progress};

/// The number of bytes of an image that are copied at a time.
const PART: u32 = 8 << 20;

/// Reads a file part by part into memory of its own, so that it is never held twice. Each part is also put into `copy`, as a
/// blob.
pub(super) async fn read(file: &Blob, copy: Option<&Array>, tell: impl Fn(Progress)) -> Result<Bytes> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "sizes are whole, and were limited")]
    let size = file.size() as u32;
    let image = Bytes::for_file(size)?;
    let mut start = 0;
    while start < size {
        let end = start.saturating_add(PART).min(size);
        let part = made(file.slice_with_f64_and_f64(start.into(), end.into()))?;
        let part = JsFuture::from(part.array_buffer()).await.map_err(not_read)?;
        let part = Uint8Array::new(&part);
        image.0.set(&part, start);
        if let Some(copy) = copy {
            let part = made(Blob::new_with_u8_array_sequence(&Array::of1(&part)))?;
            copy.push(&part);
        }
        tell(Progress { phase: Phase::Reading, done: end.into(), total: size.into() });
        start = end;
    }
    Ok(image)
}

fn not_read(error: JsValue) -> LabError {
    LabError::from(FileProblem::NotRead).with_detail(words(&error))
}

/// Copies an image into a blob, part by part: the browser has stored each part before the next is copied, so that this
/// process never holds the image twice. Then frees the image's memory. `None` if `given_up` returns true meanwhile.
///
/// The browser keeps memory that a blob was made from until it collects garbage, even if it was freed. So all parts are
/// copied through one small buffer.
pub(super) async fn blob(image: Bytes, given_up: fn() -> bool) -> Result<Option<Blob>> {
    let (parts, mut start) = (Array::new(), 0);
    let through = Uint8Array::new_with_length(PART.min(image.0.length()));
    while start < image.0.length() {
        let end = start.saturating_add(PART).min(image.0.length());
        through.set(&image.0.subarray(start, end), 0);
        let part = made(Blob::new_with_u8_array_sequence(&Array::of1(&through.subarray(0, end - start))))?;
        // Its first byte can be read only after all of it was stored.
        JsFuture::from(made(part.slice_with_f64_and_f64(0.0, 1.0))?.array_buffer()).await.map_err(not_kept)?;
        parts.push(&part);
        start = end;
        if given_up() {
            image.release();
            return Ok(None);
        }
    }
    image.release();
    joined(&parts).map(Some)
}

/// Makes a blob of a few bytes.
pub(super) fn small_blob(bytes: &[u8]) -> Result<Blob> {
    made(Blob::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes))))
}

/// Makes one blob of several.
pub(super) fn joined(parts: &Array) -> Result<Blob> {
    made(Blob::new_with_blob_sequence(parts))
}

fn made(blob: std::result::Result<Blob, JsValue>) -> Result<Blob> {
    blob.map_err(not_kept)
}

fn not_kept(error: JsValue) -> LabError {
    LabError::internal(words(&error))
}

fn words(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| format!("{error:?}"), |error| String::from(error.message()))
}
