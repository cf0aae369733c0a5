//! Writes the feature table inside the caller's transaction: drops the old one, creates it, fills it, counts its rows.

use super::source::{STEP, Source};
use crate::base::declared_type;
use crate::base::error::{LabError, Result};
use crate::base::ident::Ident;
use crate::base::named::Named;
use crate::base::problem::session::SessionProblem;
use crate::base::schema::Table;
use crate::base::typed_column::TypedColumn;
use crate::base::value::ValueRef;
use crate::engine::database::Database;
use crate::engine::open;
use crate::features::aggregate::Features;
use crate::features::definitions::definition;
use crate::features::quality::counts::QualityCounts;
use crate::features::spec::{EMAIL_COLUMN, FeatureSpec, RATING_COLUMN};

/// A feature table that is being written.
pub(crate) struct Writer {
    insert: String,
    rowid: &'static str,
    /// The number of rows written so far.
    pub(crate) done: usize,
}

/// Fails if a view or an index has the target's name; the error suggests a free name.
pub(crate) fn check_target<D: Database>(database: &mut D, target: &str) -> Result<()> {
    match open::kind_of(database, target)? {
        Some((kind, name)) if kind != "table" => {
            let mut free = format!("{name}_2");
            for n in 3.. {
                if open::kind_of(database, &free)?.is_none() {
                    break;
                }
                free = format!("{name}_{n}");
            }
            Err(SessionProblem::TargetTaken { kind, name, free }.into())
        }
        _ => Ok(()),
    }
}

/// Drops the table with the target's name if there is one; returns the names of its indexes and triggers.
pub(crate) fn drop_old<D: Database>(database: &mut D, target: &str) -> Result<Vec<String>> {
    let name = [ValueRef::Text(target.as_bytes())];
    let gone = database.rows(
        "SELECT type || ' ' || name FROM main.sqlite_schema WHERE tbl_name = ?1 COLLATE NOCASE \
         AND type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY rowid",
        &name,
    )?;
    database.run(&format!("DROP TABLE IF EXISTS main.{}", Ident(target)), &[])?;
    Ok(gone.iter().filter_map(|row| Some(row.first()?.text()?.to_owned())).collect())
}

impl Writer {
    /// Creates the empty table. `leads` has, after its key, the columns e-mail, carried columns, and rating (if any).
    pub(crate) fn create<D: Database>(
        database: &mut D,
        spec: &FeatureSpec,
        table: &Table,
        leads: &Source,
    ) -> Result<Self> {
        let mut columns = vec![define(EMAIL_COLUMN, table, Some(&spec.leads.email))];
        columns.extend(spec.leads.passthrough_columns.iter().map(|name| define(name, table, Some(name))));
        columns.push(define(RATING_COLUMN, table, spec.leads.rating.as_deref()));
        columns.extend(spec.features.iter().map(|feature| {
            let definition = definition(*feature);
            let not_null = if definition.is_nullable { "" } else { " NOT NULL" };
            format!("{} {}{not_null}", Ident(feature.name()), definition.sql_type().name())
        }));
        let target = format!("main.{}", Ident(&spec.target));
        database.run(&format!("CREATE TABLE {target} ({})", columns.join(", ")), &[])?;

        let (rowid, from) = (leads.rowid(), &leads.from);
        let written = 1 + spec.leads.passthrough_columns.len() + usize::from(spec.leads.rating.is_some());
        let mut values: Vec<String> = leads.columns.iter().skip(1).take(written).cloned().collect();
        if spec.leads.rating.is_none() {
            values.push("NULL".to_owned());
        }
        values.extend((1..=spec.features.len()).map(|column| format!("feature_value({column})")));
        let insert =
            format!("INSERT INTO {target} SELECT {} FROM {from} WHERE feature_row({rowid})", values.join(", "));
        Ok(Self { insert, rowid, done: 0 })
    }

    /// Writes the next rows, up to [`STEP`]; returns `false` when all are written.
    pub(crate) fn step<D: Database>(&mut self, database: &mut D, features: &Features) -> Result<bool> {
        let rows = self.done..(self.done + STEP as usize).min(features.rowids.len());
        let rowids = features.rowids.get(rows.clone()).unwrap_or_default();
        let (Some(first), Some(last)) = (rowids.first(), rowids.last()) else { return Ok(false) };
        let columns: Vec<TypedColumn> = features.columns.iter().map(|column| column.slice(rows.clone())).collect();
        let Self { insert, rowid, .. } = self;
        // Rows between these without features are skipped.
        let sql = format!("{insert} AND {rowid} BETWEEN {first} AND {last} ORDER BY {rowid}");
        let taken = database.insert_with_features(&sql, rowids, &columns)?;
        if taken != rowids.len() {
            return Err(LabError::internal(format!("{taken} of {} rows found their features", rowids.len())));
        }
        self.done += taken;
        Ok(true)
    }
}

/// Counts the rows of the feature table, and the NULLs in features that must have none, for the two checks that must
/// hold.
pub(crate) fn count_written<D: Database>(
    database: &mut D,
    spec: &FeatureSpec,
    counts: &mut QualityCounts,
) -> Result<()> {
    let target = Ident(&spec.target);
    counts.rows_written = database.count(&format!("SELECT count(*) FROM main.{target}"), &[])?;
    let full = spec.features.iter().filter(|feature| !definition(**feature).is_nullable);
    let nulls: Vec<String> = full.map(|feature| format!("{} IS NULL", Ident(feature.name()))).collect();
    if !nulls.is_empty() {
        let sql = format!("SELECT count(*) FROM main.{target} WHERE {}", nulls.join(" OR "));
        counts.nulls_written = database.count(&sql, &[])?;
    }
    Ok(())
}

/// Writes a column definition: its name in the feature table, and its declared type in leads.
fn define(name: &str, table: &Table, source: Option<&str>) -> String {
    let declared = source.and_then(|source| table.column(source)).map(|column| declared_type::in_sql(table, column));
    format!("{} {}", Ident(name), declared.unwrap_or_default()).trim_end().to_owned()
}
