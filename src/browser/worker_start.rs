//! Starts workers (static/start/workers.js), and SQLite in a worker (static/start/worker.js).

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::base::error::{LabError, Result};
use crate::base::problem::remote::RemoteProblem;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = globalThis, js_name = labStartWorker)]
    fn start(hear: &JsValue, fail: &JsValue) -> std::result::Result<Worker, JsValue>;
    /// A worker of the page.
    pub type Worker;
    /// Sends a message to a worker that has sent one.
    #[wasm_bindgen(method, catch)]
    pub fn post(this: &Worker, message: &JsValue) -> std::result::Result<(), JsValue>;
    /// Ends the worker, at once and for ever.
    #[wasm_bindgen(method)]
    pub fn end(this: &Worker);
    /// In the worker: starts SQLite (static/start/worker.js).
    #[wasm_bindgen(thread_local_v2, js_namespace = globalThis, js_name = labSqlite)]
    static SQLITE: Option<Function>;
}

/// Starts a worker, or takes over the one that the page has started already. `hear` gets the data of its messages, `fail`
/// the error if a part of it cannot be loaded, or if it fails later.
pub fn worker(hear: impl Fn(JsValue) + 'static, fail: impl Fn(LabError) + 'static) -> Result<Worker> {
    let hear = Closure::<dyn Fn(JsValue)>::new(hear);
    let fail = Closure::<dyn Fn(String, bool)>::new(move |words: String, is_missing: bool| {
        fail(if is_missing { not_had(words) } else { LabError::internal(format!("the worker failed: {words}")) });
    });
    start(&hear.into_js_value(), &fail.into_js_value())
        .map_err(|error| LabError::internal(format!("the worker could not be started: {error:?}")))
}

/// Starts SQLite in the worker; returns the namespace of sql.js.
pub async fn sqlite() -> Result<JsValue> {
    let start = SQLITE.with(Clone::clone).ok_or_else(|| LabError::internal("the worker was not given SQLite"))?;
    let promise = start.call0(&JsValue::NULL).and_then(JsCast::dyn_into::<Promise>);
    match promise {
        Ok(promise) => JsFuture::from(promise).await.map_err(|error| not_had(words(&error))),
        Err(error) => Err(not_had(words(&error))),
    }
}

/// The words of an error that JavaScript threw.
pub(super) fn words(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| format!("{error:?}"), |it| String::from(it.message()))
}

fn not_had(words: String) -> LabError {
    LabError::from(RemoteProblem::NoSqlite).with_detail(words)
}

/// Says whether this program runs in the page or in a worker.
pub fn in_page() -> bool {
    web_sys::window().is_some()
}
