//! The record of builds that a database can have, in three tables: which definitions a feature table had (`feature_views`), its
//! builds (`feature_runs`), and the statistics of their columns (`feature_stats`).

use serde::{Deserialize, Serialize};

use crate::base::schema::Table;
use crate::base::value::Value;

/// The tables of the record with their columns.
pub const RECORD_TABLES: [(&str, &[(&str, &str)]); 3] = [
    (
        "feature_views",
        &[
            ("name", "TEXT NOT NULL"),
            ("version", "INTEGER NOT NULL"),
            ("fingerprint", "TEXT NOT NULL"),
            ("spec_json", "TEXT NOT NULL"),
            ("entity_key", "TEXT NOT NULL"),
            ("created_at", "TEXT NOT NULL"),
        ],
    ),
    (
        "feature_runs",
        &[
            ("run_id", "INTEGER PRIMARY KEY"),
            ("view", "TEXT NOT NULL"),
            ("version", "INTEGER NOT NULL"),
            ("as_of", "TEXT NOT NULL"),
            ("source_rows", "INTEGER NOT NULL"),
            ("rows_out", "INTEGER NOT NULL"),
            ("started_at", "TEXT NOT NULL"),
            ("duration_ms", "REAL NOT NULL"),
            ("engine", "TEXT NOT NULL"),
            ("engine_version", "TEXT NOT NULL"),
        ],
    ),
    (
        "feature_stats",
        &[
            ("run_id", "INTEGER NOT NULL"),
            ("column_name", "TEXT NOT NULL"),
            ("rows", "INTEGER NOT NULL"),
            ("nulls", "INTEGER NOT NULL"),
            ("defaults", "INTEGER"),
            ("minimum", "NUMERIC"),
            ("maximum", "NUMERIC"),
            ("mean", "REAL"),
            ("median", "REAL"),
            ("distinct_values", "INTEGER NOT NULL"),
        ],
    ),
];

/// Says whether a table is one of the record of builds: by its name and columns.
pub fn is_of_record(table: &Table) -> bool {
    let is_it = |(name, columns): &(&str, &[(&str, &str)])| {
        name.eq_ignore_ascii_case(&table.name) && columns.iter().all(|(column, _)| table.column(column).is_some())
    };
    RECORD_TABLES.iter().any(is_it)
}

/// A build that the database has a record of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FeatureRun {
    /// The number of the run in the database, from 1.
    pub run_id: i64,
    /// The name of the feature table.
    pub view: String,
    /// The version of its definition, from 1.
    pub version: i64,
    /// The as-of instant, RFC 3339.
    pub as_of: String,
    /// Rows of the customers' and the transactions' table.
    pub source_rows: u64,
    /// Rows of the feature table.
    pub rows_out: u64,
    /// The start of the build, RFC 3339 in UTC.
    pub started_at: String,
    /// The statistics of the feature table's columns, in their order.
    pub columns: Vec<ColumnStatistics>,
}

/// The statistics of one column of a feature table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ColumnStatistics {
    /// The column.
    pub name: String,
    /// Rows of the table.
    pub rows: u64,
    /// Rows in which it is NULL.
    pub nulls: u64,
    /// Rows that have the value of customers without purchases; `None` if the column is no feature.
    pub defaults: Option<u64>,
    /// The smallest number; NULL if there is none.
    pub minimum: Value,
    /// The largest number; NULL if there is none.
    pub maximum: Value,
    /// The mean of the numbers.
    pub mean: Option<f64>,
    /// The median of the numbers: of an even count, the mean of the middle two.
    pub median: Option<f64>,
    /// The number of different values that are not NULL.
    pub distinct: u64,
}

/// A column in two runs; `None` where a run does not have it.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnPair<'a> {
    /// The column.
    pub name: &'a str,
    /// Its statistics in the run before.
    pub before: Option<&'a ColumnStatistics>,
    /// Its statistics in the run after.
    pub after: Option<&'a ColumnStatistics>,
}

/// Pairs the columns of two runs: those of the run after in their order, then those that are gone.
pub fn pairs<'a>(before: &'a FeatureRun, after: &'a FeatureRun) -> Vec<ColumnPair<'a>> {
    fn of<'a>(run: &'a FeatureRun, name: &str) -> Option<&'a ColumnStatistics> {
        run.columns.iter().find(|column| column.name == name)
    }
    let here = after.columns.iter().map(|column| ColumnPair {
        name: &column.name,
        before: of(before, &column.name),
        after: Some(column),
    });
    let gone = before.columns.iter().filter(|column| of(after, &column.name).is_none());
    here.chain(gone.map(|column| ColumnPair { name: &column.name, before: Some(column), after: None })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, rows: u64) -> ColumnStatistics {
        ColumnStatistics {
            name: name.to_owned(),
            rows,
            nulls: 0,
            defaults: None,
            minimum: Value::Null,
            maximum: Value::Null,
            mean: None,
            median: None,
            distinct: 0,
        }
    }

    #[test]
    fn columns_are_paired_by_name_and_those_that_are_gone_come_last() {
        let run = |columns| FeatureRun {
            run_id: 1,
            view: "v".to_owned(),
            version: 1,
            as_of: String::new(),
            source_rows: 0,
            rows_out: 0,
            started_at: String::new(),
            columns,
        };
        let (before, after) = (run(vec![column("a", 1), column("b", 1)]), run(vec![column("c", 2), column("a", 2)]));
        let found: Vec<_> = pairs(&before, &after)
            .into_iter()
            .map(|pair| (pair.name, pair.before.map(|it| it.rows), pair.after.map(|it| it.rows)))
            .collect();
        assert_eq!(found, [("c", None, Some(2)), ("a", Some(1), Some(2)), ("b", Some(1), None)]);
    }
}
