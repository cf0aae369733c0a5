//! The contract suite on sql.js, in a worker of a real browser.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[macro_use]
mod contract;
#[path = "support/fixtures/mod.rs"]
mod fixtures;

use contract::{building, bulk, carrying, failing, leaving, lessons, opening, pages, port, querying, reporting};
use feature_lab::adapters::sqljs::{SqlJs, provide};
use feature_lab::engine::database::{Database, Reader};
use feature_lab::engine::inspect;
use js_sys::{Function, Promise, global};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[wasm_bindgen(module = "/static/generated/sqljs.js")]
extern "C" {
    #[wasm_bindgen(js_name = default)]
    fn start(sqlite: &JsValue) -> Promise;
}

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// Makes one test of a case.
macro_rules! case {
    ($room:ident :: $name:ident) => {
        #[wasm_bindgen_test]
        async fn $name() {
            provide(sqlite().await.expect("sql.js starts"));
            $room::$name::<SqlJs>();
        }
    };
}

/// sql.js, started from SQLite's wasm as the test runner serves it.
async fn sqlite() -> Result<JsValue, JsValue> {
    let fetch: Function = js_sys::Reflect::get(&global(), &"fetch".into())?.dyn_into()?;
    let response = fetch.call1(&JsValue::NULL, &"/static/generated/sql-wasm-browser.wasm".into())?;
    let module = JsFuture::from(js_sys::WebAssembly::compile_streaming(&response.unchecked_into())).await?;
    JsFuture::from(start(&module)).await
}

contract_cases!(case);

/// Without this, the cases of `pages` would hold as well where no page is ever read.
#[wasm_bindgen_test]
async fn ordinary_tables_are_read_from_pages() {
    provide(sqlite().await.expect("sql.js starts"));
    let mut database = SqlJs::create().unwrap();
    database.run("CREATE TABLE t (a)", &[]).unwrap();
    database.run("INSERT INTO t VALUES (1), (2)", &[]).unwrap();
    let mut database = SqlJs::open(database.export().unwrap()).unwrap();
    let schema = inspect::schema(&mut database).unwrap();
    let table = schema.table("t").unwrap();
    let mut reader = database.table_reader(table, &["a"], true, "SELECT rowid, a FROM main.t ORDER BY rowid").unwrap();
    assert_eq!(reader.read(10, &mut |_| ()).unwrap(), 2);
    assert_eq!(reader.rows_from_pages(), Some(2));
}
