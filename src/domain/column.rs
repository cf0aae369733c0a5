//! A time column looked at by itself: which formats it has, and two readings as examples.

use super::report::TimesRead;
use super::spec::show_instant;
use super::times::{self, Decision, Reading, Survey, TimeFormat};
use super::value::{Value, ValueRef};

/// How many values are kept until the whole column tells how they are read.
const CANDIDATES: usize = 64;

/// How many example readings people are shown.
const EXAMPLES: usize = 2;

/// A time column under observation.
#[derive(Clone, Debug)]
pub struct Column {
    format: TimeFormat,
    survey: Survey,
    /// The first values that may be readable.
    candidates: Vec<(Value, Reading)>,
}

impl Column {
    /// Starts with no values.
    pub fn new(format: TimeFormat) -> Self {
        Self { format, survey: Survey::default(), candidates: Vec::new() }
    }

    /// Takes the next value and gives back its reading.
    pub fn observe(&mut self, value: ValueRef<'_>) -> Reading {
        let reading = times::read(value, self.format);
        self.survey.observe(&reading);
        if reading != Reading::Unreadable && self.candidates.len() < CANDIDATES {
            self.candidates.push((value.to_value(), reading));
        }
        reading
    }

    /// What the whole column says of its values.
    pub fn decide(&self) -> Decision {
        self.survey.decide()
    }

    /// How the column is read, for people.
    pub fn times_read(&self) -> TimesRead {
        let decision = self.decide();
        let shown = |(value, reading): &(Value, Reading)| {
            decision.resolve(reading).map(|at| (value.to_string(), show_instant(at)))
        };
        TimesRead {
            formats: decision.formats(),
            unreadable: decision.unreadable(),
            examples: self.candidates.iter().filter_map(shown).take(EXAMPLES).collect(),
            question: decision.question(),
            options: decision.options(),
        }
    }
}
