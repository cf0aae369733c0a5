//! Starts sql.js in a test's worker, from SQLite's WebAssembly as the test runner serves it.

use feature_lab::adapters::sqljs::provide;
use js_sys::{Function, Promise, global};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/static/generated/sqljs.js")]
extern "C" {
    #[wasm_bindgen(js_name = default)]
    fn start_module(sqlite: &JsValue) -> Promise;
}

/// Starts sql.js; labs over it can be made from then on.
pub(crate) async fn start() {
    provide(module().await.expect("sql.js starts"));
}

async fn module() -> Result<JsValue, JsValue> {
    let fetch: Function = js_sys::Reflect::get(&global(), &"fetch".into())?.dyn_into()?;
    let response = fetch.call1(&JsValue::NULL, &"/static/generated/sql-wasm-browser.wasm".into())?;
    let module = JsFuture::from(js_sys::WebAssembly::compile_streaming(&response.unchecked_into())).await?;
    JsFuture::from(start_module(&module)).await
}
