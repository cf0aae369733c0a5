//! Judges an exercise that ran in PostgreSQL: the last result against the solution's, and the words of the script. Refuses a
//! solution that would not leave the tables as they are.

use serde::Deserialize;

use super::explain;
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

/// Judges the checks of an exercise by the script that ran last in PostgreSQL, and by what PostgreSQL answered.
pub fn verdicts(exercise: &Exercise, ran: &str, answered: &Answered) -> Vec<Verdict> {
    let one = |check| verdict::verdict(&exercise.file, check, fault(&check.kind, ran, answered));
    exercise.checks.iter().map(one).collect()
}

fn fault(kind: &Kind, ran: &str, answered: &Answered) -> Option<Fault> {
    let Some(last) = &answered.last else {
        return Some(Fault::new(Wrong::NothingRun, Some(Likely::RunInPostgres)));
    };
    match kind {
        Kind::Uses { word } => {
            (!script::uses(ran, word)).then(|| Fault::new(Wrong::NotUsed { word: word.clone() }, None))
        }
        Kind::Result { compare } => match &answered.error {
            Some(words) => Some(unsolved(words)),
            None => {
                explain::compared(Side::Result, last, answered.solved.as_ref().unwrap_or(&Relation::default()), compare)
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
