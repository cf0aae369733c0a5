//! The walkthrough of a lesson: runs starter and solution of each exercise, and checks before, between and after them.

use std::fs;
use std::path::Path;

use chrono::DateTime;

use super::spoilers;
use crate::adapters::rusqlite::Native;
use crate::base::error::{LabError, Result};
use crate::base::problem::lesson::LessonProblem;
use crate::engine::companions::CompanionFiles;
use crate::engine::inspect;
use crate::engine::session::Lab;
use crate::features::detect::Proposal;
use crate::features::field::Field;
use crate::features::spec::FeatureSpec;
use crate::lessons::judge::verdict::{Outcome, Verdict};
use crate::lessons::{Base, Exercise, HEAD_FILE, Head, Solution};
use crate::protocol::{Build, Check, CheckOnOpen, Companions, Open, Query, Source};
use crate::words;
use crate::words::{ErrorWords, VerdictWords};

/// Runs the exercises in order, each on the database that the solutions before it left; returns the problems.
pub(super) fn lesson(folder: &Path, head: &Head, exercises: &[Exercise]) -> Vec<String> {
    let mut lab = match open(folder, head) {
        Ok(lab) => lab,
        Err(error) => return vec![format!("The lesson's database does not open: {}", words::error_line(&error))],
    };
    let mut problems = Vec::new();
    for exercise in exercises {
        match play(&mut lab, head, exercise) {
            Ok(found) => problems.extend(found),
            Err(error) => problems.push(format!("{}: {}", exercise.file, words::error_line(&error))),
        }
    }
    problems
}

fn open(folder: &Path, head: &Head) -> Result<Lab<Native>> {
    let mut lab = Lab::default();
    match &head.database {
        Base::Sample(name) => lab.open_sample(&request(head, Source::Sample(name.clone())), name)?,
        Base::File(name) => {
            let unreadable = |error: std::io::Error| {
                LabError::from(LessonProblem::UnreadableFile { file: name.clone() }).with_detail(error.to_string())
            };
            let image = fs::read(folder.join(name)).map_err(unreadable)?;
            lab.open_file(&request(head, Source::Attached), image, CompanionFiles::default(), &mut |_| ())?
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
        companions: Companions::default(),
    }
}

fn play(lab: &mut Lab<Native>, head: &Head, exercise: &Exercise) -> Result<Vec<String>> {
    let as_of = head.as_of.unwrap_or_default();
    let mut problems = Vec::new();
    let mut tell = |words: String| problems.push(format!("{}: {words}", exercise.file));
    let mut said = lab.check_exercise(exercise, as_of, &head.mapping)?;
    if failed(&said).is_empty() {
        tell("every check passes before anything is done.".to_owned());
    }
    if !exercise.starter.is_empty() {
        let mut copy = copy(lab, head)?;
        // A starter with a placeholder need not run, but it must not be a syntax error.
        let error = run(&mut copy, &exercise.starter)?;
        if let Some(words) = error.and_then(|error| error.detail).filter(|words| is_no_sql(words))
            && !exercise.prose.to_lowercase().contains("syntax error")
        {
            tell(format!(
                "the starter is no SQL: {words}. Write a name, such as ___, where something is to be filled in; if the \
                 exercise is to mend it, have its text speak of a syntax error."
            ));
        }
        let after = copy.check_exercise(exercise, as_of, &head.mapping)?;
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
    if let Some(words) = solve(lab, head, &exercise.solution)? {
        tell(words);
    } else {
        let wrong = failed(&lab.check_exercise(exercise, as_of, &head.mapping)?);
        let advice = match wrong.as_str() {
            "" => "",
            _ if repeats(lab, head, &exercise.solution)? => "",
            _ => {
                " (A solution is run once more on its own result: begin it with DROP TABLE IF EXISTS if it makes a table.)"
            }
        };
        if !wrong.is_empty() {
            tell(format!("the solution fails: {wrong}{advice}"));
        }
    }
    problems.extend(spoilers::in_verdicts(exercise, &said));
    Ok(problems)
}

fn copy(lab: &mut Lab<Native>, head: &Head) -> Result<Lab<Native>> {
    let image = lab.snapshot().ok_or(LessonProblem::OpenTransaction)?;
    let mut copy = Lab::default();
    copy.open_file(&request(head, Source::Attached), image, CompanionFiles::default(), &mut |_| ())?;
    Ok(copy)
}

/// Runs a script in the SQL box; returns its error, if any.
fn run(lab: &mut Lab<Native>, script: &str) -> Result<Option<LabError>> {
    lab.query(&Query { sql: script.to_owned(), read_only: false }).map(|ran| ran.error)
}

/// Says whether a message of SQLite is that of a syntax error.
fn is_no_sql(words: &str) -> bool {
    words.ends_with("syntax error") || words == "incomplete input" || words.starts_with("unrecognized token")
}

/// Runs the solution, SQL or a build; returns the problem, if any.
fn solve(lab: &mut Lab<Native>, head: &Head, solution: &Solution) -> Result<Option<String>> {
    if let Solution::Sql(sql) = solution {
        return Ok(run(lab, sql)?.map(|error| format!("the solution does not run: {}", words::error_line(&error))));
    }
    let none = || LabError::internal("no database is open");
    let proposal = lab.proposal().ok_or_else(none)?.1.clone();
    let spec = solution.choose(proposal.spec.clone(), &head.mapping);
    let schema = inspect::schema(lab.database().ok_or_else(none)?)?;
    if let Err(error) = spec.validate(&schema) {
        return Ok(Some(unbuilt(head, &spec, &proposal, &error)));
    }
    lab.start_build(&Build { spec })?;
    while lab.step_build()?.is_ok() {}
    Ok(None)
}

/// Says whether a second run of a solution leaves the database as it is.
fn repeats(lab: &mut Lab<Native>, head: &Head, solution: &Solution) -> Result<bool> {
    let Solution::Sql(sql) = solution else { return Ok(true) };
    let mut copy = copy(lab, head)?;
    let before = digest(&mut copy)?;
    Ok(run(&mut copy, sql)?.is_none() && digest(&mut copy)? == before)
}

fn digest(lab: &mut Lab<Native>) -> Result<String> {
    let as_of = DateTime::default();
    let request = Check::of_open(Vec::new(), as_of, String::new(), true);
    Ok(lab.check(&request, None)?.digest)
}

/// Says which tables and columns a build lacks, by the names of `mapping:`.
fn unbuilt(head: &Head, spec: &FeatureSpec, proposal: &Proposal, error: &LabError) -> String {
    let roles = [
        ("leads", Field::LeadsTable, &spec.leads.table),
        ("leads.key", Field::CustomerKey, &spec.leads.key),
        ("leads.email", Field::EmailColumn, &spec.leads.email),
        ("tx", Field::TransactionsTable, &spec.transactions.table),
        ("tx.key", Field::TransactionKey, &spec.transactions.key),
        ("tx.time", Field::TimeColumn, &spec.transactions.time),
    ];
    let (found, lacking): (Vec<(&str, Field, &String)>, Vec<_>) =
        roles.into_iter().partition(|(_, _, value)| !value.is_empty());
    if lacking.is_empty() {
        let by = if head.mapping.is_empty() { "" } else { " with the `mapping` of lesson.md" };
        let ErrorWords { message, hint } = words::error(error);
        let near = if hint.starts_with("Did") { hint.as_str() } else { "" };
        return format!("the solution cannot be built{by}: {message} {near}").trim_end().to_owned();
    }
    let open = proposal.questions.iter().filter(|question| lacking.iter().any(|role| role.1 == question.field));
    let mut reasons: Vec<String> = open
        .map(|question| match (question.field, words::reason(&question.reason)) {
            (_, reason) if reason.starts_with("More") => format!("{reason} ({})", question.options.join(", ")),
            (Field::LeadsTable, _) => "No table looks like customers.".to_owned(),
            (Field::TransactionsTable, _) => "No table looks like transactions.".to_owned(),
            (_, reason) => reason,
        })
        .collect();
    reasons.dedup();
    let found: Vec<String> = found.iter().map(|(name, _, value)| format!("{name}={value}")).collect();
    let found = if found.is_empty() { "nothing".to_owned() } else { found.join("&") };
    let lacking: Vec<&str> = lacking.iter().map(|role| role.0).collect();
    reasons.push(format!("Found: {found}; not found: {}.", lacking.join(", ")));
    format!(
        "the solution cannot be built. {} Say it in {HEAD_FILE} with a line `mapping:`; see “Other names” in docs/lessons.md.",
        reasons.join(" ")
    )
}

/// Joins the verdicts of the checks that fail; empty if none does.
fn failed(verdicts: &[Verdict]) -> String {
    let failed = verdicts.iter().filter(|verdict| verdict.outcome == Outcome::Failed);
    let told = failed.map(|verdict| {
        let VerdictWords { title, wrong, likely, .. } = words::verdict(verdict);
        format!("“{title}”: {wrong} {likely}")
    });
    told.collect::<Vec<_>>().join(" ").trim_end().to_owned()
}
