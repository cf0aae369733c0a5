//! Finds spoilers: hints, checks and verdicts that give away the solution of an exercise.

use crate::lessons::judge::verdict::Verdict;
use crate::lessons::{Exercise, Solution};
use crate::words;
use crate::words::VerdictWords;

/// The shortest line that counts as a spoiler, in bytes: a shorter one is in many texts by chance.
const TELLING: usize = 16;

/// Finds hints that contain the whole solution, and checks whose text contains a line of it.
pub(super) fn told(exercise: &Exercise) -> Vec<String> {
    let Some(solution) = secret(exercise) else { return Vec::new() };
    let whole = plain(solution.trim_end_matches(';'));
    let mut problems = Vec::new();
    for (at, hint) in exercise.hints.iter().enumerate() {
        if plain(hint).contains(&whole) {
            problems.push(format!(
                "{}: hint {} is the whole solution. Leave a step to the learner.",
                exercise.file,
                at + 1
            ));
        }
    }
    for check in &exercise.checks {
        if let Some(line) = line_in(exercise, &[&words::check_title(&check.title), &check.say]) {
            problems.push(format!("{}: the words of a check give away “{line}”.", exercise.file));
        }
    }
    problems
}

/// Finds verdicts that contain a line of the solution.
pub(super) fn in_verdicts(exercise: &Exercise, verdicts: &[Verdict]) -> Vec<String> {
    let told = verdicts.iter().filter_map(|verdict| {
        let VerdictWords { wrong, likely, rows, .. } = words::verdict(verdict);
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        line_in(exercise, &[&[wrong.as_str(), likely.as_str()], rows.as_slice()].concat())
    });
    told.map(|line| format!("{}: what is said of a failed check gives away “{line}”.", exercise.file)).collect()
}

/// Returns the solution, if it is SQL that the starter does not have.
fn secret(exercise: &Exercise) -> Option<&str> {
    match &exercise.solution {
        Solution::Sql(sql) if !exercise.starter_is_complete => Some(sql),
        _ => None,
    }
}

/// Finds a line of the solution, and not of the starter, in one of the texts.
fn line_in(exercise: &Exercise, texts: &[&str]) -> Option<String> {
    let starter = plain(&exercise.starter);
    let lines = secret(exercise)?.lines().map(|line| plain(line.trim_end_matches([';', ',', ' '])));
    let mut telling = lines.filter(|line| line.len() >= TELLING && !starter.contains(line.as_str()));
    telling.find(|line| texts.iter().any(|text| plain(text).contains(line.as_str())))
}

/// Returns text with single spaces and in lower case.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
