//! The state of PostgreSQL in the page: the engine that the SQL box speaks to, and what it holds.

use crate::base::engine::Engine;
use crate::base::error::Result;
use crate::browser::postgres::{Loading, Postgres};
use crate::features::equality::Equality;
use crate::lessons::judge::in_postgres::LastRun;
use crate::postgres::dsn::{Dsn, DsnProblem};
use crate::ui::signals::*;

/// The copy that PostgreSQL has.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Copied {
    pub(crate) version: String,
    /// The name of the database.
    pub(crate) name: String,
    pub(crate) tables: usize,
    pub(crate) rows: u64,
    /// The duration of the copy in milliseconds.
    pub(crate) ms: f64,
}

/// The comparison of the feature table that the exported SQL built with SQLite's.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Comparison {
    /// The tables were compared.
    Done(Equality),
    /// The table has too many rows, so nothing was built and compared.
    TooLarge {
        /// Its rows.
        rows: u64,
    },
}

/// The signals of PostgreSQL, and its worker.
#[derive(Clone, Copy)]
pub(crate) struct PostgresState {
    /// The engine that the SQL box speaks to.
    pub(crate) engine: RwSignal<Engine>,
    /// The copy; `None` while PostgreSQL does not run.
    pub(crate) copied: RwSignal<Option<Copied>>,
    /// The last run there; none if it belongs to another exercise.
    pub(crate) ran: StoredValue<LastRun>,
    /// `true` after psql's `\timing`.
    pub(crate) timing: RwSignal<bool>,
    /// PostgreSQL while it is loaded.
    pub(crate) loading: StoredValue<Option<Loading>, LocalStorage>,
    /// The worker, from its start on.
    pub(crate) worker: StoredValue<Option<Postgres>, LocalStorage>,
    /// The comparison of the table that the exported SQL built; `None` without a build.
    pub(crate) compared: RwSignal<Option<Result<Comparison>>>,
    /// The server that the person pasted, without its password; or the reason why it was not read.
    pub(crate) dsn: RwSignal<Option<std::result::Result<Dsn, DsnProblem>>>,
    /// `true` while PostgreSQL is loaded, copies or runs SQL.
    pub(crate) is_busy: StoredValue<bool>,
}

impl PostgresState {
    /// The state of a page without PostgreSQL.
    pub(crate) fn new() -> Self {
        Self {
            engine: RwSignal::default(),
            copied: RwSignal::default(),
            ran: StoredValue::new(LastRun::default()),
            timing: RwSignal::default(),
            loading: StoredValue::new_local(None),
            worker: StoredValue::new_local(None),
            compared: RwSignal::default(),
            dsn: RwSignal::default(),
            is_busy: StoredValue::new(false),
        }
    }

    /// Ends the worker; its copy is gone.
    pub(crate) fn end(self) {
        if let Some(worker) = self.worker.try_update_value(Option::take).flatten() {
            worker.end();
        }
        self.copied.set(None);
        self.compared.set(None);
    }
}
