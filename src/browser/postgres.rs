//! PostgreSQL in a worker of its own (static/start/postgres.js): loaded when it is first asked for, called, ended.

use js_sys::Reflect;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::prelude::*;
use web_sys::Blob;

use super::document;
use super::lazy::script;
use super::worker_start::words;
use crate::base::error::{LabError, Result};
use crate::base::problem::remote::RemoteProblem;
use crate::base::problem::session::SessionProblem;
use crate::base::problem::sql::SqlProblem;

#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    type Script;
    #[wasm_bindgen(method, catch)]
    async fn load(this: &Script, tell: &JsValue) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn start(this: &Script) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(method)]
    fn cancel(this: &Script);

    #[derive(Clone)]
    type Worker;
    #[wasm_bindgen(method, catch)]
    async fn open(this: &Worker) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    async fn call(this: &Worker, name: &str, request: &JsValue) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(method)]
    fn end(this: &Worker);
}

/// Returns the number of bytes that the page loads for PostgreSQL.
pub fn bytes() -> u64 {
    document::meta("lab-postgres-bytes").and_then(|bytes| bytes.parse().ok()).unwrap_or_default()
}

/// PostgreSQL, being loaded.
#[derive(Clone)]
pub struct Loading(Script);

/// PostgreSQL in a worker. Clones are the same.
#[derive(Clone)]
pub struct Postgres(Worker);

impl Loading {
    /// Loads the script that loads the rest.
    ///
    /// # Errors
    ///
    /// It cannot be fetched.
    pub async fn begin() -> Result<Self> {
        script("postgresScript").await.map(|it| Self(it.unchecked_into())).map_err(|error| not_had(&error))
    }

    /// Stops loading; [`Self::finish`] fails then.
    pub fn cancel(&self) {
        self.0.cancel();
    }

    /// Loads the rest. `tell` gets the number of bytes that have come so far.
    ///
    /// # Errors
    ///
    /// A file cannot be fetched, or somebody stopped it.
    pub async fn finish(&self, tell: impl Fn(f64) + 'static) -> Result<()> {
        let tell = Closure::<dyn Fn(f64)>::new(tell);
        match self.0.load(tell.as_ref()).await {
            Ok(_) => Ok(()),
            Err(error) if has(&error, "isStopped") => Err(SessionProblem::PostgresGone { stopped: true }.into()),
            Err(error) => Err(not_had(&error)),
        }
    }

    /// Starts a worker with what was loaded.
    ///
    /// # Errors
    ///
    /// The browser gives no worker.
    pub async fn start(&self) -> Result<Postgres> {
        let worker = self.0.start().await.map_err(|error| gone(&error))?;
        Ok(Postgres(worker.unchecked_into()))
    }
}

impl Postgres {
    /// Waits until PostgreSQL runs; returns its version.
    ///
    /// # Errors
    ///
    /// It cannot start, or somebody stopped it.
    pub async fn open(&self) -> Result<String> {
        self.0.open().await.map(|version| version.as_string().unwrap_or_default()).map_err(|error| gone(&error))
    }

    /// Calls a method of the worker (static/runtime/postgres.mjs), with a blob if there is one.
    ///
    /// # Errors
    ///
    /// PostgreSQL refuses it, or somebody stopped it.
    pub async fn call<T: DeserializeOwned>(
        &self,
        name: &str,
        request: &impl Serialize,
        blob: Option<&Blob>,
    ) -> Result<T> {
        let unreadable = |error| LabError::internal(format!("a call of PostgreSQL: {error}"));
        let request = request.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(unreadable)?;
        if let Some(blob) = blob {
            // An object of the call's own takes every field.
            let _ = Reflect::set(&request, &"blob".into(), blob);
        }
        let answer = self.0.call(name, &request).await.map_err(|error| refused(&error))?;
        serde_wasm_bindgen::from_value(answer).map_err(unreadable)
    }

    /// Ends the worker at once; its running call fails.
    pub fn end(&self) {
        self.0.end();
    }
}

/// The error of a statement that PostgreSQL refused, or of a worker that is gone.
fn refused(error: &JsValue) -> LabError {
    if has(error, "isStopped") || has(error, "isBroken") {
        return gone(error);
    }
    let problem = SqlProblem::PostgresRefused { hint: text(error, "hint") };
    LabError::from(problem).with_detail(text(error, "message").unwrap_or_default())
}

fn gone(error: &JsValue) -> LabError {
    let stopped = has(error, "isStopped");
    let gone = LabError::from(SessionProblem::PostgresGone { stopped });
    match text(error, "message").filter(|words| !words.is_empty()) {
        Some(words) => gone.with_detail(words),
        None => gone,
    }
}

fn not_had(error: &JsValue) -> LabError {
    LabError::from(RemoteProblem::NoPart { part: "postgres".to_owned() }).with_detail(words(error))
}

fn has(error: &JsValue, name: &str) -> bool {
    Reflect::get(error, &name.into()).is_ok_and(|value| value.is_truthy())
}

fn text(error: &JsValue, name: &str) -> Option<String> {
    Reflect::get(error, &name.into()).ok().and_then(|value| value.as_string())
}
