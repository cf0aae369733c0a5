//! The contract suite on sql.js, in a worker of a real browser.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[macro_use]
mod contract;
#[path = "support/fixtures/mod.rs"]
mod fixtures;
#[path = "support/sqljs.rs"]
mod sqljs;

use contract::{
    amounts, building, bulk, failing, lessons, link_payload, opening, pages, port, postgres_tables, querying, record,
    recovering, reporting, results, samples, summary, untouched_file,
};
use feature_lab::adapters::sqljs::SqlJs;
use feature_lab::engine::database::{Database, Reader};
use feature_lab::engine::inspect;
use feature_lab::samples::{NAMES, make};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// Makes one test of a case.
macro_rules! case {
    ($room:ident :: $name:ident) => {
        #[wasm_bindgen_test]
        async fn $name() {
            sqljs::start().await;
            $room::$name::<SqlJs>();
        }
    };
}

contract_cases!(case);

/// Without this, the cases of `pages` would hold as well where no page is ever read.
#[wasm_bindgen_test]
async fn ordinary_tables_are_read_from_pages() {
    sqljs::start().await;
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

/// Only the version of SQLite may differ, which the digest of a file leaves out: work that was saved from a sample names
/// that digest, and links have the differences from the sample.
#[wasm_bindgen_test]
async fn files_of_samples_have_the_headers_that_sqljs_writes() {
    sqljs::start().await;
    for name in NAMES {
        let differences = samples::differences::<SqlJs>(&make(name).unwrap());
        assert!(differences.iter().all(|at| (96..100).contains(at)), "{name}: {differences:?}");
    }
}
