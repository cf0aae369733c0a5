//! What the grading view knows: the lesson, the files that were handed in, what was found in them.

use leptos::prelude::*;
use web_sys::Blob;

use super::Course;
use crate::domain::lesson::Exercise;
use crate::domain::lesson::grade::{self, Paper, Row};

/// A lesson with all that is needed to check it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Graded {
    pub(crate) course: Course,
    /// The exercises in order.
    pub(crate) exercises: Vec<Exercise>,
    /// Their files as they came, each a name and a text, for the worker.
    pub(crate) texts: Vec<(String, String)>,
}

/// A file that was handed in.
#[derive(Clone, Debug)]
pub(crate) struct Handed {
    pub(crate) name: String,
    /// The file, and the `-wal` that came with it.
    pub(crate) files: Vec<Blob>,
}

/// The signals of the grading view. A copy is the same state.
#[derive(Clone, Copy)]
pub(crate) struct Grade {
    /// Whether the view is on show.
    pub(crate) on: RwSignal<bool>,
    pub(crate) lesson: RwSignal<Option<Graded>>,
    /// All files in the order in which they came.
    pub(crate) handed: RwSignal<Vec<Handed>, LocalStorage>,
    /// What was found in the first of them; the others wait.
    pub(crate) papers: RwSignal<Vec<Paper>>,
    /// Whether to stop after the file that is being looked at.
    pub(crate) stopping: RwSignal<bool>,
    /// Whether rows stand by how much was passed, and not by name.
    pub(crate) by_passed: RwSignal<bool>,
    /// The row whose verdicts are on show, by its key, and the exercise that was pressed.
    pub(crate) chosen: RwSignal<Option<(usize, Option<usize>)>>,
}

impl Grade {
    pub(super) fn new() -> Self {
        Self {
            on: RwSignal::default(),
            lesson: RwSignal::default(),
            handed: RwSignal::new_local(Vec::new()),
            papers: RwSignal::default(),
            stopping: RwSignal::default(),
            by_passed: RwSignal::default(),
            chosen: RwSignal::default(),
        }
    }

    /// The table as it stands.
    pub(crate) fn rows(self) -> Vec<Row> {
        let by_passed = self.by_passed.get();
        self.lesson.with(|lesson| {
            lesson.as_ref().map_or_else(Vec::new, |lesson| {
                self.papers.with(|papers| grade::rows(&lesson.course.head, papers, by_passed))
            })
        })
    }

    /// How many files wait to be looked at.
    pub(crate) fn waiting(self) -> usize {
        self.handed.with(Vec::len) - self.papers.with(Vec::len)
    }
}
