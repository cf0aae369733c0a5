//! How a time column was read, for people: formats, unreadable values, examples, the choice that is left.

use serde::{Deserialize, Serialize};

use super::format::TimeFormat;
use super::times_question::TimesQuestion;

/// How a time column was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TimesRead {
    /// The formats that were met, most frequent first, with the number of values.
    pub formats: Vec<(TimeFormat, u64)>,
    /// Values that could not be read; NULL is none of them.
    pub unreadable: u64,
    /// Rows whose time is NULL.
    pub nulls: u64,
    /// Up to three of the values that could not be read, as they are; values that wait for the choice are none of them.
    pub unread: Vec<String>,
    /// Whether some dates need the day first and others the month first, so that none of them is read.
    pub contradicts: bool,
    /// Values with the instant that they were read as, in ISO 8601: one of each format, and two at least if there are two.
    pub examples: Vec<(String, String)>,
    /// A choice that the person has to make, for example between day and month order.
    pub question: Option<TimesQuestion>,
    /// The formats to choose from for the question.
    pub options: Vec<TimeFormat>,
}
