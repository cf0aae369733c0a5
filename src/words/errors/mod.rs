//! The sentences of errors: a message and a hint, written by a function for each kind of problem.

mod file;
mod lesson;
mod link;
mod remote;
mod session;
mod spec;
mod sql;
mod sql_advice;
mod storage;

pub use self::sql_advice::sql_advice;
use crate::base::error::LabError;
use crate::base::problem::Problem;
use crate::words::numbers::readable;

/// The sentences of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorWords {
    /// One or two sentences about the problem and its reason.
    pub message: String,
    /// The next step; empty where the message already says it.
    pub hint: String,
}

/// Puts a message and its hint together.
fn say(message: impl Into<String>, hint: impl Into<String>) -> ErrorWords {
    ErrorWords { message: readable(message.into()), hint: readable(hint.into()) }
}

/// The sentences of an error.
pub fn error(error: &LabError) -> ErrorWords {
    match &*error.problem {
        Problem::File { problem } => file::file(problem),
        Problem::Lesson { problem } => lesson::lesson(problem),
        Problem::Link { problem } => link::link(problem),
        Problem::Remote { problem } => remote::remote(problem),
        Problem::Session { problem } => session::session(problem),
        Problem::Spec { problem } => spec::spec(problem),
        Problem::Sql { problem } => sql::sql(problem, error.detail.as_deref().unwrap_or_default(), &error.advice),
        Problem::Storage { problem } => storage::storage(problem),
        Problem::Internal => say(
            "Something in the lab itself went wrong.",
            "Your file is untouched. Reload the page; if it happens again, please report it with the words below.",
        ),
    }
}

/// An error in one line: its sentences, and SQLite's own words where they say more.
pub fn error_line(error: &LabError) -> String {
    let ErrorWords { message, hint } = self::error(error);
    let mut line = message;
    if !hint.is_empty() {
        line += " ";
        line += &hint;
    }
    match &error.detail {
        Some(detail) if !line.contains(detail.as_str()) => format!("{line} ({detail})"),
        _ => line,
    }
}
