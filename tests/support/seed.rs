//! The seed of generated cases: every run prints its own as `LAB_SEED=…`, and that variable repeats the run.

#![allow(dead_code, reason = "some tests need a part of it")]

use std::hash::{BuildHasher, RandomState};

use proptest::test_runner::{Config, RngSeed};

/// Proptest's configuration for a number of cases, with a seed that is printed. The test harness shows what a failing
/// test printed.
pub(crate) fn config(cases: u32) -> Config {
    let seed = seed(new);
    // The seed says it all: no file is to keep failures.
    Config { cases, rng_seed: RngSeed::Fixed(seed), failure_persistence: None, ..Config::default() }
}

/// The seed of `LAB_SEED`, or else another one; it is printed.
pub(crate) fn seed(or: impl FnOnce() -> u64) -> u64 {
    let seed = std::env::var("LAB_SEED").ok().map_or_else(or, |seed| seed.parse().expect("LAB_SEED is a whole number"));
    println!("LAB_SEED={seed}");
    seed
}

/// A seed that no other run has; the standard library's hashers start at random.
pub(crate) fn new() -> u64 {
    RandomState::new().hash_one(0)
}
