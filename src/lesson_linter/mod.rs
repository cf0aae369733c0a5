//! The lesson linter, for authors: reads a lesson's folder, and reports its problems.

mod spoilers;
mod walkthrough;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::lessons;
use crate::lessons::format::markdown;
use crate::lessons::{Base, Exercise, HEAD_FILE, Head, Solution};
use crate::samples;
use crate::words;

/// The files of a lesson's folder: name and text; `None` for a file that is no text.
pub type Folder = BTreeMap<String, Option<String>>;

/// The report on a lesson.
#[derive(Debug, Default)]
pub struct Report {
    /// The lesson's id; empty if it could not be read.
    pub id: String,
    /// The number of exercises that could be read.
    pub exercises: usize,
    /// The problems, a sentence or two each, after the name of the file.
    pub problems: Vec<String>,
}

/// Reads the files of a folder.
pub fn read(folder: &Path) -> Result<Folder, String> {
    let cannot = |error: std::io::Error| format!("{} cannot be read: {error}", folder.display());
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
        report.problems.push(format!("{HEAD_FILE} is missing. A lesson begins with it; see docs/lessons.md."));
        return report;
    };
    let head = match lessons::head(text) {
        Ok(head) => head,
        Err(error) => {
            report.problems.push(words::error_line(&error));
            return report;
        }
    };
    report.id.clone_from(&head.id);
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    if name != head.id.as_str() {
        report.problems.push(format!("{HEAD_FILE}: the id is {}, the folder {name}. They must be the same.", head.id));
    }
    let exercises = read_exercises(&head, &files, &mut report.problems);
    report.exercises = exercises.len();
    let database = no_database(&head, &files);
    let is_there = database.is_none();
    report.problems.extend(database);
    static_rules(&head, &exercises, &files, &mut report.problems);
    // The walkthrough needs every exercise and the database.
    if report.exercises == head.files.len() && is_there {
        report.problems.extend(walkthrough::lesson(folder, &head, &exercises));
    }
    report
}

fn read_exercises(head: &Head, files: &Folder, problems: &mut Vec<String>) -> Vec<Exercise> {
    let mut exercises = Vec::new();
    for name in &head.files {
        match files.get(name) {
            Some(Some(text)) => match lessons::exercise(name, text) {
                Ok(exercise) => exercises.push(exercise),
                Err(error) => problems.push(words::error_line(&error)),
            },
            _ => problems.push(format!("{HEAD_FILE}: {name} is listed and is not in the folder.")),
        }
    }
    exercises
}

/// Returns the problem of a database that does not exist.
fn no_database(head: &Head, files: &Folder) -> Option<String> {
    match &head.database {
        Base::Sample(name) if !samples::NAMES.contains(&name.as_str()) => {
            let known = samples::NAMES.join(", ");
            Some(format!("{HEAD_FILE}: there is no sample {name}. The samples are {known}."))
        }
        Base::File(name) if !files.contains_key(name) => {
            let others: Vec<&str> = files.keys().map(String::as_str).filter(|name| is_database(name)).collect();
            let others = if others.is_empty() { String::new() } else { format!(" There is {}.", others.join(", ")) };
            Some(format!("{HEAD_FILE}: the database {name} is not in the folder.{others}"))
        }
        _ => None,
    }
}

fn is_database(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "db")
}

/// Adds the problems that can be found without running anything.
fn static_rules(head: &Head, exercises: &[Exercise], files: &Folder, problems: &mut Vec<String>) {
    if head.as_of.is_none() && exercises.iter().any(|exercise| matches!(exercise.solution, Solution::Build { .. })) {
        problems.push(format!("{HEAD_FILE}: an exercise is solved by a build, and there is no `as_of`."));
    }
    for exercise in exercises {
        if exercise.hints.is_empty() {
            problems.push(format!("{}: there is no hint.", exercise.file));
        }
        if exercise.starter.is_empty() && matches!(exercise.solution, Solution::Sql(_)) {
            problems.push(format!("{}: there is no SQL to start from.", exercise.file));
        }
        problems.extend(spoilers::told(exercise));
    }
    let mut used = vec![HEAD_FILE.to_owned()];
    used.extend(head.files.iter().cloned());
    if let Base::File(name) = &head.database {
        used.push(name.clone());
        if !files.contains_key(name) {
            // One of these is probably meant, and the problem above names them.
            used.extend(files.keys().filter(|name| is_database(name)).cloned());
        }
    }
    for (file, text) in texts(head, exercises) {
        for link in markdown::links(text).into_iter().filter(|link| !link.contains(':')) {
            if !files.contains_key(&link) {
                problems.push(format!("{file}: the link to {link} leads nowhere."));
            }
            used.push(link);
        }
        for address in markdown::no_links(text) {
            problems.push(format!(
                "{file}: the link to {address} stays text. A link leads to http://, https:// or a file in the folder."
            ));
        }
    }
    for name in files.keys().filter(|name| !used.contains(name)) {
        problems.push(format!("{name} is in the folder, and nothing refers to it."));
    }
}

/// Returns every piece of prose with its file.
fn texts<'a>(head: &'a Head, exercises: &'a [Exercise]) -> Vec<(&'a str, &'a str)> {
    let mut texts = vec![(HEAD_FILE, head.prose.as_str())];
    for exercise in exercises {
        texts.push((&exercise.file, &exercise.prose));
        texts.extend(exercise.hints.iter().map(|hint| (exercise.file.as_str(), hint.as_str())));
    }
    texts
}
