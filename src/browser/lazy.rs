//! Loads programs after the start: the rest of this one, and those that are parts of their own (static/start/programs.js),
//! when they are first asked for.

use std::pin::Pin;

use wasm_bindgen::prelude::*;

use super::worker_start::words;
use crate::base::error::{LabError, Result};
use crate::base::problem::remote::RemoteProblem;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = globalThis, js_name = labRun)]
    async fn run(part: &str) -> std::result::Result<JsValue, JsValue>;
    #[wasm_bindgen(js_namespace = globalThis, js_name = labRest)]
    async fn rest_is_had();
    /// Loads a script that is a part of the lab; returns what it exports.
    #[wasm_bindgen(catch, js_namespace = globalThis, js_name = labScript)]
    pub(super) async fn script(part: &str) -> std::result::Result<JsValue, JsValue>;
}

/// Has the rest of this program fetched, which a start does not call (static/start/rests.js), and waits until it is there.
pub async fn rest() {
    rest_is_had().await;
}

/// Keeps the code of a future apart from that of its caller: a start that does not come here does not load it.
#[inline(never)]
pub fn apart<'a, T>(future: impl Future<Output = T> + 'a) -> Pin<Box<dyn Future<Output = T> + 'a>> {
    Box::pin(future)
}

/// Loads a program with its style sheet, and starts it in this page.
///
/// # Errors
///
/// Its files cannot be fetched, or are not what they should be.
pub async fn start(part: &str) -> Result<()> {
    let no_part = |error| LabError::from(RemoteProblem::NoPart { part: part.to_owned() }).with_detail(words(&error));
    run(part).await.map(drop).map_err(no_part)
}
