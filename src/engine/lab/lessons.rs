//! The calls that lessons make: check, profile, mark, grade.

use chrono::{DateTime, Utc};

use super::{KeptRows, Lab};
use crate::domain::error::{ErrorKind, LabError, Result};
use crate::domain::ident::nearest;
use crate::domain::lesson::{self, Exercise};
use crate::engine::check::{self, Seen};
use crate::engine::database::Database;
use crate::engine::{mark, open, profile};
use crate::protocol::{
    Check, CheckOnOpen, Checked, DatabaseMark, Grade, Graded, Open, Profile, Source, TableProfile, Verdict,
};

impl<D: Database> Lab<D> {
    /// Checks an exercise against the open database and the last result of the last script.
    pub fn check(&mut self, request: &Check) -> Result<Checked> {
        let exercise = lesson::exercise(&request.file, &request.text)?;
        Ok(Checked { verdicts: self.check_exercise(&exercise, request.as_of)? })
    }

    /// As [`Self::check`], for an exercise that was read before.
    pub fn check_exercise(&mut self, exercise: &Exercise, as_of: DateTime<Utc>) -> Result<Vec<Verdict>> {
        // Taken and put back, for the database is borrowed beside it.
        let results = std::mem::take(&mut self.results);
        let last = results.iter().rev().find_map(|kept| match &kept.rows {
            KeptRows::Here(relation) => Some(relation),
            KeptRows::Table(_) => None,
        });
        let checked = self
            .session()
            .and_then(|session| check::exercise(&mut session.database, exercise, as_of, Seen::Last(last)));
        self.results = results;
        checked
    }

    /// Reads what a table looks like at a glance.
    pub fn profile(&mut self, request: &Profile) -> Result<TableProfile> {
        let session = self.session()?;
        let schema = &session.opened.schema;
        let table = schema.table(&request.table).ok_or_else(|| {
            let near = nearest(&request.table, schema.tables.iter().map(|table| table.name.as_str()));
            let hint = near.first().map_or(String::new(), |near| format!("Did you mean {near}?"));
            LabError::new(ErrorKind::NotFound, format!("There is no table “{}”.", request.table), hint)
        })?;
        profile::read(&mut session.database, table, request.rows)
    }

    /// Reads what the open database is recognised by.
    pub fn mark(&mut self) -> Result<DatabaseMark> {
        mark::read(&mut self.session()?.database)
    }

    /// Checks a whole lesson on a file, beside whatever is open. Checks of results are left open: no file has results.
    pub fn grade(request: &Grade, image: D::Image) -> Result<Graded> {
        let lesson = lesson::lesson(&request.files)?;
        let as_of = lesson.head.as_of.unwrap_or_default();
        let open = Open {
            name: String::new(),
            source: Source::Attached,
            check: CheckOnOpen::Full,
            as_of,
            limit: request.limit,
        };
        let mut database: D = open::file(&open, image, None, &mut |_| ())?.database;
        let mut exercises = Vec::new();
        for exercise in &lesson.exercises {
            let verdicts = check::exercise(&mut database, exercise, as_of, Seen::Nothing)?;
            exercises.push((exercise.file.clone(), verdicts));
        }
        Ok(Graded { mark: mark::read(&mut database)?, exercises })
    }
}
