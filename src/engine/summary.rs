//! Summarises a feature table: statistics of its columns, segments, and example rows.

use super::database::Database;
use super::query;
use super::statistics;
use crate::base::error::Result;
use crate::base::ident::Ident;
use crate::base::value::Value;
use crate::features::handover::summary::{EXAMPLES, Summary, TEXT};
use crate::features::run_log::ColumnStatistics;
use crate::features::segments::{ExampleRow, Rules, Segment, SegmentFigures, in_turns};
use crate::features::spec::EMAIL_COLUMN;
use crate::protocol::Summarise;

/// The most columns whose averages are computed for each segment; one result of SQLite's has 2000.
const AVERAGES: usize = 500;

/// Summarises the table of a specification as it is now.
pub(crate) fn of_table<D: Database>(database: &mut D, request: &Summarise) -> Result<Summary> {
    let Summarise { spec, thresholds } = request;
    let table = query::in_main(&spec.target);
    let columns = statistics::of_table(database, spec)?;
    let rules = Rules::of(spec, *thresholds);
    let segments = match &rules {
        Ok(rules) => Ok(segments(database, &table, rules, &columns)?),
        Err(reason) => Err(reason.clone()),
    };
    let names = spec.output_columns();
    let examples = match &rules {
        Ok(rules) => {
            let all = Segment::ALL.into_iter().map(|segment| {
                let wanted = format!("WHERE {}", rules.condition(segment));
                examples(database, &table, &names, &wanted, Some(segment))
            });
            in_turns(all.collect::<Result<_>>()?, EXAMPLES)
        }
        Err(_) => examples(database, &table, &names, "", None)?,
    };
    let rows = database.count(&format!("SELECT count(*) FROM {table}"), &[])?;
    Ok(Summary { rows, columns, thresholds: *thresholds, segments, examples })
}

/// The sizes of the segments and the averages of their customers, by one query; a row that a script has given no number in
/// the two features is in no segment.
fn segments<D: Database>(
    database: &mut D,
    table: &str,
    rules: &Rules,
    columns: &[ColumnStatistics],
) -> Result<Vec<SegmentFigures>> {
    let with_numbers = |column: &&ColumnStatistics| column.mean.is_some() && column.name != EMAIL_COLUMN;
    let columns: Vec<&str> =
        columns.iter().filter(with_numbers).map(|column| column.name.as_str()).take(AVERAGES).collect();
    let arm = |(at, segment): (usize, &Segment)| format!(" WHEN {} THEN {at}", rules.condition(*segment));
    let case: String = Segment::ALL.iter().enumerate().map(arm).collect();
    let average = |name: &&str| {
        let column = Ident(name);
        format!(", avg({column}) FILTER (WHERE typeof({column}) IN ('integer', 'real'))")
    };
    let averages: String = columns.iter().map(average).collect();
    let found = database.rows(&format!("SELECT CASE{case} END, count(*){averages} FROM {table} GROUP BY 1"), &[])?;
    let figures = |(at, segment): (usize, Segment)| {
        let row = found.iter().find(|row| row.first().and_then(Value::integer) == i64::try_from(at).ok());
        let value = |at: usize| row.and_then(|row| row.get(at));
        let customers = value(1).and_then(Value::integer).and_then(|count| u64::try_from(count).ok()).unwrap_or(0);
        let averages = columns.iter().enumerate();
        let averages = averages.map(|(at, name)| ((*name).to_owned(), value(at + 2).and_then(Value::real))).collect();
        SegmentFigures { segment, rule: rules.condition(segment), customers, averages }
    };
    Ok(Segment::ALL.into_iter().enumerate().map(figures).collect())
}

/// The first rows of the table that are wanted, with long text cut, and with the size of bytes in their place.
fn examples<D: Database>(
    database: &mut D,
    table: &str,
    names: &[&str],
    wanted: &str,
    segment: Option<Segment>,
) -> Result<Vec<ExampleRow>> {
    let short = |name: &&str| {
        let column = Ident(name);
        format!(
            "CASE typeof({column}) WHEN 'text' THEN substr({column}, 1, {TEXT}) \
             WHEN 'blob' THEN length({column}) || ' bytes' ELSE {column} END"
        )
    };
    let columns: Vec<String> = names.iter().map(short).collect();
    let sql = format!("SELECT {} FROM {table} {wanted} ORDER BY rowid LIMIT {EXAMPLES}", columns.join(", "));
    Ok(database.rows(&sql, &[])?.into_iter().map(|values| ExampleRow { segment, values }).collect())
}
