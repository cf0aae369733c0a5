//! The adapter of the port `Store`: the browser's private file system or IndexedDB (static/runtime/store.mjs).

use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

use crate::base::checksum::Checksum;
use crate::base::error::Result;
use crate::browser::storage_promise::{got, refused};
use crate::engine::store::Store;

/// The number of bytes that are read at a time: few enough that other calls are not delayed. A multiple of eight, for
/// [`Checksum`] takes whole words.
const PART: u32 = 2 << 20;

#[wasm_bindgen]
extern "C" {
    /// In the worker: opens the storage (static/start/worker.js).
    #[wasm_bindgen(js_namespace = globalThis, js_name = labStore)]
    fn open_store() -> Promise;

    /// The browser's storage.
    pub type Shelf;
    #[wasm_bindgen(method, js_name = names)]
    fn all_names(this: &Shelf) -> Promise;
    #[wasm_bindgen(method, js_name = write)]
    fn write_file(this: &Shelf, name: &str, content: &Blob) -> Promise;
    #[wasm_bindgen(method, js_name = read)]
    fn read_file(this: &Shelf, name: &str) -> Promise;
    #[wasm_bindgen(method, js_name = remove)]
    fn remove_file(this: &Shelf, name: &str) -> Promise;
}

impl Shelf {
    /// Opens the storage; an error where the browser forbids it.
    pub async fn open() -> Result<Self> {
        Ok(got(open_store()).await?.unchecked_into())
    }
}

impl Store for Shelf {
    type File = Blob;

    fn of_text(&self, text: &str) -> Result<Blob> {
        Blob::new_with_str_sequence(&Array::of1(&text.into())).map_err(|error| refused(&error))
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size is a whole number")]
    fn size(&self, file: &Blob) -> u64 {
        file.size() as u64
    }

    async fn names(&self) -> Result<Vec<String>> {
        let names = got(self.all_names()).await?.unchecked_into::<Array>();
        Ok(names.iter().filter_map(|name| name.as_string()).collect())
    }

    async fn write(&self, name: &str, content: &Blob) -> Result<Checksum> {
        got(self.write_file(name, content)).await?;
        self.sum(content, Checksum::default()).await
    }

    async fn read(&self, name: &str) -> Result<Blob> {
        Ok(got(self.read_file(name)).await?.unchecked_into())
    }

    async fn sum(&self, file: &Blob, mut sum: Checksum) -> Result<Checksum> {
        let mut start = 0_u32;
        while f64::from(start) < file.size() {
            let end = start.saturating_add(PART);
            let part = file.slice_with_f64_and_f64(start.into(), end.into()).map_err(|error| refused(&error))?;
            sum.add(&Uint8Array::new(&got(part.array_buffer()).await?).to_vec());
            start = end;
        }
        Ok(sum)
    }

    async fn text(&self, file: &Blob) -> Result<String> {
        Ok(got(file.text()).await?.as_string().unwrap_or_default())
    }

    async fn remove(&self, name: &str) -> Result<()> {
        got(self.remove_file(name)).await.map(drop)
    }
}
