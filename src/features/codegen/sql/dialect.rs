//! The dialects of SQL: how each quotes names and texts, and what it calls types and functions.

use crate::base::ident::{Ident, Quoted, in_sqlite};

/// An engine that reads SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialect {
    /// DuckDB.
    DuckDb,
    /// PostgreSQL 13 or later.
    Postgres,
    /// Spark 3.4 or later.
    Spark,
}

impl Dialect {
    /// Quotes a name.
    pub(super) fn name(self, name: &str) -> String {
        match self {
            Self::DuckDb | Self::Postgres => Ident(name).to_string(),
            Self::Spark => format!("`{}`", in_sqlite(name).replace('`', "``")),
        }
    }

    /// Returns the name of a table; in Spark, the view of what the script has read.
    pub(super) fn table(self, name: &str, view: &str) -> String {
        match self {
            Self::DuckDb | Self::Postgres => self.name(name),
            Self::Spark => view.to_owned(),
        }
    }

    /// Writes a text as a value.
    pub(super) fn text(self, text: &str) -> String {
        match self {
            Self::DuckDb | Self::Postgres => Quoted(text).to_string(),
            Self::Spark => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'")),
        }
    }

    /// Returns the words before and after the name of a temporary table that is created.
    pub(super) fn temporary(self) -> [&'static str; 2] {
        match self {
            Self::DuckDb => ["TEMPORARY TABLE", ""],
            Self::Postgres => ["TEMPORARY TABLE", " ON COMMIT DROP"],
            Self::Spark => ["OR REPLACE TEMPORARY VIEW", ""],
        }
    }

    /// Returns the statements that replace a table by the rows of the query that follows.
    pub(super) fn replace(self, table: &str) -> String {
        match self {
            Self::Postgres => format!("DROP TABLE IF EXISTS {table};\nCREATE TABLE {table} AS"),
            // Some errors do not end its transactions, so the old table goes in the statement that makes the new one.
            Self::DuckDb => format!("CREATE OR REPLACE TABLE {table} AS"),
            Self::Spark => format!("CREATE OR REPLACE TEMPORARY VIEW {table} AS"),
        }
    }

    /// Returns the words between a step's name and its query; they keep an engine from computing the step once for every
    /// place that reads it.
    pub(super) fn step(self) -> &'static str {
        match self {
            Self::DuckDb | Self::Spark => "AS",
            Self::Postgres => "AS MATERIALIZED",
        }
    }

    /// Returns the expression that numbers the rows of a table in its order.
    pub(super) fn number(self) -> &'static str {
        match self {
            Self::DuckDb | Self::Postgres => "row_number() OVER ()",
            Self::Spark => "monotonically_increasing_id()",
        }
    }

    /// Returns the type of doubles.
    pub(super) fn double(self) -> &'static str {
        match self {
            Self::DuckDb | Self::Spark => "DOUBLE",
            Self::Postgres => "DOUBLE PRECISION",
        }
    }

    /// Divides an integer by another; where neither is below zero, the rest is left out.
    pub(super) fn divided(self, number: &str, by: &str) -> String {
        match self {
            Self::Postgres => format!("{number} / {by}"),
            Self::DuckDb => format!("{number} // {by}"),
            Self::Spark => format!("{number} DIV {by}"),
        }
    }

    /// Returns the kind of a column's values as a letter: `n` numbers, `b` bytes, `d` dates and timestamps, `t` all others.
    pub(super) fn kind(self, value: &str) -> String {
        match self {
            Self::DuckDb => format!(
                "CASE WHEN regexp_matches(typeof({value}), '^(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL.*|FLOAT|DOUBLE)$') THEN 'n'\n      \
                 WHEN typeof({value}) = 'BLOB' THEN 'b' WHEN regexp_matches(typeof({value}), '^(DATE|TIMESTAMP)') THEN 'd' \
                 ELSE 't' END"
            ),
            Self::Spark => format!(
                "CASE WHEN typeof({value}) RLIKE '^(tinyint|smallint|int|bigint|decimal.*|float|double)$' THEN 'n'\n      \
                 WHEN typeof({value}) = 'binary' THEN 'b' WHEN typeof({value}) RLIKE '^(date|timestamp)' THEN 'd' ELSE 't' END"
            ),
            Self::Postgres => format!(
                "CASE CAST(pg_typeof({value}) AS text) WHEN 'smallint' THEN 'n' WHEN 'integer' THEN 'n' WHEN 'bigint' THEN 'n'\n      \
                 WHEN 'numeric' THEN 'n' WHEN 'real' THEN 'n' WHEN 'double precision' THEN 'n' WHEN 'bytea' THEN 'b'\n      \
                 WHEN 'date' THEN 'd' WHEN 'timestamp without time zone' THEN 'd' WHEN 'timestamp with time zone' THEN 'd' \
                 ELSE 't' END"
            ),
        }
    }

    /// Writes a value as text; a number so that it reads back as the same one.
    pub(super) fn written(self, value: &str) -> String {
        match self {
            Self::DuckDb => format!("CAST({value} AS VARCHAR)"),
            Self::Spark => format!("CAST({value} AS STRING)"),
            Self::Postgres => format!("CAST({value} AS text) COLLATE \"C\""),
        }
    }

    /// Writes a time as text; a timestamp with a zone in UTC.
    pub(super) fn written_time(self, value: &str) -> String {
        let text = self.written(value);
        match self {
            // The scripts of PostgreSQL and Spark set their zone to UTC.
            Self::Postgres | Self::Spark => text,
            Self::DuckDb => format!(
                "CASE WHEN typeof({value}) = 'TIMESTAMP WITH TIME ZONE'\n      THEN \
                 CAST(make_timestamp(epoch_us(TRY_CAST({text} AS TIMESTAMPTZ))) AS VARCHAR)\n      ELSE {text} END"
            ),
        }
    }
}
