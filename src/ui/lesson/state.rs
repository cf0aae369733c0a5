//! The state of the lesson: the open lesson and exercise, the learner's progress, the verdicts of the last check.

use crate::lessons::Exercise;
use crate::lessons::judge::verdict::Verdict;
use crate::lessons::progress::Progress;
use crate::links::Link;
use crate::ui::shell::open_lesson::OpenLesson;
use crate::ui::signals::*;

/// The id of the disclosure of the progress.
pub(crate) const PROGRESS: &str = "progress";

/// The id of the field for the learner's name.
pub(crate) const LEARNER: &str = "learner";

/// The open exercise.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OpenExercise {
    /// Its index in the lesson, from 0.
    pub(crate) at: usize,
    /// The text of its file, for the worker.
    pub(crate) text: String,
    pub(crate) exercise: Exercise,
}

/// The signals of the panel *Lesson*.
#[derive(Clone, Copy)]
pub(crate) struct LessonState {
    /// The open lesson.
    pub(crate) open: RwSignal<Option<OpenLesson>>,
    /// The lesson that was fetched for its database while the page starts, and is opened next.
    pub(crate) next: RwSignal<Option<OpenLesson>>,
    pub(crate) step: RwSignal<Option<OpenExercise>>,
    pub(crate) learned: RwSignal<Option<Progress>>,
    /// The verdicts of the last check of the open exercise.
    pub(crate) verdicts: RwSignal<Vec<Verdict>>,
    /// The number of the last request for a lesson or an exercise.
    request: RwSignal<usize>,
}

impl LessonState {
    /// The state without a lesson.
    pub(crate) fn new() -> Self {
        Self {
            open: RwSignal::default(),
            next: RwSignal::default(),
            step: RwSignal::default(),
            learned: RwSignal::default(),
            verdicts: RwSignal::default(),
            request: RwSignal::default(),
        }
    }

    /// Returns the number of a new request for a lesson or exercise. Its answer is used only while the number is
    /// current.
    pub(crate) fn begin_request(self) -> usize {
        let request = self.last_request() + 1;
        self.request.set(request);
        request
    }

    /// The number of the last request.
    pub(crate) fn last_request(self) -> usize {
        self.request.get_untracked()
    }

    /// Returns `true` if no lesson or exercise was requested after a request.
    pub(crate) fn is_current(self, request: usize) -> bool {
        self.last_request() == request
    }

    /// Removes the lesson from a link if another lesson was requested after a request, while a database was opened.
    pub(crate) fn drop_stale_lesson(self, link: &mut Link, request: usize) {
        if !self.is_current(request) {
            (link.lesson, link.step) = (None, None);
        }
    }

    /// Returns `true` if the lesson of this name is open.
    pub(crate) fn is_open(self, name: &str) -> bool {
        self.open.with_untracked(|lesson| lesson.as_ref().is_some_and(|lesson| lesson.name == name))
    }

    /// The indexes of the exercises that are not passed, tracked.
    pub(crate) fn not_passed(self, files: &[String]) -> Vec<usize> {
        self.learned.with(|learned| {
            let passed = |file: &String| learned.as_ref().is_some_and(|learned| learned.has_passed(file));
            files.iter().enumerate().filter(|(_, file)| !passed(file)).map(|(at, _)| at).collect()
        })
    }

    /// Returns `true` if the exercise of this file is open.
    pub(crate) fn is_on_show(self, file: &str) -> bool {
        self.step.with_untracked(|step| step.as_ref().is_some_and(|step| step.exercise.file == file))
    }
}
