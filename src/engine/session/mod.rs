//! The session: one open database with its results and build, and one method per call of the protocol.

mod lessons;
mod results;

use super::build::source::Source;
use super::build::{Build, Finished, Step};
use super::companions::CompanionFiles;
use super::database::{Database, Image};
use super::export;
use super::open;
use super::open::OpenedDatabase;
use super::query;
use super::query::{FIRST_ROWS, StatementOutput};
use super::table_rows::{Scripts, TableRows};
use super::{evidence, inspect, link_payload, matches, postgres_tables, registry, samples, summary};
use crate::base::error::{ErrorKind, LabError, Result};
use crate::base::problem::file::FileProblem;
use crate::base::problem::session::SessionProblem;
use crate::base::schema::Schema;
use crate::features::detect;
use crate::features::detect::facts::Facts;
use crate::features::detect::{Fixed, Proposal};
use crate::features::handover::summary::Summary;
use crate::features::spec::FeatureSpec;
use crate::features::times::column::Column;
use crate::protocol::{
    self, Built, CheckOnOpen, Exported, Integrity, LinkPayload, Open, Opened, PostgresTables, PreviewedTimes, Progress,
    QueryResult, ResultSet, StatementOutcome,
};
use crate::results::kept_rows::KeptRows;
use crate::samples::opened;
use crate::sqlite::sql::lint::Roles;

/// The calls of the protocol on one open database, without JavaScript.
pub struct Session<D: Database> {
    current: Option<CurrentDatabase<D>>,
    results: Vec<StoredResult>,
    next_result: u32,
    scripts: Scripts,
    /// True if the last script of the SQL box ended with an error.
    box_failed: bool,
    /// That script.
    box_script: String,
    /// The specification of the last build of the open database; `None` once a script has changed it.
    last_built: Option<FeatureSpec>,
}

/// The open database with what is known of it.
struct CurrentDatabase<D: Database> {
    /// The running build. It holds a query of the database, so it comes first: fields are dropped in their order.
    build: Option<Build<D>>,
    database: D,
    opened: Opened,
    /// The facts about the rows; `None` if they were not needed yet, or after a script that may have changed them.
    facts: Option<Facts>,
}

impl<D: Database> CurrentDatabase<D> {
    fn is_sound(&self) -> bool {
        !matches!(self.opened.integrity, Integrity::Damaged(_))
    }

    /// Returns the current size of the database in bytes.
    fn size(&mut self) -> Result<u64> {
        Ok(self.database.count("PRAGMA page_count", &[])? * self.database.count("PRAGMA page_size", &[])?)
    }
}

/// A result whose rows the page can read by windows.
struct StoredResult {
    id: u32,
    rows: ResultRows,
    /// True if a script ran since then, and failed before it had an outcome: the rows can be read, but no check judges them.
    is_earlier: bool,
    origin: Origin,
}

/// The origin of a result. A script's results take the place of those of the same origin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// The SQL box. Only these are judged by checks.
    Box,
    /// Another script: a profile, the rows of a finding.
    Aside,
    /// A table that is browsed.
    Browsed,
    /// The table of a build.
    Built,
}

enum ResultRows {
    /// In memory.
    Here(KeptRows),
    /// In a table with rowids.
    Table(TableRows),
}

impl<D: Database> Default for Session<D> {
    fn default() -> Self {
        Self {
            current: None,
            results: Vec::new(),
            next_result: 1,
            scripts: Scripts::default(),
            box_failed: false,
            box_script: String::new(),
            last_built: None,
        }
    }
}

impl<D: Database> Session<D> {
    /// Opens a sample in place of the open database.
    pub fn open_sample(&mut self, request: &Open, name: &str) -> Result<Opened> {
        let sample = samples::named(name)?;
        let image = D::Image::holding(&samples::file(&sample)?)?;
        if let Some(known) = opened::sample(name) {
            let fresh = open::sample(image, Opened { name: request.name.clone(), ..known })?;
            return Ok(self.replace(fresh));
        }
        let request = Open { as_of: sample.as_of, check: CheckOnOpen::Trusted, ..request.clone() };
        self.open_file(&request, image, CompanionFiles::default(), &mut |_| ())
    }

    /// Opens a file in place of the open database, which stays if the file cannot be opened.
    pub fn open_file(
        &mut self,
        request: &Open,
        image: D::Image,
        companions: CompanionFiles,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Opened> {
        let fresh = open::file(request, image, companions, progress)?;
        Ok(self.replace(fresh))
    }

    /// Opens a database that came in a link, as its difference to a sample or whole.
    pub fn open_carried(
        &mut self,
        request: &Open,
        mut image: D::Image,
        sample: Option<&str>,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<Opened> {
        let sample = sample.map(samples::named).transpose()?;
        link_payload::unpack(&mut image, sample.as_ref())?;
        let as_of = sample.map_or(request.as_of, |sample| sample.as_of);
        self.open_file(&Open { as_of, ..request.clone() }, image, CompanionFiles::default(), progress)
    }

    fn replace(&mut self, fresh: OpenedDatabase<D>) -> Opened {
        let opened = fresh.opened.clone();
        self.results.clear();
        self.box_failed = false;
        self.box_script.clear();
        self.last_built = None;
        self.scripts.in_transaction = false;
        self.current =
            Some(CurrentDatabase { database: fresh.database, opened: fresh.opened, facts: fresh.facts, build: None });
        opened
    }

    /// Proposes the tables and columns that the person has not chosen yet, for the database as it is now.
    pub fn propose(&mut self, request: &protocol::Propose) -> Result<Proposal> {
        let current = self.current()?;
        let CurrentDatabase { database, opened, facts, .. } = current;
        let sound = !matches!(opened.integrity, Integrity::Damaged(_));
        let facts = facts
            .get_or_insert_with(|| if sound { evidence::gather(database, &opened.schema) } else { Facts::default() });
        let fixed = Fixed { fields: &request.fixed, spec: &request.spec };
        Ok(detect::propose_rest(&opened.schema, facts, fixed))
    }

    /// Reads the first rows of the time column as a build would, and counts the transactions whose key a customer has.
    pub fn preview_times(&mut self, request: &protocol::PreviewTimes) -> Result<PreviewedTimes> {
        let current = self.current()?;
        request.spec.validate(&current.opened.schema)?;
        let CurrentDatabase { database, opened, facts, .. } = current;
        if matches!(opened.integrity, Integrity::Damaged(_)) {
            facts.get_or_insert_default();
        }
        let matches = matches::count(database, &opened.schema, facts, &request.spec)?;
        let wanted = &request.spec.transactions;
        let Some(table) = current.opened.schema.table(&wanted.table) else {
            return Err(LabError::internal("a table was validated and is gone"));
        };
        let mut column = Column::new(wanted.time_format, request.spec.as_of);
        let mut scan = Source::new(table, &[&wanted.time]).read(&mut current.database, &[0])?;
        scan.step(&mut |block| {
            block.rows().flat_map(|(_, values)| values).for_each(|value| _ = column.observe(0, *value));
        })?;
        Ok(PreviewedTimes { times: column.times_read(), matches })
    }

    /// Starts a build, which [`Self::step_build`] runs.
    pub fn start_build(&mut self, request: &protocol::Build) -> Result<()> {
        let current = self.current()?;
        if let Integrity::Damaged(lines) = &current.opened.integrity {
            return Err(LabError::from(FileProblem::NotBuilt).with_detail(lines.first().cloned().unwrap_or_default()));
        }
        current.build =
            Some(Build::start(&mut current.database, &request.spec, &current.opened.schema, request.keep_record)?);
        Ok(())
    }

    /// Runs the next step of the build: the inner result is its progress, or as `Err` the answer.
    pub fn step_build(&mut self) -> Result<std::result::Result<Progress, Built>> {
        let current = self.current()?;
        let Some(build) = &mut current.build else { return Err(LabError::internal("no build is under way")) };
        match build.step(&mut current.database) {
            Ok(Step::More(progress)) => Ok(Ok(progress)),
            Ok(Step::Done(finished)) => {
                current.build = None;
                self.built(*finished).map(Err)
            }
            Err(error) => {
                current.build = None;
                Err(error)
            }
        }
    }

    /// Lists the builds that the database has a record of.
    pub fn list_runs(&mut self) -> Result<protocol::RunList> {
        let current = self.current()?;
        Ok(protocol::RunList { runs: registry::runs(&mut current.database, &current.opened.schema)? })
    }

    /// Summarises the feature table of a specification.
    pub fn summarise(&mut self, request: &protocol::Summarise) -> Result<Summary> {
        summary::of_table(&mut self.current()?.database, request)
    }

    /// Cancels the running build; the database is as before.
    pub fn stop_build(&mut self) {
        if let Some(current) = &mut self.current
            && let Some(mut build) = current.build.take()
        {
            build.abandon(&mut current.database);
        }
    }

    fn built(&mut self, finished: Finished) -> Result<Built> {
        let scripts = self.scripts;
        let Finished { mut report, schema, first } = finished;
        self.last_built = Some(report.spec.clone());
        let current = self.current()?;
        report.checked = current.opened.integrity == Integrity::Sound;
        current.opened.schema = schema.clone();
        let columns = report.spec.output_columns().into_iter().map(str::to_owned).collect();
        let target = schema.table(&report.spec.target);
        // A table without a name for its rowids has columns of all these names, which nothing but a test has.
        let rows = target.and_then(|table| {
            TableRows::open(&mut current.database, table, Some(report.rows_out), scripts).ok().flatten()
        });
        let id = rows.map(|rows| self.remember(ResultRows::Table(rows), Origin::Built)).unwrap_or_default();
        let preview = ResultSet { id, columns, total: report.rows_out, first };
        Ok(Built { report, schema, preview })
    }

    /// Runs a script. Its results replace those of the last script of the same origin, unless it fails before it has an outcome.
    pub fn query(&mut self, request: &protocol::Query) -> Result<QueryResult> {
        self.scripts.count += 1;
        let current = self.current()?;
        let CurrentDatabase { database, opened, .. } = current;
        let spec = &opened.proposal.spec;
        let roles =
            Roles { customers: &spec.leads.table, key: &spec.leads.key, transactions: &spec.transactions.table };
        let is_damaged = matches!(opened.integrity, Integrity::Damaged(_));
        let script = query::run(database, request, &opened.schema, Some(roles), is_damaged)?;
        let mut ran = QueryResult {
            outcomes: Vec::new(),
            notes: script.notes,
            error: script.error,
            schema: None,
            changed: script.changed,
            in_transaction: query::in_transaction(&mut current.database),
        };
        if script.changed {
            current.facts = None;
            match inspect::schema(&mut current.database) {
                Ok(schema) => {
                    current.opened.schema = schema;
                    ran.schema = Some(current.opened.schema.clone());
                }
                Err(error) => ran.error = ran.error.or(Some(inspect::damaged(error))),
            }
        }
        self.last_built = self.last_built.take().filter(|_| !script.changed);
        self.scripts.in_transaction = ran.in_transaction;
        let origin = if request.is_of_box { Origin::Box } else { Origin::Aside };
        if request.is_of_box {
            self.box_failed = ran.error.is_some();
            self.box_script.clone_from(&request.sql);
        }
        let before = self.results.iter_mut().filter(|stored| stored.origin == origin);
        if script.outputs.is_empty() && ran.error.is_some() {
            before.for_each(|stored| stored.is_earlier = true);
        } else {
            let is_in_memory = |stored: &StoredResult| matches!(stored.rows, ResultRows::Here(_));
            let goes = |stored: &StoredResult| {
                stored.origin == origin || stored.origin == Origin::Browsed && is_in_memory(stored)
            };
            self.results.retain(|stored| !goes(stored));
        }
        for output in script.outputs {
            ran.outcomes.push(match output {
                StatementOutput::Did(effect) => StatementOutcome::Did(effect),
                StatementOutput::Rows(relation) => {
                    let first = relation.rows.iter().take(FIRST_ROWS as usize).cloned().collect();
                    let (columns, total) = (relation.columns.clone(), relation.rows.len() as u64);
                    StatementOutcome::Rows(ResultSet {
                        id: self.remember(ResultRows::Here(KeptRows::new(relation)), origin),
                        columns,
                        total,
                        first,
                    })
                }
            });
        }
        Ok(ran)
    }

    /// Exports the database, with the checks of [`export::checked`].
    pub fn export(&mut self, progress: &mut dyn FnMut(Progress)) -> Result<(Exported, D::Image)> {
        let current = self.current()?;
        let sound = current.is_sound();
        let image = export::checked(&mut current.database, sound, progress)?;
        Ok((Exported { name: current.opened.name.clone(), size: image.len(), is_checked: sound }, image))
    }

    /// Packs the database for a link; returns no bytes if it is too large for one.
    pub fn pack_for_link(&mut self, request: &protocol::PackForLink) -> Result<(LinkPayload, Vec<u8>)> {
        let current = self.current()?;
        let size = current.size()?;
        if size > request.limit {
            return Ok((LinkPayload { changed: true, size }, Vec::new()));
        }
        let sound = current.is_sound();
        let image = export::checked(&mut current.database, sound, &mut |_| ())?;
        let sample = request.sample.as_deref().map(samples::named).transpose()?;
        let (bytes, changed) = link_payload::pack(&image, sample.as_ref())?;
        Ok((LinkPayload { changed, size }, bytes))
    }

    /// Writes the tables for PostgreSQL; `take` gets the rows in parts, in order.
    pub fn copy_tables(
        &mut self,
        request: &protocol::CopyTables,
        take: &mut dyn FnMut(&[u8]) -> Result<()>,
    ) -> Result<PostgresTables> {
        let CurrentDatabase { database, .. } = self.current()?;
        let schema = inspect::schema(database)?;
        postgres_tables::write(database, &schema, &request.only, take)
    }

    /// Writes an image of the database that opens again, for saving and for restarts of the worker. `None` if a transaction
    /// with changes is open, or no database is.
    pub fn written(&mut self) -> Result<Option<D::Image>> {
        let Some(current) = &mut self.current else { return Ok(None) };
        match export::opening(&mut current.database, &current.opened.schema) {
            Ok(image) => Ok(Some(image)),
            Err(error) if error.kind() == ErrorKind::Conflict => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes an image as [`Self::written`] does; `None` also after an error.
    pub fn snapshot(&mut self) -> Option<D::Image> {
        self.written().ok().flatten()
    }

    /// Returns the answer to the call that opened the database, with its current schema.
    pub fn opened(&self) -> Option<&Opened> {
        self.current.as_ref().map(|current| &current.opened)
    }

    /// Returns the schema and proposal of the open database.
    pub fn proposal(&self) -> Option<(&Schema, &Proposal)> {
        self.opened().map(|opened| (&opened.schema, &opened.proposal))
    }

    /// Returns the open database itself, for tests.
    pub fn database(&mut self) -> Option<&mut D> {
        self.current.as_mut().map(|current| &mut current.database)
    }

    fn remember(&mut self, rows: ResultRows, origin: Origin) -> u32 {
        let id = self.next_result;
        self.next_result = id.wrapping_add(1);
        self.results.push(StoredResult { id, rows, is_earlier: false, origin });
        id
    }

    fn current(&mut self) -> Result<&mut CurrentDatabase<D>> {
        self.current.as_mut().ok_or_else(|| SessionProblem::NoDatabase.into())
    }
}
