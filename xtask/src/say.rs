//! Progress messages of commands: each step and its reason before it starts, and its duration.

use std::time::{Duration, Instant};

use crate::Result;

/// Announces a step, does it, and says how long it took.
pub(crate) fn step<T>(what: &str, why: &str, act: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("» {what}");
    println!("  {why}");
    let start = Instant::now();
    let outcome = act();
    let word = if outcome.is_ok() { "done" } else { "failed" };
    println!("  {word} after {}", span(start.elapsed()));
    outcome
}

/// Writes a duration for people.
pub(crate) fn span(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        seconds @ 10..60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_short() {
        assert_eq!(span(Duration::from_millis(340)), "0.3 s");
        assert_eq!(span(Duration::from_secs(42)), "42 s");
        assert_eq!(span(Duration::from_secs(136)), "2 min 16 s");
    }
}
