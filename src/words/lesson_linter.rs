//! Sentences of the lesson linter, for the author of a lesson.

use super::{ErrorWords, VerdictWords};
use crate::base::error::LabError;
use crate::base::problem::Problem;
use crate::base::problem::spec::SpecProblem;
use crate::features::detect::Question;
use crate::features::detect::reasons::Reason;
use crate::lessons::HEAD_FILE;
use crate::lessons::judge::verdict::Verdict;
use crate::lessons::lint_problem::{ExerciseProblem, LintProblem, NoPostgres};

/// The last line for a lesson without a problem.
pub fn lesson_is_clean(id: &str, exercises: usize) -> String {
    format!("{id}: {exercises} exercises, each starter fails, each solution passes.")
}

/// The last line for a lesson with problems.
pub fn lesson_has_problems(folder: &str, problems: usize) -> String {
    format!("{folder}: {problems} to mend.")
}

/// A problem of a lesson, a sentence or two with the file in front.
pub fn lint_problem(problem: &LintProblem) -> String {
    match problem {
        LintProblem::UnreadableFolder { folder, detail } => format!("{folder} cannot be read: {detail}"),
        LintProblem::NoHead => format!("{HEAD_FILE} is missing. A lesson begins with it; see docs/lessons.md."),
        LintProblem::BadText(error) => super::error_line(error),
        LintProblem::OtherFolderName { id, folder } => {
            format!("{HEAD_FILE}: the id is {id}, the folder {folder}. They must be the same.")
        }
        LintProblem::NoExerciseFile { file } => format!("{HEAD_FILE}: {file} is listed and is not in the folder."),
        LintProblem::UnknownSample { name, known } => {
            format!("{HEAD_FILE}: there is no sample {name}. The samples are {}.", known.join(", "))
        }
        LintProblem::NoDatabaseFile { name, others } => {
            let others = if others.is_empty() { String::new() } else { format!(" There is {}.", others.join(", ")) };
            format!("{HEAD_FILE}: the database {name} is not in the folder.{others}")
        }
        LintProblem::DatabaseNotOpened(error) => {
            format!("The lesson's database does not open: {}", super::error_line(error))
        }
        LintProblem::NoAsOf => format!("{HEAD_FILE}: an exercise is solved by a build, and there is no `as_of`."),
        LintProblem::DeadLink { file, link } => format!("{file}: the link to {link} leads nowhere."),
        LintProblem::NotALink { file, address } => format!(
            "{file}: the link to {address} stays text. A link leads to http://, https:// or a file in the folder."
        ),
        LintProblem::UnusedFile { name } => format!("{name} is in the folder, and nothing refers to it."),
        LintProblem::NoPostgres { file, lacking } => format!(
            "{file}: this exercise runs in PostgreSQL, and nothing of what needs PostgreSQL was checked. {}",
            no_postgres(lacking)
        ),
        LintProblem::Exercise { file, problem } => format!("{file}: {}", exercise_problem(problem)),
    }
}

/// The missing part of PostgreSQL, and the next step.
fn no_postgres(lacking: &NoPostgres) -> String {
    match lacking {
        NoPostgres::Node { detail } => {
            format!("Node.js does not start ({detail}). Install version 20 or later from https://nodejs.org, then check again.")
        }
        NoPostgres::Packages => {
            "Its package is not installed. Run `node static/build/bundle.mjs` in the project's folder, then check again."
                .to_owned()
        }
        NoPostgres::Start { detail } => format!(
            "It does not start: {detail}. Delete static/build/node_modules, run `node static/build/bundle.mjs`, then check \
             again."
        ),
    }
}

/// A problem of one exercise, without its file.
fn exercise_problem(problem: &ExerciseProblem) -> String {
    match problem {
        ExerciseProblem::NoHint => "there is no hint.".to_owned(),
        ExerciseProblem::NoStarter => "there is no SQL to start from.".to_owned(),
        ExerciseProblem::HintIsSolution { hint } => {
            format!("hint {hint} is the whole solution. Leave a step to the learner.")
        }
        ExerciseProblem::CheckGivesAway { line } => format!("the words of a check give away “{line}”."),
        ExerciseProblem::VerdictGivesAway { line } => format!("what is said of a failed check gives away “{line}”."),
        ExerciseProblem::Failed(error) => super::error_line(error),
        ExerciseProblem::PassesUndone => "every check passes before anything is done.".to_owned(),
        ExerciseProblem::StarterNotParsed { detail } => format!(
            "the starter is no SQL: {detail}. Write a name, such as ___, where something is to be filled in; if the \
             exercise is to mend it, have its text speak of a syntax error."
        ),
        ExerciseProblem::StarterPasses => {
            "the starter passes as it is. Leave something to do, or write `starter: complete` if running it is the \
             exercise."
                .to_owned()
        }
        ExerciseProblem::CompleteStarterFails { failed } => {
            format!("the starter is said to be complete and fails: {}", failed_checks(failed))
        }
        ExerciseProblem::SolutionNotRun(error) => format!("the solution does not run: {}", super::error_line(error)),
        ExerciseProblem::SolutionFails { failed, repeats } => {
            let advice = if *repeats {
                ""
            } else {
                " (A solution is run once more on its own result: begin it with DROP TABLE IF EXISTS if it makes a table.)"
            };
            format!("the solution fails: {}{advice}", failed_checks(failed))
        }
        ExerciseProblem::MappingNotInDatabase { has_mapping, error } => mapping_not_in_database(*has_mapping, error),
        ExerciseProblem::MappingIncomplete { questions, found, lacking } => {
            mapping_incomplete(questions, found, lacking)
        }
    }
}

/// The sentences of the checks that fail.
fn failed_checks(failed: &[Verdict]) -> String {
    let checks = failed.iter().map(|verdict| {
        let VerdictWords { title, wrong, likely, .. } = super::verdict(verdict);
        format!("“{title}”: {wrong} {likely}")
    });
    checks.collect::<Vec<_>>().join(" ").trim_end().to_owned()
}

/// The sentence about a name of the mapping that the database does not have, with the names nearest to it, if there are any.
fn mapping_not_in_database(has_mapping: bool, error: &LabError) -> String {
    let by = if has_mapping { " with the `mapping` of lesson.md" } else { "" };
    let ErrorWords { message, hint } = super::error(error);
    let has_near = match &*error.problem {
        Problem::Spec { problem: SpecProblem::NoTable { near, .. } | SpecProblem::NoColumn { near, .. } } => {
            !near.is_empty()
        }
        _ => false,
    };
    // Without near names the hint speaks of a list on the page.
    let near = if has_near { hint.as_str() } else { "" };
    format!("the solution cannot be built{by}: {message} {near}").trim_end().to_owned()
}

/// The reason why the lab did not recognise the mapping, and where the author writes it.
fn mapping_incomplete(questions: &[Question], found: &[(String, String)], lacking: &[String]) -> String {
    let mut reasons: Vec<String> = questions.iter().map(asked).collect();
    reasons.dedup();
    let found: Vec<String> = found.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let found = if found.is_empty() { "nothing".to_owned() } else { found.join("&") };
    reasons.push(format!("Found: {found}; not found: {}.", lacking.join(", ")));
    format!(
        "the solution cannot be built. {} Say it in {HEAD_FILE} with a line `mapping:`; see “Other names” in docs/lessons.md.",
        reasons.join(" ")
    )
}

/// The reason why the lab asks for a field, for somebody who does not see the page.
fn asked(question: &Question) -> String {
    let reason = super::reason(&question.reason);
    match question.reason {
        Reason::SeveralTables { .. }
        | Reason::SeveralPairs { .. }
        | Reason::SeveralEmails { .. }
        | Reason::SeveralRatings { .. }
        | Reason::SeveralTimes { .. } => format!("{reason} ({})", question.options.join(", ")),
        Reason::NoTable { customers: true } => "No table looks like customers.".to_owned(),
        Reason::NoTable { customers: false } => "No table looks like transactions.".to_owned(),
        Reason::NoPair { .. } | Reason::NoEmail { .. } | Reason::NoTime { .. } | Reason::NoLongerThere { .. } => reason,
    }
}
