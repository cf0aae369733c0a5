//! The contract suite on rusqlite.

#[macro_use]
mod contract;

use contract::{building, bulk, opening, port, querying};
use feature_lab::native::Native;

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
