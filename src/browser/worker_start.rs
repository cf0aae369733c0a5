//! Starts the worker from a blob, so that it inherits the page's content security policy.
//!
//! A worker that is loaded from a file has only the policy of its own response, and a static host sends none. The page
//! sends it the compiled program and SQLite, so that a restart after *Stop* fetches and compiles nothing.

use js_sys::{Array, Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, BlobPropertyBag, Url, Worker, WorkerOptions, WorkerType};

use super::document;
use crate::base::error::{LabError, Result};
use crate::base::problem::remote::RemoteProblem;

#[wasm_bindgen]
extern "C" {
    /// In the page: promises of the compiled program and of SQLite (static/start/page.js).
    #[wasm_bindgen(thread_local_v2, js_namespace = globalThis, js_name = labModules)]
    static MODULES: Option<Array>;
    /// In the worker: starts SQLite (static/start/worker.js).
    #[wasm_bindgen(thread_local_v2, js_namespace = globalThis, js_name = labSqlite)]
    static SQLITE: Option<Function>;
}

/// Starts a worker. `fail` is called later with the error if its program cannot be loaded.
pub fn worker(fail: impl FnOnce(LabError) + 'static) -> Result<Worker> {
    let quoted = String::from(js_sys::JSON::stringify(&meta("lab-worker")?.into()).unwrap_or_default());
    let kind = BlobPropertyBag::new();
    kind.set_type("text/javascript");
    let start = || {
        let script = format!("import {quoted};").into();
        let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&script), &kind)?;
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        Worker::new_with_options(&Url::create_object_url_with_blob(&blob)?, &options)
    };
    let worker =
        start().map_err(|error: JsValue| LabError::internal(format!("the worker could not be started: {error:?}")))?;
    let to = worker.clone();
    spawn_local(async move {
        let modules = MODULES.with(Clone::clone).unwrap_or_default();
        let sent = JsFuture::from(Promise::all(&modules)).await.and_then(|modules| to.post_message(&modules));
        if let Err(error) = sent {
            fail(not_had(&error));
        }
    });
    Ok(worker)
}

/// Starts SQLite in the worker; returns the namespace of sql.js.
pub async fn sqlite() -> Result<JsValue> {
    let start = SQLITE.with(Clone::clone).ok_or_else(|| LabError::internal("the worker was not given SQLite"))?;
    let promise = start.call0(&JsValue::NULL).and_then(JsCast::dyn_into::<Promise>);
    match promise {
        Ok(promise) => JsFuture::from(promise).await.map_err(|error| not_had(&error)),
        Err(error) => Err(not_had(&error)),
    }
}

fn not_had(error: &JsValue) -> LabError {
    let words = error.dyn_ref::<js_sys::Error>().map_or_else(|| format!("{error:?}"), |it| String::from(it.message()));
    LabError::from(RemoteProblem::NoSqlite).with_detail(words)
}

/// Returns the absolute address in a `<meta name=… content=…>` of the page.
fn meta(name: &str) -> Result<String> {
    let found = document::meta(name).and_then(|address| document::absolute(&address));
    found.ok_or_else(|| LabError::internal(format!("the page has no <meta name={name}>")))
}

/// Says whether this program runs in the page or in a worker.
pub fn in_page() -> bool {
    web_sys::window().is_some()
}
