//! Real engines that run exports: SQLite, DuckDB, PostgreSQL and Spark, each in a process of tests/python/engines.
//!
//! A run gets a SQLite database, the text of an export and the name of its target table, and answers with the table
//! in the notation of `generated_cases::answer`. SQLite runs on the database as it is. The other engines get its
//! tables with one type a column; `Running::representable` makes the SQLite database that has the same values, from
//! which a test lets the lab build what it compares (tests/python/engines/tables.py lists what is converted).

#![allow(clippy::unwrap_used, clippy::expect_used, dead_code, missing_docs, unreachable_pub)]

mod process;

use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use serde::{Deserialize, Serialize};

use crate::generated_cases::answer::Answer;
pub use process::Running;

type Place = OnceLock<Result<Mutex<Running>, String>>;

/// An engine; each has one process for the whole test program, which starts with its first run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    DuckDb,
    Postgres,
    Spark,
}

impl Engine {
    pub const ALL: [Self; 4] = [Self::Sqlite, Self::DuckDb, Self::Postgres, Self::Spark];

    /// The engine's process. Runs of one engine wait for each other.
    pub fn running(self) -> MutexGuard<'static, Running> {
        static SQLITE: Place = OnceLock::new();
        static DUCKDB: Place = OnceLock::new();
        static POSTGRES: Place = OnceLock::new();
        static SPARK: Place = OnceLock::new();
        let (place, name) = match self {
            Self::Sqlite => (&SQLITE, "sqlite"),
            Self::DuckDb => (&DUCKDB, "duckdb"),
            Self::Postgres => (&POSTGRES, "postgres"),
            Self::Spark => (&SPARK, "spark"),
        };
        // An engine that does not start is not started again, for each case that proptest makes smaller.
        let started = place.get_or_init(|| Running::start(name).map(Mutex::new));
        let running = started.as_ref().unwrap_or_else(|words| panic!("{words}"));
        // After a failed test its engine goes on.
        running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The way in which an export is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum How {
    /// `sqlite3 FILE < …`, on SQLite.
    #[serde(rename = "shell")]
    Shell,
    /// All statements at once by the package, on DuckDB.
    #[serde(rename = "sql")]
    Sql,
    /// `psql DSN -v ON_ERROR_STOP=1 -f …`, on PostgreSQL.
    #[serde(rename = "psql")]
    Psql,
    /// `python build_features.py …` in a copy of a process that has pandas, on SQLite and PostgreSQL; in the session
    /// that is there, on Spark (`local[2]`).
    #[serde(rename = "script")]
    Script,
    /// `python build_features.py …`, on SQLite and PostgreSQL.
    #[serde(rename = "interpreter")]
    Interpreter,
    /// `spark-submit …` on a cluster of two processes beside the driver's.
    #[serde(rename = "local-cluster[2,1,1024]")]
    Cluster,
}

/// A word of a script's command line, some of which only the engine knows.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Argument<'a> {
    /// The database's address for SQLAlchemy; the driver is `sqlite`, `postgresql+psycopg` or `postgresql+psycopg2`.
    Url(&'a str),
    /// The Parquet file with a table, on Spark.
    Table(&'a str),
    /// The CSV file with a table, on Spark: NULL is nothing, an empty text is `""`.
    Csv(&'a str),
    /// The folder for the Parquet files of the result, on Spark.
    Output(bool),
    /// A word as it is.
    #[serde(untagged)]
    Text(&'a str),
}

/// An export and how it is run.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Export<'a> {
    pub run: How,
    pub text: &'a str,
    /// The table that the export makes.
    pub target: &'a str,
    pub arguments: &'a [Argument<'a>],
    /// Variables of a script's environment, on SQLite and PostgreSQL.
    pub environment: &'a [(&'a str, Argument<'a>)],
    /// SQL that prepares the server's database after the tables are there, on DuckDB and PostgreSQL; mostly empty.
    pub setup: &'a str,
}

impl<'a> Export<'a> {
    /// An export without arguments.
    pub fn new(run: How, text: &'a str, target: &'a str) -> Self {
        Self { run, text, target, arguments: &[], environment: &[], setup: "" }
    }

    pub fn with(self, arguments: &'a [Argument<'a>]) -> Self {
        Self { arguments, ..self }
    }
}

/// A database of PostgreSQL's server.
#[derive(Clone, Debug, Deserialize)]
pub struct Server {
    pub host: String,
    pub port: u16,
    pub database: String,
    pub user: String,
    pub password: String,
}

/// An export that ran.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Ran {
    /// The exit status; 1 if a statement failed.
    pub status: i32,
    /// The standard output.
    pub printed: String,
    /// The standard error, or the error of a statement.
    pub said: String,
    columns: Option<Vec<String>>,
    rows: Vec<String>,
}

impl Ran {
    /// The target table as it is after the run, whether it failed or not; `None` if there is none.
    pub fn table(&self) -> Option<Answer> {
        let columns = self.columns.clone()?;
        Some(Answer { columns, rows: self.rows.clone(), checks: Default::default() })
    }

    /// The target table of a run that succeeded, in the order in which it was written; of Spark in any order.
    pub fn answer(&self) -> Result<Answer, String> {
        if self.status != 0 {
            return Err(format!("exit status {}\n{}{}", self.status, self.printed, self.said));
        }
        self.table().ok_or_else(|| format!("no target table\n{}{}", self.printed, self.said))
    }
}

/// The answer with its rows sorted, for engines whose tables have no order.
pub fn sorted(mut answer: Answer) -> Answer {
    answer.rows.sort();
    answer
}
