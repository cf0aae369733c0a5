//! Checks an exercise: compares the learner's database and last result with those of the solution, run on a copy.

mod facts;
mod run_solution;

use chrono::{DateTime, Utc};

use super::database::Database;
use super::{inspect, quoted};
use crate::base::engine::Engine;
use crate::base::error::Result;
use crate::base::ident::same_name;
use crate::base::relation::Relation;
use crate::base::schema::Schema;
use crate::features::spec::FeatureSpec;
use crate::lessons::format::check::{Compare, Kind};
use crate::lessons::judge::build_choices;
use crate::lessons::judge::explain;
use crate::lessons::judge::sql_mistakes;
use crate::lessons::judge::verdict;
use crate::lessons::judge::verdict::{Fault, Likely, Outcome, Side, Verdict, Wrong};
use crate::lessons::{Exercise, Solution};
use crate::sqlite::sql::statements;

pub use self::run_solution::{Solved, solve};

/// The SQL box as a check sees it, if there is one.
#[derive(Clone, Copy)]
pub enum Seen<'a> {
    /// There is a SQL box.
    Box {
        /// The last result of the script that ran last, if it has one.
        last: Option<&'a Relation>,
        /// That script.
        script: &'a str,
        /// True if that script ended with an error.
        has_failed: bool,
        /// True if the text in the box is another one by now.
        is_edited: bool,
        /// The specification of the last build of the open database, if there was one.
        built: Option<&'a FeatureSpec>,
    },
    /// There is no SQL box, only a file.
    Nothing,
}

/// Checks an exercise as of an instant, with the lesson's mapping for builds. The database is only read; the solution
/// runs on a copy.
pub fn exercise<D: Database>(
    database: &mut D,
    exercise: &Exercise,
    as_of: DateTime<Utc>,
    mapping: &str,
    seen: Seen<'_>,
) -> Result<Vec<Verdict>> {
    let schema = inspect::schema(database)?;
    let mut checking = Checking { database, exercise, as_of, mapping, seen, schema, solved: None };
    let mut verdicts = Vec::new();
    for check in &exercise.checks {
        // What ran in PostgreSQL is nowhere in the database.
        let unseen = exercise.engine == Engine::Postgres || check.kind.is_of_run() && matches!(seen, Seen::Nothing);
        let fault = if unseen { None } else { checking.fault(&check.kind)? };
        let verdict = verdict::verdict(&exercise.file, check, fault);
        verdicts.push(if unseen { Verdict { outcome: Outcome::Unseen, ..verdict } } else { verdict });
    }
    Ok(verdicts)
}

/// The state of a running check of an exercise.
struct Checking<'a, D> {
    database: &'a mut D,
    exercise: &'a Exercise,
    as_of: DateTime<Utc>,
    mapping: &'a str,
    seen: Seen<'a>,
    schema: Schema,
    /// The copy after the solution, made when the first check needs it; or the error of the solution.
    solved: Option<std::result::Result<Solved<D>, Fault>>,
}

impl<D: Database> Checking<'_, D> {
    /// Returns the fault that a check finds, if any.
    fn fault(&mut self, kind: &Kind) -> Result<Option<Fault>> {
        let Some(name) = kind.table() else { return self.result(kind) };
        let Some(table) = self.schema.table(name).cloned() else {
            let mut fault = explain::no_table(&self.schema, name);
            if matches!(self.exercise.solution, Solution::Build { .. }) && fault.likely.is_empty() {
                fault.likely.push(Likely::BuildThenCheck);
            }
            return Ok(Some(fault));
        };
        match kind {
            Kind::Exists { .. } => Ok(explain::is_view(&table)),
            Kind::Columns { columns, .. } => Ok(explain::columns(&table, columns)),
            Kind::RowCount { same_as, .. } => {
                let Some(other) = self.schema.table(same_as).cloned() else {
                    return Ok(Some(explain::no_table(&self.schema, same_as)));
                };
                let counts = (facts::rows(self.database, &table)?, facts::rows(self.database, &other)?);
                Ok(explain::row_count(&table.name, counts.0, &other.name, counts.1))
            }
            Kind::Unique { key, .. } => match explain::columns(&table, &untyped(key)) {
                Some(fault) => Ok(Some(fault)),
                None => facts::repeated(self.database, &table, key),
            },
            Kind::NoNulls { columns, .. } => match explain::columns(&table, &untyped(columns)) {
                Some(fault) => Ok(Some(fault)),
                None => facts::nulls(self.database, &table, columns),
            },
            Kind::Table { compare, .. } => {
                let mine = facts::content(self.database, name)?;
                let built = self.built(name).cloned();
                let solved = match self.solved()? {
                    Ok(solved) => solved,
                    Err(fault) => return Ok(Some(fault.clone())),
                };
                let theirs = facts::content(&mut solved.database, name)?;
                let mut fault = explain::compared(Side::Table { name: name.to_owned() }, &mine, &theirs, compare);
                if let (Some(fault), Some(built), Some(spec)) = (&mut fault, built, &solved.spec) {
                    let choices = build_choices::differing(&built, spec);
                    if !choices.is_empty() {
                        fault.likely = vec![Likely::OtherBuild { choices }];
                    }
                }
                Ok(fault)
            }
            Kind::Result { .. } | Kind::Uses { .. } | Kind::Quotes => Ok(None),
        }
    }

    fn result(&mut self, kind: &Kind) -> Result<Option<Fault>> {
        let Seen::Box { last: Some(mine), script, is_edited, .. } = self.seen else {
            let has_failed = matches!(self.seen, Seen::Box { has_failed: true, .. });
            let likely = if has_failed { Likely::MendThenRun } else { Likely::RunThenCheck };
            return Ok(Some(Fault::new(Wrong::NothingRun, Some(likely))));
        };
        let fault = match kind {
            Kind::Uses { word } => {
                let is_used = statements::words(script).any(|used| used.eq_ignore_ascii_case(word));
                (!is_used).then(|| Fault::new(Wrong::NotUsed { word: word.clone() }, None))
            }
            Kind::Quotes => quoted::text_in_double_quotes(self.database, script, &self.schema).map(|word| {
                Fault::new(Wrong::TextInDoubleQuotes { word: word.clone() }, Some(Likely::SingleQuotes { word }))
            }),
            Kind::Result { compare } => self.compared(mine, script, compare)?,
            _ => None,
        };
        Ok(fault.map(|mut fault| {
            if is_edited {
                // Whatever is wrong with that run, it may be mended already.
                fault.likely = vec![Likely::EditedSince];
            }
            fault
        }))
    }

    /// The specification by which the learner built a table last, if the lab built it.
    fn built(&self, table: &str) -> Option<&FeatureSpec> {
        match self.seen {
            Seen::Box { built, .. } => built.filter(|spec| same_name(&spec.target, table)),
            Seen::Nothing => None,
        }
    }

    /// Compares the last result with the solution's; the SQL may show the mistake.
    fn compared(&mut self, mine: &Relation, script: &str, how: &Compare) -> Result<Option<Fault>> {
        let exercise = self.exercise;
        let solved = match self.solved()? {
            Ok(solved) => solved,
            Err(fault) => return Ok(Some(fault.clone())),
        };
        let mut fault = explain::compared(Side::Result, mine, &solved.last, how);
        if let (Some(fault), Solution::Sql(solution)) = (&mut fault, &exercise.solution) {
            sql_mistakes::explain(fault, script, solution, mine, &solved.last);
        }
        Ok(fault)
    }

    /// Returns the copy on which the solution ran; the first call makes it.
    fn solved(&mut self) -> Result<&mut std::result::Result<Solved<D>, Fault>> {
        let solved = match self.solved.take() {
            Some(solved) => solved,
            None => {
                let copy = run_solution::copy(self.database)?;
                solve(copy, &self.exercise.solution, self.as_of, self.mapping)
                    .map_err(|error| explain::unsolved(&error))
            }
        };
        Ok(self.solved.insert(solved))
    }
}

/// Returns columns that may have any type.
fn untyped(names: &[String]) -> Vec<(String, String)> {
    names.iter().map(|name| (name.clone(), String::new())).collect()
}
