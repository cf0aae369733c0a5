//! The build of the feature table, in steps between which it can be stopped: read leads, read transactions, write,
//! commit.
//!
//! It is one transaction of SQLite: after an error or a stop, the rollback restores the old table.

pub(crate) mod example_rowids;
pub(crate) mod source;
pub(crate) mod write;

use self::source::{Scan, Source};
use self::write::Writer;
use super::database::Database;
use super::query::{self, FIRST_ROWS};
use super::{export, inspect, registry};
use crate::base::error::{LabError, Result};
use crate::base::ident::{Ident, same_name};
use crate::base::problem::session::Action;
use crate::base::schema::{Schema, Table, TableKind};
use crate::base::value::{Value, ValueRef};
use crate::features::aggregate::{Aggregate, Features, Optional, Transaction};
use crate::features::detect::flags::{FlagKind, flags};
use crate::features::field::Field;
use crate::features::fingerprint::fingerprint;
use crate::features::quality::checks;
use crate::features::quality::counts::QualityCounts;
use crate::features::quality::report::Report;
use crate::features::run_log::RECORD_TABLES;
use crate::features::spec::FeatureSpec;
use crate::protocol::{Phase, Progress};

/// The result of a step of a build.
pub enum Step {
    /// The build goes on.
    More(Progress),
    /// The table is committed.
    Done(Box<Finished>),
}

/// The result of a committed build. It is complete before the commit, so that nothing can fail afterwards.
pub struct Finished {
    /// The report: the specification that was used, the rows that were written, the findings.
    pub report: Box<Report>,
    /// The schema with the new table.
    pub schema: Schema,
    /// The first rows of the new table.
    pub first: Vec<Vec<Value>>,
}

/// A running build.
pub struct Build<D: Database> {
    spec: FeatureSpec,
    schema: Schema,
    foreign_keys: bool,
    healthy_views: Vec<String>,
    dropped: Vec<String>,
    leads: Source,
    /// True if the e-mail is not the key.
    has_email: bool,
    /// The indexes of the columns rating and p1 among those of `leads`.
    rating: Option<usize>,
    p1: Option<usize>,
    transactions: Source,
    columns: SaleColumns,
    /// The start by SQLite's clock, if a record of the build is kept in the database.
    recorded_from: Option<String>,
    stage: Stage<D>,
}

/// The columns of the transactions after key and time, in this order; those that mark rows follow.
#[derive(Clone, Copy, Default)]
struct SaleColumns {
    has_product: bool,
    /// True if a feature reads the product.
    counts_products: bool,
    /// True if a feature reads the amount.
    has_amount: bool,
}

enum Stage<D: Database> {
    Leads { aggregate: Box<Aggregate>, scan: Scan<D> },
    Transactions { aggregate: Box<Aggregate>, scan: Scan<D> },
    Writing { writer: Writer, features: Features, counts: Box<QualityCounts> },
    Over,
}

impl<D: Database> Build<D> {
    /// Checks the specification against the database and opens the transaction. `known` has the row counts of tables,
    /// which are not counted again. `keep_record` has the build recorded in the database (`engine::registry`).
    pub fn start(database: &mut D, spec: &FeatureSpec, known: &Schema, keep_record: bool) -> Result<Self> {
        let schema = inspect::tables(database, known)?;
        spec.validate(&schema)?;
        write::check_target(database, &spec.target)?;
        if keep_record {
            registry::check(&schema, &spec.target)?;
        }
        let recorded_from = keep_record.then(|| registry::now(database)).transpose()?;
        let foreign_keys = database.count("PRAGMA foreign_keys", &[])? == 1;
        // Dropping the old table must not delete rows of other tables; the pragma cannot be set inside a transaction.
        database.run("PRAGMA foreign_keys = OFF", &[])?;
        let begun = database.run("BEGIN IMMEDIATE", &[]).map_err(|error| match &error.detail {
            Some(words) if words.contains("within a transaction") => {
                LabError { detail: error.detail, ..export::open_transaction(Action::Build) }
            }
            _ => error,
        });
        let prepared = begun.and_then(|()| {
            let prepared = Self::prepare(database, spec, schema, foreign_keys);
            prepared.map(|build| Self { recorded_from, ..build }).inspect_err(|_| {
                // The statement's error is returned; SQLite may have rolled back by itself.
                let _ = database.run("ROLLBACK", &[]);
            })
        });
        if prepared.is_err() {
            restore_foreign_keys(database, foreign_keys);
        }
        prepared
    }

    fn prepare(database: &mut D, spec: &FeatureSpec, schema: Schema, foreign_keys: bool) -> Result<Self> {
        let mut aggregate = Box::new(Aggregate::new(spec.clone(), D::compose));
        let lead_flags = flags(table(&schema, &spec.leads.table)?, false);
        // Flags of cancelled transactions first, then amounts.
        let mut sale_flags = flags(table(&schema, &spec.transactions.table)?, true);
        sale_flags.sort_by_key(|flag| flag.kind == FlagKind::Amount);
        let product =
            table(&schema, &spec.transactions.table)?.column(spec.mapped(Field::ProductColumn).unwrap_or_default());
        let columns = SaleColumns {
            has_product: product.is_some(),
            counts_products: spec.reader(Field::ProductColumn).is_some(),
            has_amount: spec.reader(Field::AmountColumn).is_some(),
        };
        let leads = {
            let table = table(&schema, &spec.leads.table)?;
            let mut wanted = vec![spec.leads.key.as_str(), spec.leads.email.as_str()];
            wanted.extend(spec.leads.passthrough_columns.iter().chain(&spec.leads.rating).map(String::as_str));
            wanted.extend(lead_flags.iter().map(|flag| flag.column.as_str()));
            Source::fixed(database, table, &wanted, "feature_lab_leads")?
        };
        let transactions = {
            let table = table(&schema, &spec.transactions.table)?;
            let mut wanted = vec![spec.transactions.key.as_str(), spec.transactions.time.as_str()];
            if let Some(product) = product {
                wanted.push(&product.name);
                aggregate.expect_products();
            }
            wanted.extend(spec.transactions.amount.as_deref().filter(|_| columns.has_amount));
            wanted.extend(sale_flags.iter().map(|flag| flag.column.as_str()));
            Source::new(table, &wanted)
        };
        let carried = spec.leads.passthrough_columns.len();
        let rating = spec.leads.rating.is_some().then_some(2 + carried);
        let p1 = spec.leads.passthrough_columns.iter().position(|name| same_name(name, "p1")).map(|at| 2 + at);
        let flagged = 2 + carried + usize::from(spec.leads.rating.is_some());
        // The first two columns are the key and the e-mail.
        let email = (!same_name(&spec.leads.key, &spec.leads.email)).then_some(1);
        if email.is_some() {
            aggregate.expect_emails();
        }
        let places: Vec<usize> = [Some(0), email, rating, p1]
            .into_iter()
            .flatten()
            .chain((0..lead_flags.len()).map(|at| flagged + at))
            .collect();
        aggregate.expect_flags(lead_flags, sale_flags);
        let scan = leads.read_directly(database, table(&schema, &spec.leads.table)?, &places)?;
        Ok(Self {
            healthy_views: healthy_views(database, &schema),
            stage: Stage::Leads { aggregate, scan },
            dropped: Vec::new(),
            spec: spec.clone(),
            schema,
            foreign_keys,
            leads,
            has_email: email.is_some(),
            rating,
            p1,
            transactions,
            columns,
            recorded_from: None,
        })
    }

    /// Runs the next step. After an error the build has ended, and the database is as before.
    pub fn step(&mut self, database: &mut D) -> Result<Step> {
        let step = self.advance(database);
        if step.is_err() {
            self.abandon(database);
        }
        step
    }

    /// Cancels the build; the database is as before.
    pub fn abandon(&mut self, database: &mut D) {
        self.stage = Stage::Over;
        // This fails if SQLite has rolled back by itself.
        let _ = database.run("ROLLBACK", &[]);
        restore_foreign_keys(database, self.foreign_keys);
    }

    fn advance(&mut self, database: &mut D) -> Result<Step> {
        match std::mem::replace(&mut self.stage, Stage::Over) {
            Stage::Leads { aggregate, scan } => self.read_leads(database, aggregate, scan),
            Stage::Transactions { aggregate, scan } => self.read_transactions(database, aggregate, scan),
            Stage::Writing { writer, features, counts } => self.write(database, writer, features, counts),
            Stage::Over => Err(LabError::internal("a build that is over was asked to go on")),
        }
    }

    fn read_leads(&mut self, database: &mut D, mut aggregate: Box<Aggregate>, mut scan: Scan<D>) -> Result<Step> {
        let (email, rating, p1) = (self.has_email, self.rating.is_some(), self.p1.is_some());
        let more = scan.step(&mut |block| {
            for (rowid, values) in block.rows() {
                let mut values = values.iter();
                let mut next = || values.next().copied().unwrap_or(ValueRef::Null);
                aggregate.lead(rowid, next());
                if email {
                    aggregate.check_email(rowid, next());
                }
                if rating {
                    aggregate.check_rating(rowid, next());
                }
                if p1 {
                    aggregate.check_p1(rowid, next());
                }
                aggregate.check_lead_flags(rowid, values.as_slice());
            }
        })?;
        let progress = Progress { phase: Phase::Leads, done: scan.done, total: self.leads.total };
        self.stage = if more {
            Stage::Leads { aggregate, scan }
        } else {
            drop(scan);
            let table = table(&self.schema, &self.spec.transactions.table)?;
            let places: Vec<usize> = (0..self.transactions.columns.len()).collect();
            Stage::Transactions { aggregate, scan: self.transactions.read_by_position(database, table, &places)? }
        };
        Ok(Step::More(progress))
    }

    fn read_transactions(
        &mut self,
        database: &mut D,
        mut aggregate: Box<Aggregate>,
        mut scan: Scan<D>,
    ) -> Result<Step> {
        let columns = self.columns;
        let SaleColumns { has_product, has_amount, .. } = columns;
        let more = scan.step(&mut |block| {
            let optional = if columns.has_amount || columns.counts_products {
                block.rows().map(|(_, values)| columns.of(values)).collect()
            } else {
                Vec::new()
            };
            aggregate.transactions(&block.rows().filter_map(transaction).collect::<Vec<_>>(), &optional);
            for (rowid, values) in block.rows().filter(|(_, values)| values.len() > 2) {
                let mut further = values.get(2..).unwrap_or_default().iter();
                if has_product && let Some(product) = further.next() {
                    aggregate.check_product(rowid, *product);
                }
                if has_amount {
                    further.next();
                }
                aggregate.check_flags(rowid, further.as_slice());
            }
        })?;
        let progress = Progress { phase: Phase::Transactions, done: scan.done, total: self.transactions.total };
        if more {
            self.stage = Stage::Transactions { aggregate, scan };
        } else {
            // An open query would keep the old table from being dropped.
            drop(scan);
            let (features, mut counts) = aggregate.finish();
            example_rowids::resolve(database, &self.transactions, counts.of_transactions())?;
            self.begin_writing(database, features, counts)?;
        }
        Ok(Step::More(progress))
    }

    fn begin_writing(&mut self, database: &mut D, features: Features, counts: QualityCounts) -> Result<()> {
        self.dropped = write::drop_old(database, &self.spec.target)?;
        let table = table(&self.schema, &self.spec.leads.table)?;
        let writer = Writer::create(database, &self.spec, table, &self.leads)?;
        self.stage = Stage::Writing { writer, features, counts: Box::new(counts) };
        Ok(())
    }

    fn write(
        &mut self,
        database: &mut D,
        mut writer: Writer,
        features: Features,
        mut counts: Box<QualityCounts>,
    ) -> Result<Step> {
        if writer.step(database, &features)? {
            let progress =
                Progress { phase: Phase::Writing, done: writer.done as u64, total: features.rowids.len() as u64 };
            self.stage = Stage::Writing { writer, features, counts };
            return Ok(Step::More(progress));
        }
        write::count_written(database, &self.spec, &mut counts)?;
        let broken_views = self.broken_views(database);
        let version = database.value("SELECT sqlite_version()", &[])?;
        if let Some(started) = &self.recorded_from {
            let done = registry::Done {
                spec: &self.spec,
                started,
                source_rows: counts.leads + counts.transactions,
                rows_out: counts.rows_written,
                sqlite: version.text().unwrap_or_default(),
            };
            registry::record(database, &done)?;
        }
        // A build changes one table, and those of its record; the others are not counted again.
        let mut known = self.schema.clone();
        let changed =
            |name: &str| same_name(name, &self.spec.target) || RECORD_TABLES.iter().any(|(it, _)| same_name(name, it));
        known.tables.retain(|table| !changed(&table.name));
        let schema = inspect::tables(database, &known)?;
        let first = query::table_window(database, &query::in_main(&self.spec.target), 0, FIRST_ROWS)?;
        self.leads.forget(database)?;
        database.run("COMMIT", &[])?;
        restore_foreign_keys(database, self.foreign_keys);
        let report = Box::new(Report {
            fingerprint: fingerprint(&self.spec),
            engine: format!("feature-lab {}, SQLite {version}", env!("CARGO_PKG_VERSION")),
            rows_in: counts.leads,
            transactions: counts.transactions,
            rows_out: counts.rows_written,
            duration_ms: 0.0,
            times: counts.times.clone(),
            normal_forms: std::mem::take(&mut counts.normal_forms),
            checks: checks::checks(&self.spec, &counts),
            dropped: std::mem::take(&mut self.dropped),
            broken_views,
            checked: true,
            spec: self.spec.clone(),
        });
        Ok(Step::Done(Box::new(Finished { report, schema, first })))
    }

    /// Returns the views that worked before and do not now, each with SQLite's message.
    fn broken_views(&self, database: &mut D) -> Vec<(String, String)> {
        let broken = |view: &String| Some((view.clone(), try_view(database, view).err()?.detail.unwrap_or_default()));
        self.healthy_views.iter().filter_map(broken).collect()
    }
}

impl SaleColumns {
    /// Returns the values of a row that features read beside key and time.
    fn of<'a>(self, values: &[ValueRef<'a>]) -> Optional<'a> {
        let mut further = values.iter().skip(2).copied();
        let mut next = |is_there: bool| if is_there { further.next() } else { None }.unwrap_or(ValueRef::Null);
        let (product, amount) = (next(self.has_product), next(self.has_amount));
        Optional { amount, product }
    }
}

fn transaction<'a>((rowid, values): (i64, &'a [ValueRef<'a>])) -> Option<Transaction<'a>> {
    let [key, time, ..] = values else { return None };
    Some(Transaction { rowid, key: *key, time: *time })
}

fn table<'a>(schema: &'a Schema, name: &str) -> Result<&'a Table> {
    schema.table(name).ok_or_else(|| LabError::internal(format!("{name} was validated and is gone")))
}

fn healthy_views<D: Database>(database: &mut D, schema: &Schema) -> Vec<String> {
    let views = schema.tables.iter().filter(|table| table.kind == TableKind::View);
    views.filter(|view| try_view(database, &view.name).is_ok()).map(|view| view.name.clone()).collect()
}

/// Compiles a query on a view without running it.
fn try_view<D: Database>(database: &mut D, name: &str) -> Result<()> {
    database.run(&format!("EXPLAIN SELECT * FROM main.{}", Ident(name)), &[])
}

fn restore_foreign_keys<D: Database>(database: &mut D, on: bool) {
    if on {
        // The build has been committed or rolled back, so an error here is not the build's. A second try mostly works
        // if the first failed for lack of memory.
        let mut turn_on = || database.run("PRAGMA foreign_keys = ON", &[]);
        let _ = turn_on().or_else(|_| turn_on());
    }
}
