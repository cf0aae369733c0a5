//! The Origin Private File System: a folder of the lab's own that only this site sees, written through handles that a
//! worker can flush.

use js_sys::{JsString, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

use super::locks::navigator_part;
use super::store::{Busy, PART, got, part, refused};
use crate::domain::error::Result;
use crate::domain::hash::Sum;

#[wasm_bindgen]
extern "C" {
    type StorageManager;
    #[wasm_bindgen(method, js_name = getDirectory)]
    fn directory(this: &StorageManager) -> Promise;

    #[derive(Clone)]
    type Directory;
    #[wasm_bindgen(method, js_name = getDirectoryHandle)]
    fn folder(this: &Directory, name: &str, options: &JsValue) -> Promise;
    #[wasm_bindgen(method, js_name = getFileHandle)]
    fn file(this: &Directory, name: &str, options: &JsValue) -> Promise;
    #[wasm_bindgen(method, js_name = removeEntry)]
    fn remove(this: &Directory, name: &str) -> Promise;
    #[wasm_bindgen(method)]
    fn keys(this: &Directory) -> Names;

    type Names;
    #[wasm_bindgen(method)]
    fn next(this: &Names) -> Promise;

    type File;
    #[wasm_bindgen(method, js_name = getFile)]
    fn content(this: &File) -> Promise;
    #[wasm_bindgen(method, js_name = createSyncAccessHandle)]
    fn access(this: &File) -> Promise;

    #[wasm_bindgen(thread_local_v2, js_namespace = ["globalThis", "FileSystemFileHandle", "prototype"], js_name = createSyncAccessHandle)]
    static HANDLES: Option<JsValue>;

    type Access;
    #[wasm_bindgen(method, catch)]
    fn truncate(this: &Access, size: f64) -> std::result::Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn write(this: &Access, bytes: &Uint8Array) -> std::result::Result<f64, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn flush(this: &Access) -> std::result::Result<(), JsValue>;
    #[wasm_bindgen(method)]
    fn close(this: &Access);
}

/// The folder's name.
const FOLDER: &str = "feature-lab";

/// How many bytes are written between two flushes: each of them makes everything else wait.
const FLUSH: u32 = 16 << 20;

/// The lab's folder.
pub(super) struct Files(Directory);

impl Files {
    /// Opens the folder; an error where the browser has none, or no handles that can be flushed.
    pub(super) async fn open() -> Result<Self> {
        let root = navigator_part("storage")?.unchecked_into::<StorageManager>();
        if HANDLES.with(Option::is_none) {
            return Err(refused(&"createSyncAccessHandle is missing".into()));
        }
        let root: Directory = got(root.directory()).await?.unchecked_into();
        Ok(Self(got(root.folder(FOLDER, &create())).await?.unchecked_into()))
    }

    pub(super) async fn names(&self) -> Result<Vec<String>> {
        let keys = self.0.keys();
        let mut names = Vec::new();
        loop {
            let step = got(keys.next()).await?;
            let name = Reflect::get(&step, &"value".into()).unwrap_or_default();
            match name.dyn_into::<JsString>() {
                Ok(name) => names.push(name.into()),
                Err(_) => return Ok(names),
            }
        }
    }

    pub(super) async fn write(&self, name: &str, content: &Blob, busy: Busy) -> Result<Sum> {
        let access = self.access(name).await?;
        let access = &access.0;
        done(access.truncate(0.0))?;
        let (mut sum, mut start) = (Sum::default(), 0_u32);
        while let Some(bytes) = part(content, start, busy, &mut sum).await? {
            let written = done(access.write(&bytes))?;
            if written < f64::from(bytes.length()) {
                return Err(refused(&"QuotaExceededError".into()));
            }
            start += PART;
            if start % FLUSH == 0 {
                done(access.flush())?;
            }
        }
        done(access.flush())?;
        Ok(sum)
    }

    pub(super) async fn read(&self, name: &str) -> Result<Blob> {
        let file: File = got(self.0.file(name, &JsValue::UNDEFINED)).await?.unchecked_into();
        Ok(got(file.content()).await?.unchecked_into())
    }

    pub(super) async fn remove(&self, name: &str) -> Result<()> {
        got(self.0.remove(name)).await.map(drop)
    }

    async fn access(&self, name: &str) -> Result<Opened> {
        let file: File = got(self.0.file(name, &create())).await?.unchecked_into();
        Ok(Opened(got(file.access()).await?.unchecked_into()))
    }
}

/// A handle that is closed when it is dropped: nobody else can open the file before.
struct Opened(Access);

impl Drop for Opened {
    fn drop(&mut self) {
        self.0.close();
    }
}

fn create() -> JsValue {
    let options = js_sys::Object::new();
    // A plain object takes every property.
    let _ = Reflect::set(&options, &"create".into(), &JsValue::TRUE);
    options.into()
}

fn done<T>(outcome: std::result::Result<T, JsValue>) -> Result<T> {
    outcome.map_err(|error| refused(&error))
}
