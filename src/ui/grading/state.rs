//! The state of the grading view: the lesson, the submitted files, and the results of their checks.

use crate::lessons::Exercise;
use crate::lessons::grading;
use crate::lessons::grading::{Row, Submission};
use crate::ui::shell::attached_file::AttachedFile;
use crate::ui::shell::open_lesson::OpenLesson;
use crate::ui::signals::*;

/// A lesson with its exercises, fetched for grading.
#[derive(Clone)]
pub(crate) struct GradedLesson {
    pub(crate) lesson: OpenLesson,
    /// The exercises in order.
    pub(crate) exercises: Vec<Exercise>,
    /// The name and text of each exercise's file, for the worker.
    pub(crate) texts: Vec<(String, String)>,
}

/// The lesson, files and results of grading. Not signals: each type of signal adds code, and change counters are
/// enough.
#[derive(Default)]
pub(crate) struct GradingSession {
    pub(crate) lesson: Option<GradedLesson>,
    /// All files, in the order in which they were added.
    pub(crate) files: Vec<AttachedFile>,
    /// The results of the first files, in the same order; the remaining files wait.
    pub(crate) submissions: Vec<Submission>,
    /// The rows of the table, in their order.
    pub(crate) rows: Vec<Row>,
}

impl GradingSession {
    /// The number of files that are not checked yet.
    pub(crate) fn waiting(&self) -> usize {
        self.files.len() - self.submissions.len()
    }

    /// The number of exercises in the lesson.
    pub(crate) fn exercises(&self) -> usize {
        self.lesson.as_ref().map_or(0, |lesson| lesson.exercises.len())
    }
}

/// The state of the grading view. A copy is the same state.
#[derive(Clone, Copy)]
pub(crate) struct GradingState {
    session: StoredValue<GradingSession, LocalStorage>,
    /// Counts the changes of the session; [`GradingState::with`] tracks it.
    changes: RwSignal<usize>,
    /// Counts the lessons that were set; [`GradingState::with_lesson`] tracks it.
    lessons: RwSignal<usize>,
    /// The number of the last request for a lesson.
    request: RwSignal<usize>,
    /// `true` if grading stops after the file that is being checked.
    pub(crate) stopping: RwSignal<bool>,
    /// `true` if rows are sorted by the number of passed exercises, `false` if by name.
    pub(crate) by_passed: RwSignal<bool>,
    /// The row whose details are open, as its key plus 1; 0 for none.
    pub(crate) chosen: RwSignal<usize>,
    /// The exercise that the details show, from 1; 0 for all.
    pub(crate) exercise: RwSignal<usize>,
}

impl GradingState {
    /// The state without a lesson and files.
    pub(crate) fn new() -> Self {
        Self {
            session: StoredValue::new_local(GradingSession::default()),
            changes: RwSignal::default(),
            lessons: RwSignal::default(),
            request: RwSignal::default(),
            stopping: RwSignal::default(),
            by_passed: RwSignal::default(),
            chosen: RwSignal::default(),
            exercise: RwSignal::default(),
        }
    }

    /// Reads the session and tracks all its changes.
    pub(crate) fn with<T>(self, read: impl FnOnce(&GradingSession) -> T) -> T {
        self.changes.track();
        self.session.with_value(read)
    }

    /// Reads the session and tracks only the change of its lesson.
    pub(crate) fn with_lesson<T>(self, read: impl FnOnce(&GradingSession) -> T) -> T {
        self.lessons.track();
        self.session.with_value(read)
    }

    /// Reads the session without tracking it.
    pub(crate) fn peek<T>(self, read: impl FnOnce(&GradingSession) -> T) -> T {
        self.session.with_value(read)
    }

    /// Changes the session and computes the rows of the table anew.
    pub(crate) fn change(self, change: impl FnOnce(&mut GradingSession)) {
        let by_passed = self.by_passed.get_untracked();
        self.session.update_value(|session| {
            change(session);
            let lesson = session.lesson.as_ref();
            session.rows = lesson
                .map(|lesson| grading::rows(&lesson.lesson.head, &session.submissions, by_passed))
                .unwrap_or_default();
        });
        self.changes.update(|changes| *changes += 1);
    }

    /// Returns the number of a new request for a lesson. Its answer is used only while the number is current.
    pub(crate) fn begin_request(self) -> usize {
        let request = self.request.get_untracked() + 1;
        self.request.set(request);
        request
    }

    /// Returns `true` if no lesson was requested after a request.
    pub(crate) fn is_current(self, request: usize) -> bool {
        self.request.get_untracked() == request
    }

    /// The number of lessons that were set so far: a result counts only if it is the same before and after the check.
    pub(crate) fn lessons_taken(self) -> usize {
        self.lessons.get_untracked()
    }

    /// Sets the lesson to grade; all files have to be checked again.
    pub(crate) fn take_lesson(self, lesson: GradedLesson) {
        self.chosen.set(0);
        self.change(|session| {
            session.submissions.clear();
            session.lesson = Some(lesson);
        });
        self.lessons.update(|lessons| *lessons += 1);
    }
}
