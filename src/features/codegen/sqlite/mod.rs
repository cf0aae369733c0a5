//! The export `customer_features.sqlite.sql`: a script for the sqlite3 shell, assembled from its parts in `*.sql`.

mod folds;
mod keys;
mod texts;
mod times;

use self::folds::{filled, fold, further};
use self::keys::{key, normal_forms};
use self::texts::SqlRemark;
use self::times::{ago, has_plain, has_table, other_times, times_table};
use super::ExportInput;
use super::template::fill_in;
use crate::base::ident::{Ident, shown};
use crate::base::named::Named;
use crate::features::definitions::definition;
use crate::features::spec::DuplicateLeads;

/// The name of the copied leads, whose columns have names of the lab.
const COPY: &str = "temp.lab_leads";

/// Writes the script.
pub(super) fn script(input: &ExportInput) -> String {
    let leads = Leads::of(input);
    let (purchases, times) = (purchases(input), other_times(input));
    let totals = if has_plain(input) {
        [purchases, times, include_str!("again.sql").to_owned()]
    } else {
        [times, purchases, String::new()]
    };
    [
        start(input),
        normal_forms(input),
        times_table(input).to_owned(),
        totals.concat(),
        copied(input),
        target(input, &leads),
        counts(input, &leads),
    ]
    .concat()
}

/// The leads as the script reads them: in place, or from a copy with numbered rows where they have no rowids.
struct Leads {
    table: String,
    rowid: String,
    key: String,
    /// The condition that keeps the first row of each key.
    first: Option<String>,
}

impl Leads {
    fn of(input: &ExportInput) -> Self {
        let leads = &input.spec.leads;
        let (table, rowid, column) = match &input.rowid {
            Some(rowid) => {
                (format!("main.{}", Ident(&leads.table)), rowid.as_str(), format!("l.{}", Ident(&leads.key)))
            }
            None => (COPY.to_owned(), "rowid", "l.key".to_owned()),
        };
        let key = key(input, &format!("+{column}"));
        let places = [("KEY", key.clone()), ("ROWID", rowid.to_owned()), ("LEADS", table.clone())];
        let first = fill_in(include_str!("first.sql").trim_end(), &places);
        let first = (input.spec.duplicate_leads == DuplicateLeads::First).then_some(first);
        Self { table, rowid: rowid.to_owned(), key, first }
    }
}

fn start(input: &ExportInput) -> String {
    fill_in(include_str!("start.sql"), &input.facts(|name| SqlRemark(shown(name)).to_string()))
}

fn purchases(input: &ExportInput) -> String {
    let (spec, transactions) = (&input.spec, &input.spec.transactions);
    let list =
        |texts: &mut dyn Iterator<Item = String>, before: &str| texts.map(|text| format!("{before}{text}")).collect();
    let mut columns = vec![
        format!("+{} AS key", Ident(&transactions.key)),
        format!("+{} COLLATE BINARY AS time", Ident(&transactions.time)),
    ];
    columns.extend(further(input).map(|(name, column, _)| format!("+{} AS {name}", Ident(column))));
    let places = [
        ("NAMES", list(&mut spec.features.iter().map(|feature| feature.name().to_owned()), ", ")),
        ("FOLDS", list(&mut spec.features.iter().map(|feature| fold(*feature)), ",\n  ")),
        ("KEY", key(input, "key")),
        ("FURTHER", list(&mut further(input).map(|(name, _, read)| format!("{read} AS {name}")), ",\n    ")),
        ("AGO", ago(input)),
        ("COLUMNS", columns.join(", ")),
        ("TRANSACTIONS", Ident(&transactions.table).to_string()),
    ];
    fill_in(include_str!("purchases.sql"), &places)
}

/// Copies the leads, if they have no rowids.
fn copied(input: &ExportInput) -> String {
    if input.rowid.is_some() {
        return String::new();
    }
    let leads = &input.spec.leads;
    let sources = std::iter::once(&leads.key).chain(input.copied.iter().filter_map(|column| column.source.as_ref()));
    let sources: Vec<String> = sources.map(|name| Ident(name).to_string()).collect();
    let columns: Vec<String> = (1..sources.len()).map(|at| format!("c{at}")).collect();
    let places = [
        ("LEADS", SqlRemark(shown(&leads.table)).to_string()),
        ("COLUMNS", std::iter::once("key".to_owned()).chain(columns).collect::<Vec<_>>().join(", ")),
        ("SOURCES", sources.join(", ")),
        ("TABLE", Ident(&leads.table).to_string()),
    ];
    fill_in(include_str!("copied.sql"), &places)
}

fn target(input: &ExportInput, leads: &Leads) -> String {
    let mut columns = Vec::new();
    let mut values = Vec::new();
    let mut copies = 0;
    for column in &input.copied {
        columns.push(format!("{} {}", Ident(&column.name), column.declared).trim_end().to_owned());
        values.push(match &column.source {
            None => "NULL".to_owned(),
            Some(source) if input.rowid.is_some() => format!("l.{}", Ident(source)),
            Some(_) => {
                copies += 1;
                format!("l.c{copies}")
            }
        });
    }
    for feature in &input.spec.features {
        let definition = definition(*feature);
        let not_null = if definition.is_nullable { "" } else { " NOT NULL" };
        columns.push(format!("{} {}{not_null}", feature.name(), definition.sql_type().name()));
        values.push(filled(input, *feature));
    }
    let first =
        leads.first.as_ref().map(|first| format!("\n-- Of several rows with one key, the first stays.\nWHERE {first}"));
    let places = [
        ("TARGET", Ident(&input.spec.target).to_string()),
        ("COLUMNS", columns.join(",\n  ")),
        ("VALUES", values.join(",\n  ")),
        ("LEADS", leads.table.clone()),
        ("KEY", leads.key.clone()),
        ("FIRST", first.unwrap_or_default()),
        ("ROWID", leads.rowid.clone()),
    ];
    fill_in(include_str!("target.sql"), &places)
}

fn counts(input: &ExportInput, leads: &Leads) -> String {
    let tables = [
        (true, "lab_purchases"),
        (has_table(input), "lab_times"),
        (!input.normalised.is_empty(), "lab_keys"),
        (input.rowid.is_none(), "lab_leads"),
    ];
    let drops = tables.into_iter().filter(|(made, _)| *made).map(|(_, name)| format!("DROP TABLE temp.{name};"));
    let first = leads.first.as_ref().map_or("\n  WHERE".to_owned(), |first| format!("\n  WHERE {first} AND"));
    let transactions = &input.spec.transactions;
    let nulls = format!(
        "CASE WHEN sum(unread) > 0 THEN\n  (SELECT count(*) FROM main.{} WHERE {} IS NULL) ELSE 0 END",
        Ident(&transactions.table),
        Ident(&transactions.time)
    );
    let places = [
        ("TARGET", Ident(&input.spec.target).to_string()),
        ("LEADS", leads.table.clone()),
        ("KEY", leads.key.clone()),
        ("NULLS", nulls),
        ("FIRST", first),
        ("DROPS", std::iter::once("DROP VIEW temp.lab_totals;".to_owned()).chain(drops).collect::<Vec<_>>().join("\n")),
    ];
    fill_in(include_str!("counts.sql"), &places)
}
