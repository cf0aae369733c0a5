//! The build as steps that a caller may stop between: read leads, read transactions, write, commit (feature-spec §4).
//!
//! Everything happens in one transaction. Whatever fails, or whoever stops, the rollback leaves the old table.

use super::database::Database;
use super::findings;
use super::query::{self, FIRST_ROWS};
use super::source::Source;
use super::write::{self, Writer};
use super::{export, inspect};
use crate::domain::aggregate::{Aggregate, Features, Transaction};
use crate::domain::detect;
use crate::domain::error::{LabError, Result};
use crate::domain::ident::Ident;
use crate::domain::quality;
use crate::domain::report::Report;
use crate::domain::schema::{Schema, Table, TableKind};
use crate::domain::spec::FeatureSpec;
use crate::domain::tally::Tally;
use crate::domain::value::Value;
use crate::protocol::{Phase, Progress};

/// What a step of a build says.
pub enum Step {
    /// There is more to do.
    More(Progress),
    /// The table is committed.
    Done(Box<Finished>),
}

/// A build that is committed, with everything that is told of it: once the table is in place, nothing may fail any more.
pub struct Finished {
    /// What was used, written and found.
    pub report: Report,
    /// The schema with the new table.
    pub schema: Schema,
    /// The first rows of the new table.
    pub first: Vec<Vec<Value>>,
}

/// A build under way.
pub struct Build {
    spec: FeatureSpec,
    schema: Schema,
    foreign_keys: bool,
    healthy_views: Vec<String>,
    dropped: Vec<String>,
    leads: Source,
    transactions: Source,
    stage: Stage,
}

enum Stage {
    Leads(Box<Aggregate>),
    Transactions { aggregate: Box<Aggregate>, done: u64 },
    Writing { writer: Writer, features: Vec<Features>, tally: Box<Tally> },
    Over,
}

impl Build {
    /// Checks the specification against the database, opens the transaction and gets ready to read.
    pub fn start<D: Database>(database: &mut D, spec: &FeatureSpec) -> Result<Self> {
        let schema = inspect::schema(database)?;
        spec.validate(&schema)?;
        write::check_target(database, &spec.target)?;
        let foreign_keys = database.count("PRAGMA foreign_keys", &[])? == 1;
        // Dropping the old table must not reach into other tables, and it cannot be changed inside a transaction.
        database.run("PRAGMA foreign_keys = OFF", &[])?;
        let begun = database.run("BEGIN IMMEDIATE", &[]).map_err(|error| match &error.detail {
            Some(words) if words.contains("within a transaction") => {
                LabError { detail: error.detail, ..export::open_transaction("build") }
            }
            _ => error,
        });
        let prepared = begun.and_then(|()| {
            Self::prepare(database, spec, schema, foreign_keys).inspect_err(|_| {
                // The error of the statement is the one to tell; SQLite may have rolled back by itself.
                let _ = database.run("ROLLBACK", &[]);
            })
        });
        if prepared.is_err() {
            restore_foreign_keys(database, foreign_keys);
        }
        prepared
    }

    fn prepare<D: Database>(database: &mut D, spec: &FeatureSpec, schema: Schema, foreign_keys: bool) -> Result<Self> {
        let leads = {
            let table = table(&schema, &spec.leads.table)?;
            let mut wanted = vec![spec.leads.key.as_str(), spec.leads.email.as_str()];
            wanted.extend(spec.leads.carry.iter().chain(&spec.leads.rating).map(String::as_str));
            Source::prepare(database, table, &wanted, "feature_lab_leads")?
        };
        let transactions = {
            let table = table(&schema, &spec.transactions.table)?;
            let mut wanted = vec![spec.transactions.key.as_str(), spec.transactions.time.as_str()];
            wanted.extend(detect::product_column(table).map(|column| column.name.as_str()));
            Source::prepare(database, table, &wanted, "feature_lab_transactions")?
        };
        Ok(Self {
            healthy_views: healthy_views(database, &schema),
            stage: Stage::Leads(Box::new(Aggregate::new(spec.clone()))),
            dropped: Vec::new(),
            spec: spec.clone(),
            schema,
            foreign_keys,
            leads,
            transactions,
        })
    }

    /// Does the next piece of work. After an error the database is as it was before the build, and the build is over.
    pub fn step<D: Database>(&mut self, database: &mut D) -> Result<Step> {
        let step = self.advance(database);
        if step.is_err() {
            self.abandon(database);
        }
        step
    }

    /// Gives the build up: the database is as it was before.
    pub fn abandon<D: Database>(&mut self, database: &mut D) {
        self.stage = Stage::Over;
        // There is nothing to roll back where SQLite has done so itself.
        let _ = database.run("ROLLBACK", &[]);
        restore_foreign_keys(database, self.foreign_keys);
    }

    fn advance<D: Database>(&mut self, database: &mut D) -> Result<Step> {
        match std::mem::replace(&mut self.stage, Stage::Over) {
            Stage::Leads(aggregate) => self.read_leads(database, aggregate),
            Stage::Transactions { aggregate, done } => self.read_transactions(database, aggregate, done),
            Stage::Writing { writer, features, tally } => self.write(database, writer, features, tally),
            Stage::Over => Err(LabError::internal("a build that is over was asked to go on")),
        }
    }

    fn read_leads<D: Database>(&mut self, database: &mut D, mut aggregate: Box<Aggregate>) -> Result<Step> {
        let read = self.leads.window(database, 1, &mut |row| aggregate.lead(row.rowid, row.value(0)))?;
        let progress = Progress { phase: Phase::Leads, done: aggregate.leads(), total: self.leads.total };
        self.stage = if read == 0 { Stage::Transactions { aggregate, done: 0 } } else { Stage::Leads(aggregate) };
        Ok(Step::More(progress))
    }

    fn read_transactions<D: Database>(
        &mut self,
        database: &mut D,
        mut aggregate: Box<Aggregate>,
        done: u64,
    ) -> Result<Step> {
        let read = self.transactions.window(database, 2, &mut |row| {
            aggregate.transaction(Transaction { rowid: row.rowid, key: row.value(0), time: row.value(1) });
        })?;
        let done = done + read;
        let progress = Progress { phase: Phase::Transactions, done, total: self.transactions.total };
        if read > 0 {
            self.stage = Stage::Transactions { aggregate, done };
        } else if aggregate.next_pass() {
            self.transactions.rewind();
            self.stage = Stage::Transactions { aggregate, done: 0 };
        } else {
            let (features, tally) = aggregate.finish();
            self.begin_writing(database, features, tally)?;
        }
        Ok(Step::More(progress))
    }

    fn begin_writing<D: Database>(
        &mut self,
        database: &mut D,
        features: Vec<Features>,
        mut tally: Tally,
    ) -> Result<()> {
        findings::complete(database, &self.spec, &self.leads, &self.transactions, &mut tally)?;
        self.dropped = write::drop_old(database, &self.spec.target)?;
        let table = table(&self.schema, &self.spec.leads.table)?;
        let writer = Writer::create(database, &self.spec, table, &self.leads)?;
        self.stage = Stage::Writing { writer, features, tally: Box::new(tally) };
        Ok(())
    }

    fn write<D: Database>(
        &mut self,
        database: &mut D,
        mut writer: Writer,
        features: Vec<Features>,
        mut tally: Box<Tally>,
    ) -> Result<Step> {
        if writer.window(database, &features)? {
            let progress = Progress { phase: Phase::Writing, done: writer.done as u64, total: features.len() as u64 };
            self.stage = Stage::Writing { writer, features, tally };
            return Ok(Step::More(progress));
        }
        write::look(database, &self.spec.target, &mut tally)?;
        let broken_views = self.broken_views(database);
        let version = database.value("SELECT sqlite_version()", &[])?;
        let schema = inspect::schema(database)?;
        let first = query::table_window(database, &query::in_main(&self.spec.target), 0, FIRST_ROWS)?;
        self.leads.forget(database)?;
        self.transactions.forget(database)?;
        database.run("COMMIT", &[])?;
        restore_foreign_keys(database, self.foreign_keys);
        let report = Report {
            fingerprint: self.spec.fingerprint(),
            engine: format!("feature-lab {}, SQLite {version}", env!("CARGO_PKG_VERSION")),
            rows_in: tally.leads,
            transactions: tally.transactions,
            rows_out: tally.rows_written,
            duration_ms: 0.0,
            times: tally.times.clone(),
            checks: quality::checks(&self.spec, &tally),
            dropped: std::mem::take(&mut self.dropped),
            broken_views,
            checked: true,
            spec: self.spec.clone(),
        };
        Ok(Step::Done(Box::new(Finished { report, schema, first })))
    }

    /// The views that worked before and do not now, with SQLite's words.
    fn broken_views<D: Database>(&self, database: &mut D) -> Vec<String> {
        let broken = |view: &String| try_view(database, view).err().map(|error| format!("{view}: {}", error.message));
        self.healthy_views.iter().filter_map(broken).collect()
    }
}

fn table<'a>(schema: &'a Schema, name: &str) -> Result<&'a Table> {
    schema.table(name).ok_or_else(|| LabError::internal(format!("{name} was validated and is gone")))
}

fn healthy_views<D: Database>(database: &mut D, schema: &Schema) -> Vec<String> {
    let views = schema.tables.iter().filter(|table| table.kind == TableKind::View);
    views.filter(|view| try_view(database, &view.name).is_ok()).map(|view| view.name.clone()).collect()
}

/// Prepares a query on a view without running it.
fn try_view<D: Database>(database: &mut D, name: &str) -> Result<()> {
    database.run(&format!("EXPLAIN SELECT * FROM main.{}", Ident(name)), &[])
}

fn restore_foreign_keys<D: Database>(database: &mut D, on: bool) {
    if on {
        // The table is in place or rolled back; an error would only say something wrong of it. What failed once, for want
        // of memory, mostly works a moment later.
        let mut turn_on = || database.run("PRAGMA foreign_keys = ON", &[]);
        let _ = turn_on().or_else(|_| turn_on());
    }
}
