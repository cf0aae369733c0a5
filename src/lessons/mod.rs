//! Lessons, folders of text files that an instructor writes (docs/lessons.md): reading, checking, progress, grading.

pub mod completion;
pub mod format;
pub mod grading;
pub mod judge;
pub mod lint_problem;
pub mod progress;

use chrono::{DateTime, Utc};

use self::format::check::Check;
use crate::base::engine::Engine;
use crate::features::spec::{DuplicateLeads, FeatureSpec, MatchKeys};
use crate::links::Link;

pub use self::format::parse::{exercise, head, lesson};

/// The version of the format that this lab reads.
pub const FORMAT: &str = "1";

/// The name of a lesson's head file.
pub const HEAD_FILE: &str = "lesson.md";

/// A lesson: its head and its exercises.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// The content of `lesson.md`.
    pub head: Head,
    /// The exercises in order.
    pub exercises: Vec<Exercise>,
}

/// The head of a lesson: the content of `lesson.md`.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// The lesson's id: lower-case letters, digits and hyphens, the same as its folder's name.
    pub id: String,
    /// Raised by the author whenever exercises change; progress belongs to one version.
    pub version: u32,
    /// The lesson's title.
    pub title: String,
    /// The database that the lesson starts from.
    pub database: Base,
    /// The as-of instant of every build in the lesson; `None` leaves the page's.
    pub as_of: Option<DateTime<Utc>>,
    /// The parts of the mapping that the lab does not detect, written as in a link; may be empty.
    pub mapping: String,
    /// The file names of the exercises, in order.
    pub files: Vec<String>,
    /// The introduction, for [`format::markdown::blocks`].
    pub prose: String,
}

/// The database that a lesson starts from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Base {
    /// A sample of `samples`, by name.
    Sample(String),
    /// A `.db` file in the lesson's folder.
    File(String),
}

/// One exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct Exercise {
    /// The name of its file, which is its name in progress and records.
    pub file: String,
    /// The exercise's title.
    pub title: String,
    /// The engine that runs its SQL.
    pub engine: Engine,
    /// The task and its explanation, for [`format::markdown::blocks`].
    pub prose: String,
    /// SQL to start from; empty where the exercise is done by a button.
    pub starter: String,
    /// `true` if running the unchanged starter solves the exercise.
    pub starter_is_complete: bool,
    /// Hints, the one that says least first; each for [`format::markdown::blocks`].
    pub hints: Vec<String>,
    /// The checks that have to pass.
    pub checks: Vec<Check>,
    /// The official solution, shown after passing.
    pub solution: Solution,
}

/// The official solution of an exercise.
#[derive(Clone, Debug, PartialEq)]
pub enum Solution {
    /// A script to run in the SQL box.
    Sql(String),
    /// *Build features* with the lesson's mapping; `None` leaves an option unchanged.
    Build {
        /// The option *Match keys*.
        match_keys: Option<MatchKeys>,
        /// The option *Duplicate leads*.
        duplicate_leads: Option<DuplicateLeads>,
    },
}

impl Solution {
    /// The specification of a build solution: the proposal `spec`, changed by the lesson's mapping, then by the
    /// solution's options.
    #[must_use]
    pub fn choose(&self, mut spec: FeatureSpec, mapping: &str) -> FeatureSpec {
        // The lesson's text was refused if anything in it means nothing.
        let _ = Link::parse(mapping).apply(&mut spec);
        if let Self::Build { match_keys, duplicate_leads } = self {
            spec.match_keys = match_keys.unwrap_or(spec.match_keys);
            spec.duplicate_leads = duplicate_leads.unwrap_or(spec.duplicate_leads);
        }
        spec
    }
}

/// The name of the feature table in a lesson whose builds have this mapping, written as in a link.
pub fn feature_table(mapping: &str) -> String {
    let mut spec = FeatureSpec::empty(DateTime::UNIX_EPOCH);
    // The lesson's text was refused if anything in it means nothing.
    let _ = Link::parse(mapping).apply(&mut spec);
    spec.target
}
