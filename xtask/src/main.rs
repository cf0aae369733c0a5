//! The project commands: `cargo xtask serve`, `cargo xtask test` and their kin.

fn main() {}
