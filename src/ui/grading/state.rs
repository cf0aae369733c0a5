//! What the grading view knows: the lesson, the files that were handed in, what was found in them.

use crate::lessons::Exercise;
use crate::lessons::grading;
use crate::lessons::grading::{Row, Submission};
use crate::ui::lesson::state::Course;
use crate::ui::open::state::Attached;
use crate::ui::signals::*;

/// A lesson with all that is needed to check it.
#[derive(Clone)]
pub(crate) struct Graded {
    pub(crate) course: Course,
    /// The exercises in order.
    pub(crate) exercises: Vec<Exercise>,
    /// Their files as they came, each a name and a text, for the worker.
    pub(crate) texts: Vec<(String, String)>,
}

/// What is graded. Not signals: each type of signal is program code of its own, and here one that says *changed* is enough.
#[derive(Default)]
pub(crate) struct GradingState {
    pub(crate) lesson: Option<Graded>,
    /// All files in the order in which they came.
    pub(crate) handed: Vec<Attached>,
    /// What was found in the first of them; the others wait.
    pub(crate) papers: Vec<Submission>,
    /// The table as it stands.
    pub(crate) rows: Vec<Row>,
}

impl GradingState {
    /// How many files wait to be looked at.
    pub(crate) fn waiting(&self) -> usize {
        self.handed.len() - self.papers.len()
    }

    /// How many exercises the lesson has.
    pub(crate) fn exercises(&self) -> usize {
        self.lesson.as_ref().map_or(0, |lesson| lesson.exercises.len())
    }
}

/// The state of the grading view. A copy is the same state.
#[derive(Clone, Copy)]
pub(crate) struct Grade {
    /// Whether the view is on show.
    pub(crate) on: RwSignal<bool>,
    desk: StoredValue<GradingState, LocalStorage>,
    /// How often the desk was changed.
    changes: RwSignal<usize>,
    /// How often the lesson was.
    lessons: RwSignal<usize>,
    /// Whether to stop after the file that is being looked at.
    pub(crate) stopping: RwSignal<bool>,
    /// Whether rows stand by how much was passed, and not by name.
    pub(crate) by_passed: RwSignal<bool>,
    /// The row whose verdicts are on show: its key and 1; 0 for none.
    pub(crate) chosen: RwSignal<usize>,
    /// The exercise of it that was pressed, from 1; 0 for all.
    pub(crate) exercise: RwSignal<usize>,
}

impl Grade {
    pub(crate) fn new() -> Self {
        Self {
            on: RwSignal::default(),
            desk: StoredValue::new_local(GradingState::default()),
            changes: RwSignal::default(),
            lessons: RwSignal::default(),
            stopping: RwSignal::default(),
            by_passed: RwSignal::default(),
            chosen: RwSignal::default(),
            exercise: RwSignal::default(),
        }
    }

    /// Looks at the desk, and again whenever it changes.
    pub(crate) fn with<T>(self, look: impl FnOnce(&GradingState) -> T) -> T {
        self.changes.track();
        self.desk.with_value(look)
    }

    /// Looks at the desk, and again whenever another lesson is chosen.
    pub(crate) fn with_lesson<T>(self, look: impl FnOnce(&GradingState) -> T) -> T {
        self.lessons.track();
        self.desk.with_value(look)
    }

    /// Looks at the desk once.
    pub(crate) fn peek<T>(self, look: impl FnOnce(&GradingState) -> T) -> T {
        self.desk.with_value(look)
    }

    /// Changes the desk, and with it the table.
    pub(crate) fn change(self, change: impl FnOnce(&mut GradingState)) {
        let by_passed = self.by_passed.get_untracked();
        self.desk.update_value(|desk| {
            change(desk);
            let lesson = desk.lesson.as_ref();
            desk.rows =
                lesson.map(|lesson| grading::rows(&lesson.course.head, &desk.papers, by_passed)).unwrap_or_default();
        });
        self.changes.update(|changes| *changes += 1);
    }

    /// Takes a lesson to grade: all files wait again.
    pub(crate) fn take(self, lesson: Graded) {
        self.chosen.set(0);
        self.change(|desk| {
            desk.papers.clear();
            desk.lesson = Some(lesson);
        });
        self.lessons.update(|lessons| *lessons += 1);
    }
}
