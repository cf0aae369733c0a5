//! Plays a lesson through as a learner would: nothing done, the starter run, the solution run, exercise by exercise.

use std::fs;
use std::path::Path;

use chrono::DateTime;

use super::postgres::Postgres;
use super::{of, spoilers};
use crate::adapters::rusqlite::Native;
use crate::base::engine::Engine;
use crate::base::error::{LabError, Result};
use crate::base::problem::lesson::LessonProblem;
use crate::engine::companions::CompanionFiles;
use crate::engine::inspect;
use crate::engine::session::Session;
use crate::features::detect::Proposal;
use crate::features::field::Field;
use crate::features::spec::FeatureSpec;
use crate::lessons::judge::verdict::{Outcome, Verdict};
use crate::lessons::lint_problem::{ExerciseProblem, LintProblem};
use crate::lessons::{Base, Exercise, Head, Solution};
use crate::protocol::{Build, Check, CheckOnOpen, Companions, Open, Query, Source};

/// Plays every exercise in order, each on what the solutions before it left; tells what goes wrong.
pub(super) fn lesson(folder: &Path, head: &Head, exercises: &[Exercise]) -> Vec<LintProblem> {
    let mut session = match open(folder, head) {
        Ok(session) => session,
        Err(error) => return vec![LintProblem::DatabaseNotOpened(error)],
    };
    let mut problems = Vec::new();
    let mut postgres = None;
    for exercise in exercises {
        let found = if exercise.engine == Engine::Sqlite {
            play(&mut session, head, exercise)
        } else {
            match postgres.get_or_insert_with(Postgres::start) {
                Ok(postgres) => play_in_postgres(postgres, &mut session, exercise),
                Err(lacking) => {
                    let problem = LintProblem::NoPostgres { file: exercise.file.clone(), lacking: lacking.clone() };
                    if !problems.iter().any(|other| matches!(other, LintProblem::NoPostgres { .. })) {
                        problems.push(problem);
                    }
                    continue;
                }
            }
        };
        let found = found.unwrap_or_else(|error| vec![ExerciseProblem::Failed(error)]);
        problems.extend(found.into_iter().map(|problem| of(exercise, problem)));
    }
    problems
}

fn open(folder: &Path, head: &Head) -> Result<Session<Native>> {
    let mut session = Session::default();
    match &head.database {
        Base::Sample(name) => session.open_sample(&request(head, Source::Sample(name.clone())), name)?,
        Base::File(name) => {
            let unreadable = |error: std::io::Error| {
                LabError::from(LessonProblem::UnreadableFile { file: name.clone() }).with_detail(error.to_string())
            };
            let image = fs::read(folder.join(name)).map_err(unreadable)?;
            session.open_file(&request(head, Source::Attached), image, CompanionFiles::default(), &mut |_| ())?
        }
    };
    Ok(session)
}

fn request(head: &Head, source: Source) -> Open {
    Open {
        name: head.id.clone(),
        source,
        check: CheckOnOpen::Full,
        as_of: head.as_of.unwrap_or_default(),
        limit: u64::MAX,
        companions: Companions::default(),
        as_change: false,
    }
}

fn play(session: &mut Session<Native>, head: &Head, exercise: &Exercise) -> Result<Vec<ExerciseProblem>> {
    let as_of = head.as_of.unwrap_or_default();
    let mut problems = Vec::new();
    let mut verdicts = session.check_exercise(exercise, as_of, &head.mapping)?;
    if failed(&verdicts).is_empty() {
        problems.push(ExerciseProblem::PassesUndone);
    }
    if !exercise.starter.is_empty() {
        let mut copy = copy(session, head)?;
        let error = run(&mut copy, &exercise.starter)?;
        let after = copy.check_exercise(exercise, as_of, &head.mapping)?;
        problems.extend(after_starter(exercise, error, &after));
        verdicts.extend(after);
    }
    if let Some(problem) = solve(session, head, &exercise.solution)? {
        problems.push(problem);
    } else {
        let failed = failed(&session.check_exercise(exercise, as_of, &head.mapping)?);
        if !failed.is_empty() {
            let repeats = repeats(session, head, &exercise.solution)?;
            problems.push(ExerciseProblem::SolutionFails { failed, repeats });
        }
    }
    problems.extend(spoilers::in_verdicts(exercise, &verdicts));
    Ok(problems)
}

/// Plays an exercise in PostgreSQL, on a new copy of the tables that the solutions before it left.
fn play_in_postgres(
    postgres: &mut Postgres,
    session: &mut Session<Native>,
    exercise: &Exercise,
) -> Result<Vec<ExerciseProblem>> {
    let Solution::Sql(solution) = &exercise.solution else { return Ok(Vec::new()) };
    let mut problems = Vec::new();
    postgres.copy(session)?;
    // Nothing ran, so no check passes.
    let mut verdicts = postgres.check(exercise)?;
    if !exercise.starter.is_empty() {
        let error = postgres.run(&exercise.starter)?;
        let after = postgres.check(exercise)?;
        problems.extend(after_starter(exercise, error, &after));
        verdicts.extend(after);
        postgres.copy(session)?;
    }
    if let Some(error) = postgres.run(solution)? {
        problems.push(ExerciseProblem::SolutionNotRun(error));
    } else {
        let failed = failed(&postgres.check(exercise)?);
        if !failed.is_empty() {
            let repeats = postgres.run(solution)?.is_none();
            problems.push(ExerciseProblem::SolutionFails { failed, repeats });
        }
    }
    problems.extend(spoilers::in_verdicts(exercise, &verdicts));
    Ok(problems)
}

/// The problems of a starter that ended with `error`, or without one, and left these verdicts.
fn after_starter(exercise: &Exercise, error: Option<LabError>, after: &[Verdict]) -> Vec<ExerciseProblem> {
    let mut problems = Vec::new();
    // A starter with a gap in it does not run, and need not; but the engine has to understand it.
    if let Some(detail) = error.and_then(|error| error.detail).filter(|detail| is_not_parsed(detail))
        && !exercise.prose.to_lowercase().contains("syntax error")
    {
        problems.push(ExerciseProblem::StarterNotParsed { detail });
    }
    let failed = failed(after);
    match (failed.is_empty(), exercise.starter_is_complete) {
        (true, false) => problems.push(ExerciseProblem::StarterPasses),
        (false, true) => problems.push(ExerciseProblem::CompleteStarterFails { failed }),
        _ => {}
    }
    problems
}

fn copy(session: &mut Session<Native>, head: &Head) -> Result<Session<Native>> {
    let image = session.snapshot().ok_or(LessonProblem::OpenTransaction)?;
    let mut copy = Session::default();
    copy.open_file(&request(head, Source::Attached), image, CompanionFiles::default(), &mut |_| ())?;
    Ok(copy)
}

/// Runs a script in the SQL box; gives the error that ended it.
fn run(session: &mut Session<Native>, script: &str) -> Result<Option<LabError>> {
    session.query(&Query::of_box(script)).map(|ran| ran.error)
}

/// Says whether an engine's words tell that it could not parse a statement.
fn is_not_parsed(detail: &str) -> bool {
    // PostgreSQL's words.
    detail.starts_with("syntax error at") || detail.starts_with("unterminated quoted")
        // SQLite's.
        || detail.ends_with("syntax error") || detail == "incomplete input" || detail.starts_with("unrecognized token")
}

/// Does what the solution says, as a learner would; tells why that does not work.
fn solve(session: &mut Session<Native>, head: &Head, solution: &Solution) -> Result<Option<ExerciseProblem>> {
    if let Solution::Sql(sql) = solution {
        return Ok(run(session, sql)?.map(ExerciseProblem::SolutionNotRun));
    }
    let none = || LabError::internal("no database is open");
    let proposal = session.proposal().ok_or_else(none)?.1.clone();
    let spec = solution.choose(proposal.spec.clone(), &head.mapping);
    let schema = inspect::schema(session.database().ok_or_else(none)?)?;
    if let Err(error) = spec.validate(&schema) {
        return Ok(Some(unbuilt(head, &spec, &proposal, error)));
    }
    session.start_build(&Build { spec, keep_record: false })?;
    while session.step_build()?.is_ok() {}
    Ok(None)
}

/// Says whether a solution leaves its own result as it is.
fn repeats(session: &mut Session<Native>, head: &Head, solution: &Solution) -> Result<bool> {
    let Solution::Sql(sql) = solution else { return Ok(true) };
    let mut copy = copy(session, head)?;
    let before = digest(&mut copy)?;
    Ok(run(&mut copy, sql)?.is_none() && digest(&mut copy)? == before)
}

fn digest(session: &mut Session<Native>) -> Result<String> {
    let as_of = DateTime::default();
    let request = Check::of_open(Vec::new(), as_of, String::new(), true);
    Ok(session.check(&request, None)?.digest)
}

/// Finds out what a build lacks: fields without a value, or a name that is not in the database.
fn unbuilt(head: &Head, spec: &FeatureSpec, proposal: &Proposal, error: LabError) -> ExerciseProblem {
    let fields = [
        ("leads", Field::LeadsTable, &spec.leads.table),
        ("leads.key", Field::CustomerKey, &spec.leads.key),
        ("leads.email", Field::EmailColumn, &spec.leads.email),
        ("tx", Field::TransactionsTable, &spec.transactions.table),
        ("tx.key", Field::TransactionKey, &spec.transactions.key),
        ("tx.time", Field::TimeColumn, &spec.transactions.time),
    ];
    let (found, lacking): (Vec<(&str, Field, &String)>, Vec<_>) =
        fields.into_iter().partition(|(_, _, value)| !value.is_empty());
    if lacking.is_empty() {
        return ExerciseProblem::MappingNotInDatabase { has_mapping: !head.mapping.is_empty(), error };
    }
    let asked = proposal.questions.iter().filter(|question| lacking.iter().any(|field| field.1 == question.field));
    ExerciseProblem::MappingIncomplete {
        questions: asked.cloned().collect(),
        found: found.into_iter().map(|(name, _, value)| (name.to_owned(), value.clone())).collect(),
        lacking: lacking.into_iter().map(|(name, _, _)| name.to_owned()).collect(),
    }
}

/// The verdicts on the checks that fail.
fn failed(verdicts: &[Verdict]) -> Vec<Verdict> {
    verdicts.iter().filter(|verdict| verdict.outcome == Outcome::Failed).cloned().collect()
}
