//! The learner's progress in one version of a lesson, stored by the page and saved to files as JSON.

use serde::{Deserialize, Serialize};

/// The version of this format.
pub const VERSION: u32 = 1;

/// The progress in one version of one lesson.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// [`VERSION`].
    pub format: u32,
    /// The lesson's id.
    pub lesson: String,
    /// The lesson's version.
    pub version: u32,
    /// The exercises that the learner has started, in the order of their start.
    pub exercises: Vec<Step>,
}

/// The progress in one exercise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The name of the exercise's file.
    pub file: String,
    /// The time at which it was first passed, in ISO 8601; empty before that.
    pub passed: String,
    /// The number of hints that were shown.
    pub hints: u32,
    /// The number of hints that were shown before it was passed.
    #[serde(default)]
    pub helped: u32,
    /// The learner's SQL; empty if the starter was not changed.
    pub draft: String,
}

impl Progress {
    /// The progress at the beginning of a lesson.
    pub fn new(lesson: &str, version: u32) -> Self {
        Self { format: VERSION, lesson: lesson.to_owned(), version, exercises: Vec::new() }
    }

    /// Returns `true` if this progress, which may come from a file, belongs to this version of a lesson.
    pub fn belongs_to(&self, lesson: &str, version: u32) -> bool {
        self.format == VERSION && self.lesson == lesson && self.version == version
    }

    /// The progress in an exercise; `None` if it was not started.
    pub fn step(&self, file: &str) -> Option<&Step> {
        self.exercises.iter().find(|step| step.file == file)
    }

    /// Returns `true` if an exercise was passed.
    pub fn has_passed(&self, file: &str) -> bool {
        self.step(file).is_some_and(|step| !step.passed.is_empty())
    }

    /// The progress in an exercise, for changes; added if it was not started.
    #[expect(clippy::indexing_slicing, reason = "the place is that of a step which was found or has just been added")]
    pub fn step_mut(&mut self, file: &str) -> &mut Step {
        let at = self.exercises.iter().position(|step| step.file == file).unwrap_or(self.exercises.len());
        if at == self.exercises.len() {
            self.exercises.push(Step { file: file.to_owned(), ..Step::default() });
        }
        &mut self.exercises[at]
    }

    /// Records that an exercise was passed at a time in ISO 8601; only the first time counts.
    pub fn pass(&mut self, file: &str, at: &str) {
        let step = self.step_mut(file);
        if step.passed.is_empty() {
            at.clone_into(&mut step.passed);
            step.helped = step.hints;
        }
    }

    /// Shows one more of an exercise's `all` hints; returns the number of shown hints.
    pub fn hint(&mut self, file: &str, all: usize) -> usize {
        let step = self.step_mut(file);
        let shown = (step.hints as usize + 1).min(all);
        step.hints = u32::try_from(shown).unwrap_or(u32::MAX);
        shown
    }
}
