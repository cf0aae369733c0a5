//! Sentences about a lesson's text, for its author.

use super::{ErrorWords, say};
use crate::base::problem::lesson::{LessonFault, LessonProblem};
use crate::lessons::HEAD_FILE;

/// The sentences of a problem with a lesson.
pub(super) fn lesson(problem: &LessonProblem) -> ErrorWords {
    match problem {
        LessonProblem::Line { file, line, fault } => {
            let (what, next) = sentences(fault);
            say(format!("{file}, line {line}: {what}"), next)
        }
        LessonProblem::NoFile { file } => say(
            format!("The lesson has no file {file}."),
            format!("Put {file} into the lesson's folder, or take it off the list in {HEAD_FILE}."),
        ),
        LessonProblem::UnreadableFile { file } => say(format!("{file} cannot be read."), ""),
        LessonProblem::OpenTransaction => say("An exercise before leaves a transaction open.", "End it with COMMIT."),
        LessonProblem::EndsTransaction { word } => say(
            format!(
                "The solution has {word}, which ends a transaction. The check runs the solution in a transaction and takes it \
                 back, so that the learner's tables stay as they are."
            ),
            format!("The author of the lesson has to take {word} out of the solution."),
        ),
    }
}

/// The sentences of a fault in a line of a lesson: what is wrong, and what to write instead.
fn sentences(fault: &LessonFault) -> (String, String) {
    let (what, next): (String, &str) = match fault {
        LessonFault::NoFrontMatter => {
            ("the file does not begin with front matter.".to_owned(), "Begin it with a line of `---`.")
        }
        LessonFault::OpenFrontMatter => ("the front matter does not end.".to_owned(), "End it with a line of `---`."),
        LessonFault::NoEntry { text } => {
            (format!("“{text}” is not a line of the form `name: value`."), "Write a name, a colon and a value.")
        }
        LessonFault::OpenBlock => ("this block does not end.".to_owned(), "End it with a line of three backticks."),
        LessonFault::Twice { name } => (format!("`{name}` is there twice."), "Keep one of the two lines."),
        LessonFault::UnknownName { name, known } => {
            return (format!("the front matter has no `{name}`."), format!("It knows {}.", known.join(", ")));
        }
        LessonFault::MissingName { name } => {
            let next = format!("Add a line `{name}: …` between the two lines of `---`.");
            return (format!("the front matter does not say `{name}`."), next);
        }
        LessonFault::BlockInHead { info } => {
            (format!("`{info}` belongs into an exercise."), "Move the block into the file of an exercise.")
        }
        LessonFault::UnknownFormat { format, known } => (
            format!("format {format} is not known; this lab reads format {known}."),
            "Open the lesson in a newer lab, or write `format: 1`.",
        ),
        LessonFault::BadId { text } => {
            (format!("“{text}” cannot be an id."), "Use lower-case letters, digits and hyphens, as in the folder.")
        }
        LessonFault::BadVersion { text } => {
            (format!("“{text}” is not a version."), "Write a whole number: 1, and one more after each change.")
        }
        LessonFault::NotOneDatabase => (
            "the lesson does not say which one database it starts from.".to_owned(),
            "Write either `sample: NAME` or `db: FILE`.",
        ),
        LessonFault::BadAsOf { text } => {
            (format!("“{text}” is not a date that the lab can read."), "Write a date like 2026-07-01.")
        }
        LessonFault::BadMapping { pair } => {
            (format!("`{pair}` is no part of a mapping."), "Write what *Copy link* writes, from `leads=` or `tx=` on.")
        }
        LessonFault::ListedTwice { file } => (format!("{file} is listed twice."), "List every exercise once."),
        LessonFault::BadFileName { name } => (
            format!("“{name}” is not the name of a file in the lesson's folder."),
            "Put the file beside lesson.md and write its bare name.",
        ),
        LessonFault::BuildWithoutAsOf { file } => (
            format!("{file} is solved by a build, and the lesson does not say as of when."),
            "Add a line such as `as_of: 2026-07-01`.",
        ),
        LessonFault::UnknownStarter { value } => {
            (format!("`starter: {value}` is not known."), "Write `starter: complete`, or leave the line out.")
        }
        LessonFault::SecondBlock { info } => (format!("this is the second `{info}` block."), "Keep one of them."),
        LessonFault::NoCheck => ("the exercise has no `check` block.".to_owned(), "Add one; see docs/lessons.md."),
        LessonFault::NoSolution => (
            "the exercise has no `sql solution` or `build solution` block.".to_owned(),
            "Add one; see docs/lessons.md.",
        ),
        LessonFault::UnknownChoice { name, value } => (
            format!("a build has no choice `{name}: {value}`."),
            "Write `match_keys: exact|normalised|as_text|as_number` or `duplicate_leads: keep|first`.",
        ),
        LessonFault::UnknownCheck { info } => (
            format!("`{info}` is not a check."),
            "Write `check exists|columns|row-count|unique|no-nulls|table TABLE`, `check result`, `check uses WORD` or `check quotes`.",
        ),
        LessonFault::NotInPostgres { info } => (
            format!("`{info}` looks at the open database, and this exercise runs in PostgreSQL."),
            "Write `check result` or `check uses WORD`, and an `sql solution`.",
        ),
        LessonFault::MissingOption { name } => {
            return (format!("this check does not say `{name}`."), format!("Add a line `{name}: …` to the block."));
        }
        LessonFault::UnknownOption { name, known } => {
            return (format!("this check does not know `{name}`."), format!("It takes {}.", known.join(", ")));
        }
        LessonFault::UnknownWord { name, value, known } => {
            let next = format!("Write `{name}: {known}`, or leave the line out.");
            return (format!("`{name}: {value}` is not known."), next);
        }
        LessonFault::BadDecimals { text } => {
            (format!("“{text}” is not a number of decimal places."), "Write a whole number up to 15.")
        }
    };
    (what, next.to_owned())
}
