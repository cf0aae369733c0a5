//! Collects the messages of failed tests from what test programs print, to repeat them at the end.

/// A message has at most so many lines.
const LINES: usize = 12;

/// The messages so far.
#[derive(Debug, Default)]
pub(crate) struct Failures {
    /// One line or more for each panic, the first with its place.
    messages: Vec<String>,
    /// The number of lines that the last message may still take.
    open: usize,
}

impl Failures {
    /// Reads the next line. A message begins where Rust says that something panicked, and ends at a note or a
    /// backtrace.
    pub(crate) fn read(&mut self, line: &str) {
        let line = line.trim_end();
        if line.starts_with("thread '") && line.contains(" panicked at ") {
            // A case that is made smaller panics many times at one place; its last message is the smallest.
            self.messages.retain(|message| message.lines().next() != Some(line));
            self.messages.push(line.to_owned());
            self.open = LINES;
        } else if line.is_empty() || line.starts_with("note: ") || line.starts_with("stack backtrace:") {
            self.open = 0;
        } else if self.open > 0 {
            self.open -= 1;
            if let Some(message) = self.messages.last_mut() {
                message.push_str("\n  ");
                message.push_str(line);
            }
        }
    }

    /// All messages, in the order in which they came.
    pub(crate) fn all(&self) -> &[String] {
        &self.messages
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_ends_where_the_trace_begins() {
        let mut failures = Failures::default();
        for line in [
            "running 2 tests",
            "thread 'saving::once' panicked at tests/journeys/saving.rs:317:21:",
            "the console has errors: [\"a\"]",
            "stack backtrace:",
            "   0: rust_begin_unwind",
            "thread 'other' (12) panicked at tests/a.rs:1:1:",
            "assertion `left == right` failed",
            "  left: 1",
            " right: 2",
            "note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace",
            "thread 'other' (12) panicked at tests/a.rs:1:1:",
            "assertion `left == right` failed",
            "  left: 0",
            "",
            "test result: FAILED.",
        ] {
            failures.read(line);
        }
        assert_eq!(
            failures.all(),
            [
                "thread 'saving::once' panicked at tests/journeys/saving.rs:317:21:\n  the console has errors: [\"a\"]",
                "thread 'other' (12) panicked at tests/a.rs:1:1:\n  assertion `left == right` failed\n    left: 0",
            ]
        );
    }
}
