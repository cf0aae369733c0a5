//! Plays a lesson through as a learner would: nothing done, the starter run, the solution run, exercise by exercise.

use std::fs;
use std::path::Path;

use super::secret;
use crate::domain::error::{LabError, Result};
use crate::domain::lesson::explain::{Outcome, Verdict};
use crate::domain::lesson::{Base, Exercise, Head, Solution};
use crate::engine::lab::Lab;
use crate::native::Native;
use crate::protocol::{Build, CheckOnOpen, Open, Query, Source};

/// Plays every exercise in order, each on what the solutions before it left; tells what goes wrong.
pub(super) fn lesson(folder: &Path, head: &Head, exercises: &[Exercise]) -> Vec<String> {
    let mut lab = match open(folder, head) {
        Ok(lab) => lab,
        Err(error) => return vec![format!("The lesson's database does not open: {error}")],
    };
    let mut problems = Vec::new();
    for exercise in exercises {
        match play(&mut lab, head, exercise) {
            Ok(found) => problems.extend(found),
            Err(error) => problems.push(format!("{}: {error}", exercise.file)),
        }
    }
    problems
}

fn open(folder: &Path, head: &Head) -> Result<Lab<Native>> {
    let mut lab = Lab::default();
    match &head.database {
        Base::Sample(name) => lab.open_sample(&request(head, Source::Sample(name.clone())), name)?,
        Base::File(name) => {
            let image = fs::read(folder.join(name)).map_err(|error| LabError::internal(error.to_string()))?;
            lab.open_file(&request(head, Source::Attached), image, None, &mut |_| ())?
        }
    };
    Ok(lab)
}

fn request(head: &Head, source: Source) -> Open {
    Open {
        name: head.id.clone(),
        source,
        check: CheckOnOpen::Full,
        as_of: head.as_of.unwrap_or_default(),
        limit: u64::MAX,
    }
}

fn play(lab: &mut Lab<Native>, head: &Head, exercise: &Exercise) -> Result<Vec<String>> {
    let as_of = head.as_of.unwrap_or_default();
    let mut problems = Vec::new();
    let mut tell = |words: String| problems.push(format!("{}: {words}", exercise.file));
    let mut said = lab.check_exercise(exercise, as_of)?;
    if failed(&said).is_empty() {
        tell("every check passes before anything is done.".to_owned());
    }
    if !exercise.starter.is_empty() {
        let mut copy = copy(lab, head)?;
        // A starter with a gap in it does not run, and need not.
        run(&mut copy, &exercise.starter)?;
        let after = copy.check_exercise(exercise, as_of)?;
        match (failed(&after).as_str(), exercise.starter_is_complete) {
            ("", false) => tell(
                "the starter passes as it is. Leave something to do, or write `starter: complete` if running it is the \
                 exercise."
                    .to_owned(),
            ),
            (wrong, true) if !wrong.is_empty() => tell(format!("the starter is said to be complete and fails: {wrong}")),
            _ => {}
        }
        said.extend(after);
    }
    if let Some(error) = solve(lab, &exercise.solution)? {
        tell(format!("the solution does not run: {error}"));
    }
    let wrong = failed(&lab.check_exercise(exercise, as_of)?);
    if !wrong.is_empty() {
        tell(format!(
            "the solution fails: {wrong} (A solution is run once more on its own result: begin it with DROP TABLE IF EXISTS \
             if it makes a table.)"
        ));
    }
    problems.extend(secret::in_verdicts(exercise, &said));
    Ok(problems)
}

fn copy(lab: &mut Lab<Native>, head: &Head) -> Result<Lab<Native>> {
    let image = lab.snapshot().ok_or_else(|| LabError::internal("an exercise leaves a transaction open"))?;
    let mut copy = Lab::default();
    copy.open_file(&request(head, Source::Attached), image, None, &mut |_| ())?;
    Ok(copy)
}

/// Runs a script in the SQL box; what it stumbles over.
fn run(lab: &mut Lab<Native>, script: &str) -> Result<Option<LabError>> {
    lab.query(&Query { sql: script.to_owned(), read_only: false }).map(|ran| ran.error)
}

/// Does what the solution says, as a learner would.
fn solve(lab: &mut Lab<Native>, solution: &Solution) -> Result<Option<LabError>> {
    let proposed = lab.proposal().map(|(_, proposal)| proposal.spec.clone());
    match (solution, proposed) {
        (Solution::Sql(sql), _) => run(lab, sql),
        (build, Some(proposed)) => {
            lab.start_build(&Build { spec: build.choose(proposed) })?;
            while lab.step_build()?.is_ok() {}
            Ok(None)
        }
        (_, None) => Err(LabError::internal("no database is open")),
    }
}

/// What is wrong with the checks that fail; empty if none does.
fn failed(verdicts: &[Verdict]) -> String {
    let failed = verdicts.iter().filter(|verdict| verdict.outcome == Outcome::Failed);
    let told = failed.map(|verdict| format!("“{}”: {} {}", verdict.title, verdict.wrong, verdict.likely));
    told.collect::<Vec<_>>().join(" ").trim_end().to_owned()
}
