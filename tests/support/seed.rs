//! The seed of generated cases: every run prints its own as `LAB_SEED=…`, and that variable repeats the run.

use std::hash::{BuildHasher, RandomState};

use proptest::test_runner::{Config, RngSeed};

/// Proptest's configuration for a number of cases, with a seed that is printed. The test harness shows what a failing test
/// printed.
pub(crate) fn cases(cases: u32) -> Config {
    let seed =
        std::env::var("LAB_SEED").ok().map_or_else(new, |seed| seed.parse().expect("LAB_SEED is a whole number"));
    println!("LAB_SEED={seed}");
    // The seed says it all: no file is to keep failures.
    Config { cases, rng_seed: RngSeed::Fixed(seed), failure_persistence: None, ..Config::default() }
}

/// A seed that no other run has; the standard library's hashers start at random.
fn new() -> u64 {
    RandomState::new().hash_one(0)
}
