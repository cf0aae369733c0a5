//! The readings of a time column, for people: formats, unreadable values, examples, the question that is left.

use serde::{Deserialize, Serialize};

use super::format::TimeFormat;
use super::times_question::TimesQuestion;

/// The readings of a time column.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TimesRead {
    /// The formats of the readable values, most frequent first, with the number of values.
    pub formats: Vec<(TimeFormat, u64)>,
    /// The number of values that could not be read, without NULLs.
    pub unreadable: u64,
    /// The number of rows whose time is NULL.
    pub nulls: u64,
    /// Up to three of the values that could not be read, as they are, without those that the question is about.
    pub unread: Vec<String>,
    /// True if some dates need the day first and others the month first, so that none of them is read.
    pub contradicts: bool,
    /// Values with the instant that they were read as, in ISO 8601: one of each format, and two at least if there are two.
    pub examples: Vec<(String, String)>,
    /// A choice that the person has to make, for example between day and month order.
    pub question: Option<TimesQuestion>,
    /// The formats to choose from; empty without a question.
    pub options: Vec<TimeFormat>,
}
