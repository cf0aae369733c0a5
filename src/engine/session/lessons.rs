//! The call `Check` of lessons: checks exercises on the open database or on another file.

use std::rc::Rc;

use chrono::{DateTime, Utc};

use super::{Origin, ResultRows, Session};
use crate::base::error::{LabError, Result};
use crate::engine::check::{self, Seen};
use crate::engine::companions::CompanionFiles;
use crate::engine::database::Database;
use crate::engine::{digest, open};
use crate::lessons;
use crate::lessons::Exercise;
use crate::lessons::format::check::Title;
use crate::lessons::judge::verdict::Outcome;
use crate::protocol::{Check, CheckOnOpen, Checked, Open, Source, Verdict};

impl<D: Database> Session<D> {
    /// Checks exercises on the open database and the last result of the last script, or on a file with its companion
    /// files, for which checks of results stay open. The open database does not change.
    pub fn check(&mut self, request: &Check, file: Option<(D::Image, CompanionFiles)>) -> Result<Checked> {
        let mut checked = Checked { verdicts: Vec::new(), digest: String::new(), warnings: Vec::new() };
        let mut other: Option<D> = None;
        if let Some((image, files)) = file {
            let fresh = open::file(&as_file(request), image, files, &mut |_| ())?;
            checked.warnings = fresh.opened.warnings;
            other = Some(fresh.database);
        }
        for (file, text) in &request.exercises {
            let exercise = lessons::exercise(file, text)?;
            checked.verdicts.extend(match &mut other {
                Some(database) => check::exercise(database, &exercise, request.as_of, &request.mapping, Seen::Nothing)
                    .unwrap_or_else(|error| vec![not_checked(&exercise, &error)]),
                None => self.check_as_edited(&exercise, request)?,
            });
        }
        if request.with_digest {
            let features = lessons::feature_table(&request.mapping);
            checked.digest = match &mut other {
                Some(database) => digest::read(database, &features)?,
                None => digest::read(&mut self.current()?.database, &features)?,
            };
        }
        Ok(checked)
    }

    /// Checks an exercise that was read before, after the script that the SQL box has.
    pub fn check_exercise(&mut self, exercise: &Exercise, as_of: DateTime<Utc>, mapping: &str) -> Result<Vec<Verdict>> {
        self.check_as_edited(exercise, &Check::of_open(Vec::new(), as_of, mapping.to_owned(), false))
    }

    fn check_as_edited(&mut self, exercise: &Exercise, request: &Check) -> Result<Vec<Verdict>> {
        // Taken and put back, because the database is borrowed mutably.
        let results = std::mem::take(&mut self.results);
        let judged = results.iter().rev().filter(|stored| stored.origin == Origin::Box && !stored.is_earlier);
        let last = judged.into_iter().find_map(|stored| match &stored.rows {
            ResultRows::Here(kept) => Some(kept.relation()),
            ResultRows::Table(_) => None,
        });
        let script = std::mem::take(&mut self.box_script);
        let built = self.last_built.take();
        let seen = Seen::Box {
            last,
            script: &script,
            has_failed: self.box_failed,
            is_edited: request.is_edited,
            built: built.as_ref(),
        };
        let verdicts = self.current().and_then(|current| {
            check::exercise(&mut current.database, exercise, request.as_of, &request.mapping, seen)
        });
        (self.results, self.box_script, self.last_built) = (results, script, built);
        verdicts
    }
}

/// Makes the verdict on an exercise whose check failed with an error, so that the others are still checked.
fn not_checked(exercise: &Exercise, error: &LabError) -> Verdict {
    Verdict {
        file: exercise.file.clone(),
        title: Title::Own { text: exercise.title.clone() },
        outcome: Outcome::Failed,
        say: String::new(),
        fault: Rc::default(),
        error: Some(error.clone()),
    }
}

fn as_file(request: &Check) -> Open {
    Open {
        name: request.name.clone(),
        source: Source::Attached,
        check: CheckOnOpen::Full,
        as_of: request.as_of,
        limit: request.limit,
        companions: request.companions.clone(),
        as_change: false,
    }
}
