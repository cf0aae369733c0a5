//! Counts tests in what test programs print.

use std::ops::AddAssign;

/// The numbers of tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Count {
    /// Passed.
    pub(crate) passed: u32,
    /// Failed.
    pub(crate) failed: u32,
}

impl Count {
    /// Reads a line; most are none of a test program's last ones.
    pub(crate) fn of_line(line: &str) -> Option<Self> {
        let (_, numbers) = line.split_once("test result: ")?;
        let number = |word: &str| {
            let (before, _) = numbers.split_once(word)?;
            before.rsplit(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
        };
        Some(Self { passed: number(" passed")?, failed: number(" failed")? })
    }

    /// Returns the count that a step adds to the sum: its tests, or one if it has none. A failure without a failed test
    /// (of a build, or a crash) counts as one.
    pub(crate) fn of_step(tests: Self, ended_well: bool) -> Self {
        match (ended_well, tests) {
            (true, Self { passed: 0, failed: 0 }) => Self { passed: 1, failed: 0 },
            (false, Self { failed: 0, passed }) => Self { passed, failed: 1 },
            (_, tests) => tests,
        }
    }
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(passed: u32, failed: u32) -> Count {
        Count { passed, failed }
    }

    #[test]
    fn results_are_read_from_a_line() {
        let line = "test result: ok. 41 passed; 0 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.34s";
        assert_eq!(Count::of_line(line), Some(count(41, 0)));
        let line = "test result: FAILED. 3 passed; 12 failed; 0 ignored; 0 filtered out; finished in 1.20s\r";
        assert_eq!(Count::of_line(line), Some(count(3, 12)));
        assert_eq!(Count::of_line("test domain::times::tests::formats ... ok"), None);
        assert_eq!(Count::of_line("running 7 tests, 3 passed before"), None);
    }

    #[test]
    fn a_step_counts_its_tests_or_itself() {
        assert_eq!(Count::of_step(count(0, 0), true), count(1, 0));
        assert_eq!(Count::of_step(count(0, 0), false), count(0, 1));
        assert_eq!(Count::of_step(count(5, 0), true), count(5, 0));
        assert_eq!(Count::of_step(count(5, 2), false), count(5, 2));
        assert_eq!(Count::of_step(count(5, 0), false), count(5, 1));
    }

    #[test]
    fn the_sum_is_told_in_one_line() {
        let mut sum = count(1, 0);
        sum += count(41, 2);
        assert_eq!(sum.to_string(), "42 passed, 2 failed");
    }
}
