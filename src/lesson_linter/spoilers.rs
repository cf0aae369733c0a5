//! Finds places where a lesson gives its solution away before it was found.

use crate::lessons::judge::verdict::Verdict;
use crate::lessons::lint_problem::ExerciseProblem;
use crate::lessons::{Exercise, Solution};
use crate::words;
use crate::words::VerdictWords;

/// A shorter line of a solution stands in many texts by chance.
const TELLING: usize = 16;

/// Finds hints that hold the whole solution, and checks whose own words hold a line of it.
pub(super) fn in_text(exercise: &Exercise) -> Vec<ExerciseProblem> {
    let Some(solution) = secret(exercise) else { return Vec::new() };
    let whole = plain(solution.trim_end_matches(';'));
    let mut problems = Vec::new();
    for (at, hint) in exercise.hints.iter().enumerate() {
        if plain(hint).contains(&whole) {
            problems.push(ExerciseProblem::HintIsSolution { hint: at + 1 });
        }
    }
    for check in &exercise.checks {
        if let Some(line) = line_in(exercise, &[&words::check_title(&check.title), &check.say]) {
            problems.push(ExerciseProblem::CheckGivesAway { line });
        }
    }
    problems
}

/// Finds verdicts whose sentences hold a line of the solution.
pub(super) fn in_verdicts(exercise: &Exercise, verdicts: &[Verdict]) -> Vec<ExerciseProblem> {
    let lines = verdicts.iter().filter_map(|verdict| {
        let VerdictWords { wrong, likely, rows, .. } = words::verdict(verdict);
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        line_in(exercise, &[&[wrong.as_str(), likely.as_str()], rows.as_slice()].concat())
    });
    lines.map(|line| ExerciseProblem::VerdictGivesAway { line }).collect()
}

/// The solution, where there is something to find out.
fn secret(exercise: &Exercise) -> Option<&str> {
    match &exercise.solution {
        Solution::Sql(sql) if !exercise.starter_is_complete => Some(sql),
        _ => None,
    }
}

/// A line of the solution, and not of the starter, that stands in one of the texts.
fn line_in(exercise: &Exercise, texts: &[&str]) -> Option<String> {
    let starter = plain(&exercise.starter);
    let lines = secret(exercise)?.lines().map(|line| plain(line.trim_end_matches([';', ',', ' '])));
    let mut telling = lines.filter(|line| line.len() >= TELLING && !starter.contains(line.as_str()));
    telling.find(|line| texts.iter().any(|text| plain(text).contains(line.as_str())))
}

/// Text with single spaces and in lower case.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
