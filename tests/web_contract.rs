//! The contract suite on sql.js, in a worker of a real browser.

#![cfg(target_arch = "wasm32")]

#[macro_use]
mod contract;
mod labs;

use contract::{building, failing, leaving, lessons, opening, port, querying, reporting};
use feature_lab::js::sqljs::{SqlJs, load};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// Makes one test of a case.
macro_rules! case {
    ($room:ident :: $name:ident) => {
        #[wasm_bindgen_test]
        async fn $name() {
            load("/static/generated/sql-wasm-browser.wasm").await.expect("sql.js loads");
            $room::$name::<SqlJs>();
        }
    };
}

contract_cases!(case);
