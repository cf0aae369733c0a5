//! Findings that SQL counts best: ratings, p1 and products, beside what the aggregation met on its way.

use super::database::Database;
use super::source::Source;
use crate::domain::error::Result;
use crate::domain::finding::{EXAMPLES, Finding};
use crate::domain::ident::same_name;
use crate::domain::spec::FeatureSpec;
use crate::domain::tally::Tally;

/// All of Unicode's white space for SQL's `trim`, which by itself takes off blanks only. Keys are blank by the same list.
const WHITE_SPACE: &str = "char(9, 10, 11, 12, 13, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, \
                           8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288)";

/// Counts what the aggregation does not look at. Reads the columns of the sources by the order in which a build asks
/// for them.
pub(super) fn complete<D: Database>(
    database: &mut D,
    spec: &FeatureSpec,
    leads: &Source,
    transactions: &Source,
    tally: &mut Tally,
) -> Result<()> {
    let not_within = |column: &str, low: i64, high: i64| {
        format!("typeof({column}) NOT IN ('integer', 'real') OR {column} NOT BETWEEN {low} AND {high}")
    };
    let column = |at: usize| leads.columns.get(at).map(String::as_str);
    let carried = spec.leads.carry.len();
    if let (Some(_), Some(rating)) = (&spec.leads.rating, column(2 + carried)) {
        tally.bad_ratings = Some(find(database, leads, rating, &not_within(rating, 1, 5))?);
    }
    let p1 = spec.leads.carry.iter().position(|name| same_name(name, "p1"));
    if let Some(p1) = p1.and_then(|at| column(2 + at)) {
        tally.bad_p1 = Some(find(database, leads, p1, &not_within(p1, 0, 1))?);
    }
    if let Some(product) = transactions.columns.get(2) {
        let blank =
            format!("{product} IS NULL OR (typeof({product}) = 'text' AND trim({product}, {WHITE_SPACE}) = '')");
        tally.blank_products = Some(find(database, transactions, product, &blank)?);
    }
    Ok(())
}

fn find<D: Database>(database: &mut D, source: &Source, column: &str, condition: &str) -> Result<Finding> {
    let (from, rowid) = (&source.from, source.rowid);
    let count = database.count(&format!("SELECT count(*) FROM {from} WHERE {condition}"), &[])?;
    let mut finding = Finding { count, ..Finding::default() };
    if count > 0 {
        let sql = format!("SELECT {rowid}, {column} FROM {from} WHERE {condition} ORDER BY {rowid} LIMIT {EXAMPLES}");
        for row in database.rows(&sql, &[])? {
            if let [rowid, value] = row.as_slice() {
                finding.exemplify(rowid.integer().unwrap_or_default(), value.as_ref());
            }
        }
    }
    Ok(finding)
}
