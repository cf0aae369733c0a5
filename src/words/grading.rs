//! Texts of the grading view.

use crate::lessons::grading::{Cell, Note, Row};

pub const GRADE: &str = "Grading";
pub const GRADE_LOADING: &str = "Loading the grading view…";
pub const GRADE_BACK: &str = "To the lab";
pub const GRADE_LEAD: &str =
    "See what your learners passed. Their files stay in this browser: nothing is uploaded, nothing is changed.";
pub const GRADE_LESSON: &str = "Lesson to grade";
pub const GRADE_ADDRESS: &str = "A lesson of another host";
pub const GRADE_ADDRESS_LABEL: &str = "Address of its folder";
pub const GRADE_ADDRESS_OPEN: &str = "Open lesson";
pub const GRADE_DROP: &str = "Drop the learners’ files here";
pub const GRADE_KINDS: [(&str, &str); 2] = [
    ("Databases (.db)", "are checked again, exercise by exercise."),
    ("Completion records (.json)", "tell the rest. They are taken at their word."),
];
pub const GRADE_MIX: &str = "As many as you like, in any mix. A database and a record with the same name share a row.";
pub const GRADE_CHOOSE: &str = "Choose files";
pub const GRADE_ADD: &str = "Add files";
pub const GRADE_CLEAR: &str = "Clear";
pub const GRADE_CSV: &str = "Save as CSV";
pub const GRADE_GO_ON: &str = "Go on";
pub const GRADE_DOING: &str = "Looking at the files…";
pub const GRADE_CLEARED: &str = "Cleared. The files themselves are as they were.";
pub const GRADE_DROP_NOW: &str = "Drop the files to grade them";
pub const GRADE_DROP_NOW_HINT: &str = "Databases and completion records. They stay in this browser.";
pub const GRADES: &str = "Grades";
pub const GRADE_NAME: &str = "Name";
pub const GRADE_PASSED: &str = "Passed";
pub const GRADE_DATABASE: &str = "Database";
pub const GRADE_NOTES: &str = "Notes";
pub const GRADE_FILES: &str = "Files";
pub const GRADE_EXERCISES: &str = "Exercises";
pub const GRADE_ALL: &str = "All";
pub const GRADE_CLAIM: &str =
    "A record is a claim, not a proof: anybody can write such a file. A database shows what is in it.";
pub const GRADE_SIGNS: &str =
    "✓ passed. ✕ not yet. ? looks at a result, which a database does not keep: the record tells.";
pub const GRADE_QUIET: &str = "There is nothing more to tell: its exercises look at results.";
pub const GRADE_GROUPS: &str = "The same letter under Database: the same features and as many rows in every table, as is usual \
     where all work on one sample.";
pub const GRADE_STOPPED: &str = "It took too long and was stopped.";
pub const GRADE_UNREADABLE: &str =
    "The browser cannot read it: it is a folder, or it was moved. Drop the files themselves.";
pub const GRADE_NO_RECORD: &str = "It is neither a database nor a completion record.";
pub const GRADE_IS_PROGRESS: &str = "It is saved progress, not a completion record: ask for the record.";

/// The exercises (from 0) of which only a completion record can tell; `None` if there are none. `all` counts exercises.
pub fn grade_untold(untold: &[usize], all: usize) -> Option<String> {
    match untold.len() {
        0 => None,
        n if n == all => {
            Some("The exercises of this lesson look at results, not at tables: ask for records.".to_owned())
        }
        _ => Some(format!(
            "A database cannot show {}: a result is looked at there. Ask for records too if that matters.",
            exercise_list(untold)
        )),
    }
}

/// The summary above the table: the number of rows, and of those with all exercises passed.
pub fn grade_summary(rows: &[Row], all: usize) -> String {
    let done = rows.iter().filter(|row| !row.cells.is_empty() && row.passed() == all).count();
    let learners = if rows.len() == 1 { "1 row".to_owned() } else { format!("{} rows", rows.len()) };
    format!("{learners}, {done} with all {all} exercises passed")
}

/// The number of checked files, of all.
pub fn grade_progress(done: usize, all: usize) -> String {
    format!("{done} of {all} files")
}

/// The status line after files were checked.
pub fn graded(done: usize, waiting: usize) -> String {
    let files = |n: usize| if n == 1 { "1 file".to_owned() } else { format!("{n} files") };
    match waiting {
        0 => format!("Looked at {}.", files(done)),
        n => format!("Stopped after {}; {n} wait.", files(done)),
    }
}

/// A cell of the table: a sign, a word, and a sentence for tooltip, details and CSV.
pub fn grade_cell(cell: Cell) -> (&'static str, &'static str, &'static str) {
    match cell {
        Cell::Checked => ("✓", "checked", "passed (checked)"),
        Cell::Recorded => ("✓", "by record", "passed (by record)"),
        Cell::Failed => ("✕", "not yet", "not yet (checked)"),
        Cell::NotRecorded => ("✕", "by record", "not yet (by record)"),
        Cell::Untold => ("?", "cannot tell", "cannot be told from a database"),
    }
}

/// The number of passed exercises or learners, of all.
pub fn grade_count(passed: usize, all: usize) -> String {
    format!("{passed} of {all}")
}

/// The time at which a record says that an exercise was passed, and the number of hints.
pub fn grade_recorded(at: &str, hints: u32) -> String {
    let hints = match hints {
        0 => "no hints".to_owned(),
        1 => "1 hint".to_owned(),
        n => format!("{n} hints"),
    };
    format!("Recorded {}, {hints}.", at.replace('T', " ").replace('Z', " UTC"))
}

/// The number and title of an exercise (from 0), as a column's name.
pub fn grade_exercise(at: usize, title: &str) -> String {
    format!("{}. {title}", at + 1)
}

/// The sentence of a note on a row.
pub fn grade_note(note: &Note) -> String {
    match note {
        Note::Refused(why) | Note::File(why) => why.clone(),
        Note::OtherLesson(id) => format!("The record belongs to another lesson: {id}."),
        Note::OtherVersion(version) => {
            format!("The record belongs to version {version} of this lesson, which had other exercises.")
        }
        Note::OtherFormat(format) => format!("The record is of format {format}, which this lab does not know."),
        Note::Odd => "The record does not have the exercises of this lesson: it was changed by hand.".to_owned(),
        Note::Contradicted(which) => {
            format!("The record says that {} is passed; the database does not show it.", exercise_list(which))
        }
        Note::OtherState => "The record was saved with another state of the database.".to_owned(),
    }
}

/// Lists exercises (from 0) by number: `exercise 3`, `exercises 1, 2 and 4`.
fn exercise_list(which: &[usize]) -> String {
    let numbers: Vec<String> = which.iter().map(|at| (at + 1).to_string()).collect();
    match numbers.split_last() {
        Some((last, [])) => format!("exercise {last}"),
        Some((last, rest)) => format!("exercises {} and {last}", rest.join(", ")),
        None => String::new(),
    }
}
