//! Writes and reads the record of builds in the database (`features::run_log`), in the transaction of the build.

use super::database::Database;
use super::statistics;
use crate::base::checksum::xxh64;
use crate::base::error::{LabError, Result};
use crate::base::ident::Ident;
use crate::base::problem::session::SessionProblem;
use crate::base::schema::Schema;
use crate::base::value::{Value, ValueRef};
use crate::features::fingerprint::definition_json;
use crate::features::run_log::{ColumnStatistics, FeatureRun, RECORD_TABLES, is_of_record};
use crate::features::spec::{FeatureSpec, show_instant};

/// SQLite's clock, as RFC 3339 in UTC.
const NOW: &str = "SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";

/// The most runs that are read.
const RUNS: u32 = 50;

/// The facts of a build for the record.
pub(crate) struct Done<'a> {
    /// The specification that was built.
    pub(crate) spec: &'a FeatureSpec,
    /// The start, as [`now`] gave it.
    pub(crate) started: &'a str,
    /// Rows of the customers' and the transactions' table.
    pub(crate) source_rows: u64,
    /// Rows of the feature table.
    pub(crate) rows_out: u64,
    /// The version of SQLite.
    pub(crate) sqlite: &'a str,
}

/// Returns the time by SQLite's clock.
pub(crate) fn now<D: Database>(database: &mut D) -> Result<String> {
    Ok(database.value(NOW, &[])?.text().unwrap_or_default().to_owned())
}

/// Fails if the database has something else by the name of a table of the record, or if the feature table has this name.
pub(crate) fn check(schema: &Schema, target: &str) -> Result<()> {
    for (name, _) in RECORD_TABLES {
        let is_target = name.eq_ignore_ascii_case(target);
        let differs = schema.table(name).is_some_and(|table| !is_of_record(table));
        if is_target || differs {
            return Err(SessionProblem::RecordTaken { name: name.to_owned(), is_target }.into());
        }
    }
    Ok(())
}

/// Records a build whose table is written and not yet committed.
pub(crate) fn record<D: Database>(database: &mut D, done: &Done<'_>) -> Result<()> {
    for (name, columns) in RECORD_TABLES {
        let columns: Vec<String> = columns.iter().map(|(name, kind)| format!("{} {kind}", Ident(name))).collect();
        database.run(&format!("CREATE TABLE IF NOT EXISTS main.{name} ({})", columns.join(", ")), &[])?;
    }
    let spec = done.spec;
    let version = version(database, spec, done.started)?;
    let whole = |count: u64| i64::try_from(count).map(Value::Integer).map_err(|_| LabError::internal("too many rows"));
    let text = |text: &str| Value::Text(text.to_owned());
    let run = database.value("SELECT coalesce(max(run_id), 0) + 1 FROM main.feature_runs", &[])?;
    let values = [
        run.clone(),
        text(&spec.target),
        version,
        text(&show_instant(spec.as_of)),
        whole(done.source_rows)?,
        whole(done.rows_out)?,
        text(done.started),
        text("SQLite"),
        text(done.sqlite),
    ];
    // The types of the columns turn parameters into whole numbers, which sql.js passes as doubles.
    database.run(
        "INSERT INTO main.feature_runs VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, \
         round((julianday('now') - julianday(?7)) * 86400000, 1), ?8, ?9)",
        &refs(&values),
    )?;
    for column in statistics::of_table(database, spec)? {
        let ColumnStatistics { name, rows, nulls, defaults, minimum, maximum, mean, median, distinct } = column;
        let real = |number: Option<f64>| number.map_or(Value::Null, Value::Real);
        let values = [
            run.clone(),
            Value::Text(name),
            whole(rows)?,
            whole(nulls)?,
            defaults.map_or(Ok(Value::Null), whole)?,
            minimum,
            maximum,
            real(mean),
            real(median),
            whole(distinct)?,
        ];
        let marks: Vec<String> = (1..=values.len()).map(|at| format!("?{at}")).collect();
        database.run(&format!("INSERT INTO main.feature_stats VALUES ({})", marks.join(", ")), &refs(&values))?;
    }
    Ok(())
}

/// The version of the specification among those of its table; a specification that is new is written down.
fn version<D: Database>(database: &mut D, spec: &FeatureSpec, now: &str) -> Result<Value> {
    let json = definition_json(spec);
    let [name, definition] = [&spec.target, &json].map(|text| ValueRef::Text(text.as_bytes()));
    let known = "SELECT version FROM main.feature_views WHERE name = ?1 AND spec_json = ?2";
    if let Some(row) = database.rows(known, &[name, definition])?.into_iter().next() {
        return Ok(row.into_iter().next().unwrap_or(Value::Null));
    }
    let next = "SELECT coalesce(max(version), 0) + 1 FROM main.feature_views WHERE name = ?1";
    let version = database.value(next, &[name])?;
    let (fingerprint, key) = (xxh64(json.as_bytes()), spec.leads.key.as_bytes());
    database.run(
        "INSERT INTO main.feature_views VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        &[
            name,
            version.as_ref(),
            ValueRef::Text(fingerprint.as_bytes()),
            definition,
            ValueRef::Text(key),
            ValueRef::Text(now.as_bytes()),
        ],
    )?;
    Ok(version)
}

/// Reads the last runs, the newest first; none if the database has no record.
pub(crate) fn runs<D: Database>(database: &mut D, schema: &Schema) -> Result<Vec<FeatureRun>> {
    if RECORD_TABLES.iter().any(|(name, _)| schema.table(name).is_none()) || check(schema, "").is_err() {
        return Ok(Vec::new());
    }
    let rows = database.rows(
        &format!(
            "SELECT run_id, view, version, as_of, source_rows, rows_out, started_at FROM main.feature_runs \
             ORDER BY run_id DESC LIMIT {RUNS}"
        ),
        &[],
    )?;
    rows.into_iter().map(|row| run(database, row)).collect()
}

fn run<D: Database>(database: &mut D, row: Vec<Value>) -> Result<FeatureRun> {
    let mut values = row.into_iter();
    let mut next = || values.next().unwrap_or(Value::Null);
    let id = next();
    let columns = database.rows(
        "SELECT column_name, rows, nulls, defaults, minimum, maximum, mean, median, distinct_values \
         FROM main.feature_stats WHERE run_id = ?1 ORDER BY rowid",
        &[id.as_ref()],
    )?;
    Ok(FeatureRun {
        run_id: id.integer().unwrap_or(0),
        view: words(&next()),
        version: next().integer().unwrap_or(0),
        as_of: words(&next()),
        source_rows: count(&next()).unwrap_or(0),
        rows_out: count(&next()).unwrap_or(0),
        started_at: words(&next()),
        columns: columns.into_iter().map(column).collect(),
    })
}

fn column(row: Vec<Value>) -> ColumnStatistics {
    let mut values = row.into_iter();
    let mut next = || values.next().unwrap_or(Value::Null);
    ColumnStatistics {
        name: words(&next()),
        rows: count(&next()).unwrap_or(0),
        nulls: count(&next()).unwrap_or(0),
        defaults: count(&next()),
        minimum: next(),
        maximum: next(),
        mean: next().real(),
        median: next().real(),
        distinct: count(&next()).unwrap_or(0),
    }
}

fn count(value: &Value) -> Option<u64> {
    value.integer().and_then(|count| u64::try_from(count).ok())
}

fn words(value: &Value) -> String {
    value.text().unwrap_or_default().to_owned()
}

fn refs(values: &[Value]) -> Vec<ValueRef<'_>> {
    values.iter().map(Value::as_ref).collect()
}
