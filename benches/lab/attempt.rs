//! Attempts that may fail without taking the rest of the benchmark with them.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Does something that panics where it cannot be done; `None` then, after the panic has told why.
pub fn attempt<T>(what: &str, act: impl FnOnce() -> T) -> Option<T> {
    // What was half done is dropped: nothing is used again after a panic.
    let outcome = catch_unwind(AssertUnwindSafe(act)).ok();
    if outcome.is_none() {
        println!("  {what} could not be measured");
    }
    outcome
}

/// The middle of an odd number of values.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
