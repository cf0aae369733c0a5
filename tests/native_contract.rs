//! The contract suite on rusqlite.

#[macro_use]
mod contract;
#[path = "support/fixtures/mod.rs"]
mod fixtures;

use contract::{
    amounts, building, bulk, failing, lessons, link_payload, opening, pages, port, postgres_tables, querying, record,
    recovering, reporting, results, samples, summary, untouched_file,
};
use feature_lab::adapters::rusqlite::Native;

/// Makes one test of a case.
macro_rules! case {
    ($room:ident :: $name:ident) => {
        #[test]
        fn $name() {
            $room::$name::<Native>();
        }
    };
}

contract_cases!(case);
