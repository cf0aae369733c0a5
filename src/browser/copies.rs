//! Copies of files on the disk in the browser's memory, which stay when somebody writes over the file.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

use crate::base::error::{LabError, Result};
use crate::base::problem::file::FileProblem;

/// The number of bytes that are copied at a time: few enough that the page goes on meanwhile.
const PART: u32 = 2 << 20;

/// Says whether a content is a file on the disk, of which the browser holds no bytes.
pub fn is_on_disk(content: &Blob) -> bool {
    content.is_instance_of::<File>()
}

/// Copies a file part by part; fails if it was written over since it was chosen.
pub async fn copied(file: &Blob) -> Result<Blob> {
    let gone = |_| LabError::from(FileProblem::NotRead);
    let (parts, mut start) = (Array::new(), 0_u32);
    while f64::from(start) < file.size() {
        let end = start.saturating_add(PART);
        let part = file.slice_with_f64_and_f64(start.into(), end.into()).map_err(gone)?;
        let bytes = Uint8Array::new(&JsFuture::from(part.array_buffer()).await.map_err(gone)?);
        let part = Blob::new_with_u8_array_sequence(&Array::of1(&bytes)).map_err(gone)?;
        parts.push(&part);
        start = end;
    }
    Blob::new_with_blob_sequence(&parts).map_err(gone)
}
