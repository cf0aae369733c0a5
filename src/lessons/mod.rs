//! Lessons: folders of plain text that an instructor writes (docs/lessons.md), read, checked and kept account of.

pub mod completion;
pub mod format;
pub mod grading;
pub mod judge;
pub mod lint_problem;
pub mod progress;

use chrono::{DateTime, Utc};

use self::format::check::Check;
use crate::features::spec::{DuplicateLeads, FeatureSpec, MatchKeys};
use crate::links::Link;

pub use self::format::parse::{exercise, head, lesson};

/// The version of the format that this lab reads.
pub const FORMAT: &str = "1";

/// The name of the file that a lesson begins with.
pub const HEAD_FILE: &str = "lesson.md";

/// A whole lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct Lesson {
    /// What `lesson.md` says.
    pub head: Head,
    /// The exercises in order.
    pub exercises: Vec<Exercise>,
}

/// What `lesson.md` says.
#[derive(Clone, Debug, PartialEq)]
pub struct Head {
    /// Names the lesson: lower-case letters, digits and hyphens, the same as its folder.
    pub id: String,
    /// Raised by the author whenever exercises change; progress belongs to one version.
    pub version: u32,
    /// Shown above the lesson.
    pub title: String,
    /// The database that the lesson starts from.
    pub database: Base,
    /// The as-of instant of every build in the lesson; `None` leaves the page's.
    pub as_of: Option<DateTime<Utc>>,
    /// What builds are to be told that the lab does not recognise by itself: the mapping of a link; may be empty.
    pub mapping: String,
    /// The files of the exercises in order.
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
    /// Shown above it.
    pub title: String,
    /// What to do and why, for [`format::markdown::blocks`].
    pub prose: String,
    /// SQL to start from; empty where the exercise is done by a button.
    pub starter: String,
    /// Whether running the starter as it is does the exercise.
    pub starter_is_complete: bool,
    /// Hints, the gentlest first; each for [`format::markdown::blocks`].
    pub hints: Vec<String>,
    /// What has to hold.
    pub checks: Vec<Check>,
    /// The official solution, shown after passing.
    pub solution: Solution,
}

/// How an exercise is solved.
#[derive(Clone, Debug, PartialEq)]
pub enum Solution {
    /// By running a script.
    Sql(String),
    /// By *Build features* with the lesson's mapping; `None` leaves a choice as it is there.
    Build {
        /// “Match keys”.
        match_keys: Option<MatchKeys>,
        /// “Duplicate leads”.
        duplicate_leads: Option<DuplicateLeads>,
    },
}

impl Solution {
    /// The specification that a build solution builds: what the lab proposes, with the lesson's mapping, then with the
    /// solution's choices.
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
