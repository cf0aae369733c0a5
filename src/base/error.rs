//! `LabError`, the one error type of the lab: a problem with its facts, SQLite's own message, and the place in the SQL.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

pub use super::problem::ErrorKind;
use super::problem::Problem;
use super::problem::file::FileProblem;
use super::problem::lesson::LessonProblem;
use super::problem::link::LinkProblem;
use super::problem::remote::RemoteProblem;
use super::problem::session::SessionProblem;
use super::problem::spec::SpecProblem;
use super::problem::sql::SqlProblem;
use super::problem::sql_advice::SqlAdvice;
use super::problem::storage::StorageProblem;

/// An error as data: every failure that crosses the worker's boundary is one of these.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabError {
    /// The problem and its facts; boxed, because every `Result` is as large as its error.
    pub problem: Rc<Problem>,
    /// Advice on what was probably meant, where SQLite refused a statement.
    pub advice: Vec<SqlAdvice>,
    /// The message of SQLite or of the browser, if it gave one.
    pub detail: Option<String>,
    /// The offset of the error in the SQL text, in characters.
    pub position: Option<u32>,
}

/// The result of everything in the lab that can fail.
pub type Result<T> = std::result::Result<T, LabError>;

impl LabError {
    /// Makes the error of a problem.
    pub fn new(problem: Problem) -> Self {
        Self { problem: Rc::new(problem), advice: Vec::new(), detail: None, position: None }
    }

    /// Makes the error of a statement that SQLite refused, in SQLite's words.
    pub fn sql(detail: impl Into<String>) -> Self {
        Self::from(SqlProblem::Refused).with_detail(detail)
    }

    /// Makes the error of a fault in the lab itself.
    pub fn internal(detail: impl Into<String>) -> Self {
        Self::new(Problem::Internal).with_detail(detail)
    }

    /// Returns the kind of the error.
    pub fn kind(&self) -> ErrorKind {
        self.problem.kind()
    }

    /// Adds the message of SQLite or of the browser.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Sets the offset of the error in the SQL text, in characters.
    #[must_use]
    pub fn at(mut self, position: usize) -> Self {
        self.position = u32::try_from(position).ok();
        self
    }
}

/// Makes an error of each problem by `From`, so that `?` and `into` do.
macro_rules! from_problems {
    ($($subject:ident: $problem:ty),*) => {
        $(impl From<$problem> for LabError {
            fn from(problem: $problem) -> Self {
                Self::new(Problem::$subject { problem })
            }
        })*
    };
}

from_problems!(
    File: FileProblem,
    Lesson: LessonProblem,
    Link: LinkProblem,
    Remote: RemoteProblem,
    Session: SessionProblem,
    Spec: SpecProblem,
    Sql: SqlProblem,
    Storage: StorageProblem
);

/// For logs; people read the sentences of `words/errors`. The facts stay out: to format every kind would be a large part of
/// the program.
impl std::fmt::Display for LabError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.kind())?;
        self.detail.iter().try_for_each(|detail| write!(f, " ({detail})"))
    }
}

impl std::error::Error for LabError {}
