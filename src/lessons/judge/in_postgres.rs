//! Judges an exercise that ran in PostgreSQL: the last result against the solution's, and the words of the script. Refuses a
//! solution that would not leave the tables as they are.

use serde::Deserialize;

use super::explain;
use super::sql_mistakes;
use super::verdict;
use super::verdict::{Fault, Likely, Side, Verdict, Wrong};
use crate::base::error::Result;
use crate::base::problem::lesson::LessonProblem;
use crate::base::problem::sql::SqlProblem;
use crate::base::relation::Relation;
use crate::lessons::format::check::Kind;
use crate::lessons::{Exercise, Solution};
use crate::postgres::{psql, script};

/// The answer of PostgreSQL when an exercise is checked.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Answered {
    /// The last result of the script that ran last, if there is one.
    pub last: Option<Relation>,
    /// The last result of the solution, if it has one.
    pub solved: Option<Relation>,
    /// PostgreSQL's own words about a solution that does not run.
    pub error: Option<String>,
}

/// The last run of the SQL box in PostgreSQL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastRun {
    /// The script; empty if nothing ran for this exercise.
    pub script: String,
    /// True if it ended with an error.
    pub has_failed: bool,
    /// True if the SQL in the box was changed since.
    pub is_edited: bool,
}

/// Returns the statements of an exercise's solution, which the check runs in a transaction that it takes back. The error says
/// that they cannot be run so.
pub fn solution(exercise: &Exercise) -> Result<Vec<String>> {
    let Solution::Sql(solution) = &exercise.solution else { return Ok(Vec::new()) };
    if let Some(word) = script::ends_transaction(solution) {
        return Err(LessonProblem::EndsTransaction { word }.into());
    }
    let sent = psql::statements(solution).map_err(|name| SqlProblem::UnknownPsqlCommand { name })?;
    Ok(sent.into_iter().map(|(_, statement)| statement).collect())
}

/// Judges the checks of an exercise by what ran last in PostgreSQL, and by what PostgreSQL answered.
pub fn verdicts(exercise: &Exercise, ran: &LastRun, answered: &Answered) -> Vec<Verdict> {
    let one = |check| verdict::verdict(&exercise.file, check, fault(&check.kind, &exercise.solution, ran, answered));
    exercise.checks.iter().map(one).collect()
}

fn fault(kind: &Kind, solution: &Solution, ran: &LastRun, answered: &Answered) -> Option<Fault> {
    let Some(last) = answered.last.as_ref().filter(|_| !ran.has_failed) else {
        let likely = match (ran.has_failed, ran.script.is_empty()) {
            (true, _) => Likely::MendThenRun,
            (false, true) => Likely::RunInPostgres,
            (false, false) => Likely::RunThenCheck,
        };
        return Some(Fault::new(Wrong::NothingRun, Some(likely)));
    };
    match kind {
        Kind::Uses { word } => {
            (!script::uses(&ran.script, word)).then(|| Fault::new(Wrong::NotUsed { word: word.clone() }, None))
        }
        Kind::Result { compare } => match &answered.error {
            Some(words) => Some(unsolved(words)),
            None => {
                let solved = answered.solved.as_ref();
                let nothing = Relation::default();
                let theirs = solved.unwrap_or(&nothing);
                let mut fault = explain::compared(Side::Result, last, theirs, compare)?;
                if let Solution::Sql(solution) = solution {
                    sql_mistakes::explain(&mut fault, &ran.script, solution, last, theirs);
                }
                if ran.is_edited {
                    // Whatever is wrong with that result, it may be mended already.
                    fault.likely = vec![Likely::EditedSince];
                }
                Some(fault)
            }
        },
        // The parser refuses them in an exercise that runs in PostgreSQL.
        _ => None,
    }
}

/// The fault of a solution that does not run: PostgreSQL lacks a table, if its words say so.
fn unsolved(words: &str) -> Fault {
    let name = words.strip_prefix("relation \"").and_then(|rest| rest.strip_suffix("\" does not exist"));
    let wrong = match name {
        Some(name) => Wrong::StartMissing { kind: "table".to_owned(), name: name.to_owned() },
        None => Wrong::SolutionFails,
    };
    Fault::new(wrong, Some(Likely::CopyTables))
}
