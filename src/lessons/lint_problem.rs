//! The problems that the lesson linter finds, as data: a problem of a lesson's folder or of one exercise. `words/lesson_linter` has the
//! sentences.

use super::judge::verdict::Verdict;
use crate::base::error::LabError;
use crate::features::detect::Question;

/// A problem of a lesson, for its author.
#[derive(Clone, Debug, PartialEq)]
pub enum LintProblem {
    /// The folder cannot be read.
    UnreadableFolder {
        /// Its path.
        folder: String,
        /// The system's own words.
        detail: String,
    },
    /// The folder has no `lesson.md`.
    NoHead,
    /// The text of a file does not follow docs/lessons.md.
    BadText(LabError),
    /// The folder has another name than the lesson.
    OtherFolderName {
        /// The lesson's id.
        id: String,
        /// The folder's name.
        folder: String,
    },
    /// An exercise is listed, but the folder does not have its file.
    NoExerciseFile {
        /// The exercise's file.
        file: String,
    },
    /// The lab has no such sample.
    UnknownSample {
        /// The name in the lesson.
        name: String,
        /// The samples of the lab.
        known: Vec<String>,
    },
    /// The folder does not have the lesson's database.
    NoDatabaseFile {
        /// The name in the lesson.
        name: String,
        /// The databases in the folder.
        others: Vec<String>,
    },
    /// The lesson's database does not open.
    DatabaseNotOpened(LabError),
    /// An exercise is solved by a build, but the lesson has no as-of.
    NoAsOf,
    /// A link leads to a file that the folder does not have.
    DeadLink {
        /// The file with the link.
        file: String,
        /// The file that the link names.
        link: String,
    },
    /// An address in the form of a link is shown as text.
    NotALink {
        /// The file with the address.
        file: String,
        /// The address.
        address: String,
    },
    /// The lesson uses a file of the folder nowhere.
    UnusedFile {
        /// Its name.
        name: String,
    },
    /// Exercises run in PostgreSQL, which cannot be started here.
    NoPostgres {
        /// The first such exercise's file.
        file: String,
        /// The missing part.
        lacking: NoPostgres,
    },
    /// An exercise has a problem.
    Exercise {
        /// The exercise's file.
        file: String,
        /// The problem.
        problem: ExerciseProblem,
    },
}

/// A missing part of PostgreSQL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoPostgres {
    /// Node cannot be started.
    Node {
        /// The system's own words.
        detail: String,
    },
    /// The packages of npm are not installed.
    Packages,
    /// PostgreSQL does not start.
    Start {
        /// Node's own words.
        detail: String,
    },
}

/// A problem of one exercise.
#[derive(Clone, Debug, PartialEq)]
pub enum ExerciseProblem {
    /// The exercise has no hint.
    NoHint,
    /// The exercise is solved by SQL and has no starter.
    NoStarter,
    /// A hint holds the whole solution.
    HintIsSolution {
        /// The hint, from 1 on.
        hint: usize,
    },
    /// The title or the `say` of a check holds a line of the solution.
    CheckGivesAway {
        /// The line.
        line: String,
    },
    /// The verdict on a failed check holds a line of the solution.
    VerdictGivesAway {
        /// The line.
        line: String,
    },
    /// An error ended the exercise.
    Failed(LabError),
    /// All checks pass before the learner does anything.
    PassesUndone,
    /// The engine cannot parse the starter.
    StarterNotParsed {
        /// The engine's own words.
        detail: String,
    },
    /// The starter passes, and is not marked as complete.
    StarterPasses,
    /// The starter is marked as complete, and checks fail.
    CompleteStarterFails {
        /// The verdicts on these checks.
        failed: Vec<Verdict>,
    },
    /// The solution's script ends with an error.
    SolutionNotRun(LabError),
    /// Checks fail after the solution.
    SolutionFails {
        /// The verdicts on these checks.
        failed: Vec<Verdict>,
        /// True if the solution gives the same when it runs again on its own result.
        repeats: bool,
    },
    /// The mapping of a build solution names what the database does not have.
    MappingNotInDatabase {
        /// True if the lesson has a `mapping`.
        has_mapping: bool,
        /// The name that the database does not have.
        error: LabError,
    },
    /// The lab does not recognise everything that a build solution needs.
    MappingIncomplete {
        /// The questions that the lab asks about the missing fields.
        questions: Vec<Question>,
        /// The fields that have a value: the name of a link's parameter, and the value.
        found: Vec<(String, String)>,
        /// The names of the parameters without a value.
        lacking: Vec<String>,
    },
}
