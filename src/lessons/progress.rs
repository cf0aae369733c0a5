//! How far a learner is in one version of a lesson; the page keeps it, and can write it out as JSON.

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
    /// What was touched, in the order in which it was.
    pub exercises: Vec<Step>,
}

/// The progress in one exercise.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The name of the exercise's file.
    pub file: String,
    /// When it was first passed, as an instant in ISO 8601; empty if not yet.
    pub passed: String,
    /// How many hints were shown.
    pub hints: u32,
    /// How many of them before it was passed.
    #[serde(default)]
    pub helped: u32,
    /// The SQL as the learner left it; empty if it was not touched.
    pub draft: String,
}

impl Progress {
    /// The progress of somebody who begins.
    pub fn new(lesson: &str, version: u32) -> Self {
        Self { format: VERSION, lesson: lesson.to_owned(), version, exercises: Vec::new() }
    }

    /// Says whether this progress, which may come from a file, belongs to a lesson.
    pub fn belongs_to(&self, lesson: &str, version: u32) -> bool {
        self.format == VERSION && self.lesson == lesson && self.version == version
    }

    /// What is known of an exercise.
    pub fn step(&self, file: &str) -> Option<&Step> {
        self.exercises.iter().find(|step| step.file == file)
    }

    /// Says whether an exercise was passed.
    pub fn has_passed(&self, file: &str) -> bool {
        self.step(file).is_some_and(|step| !step.passed.is_empty())
    }

    /// What is known of an exercise, to be changed; made if there is nothing yet.
    #[expect(clippy::indexing_slicing, reason = "the place is that of a step which was found or has just been added")]
    pub fn step_mut(&mut self, file: &str) -> &mut Step {
        let at = self.exercises.iter().position(|step| step.file == file).unwrap_or(self.exercises.len());
        if at == self.exercises.len() {
            self.exercises.push(Step { file: file.to_owned(), ..Step::default() });
        }
        &mut self.exercises[at]
    }

    /// Notes that an exercise was passed; the first time counts.
    pub fn pass(&mut self, file: &str, at: &str) {
        let step = self.step_mut(file);
        if step.passed.is_empty() {
            at.clone_into(&mut step.passed);
            step.helped = step.hints;
        }
    }

    /// Notes that an exercise is to show one more of its hints, of which there are `all`; says how many are shown then.
    pub fn hint(&mut self, file: &str, all: usize) -> usize {
        let step = self.step_mut(file);
        let shown = (step.hints as usize + 1).min(all);
        step.hints = u32::try_from(shown).unwrap_or(u32::MAX);
        shown
    }
}
