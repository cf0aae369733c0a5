//! Statistics of the columns of a feature table, one query a column.

use super::database::Database;
use super::query;
use crate::base::error::Result;
use crate::base::ident::Ident;
use crate::base::named::Named;
use crate::base::value::{Value, ValueRef};
use crate::features::definitions::definition;
use crate::features::run_log::ColumnStatistics;
use crate::features::spec::FeatureSpec;

/// Computes the statistics of every column of the specification's table, in their order.
pub(crate) fn of_table<D: Database>(database: &mut D, spec: &FeatureSpec) -> Result<Vec<ColumnStatistics>> {
    let default = |name: &str| {
        let feature = spec.features.iter().find(|feature| feature.name() == name)?;
        Some(definition(*feature).without_purchases(spec))
    };
    let table = query::in_main(&spec.target);
    spec.output_columns().into_iter().map(|name| column(database, &table, name, default(name))).collect()
}

fn column<D: Database>(database: &mut D, table: &str, name: &str, default: Option<Value>) -> Result<ColumnStatistics> {
    let column = Ident(name);
    // Text that looks like a number is none; so it is with the lab's other readings of columns.
    let is_number = format!("typeof({column}) IN ('integer', 'real')");
    let numbers = database.count(&format!("SELECT count(*) FROM {table} WHERE {is_number}"), &[])?;
    let (middle, from) = (2 - numbers % 2, numbers.saturating_sub(1) / 2);
    let sql = format!(
        "SELECT count(*), count(*) - count({column}), coalesce(sum({column} IS ?1), 0), \
         min({column}) FILTER (WHERE {is_number}), max({column}) FILTER (WHERE {is_number}), \
         avg({column}) FILTER (WHERE {is_number}), (SELECT avg(value) FROM (SELECT {column} AS value FROM {table} \
         WHERE {is_number} ORDER BY 1 LIMIT {middle} OFFSET {from})), count(DISTINCT {column}) FROM {table}"
    );
    let wanted = default.as_ref().map_or(ValueRef::Null, Value::as_ref);
    let row = database.rows(&sql, &[wanted])?.into_iter().next().unwrap_or_default();
    let mut values = row.into_iter();
    let mut next = || values.next().unwrap_or(Value::Null);
    let count = |value: Value| value.integer().and_then(|count| u64::try_from(count).ok()).unwrap_or(0);
    let (rows, nulls, defaults) = (count(next()), count(next()), count(next()));
    let (minimum, maximum) = (next(), next());
    let (mean, median) = (next().real(), next().real());
    Ok(ColumnStatistics {
        name: name.to_owned(),
        rows,
        nulls,
        defaults: default.map(|_| defaults),
        minimum,
        maximum,
        mean,
        median,
        distinct: count(next()),
    })
}
