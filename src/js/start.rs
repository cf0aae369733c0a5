//! Starts the worker from a blob, so that it inherits the page's content security policy.
//!
//! A worker that is loaded from a file has only the policy that its own response brings, and a static host sends none.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::{Blob, BlobPropertyBag, Url, Worker, WorkerOptions, WorkerType};

use crate::domain::error::{LabError, Result};

#[wasm_bindgen]
extern "C" {
    /// In the worker: where sql.js's wasm is, as the blob below says.
    #[wasm_bindgen(thread_local_v2, js_namespace = self, js_name = labSqlite)]
    static SQLITE_URL: Option<String>;
}

/// Starts the worker whose files the page's `<meta>` elements name.
pub fn worker() -> Result<Worker> {
    let (loader, sqlite) = (meta("lab-worker")?, meta("lab-sqlite")?);
    let quoted = |text: String| String::from(js_sys::JSON::stringify(&text.into()).unwrap_or_default());
    let script = format!("self.labSqlite = {};\nawait import({});\n", quoted(sqlite), quoted(loader));
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let start = || {
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&script.into()), &kind)?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        Worker::new_with_options(&Url::create_object_url_with_blob(&blob)?, &options)
    };
    start().map_err(|error| LabError::internal(format!("the worker could not be started: {error:?}")))
}

/// In the worker: the address of sql.js's wasm.
pub fn sqlite_url() -> Result<String> {
    SQLITE_URL.with(Clone::clone).ok_or_else(|| LabError::internal("the worker was not told where SQLite is"))
}

/// The absolute address in a `<meta name=… content=…>` of the page.
fn meta(name: &str) -> Result<String> {
    let find = || {
        let document = web_sys::window()?.document()?;
        let element = document.query_selector(&format!("meta[name={name}]")).ok()??;
        let base = document.base_uri().ok()??;
        Some(Url::new_with_base(&element.get_attribute("content")?, &base).ok()?.href())
    };
    find().ok_or_else(|| LabError::internal(format!("the page has no <meta name={name}>")))
}
