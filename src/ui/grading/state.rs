//! The state of the grading view: the lesson, the files that were handed in, what was found in them.

use crate::lessons::Exercise;
use crate::lessons::grading;
use crate::lessons::grading::{Row, Submission};
use crate::ui::shell::attached_file::AttachedFile;
use crate::ui::shell::open_lesson::OpenLesson;
use crate::ui::signals::*;

/// A lesson with all that is needed to check it.
#[derive(Clone)]
pub(crate) struct GradedLesson {
    pub(crate) lesson: OpenLesson,
    /// The exercises in order.
    pub(crate) exercises: Vec<Exercise>,
    /// Their files as they came, each a name and a text, for the worker.
    pub(crate) texts: Vec<(String, String)>,
}

/// What is graded. Not signals: each type of signal is program code of its own, and here one that says *changed* is enough.
#[derive(Default)]
pub(crate) struct GradingSession {
    pub(crate) lesson: Option<GradedLesson>,
    /// All files in the order in which they came.
    pub(crate) files: Vec<AttachedFile>,
    /// What was found in the first of them; the others wait.
    pub(crate) submissions: Vec<Submission>,
    /// The table as it stands.
    pub(crate) rows: Vec<Row>,
}

impl GradingSession {
    /// How many files wait to be looked at.
    pub(crate) fn waiting(&self) -> usize {
        self.files.len() - self.submissions.len()
    }

    /// How many exercises the lesson has.
    pub(crate) fn exercises(&self) -> usize {
        self.lesson.as_ref().map_or(0, |lesson| lesson.exercises.len())
    }
}

/// The state of the grading view. A copy is the same state.
#[derive(Clone, Copy)]
pub(crate) struct GradingState {
    /// Whether the view is on show.
    pub(crate) on: RwSignal<bool>,
    session: StoredValue<GradingSession, LocalStorage>,
    /// How often the session was changed.
    changes: RwSignal<usize>,
    /// How often the lesson was.
    lessons: RwSignal<usize>,
    /// Counts the lessons that were asked for.
    request: RwSignal<usize>,
    /// Whether to stop after the file that is being looked at.
    pub(crate) stopping: RwSignal<bool>,
    /// Whether rows stand by how much was passed, and not by name.
    pub(crate) by_passed: RwSignal<bool>,
    /// The row whose verdicts are on show: its key and 1; 0 for none.
    pub(crate) chosen: RwSignal<usize>,
    /// The exercise of it that was pressed, from 1; 0 for all.
    pub(crate) exercise: RwSignal<usize>,
}

impl GradingState {
    /// A session without lesson and files.
    pub(crate) fn new() -> Self {
        Self {
            on: RwSignal::default(),
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

    /// Looks at the session, and again whenever it changes.
    pub(crate) fn with<T>(self, look: impl FnOnce(&GradingSession) -> T) -> T {
        self.changes.track();
        self.session.with_value(look)
    }

    /// Looks at the session, and again whenever another lesson is chosen.
    pub(crate) fn with_lesson<T>(self, look: impl FnOnce(&GradingSession) -> T) -> T {
        self.lessons.track();
        self.session.with_value(look)
    }

    /// Looks at the session once.
    pub(crate) fn peek<T>(self, look: impl FnOnce(&GradingSession) -> T) -> T {
        self.session.with_value(look)
    }

    /// Changes the session, and with it the table.
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

    /// Counts a lesson that is asked for now. Its answer is taken only while the number is current.
    pub(crate) fn begin_request(self) -> usize {
        let request = self.request.get_untracked() + 1;
        self.request.set(request);
        request
    }

    /// Says whether no other lesson was asked for after a request.
    pub(crate) fn is_current(self, request: usize) -> bool {
        self.request.get_untracked() == request
    }

    /// Counts the lessons that were taken: what was found in a file belongs to the one that it was looked at for.
    pub(crate) fn lessons_taken(self) -> usize {
        self.lessons.get_untracked()
    }

    /// Takes a lesson to grade: all files wait again.
    pub(crate) fn take_lesson(self, lesson: GradedLesson) {
        self.chosen.set(0);
        self.change(|session| {
            session.submissions.clear();
            session.lesson = Some(lesson);
        });
        self.lessons.update(|lessons| *lessons += 1);
    }
}
