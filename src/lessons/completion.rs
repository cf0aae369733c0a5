//! The completion record that a learner hands in: the passed exercises and the mark of the database.
//!
//! It is a claim, not a proof: anybody can write such a file. Grading the database itself repeats the checks.

use serde::{Deserialize, Serialize};

use super::Head;
use super::progress::Progress;

/// The version of this format.
pub const VERSION: u32 = 1;

/// A completion record, written as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// [`VERSION`].
    pub format: u32,
    /// The lesson's id.
    pub lesson: String,
    /// The lesson's version.
    pub version: u32,
    /// The learner's name, as they typed it.
    pub name: String,
    /// The exercises that were passed, in the order of the lesson.
    pub passed: Vec<Passed>,
    /// The number of exercises in the lesson.
    pub exercises: u32,
    /// The digest of the database at the time of the record, as `Checked` has it.
    #[serde(rename = "database")]
    pub digest: String,
}

/// An exercise that was passed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// The name of the exercise's file.
    pub file: String,
    /// The time at which it was passed, in ISO 8601.
    pub at: String,
    /// The number of hints that were shown before that.
    pub hints: u32,
}

impl Record {
    /// Makes the record of a learner's progress in a lesson.
    pub fn new(lesson: &Head, progress: &Progress, name: &str, digest: String) -> Self {
        let passed = |file: &str| {
            let step = progress.step(file).filter(|step| !step.passed.is_empty())?;
            Some(Passed { file: file.to_owned(), at: step.passed.clone(), hints: step.helped })
        };
        Self {
            format: VERSION,
            lesson: lesson.id.clone(),
            version: lesson.version,
            name: name.to_owned(),
            passed: lesson.files.iter().filter_map(|file| passed(file)).collect(),
            exercises: u32::try_from(lesson.files.len()).unwrap_or(u32::MAX),
            digest,
        }
    }
}
