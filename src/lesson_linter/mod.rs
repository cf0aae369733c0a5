//! The linter for authors of lessons: reads a folder, and tells everything in it that a learner would stumble over.

mod postgres;
mod spoilers;
mod walkthrough;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::lessons;
use crate::lessons::format::markdown;
use crate::lessons::lint_problem::{ExerciseProblem, LintProblem};
use crate::lessons::{Base, Exercise, HEAD_FILE, Head, Solution};
use crate::samples;

/// The files of a lesson's folder by name; a file that is no text is there without one.
pub type Folder = BTreeMap<String, Option<String>>;

/// The report of the linter on a lesson.
#[derive(Debug, Default)]
pub struct Report {
    /// The lesson's id; empty if it could not be read.
    pub id: String,
    /// The number of exercises that could be read.
    pub exercises: usize,
    /// The problems of the lesson; [`crate::words::lint_problem`] has the sentences.
    pub problems: Vec<LintProblem>,
}

/// Reads the files of a folder.
pub fn read(folder: &Path) -> Result<Folder, LintProblem> {
    let cannot = |error: std::io::Error| LintProblem::UnreadableFolder {
        folder: folder.display().to_string(),
        detail: error.to_string(),
    };
    let mut files = Folder::new();
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let entry = entry.map_err(cannot)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        files.insert(name, fs::read_to_string(entry.path()).ok());
    }
    Ok(files)
}

/// Checks the lesson in a folder.
pub fn check(folder: &Path) -> Report {
    let mut report = Report::default();
    let files = match read(folder) {
        Ok(files) => files,
        Err(problem) => {
            report.problems.push(problem);
            return report;
        }
    };
    let Some(Some(text)) = files.get(HEAD_FILE) else {
        report.problems.push(LintProblem::NoHead);
        return report;
    };
    let head = match lessons::head(text) {
        Ok(head) => head,
        Err(error) => {
            report.problems.push(LintProblem::BadText(error));
            return report;
        }
    };
    report.id.clone_from(&head.id);
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    if name != head.id.as_str() {
        report.problems.push(LintProblem::OtherFolderName { id: head.id.clone(), folder: name.into_owned() });
    }
    let exercises = read_exercises(&head, &files, &mut report.problems);
    report.exercises = exercises.len();
    let database = no_database(&head, &files);
    let is_there = database.is_none();
    report.problems.extend(database);
    static_rules(&head, &exercises, &files, &mut report.problems);
    // What could not be read cannot be played.
    if report.exercises == head.files.len() && is_there {
        report.problems.extend(walkthrough::lesson(folder, &head, &exercises));
    }
    report
}

fn read_exercises(head: &Head, files: &Folder, problems: &mut Vec<LintProblem>) -> Vec<Exercise> {
    let mut exercises = Vec::new();
    for name in &head.files {
        match files.get(name) {
            Some(Some(text)) => match lessons::exercise(name, text) {
                Ok(exercise) => exercises.push(exercise),
                Err(error) => problems.push(LintProblem::BadText(error)),
            },
            _ => problems.push(LintProblem::NoExerciseFile { file: name.clone() }),
        }
    }
    exercises
}

/// Finds out whether the lesson's database is missing.
fn no_database(head: &Head, files: &Folder) -> Option<LintProblem> {
    match &head.database {
        Base::Sample(name) if !samples::NAMES.contains(&name.as_str()) => {
            let known = samples::NAMES.iter().map(ToString::to_string).collect();
            Some(LintProblem::UnknownSample { name: name.clone(), known })
        }
        Base::File(name) if !files.contains_key(name) => {
            let others = files.keys().filter(|name| is_database(name)).cloned().collect();
            Some(LintProblem::NoDatabaseFile { name: name.clone(), others })
        }
        _ => None,
    }
}

fn is_database(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "db")
}

/// Puts the exercise's file to its problem.
fn of(exercise: &Exercise, problem: ExerciseProblem) -> LintProblem {
    LintProblem::Exercise { file: exercise.file.clone(), problem }
}

/// Finds everything else that can be seen without running anything.
fn static_rules(head: &Head, exercises: &[Exercise], files: &Folder, problems: &mut Vec<LintProblem>) {
    if head.as_of.is_none() && exercises.iter().any(|exercise| matches!(exercise.solution, Solution::Build { .. })) {
        problems.push(LintProblem::NoAsOf);
    }
    for exercise in exercises {
        let mut found = Vec::new();
        if exercise.hints.is_empty() {
            found.push(ExerciseProblem::NoHint);
        }
        if exercise.starter.is_empty() && matches!(exercise.solution, Solution::Sql(_)) {
            found.push(ExerciseProblem::NoStarter);
        }
        found.extend(spoilers::in_text(exercise));
        problems.extend(found.into_iter().map(|problem| of(exercise, problem)));
    }
    let mut used = vec![HEAD_FILE.to_owned()];
    used.extend(head.files.iter().cloned());
    if let Base::File(name) = &head.database {
        used.push(name.clone());
        if !files.contains_key(name) {
            // One of these is meant, and that was said.
            used.extend(files.keys().filter(|name| is_database(name)).cloned());
        }
    }
    for (file, text) in texts(head, exercises) {
        for link in markdown::links(text).into_iter().filter(|link| !link.contains(':')) {
            if !files.contains_key(&link) {
                problems.push(LintProblem::DeadLink { file: file.to_owned(), link: link.clone() });
            }
            used.push(link);
        }
        for address in markdown::no_links(text) {
            problems.push(LintProblem::NotALink { file: file.to_owned(), address });
        }
    }
    for name in files.keys().filter(|name| !used.contains(name)) {
        problems.push(LintProblem::UnusedFile { name: name.clone() });
    }
}

/// Every piece of prose with its file.
fn texts<'a>(head: &'a Head, exercises: &'a [Exercise]) -> Vec<(&'a str, &'a str)> {
    let mut texts = vec![(HEAD_FILE, head.prose.as_str())];
    for exercise in exercises {
        texts.push((&exercise.file, &exercise.prose));
        texts.extend(exercise.hints.iter().map(|hint| (exercise.file.as_str(), hint.as_str())));
    }
    texts
}
