//! The state of the lesson: which one is on show, the exercise, the learner's progress, what a check said.

use crate::lessons::Exercise;
use crate::lessons::judge::verdict::Verdict;
use crate::lessons::progress::Progress;
use crate::links::Link;
use crate::ui::shell::open_lesson::OpenLesson;
use crate::ui::signals::*;

/// The exercise on show.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OpenExercise {
    /// Which one, from 0.
    pub(crate) at: usize,
    /// Its file as it came, for the worker.
    pub(crate) text: String,
    pub(crate) exercise: Exercise,
}

/// The signals of the panel *Lesson*.
#[derive(Clone, Copy)]
pub(crate) struct LessonState {
    /// The lesson on show.
    pub(crate) open: RwSignal<Option<OpenLesson>>,
    /// The lesson that was fetched for its database, and is shown next.
    pub(crate) next: RwSignal<Option<OpenLesson>>,
    pub(crate) step: RwSignal<Option<OpenExercise>>,
    pub(crate) learned: RwSignal<Option<Progress>>,
    /// What the last check of the exercise on show said.
    pub(crate) verdicts: RwSignal<Vec<Verdict>>,
    /// Counts what was asked for: lessons and exercises.
    request: RwSignal<usize>,
}

impl LessonState {
    /// No lesson.
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

    /// Counts a lesson or exercise that is asked for now. Its answer is taken only while the number is current.
    pub(crate) fn begin_request(self) -> usize {
        let request = self.last_request() + 1;
        self.request.set(request);
        request
    }

    /// The number of the last request.
    pub(crate) fn last_request(self) -> usize {
        self.request.get_untracked()
    }

    /// Says whether nothing was asked for after a request.
    pub(crate) fn is_current(self, request: usize) -> bool {
        self.last_request() == request
    }

    /// Takes the lesson out of a link if another one was chosen after a request, while a database was opened.
    pub(crate) fn drop_stale_lesson(self, link: &mut Link, request: usize) {
        if !self.is_current(request) {
            (link.lesson, link.step) = (None, None);
        }
    }

    /// Says whether a lesson of this name is on show.
    pub(crate) fn is_open(self, name: &str) -> bool {
        self.open.with_untracked(|lesson| lesson.as_ref().is_some_and(|lesson| lesson.name == name))
    }

    /// Says whether the exercise of this file is on show.
    pub(crate) fn is_on_show(self, file: &str) -> bool {
        self.step.with_untracked(|step| step.as_ref().is_some_and(|step| step.exercise.file == file))
    }
}
