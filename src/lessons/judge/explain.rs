//! Makes the fault of a failed check: what is wrong with a learner's table or result, the probable cause, and rows.

use super::compare;
use super::compare::{Difference, Row, Rows};
use super::diagnose;
use super::verdict::{Fault, Likely, ShownRow, Side, Wrong};
use crate::base::error::LabError;
use crate::base::ident::{nearest, same_name};
use crate::base::relation::Relation;
use crate::base::schema::{Schema, Table, TableKind};
use crate::base::value::Value;
use crate::lessons::format::check::Compare;

/// The most rows that a verdict shows.
const SHOWN: usize = 3;

/// The longest row that a verdict shows, in characters.
const ROW_CHARS: usize = 120;

/// The fault of a missing table; a table with a similar name is the probable cause.
pub fn no_table(schema: &Schema, name: &str) -> Fault {
    let near = nearest(name, schema.tables.iter().map(|table| table.name.as_str()));
    let likely = near.first().map(|near| Likely::NearTable { name: (*near).to_owned() });
    Fault::new(Wrong::NoTable { name: name.to_owned() }, likely)
}

/// The fault of a view in place of a table.
pub fn is_view(table: &Table) -> Option<Fault> {
    let fault = || Fault::new(Wrong::IsView { name: table.name.clone() }, Some(Likely::MadeAView));
    (table.kind == TableKind::View).then(fault)
}

/// The fault of a solution that cannot run on this database, mostly because earlier exercises were left out.
pub fn unsolved(error: &LabError) -> Fault {
    let words = error.detail.as_deref().unwrap_or_default();
    let wrong = match words.strip_prefix("no such ").and_then(|rest| rest.split_once(": ")) {
        Some((kind, name)) => Wrong::StartMissing { kind: kind.to_owned(), name: name.to_owned() },
        None => Wrong::SolutionFails,
    };
    Fault::new(wrong, Some(Likely::DoEarlierExercises))
}

/// The fault of missing columns and of columns with another type affinity. An empty wanted type allows any.
pub fn columns(table: &Table, wanted: &[(String, String)]) -> Option<Fault> {
    let mut wrong = Vec::new();
    for (name, declared) in wanted {
        match table.column(name) {
            None => wrong.push(Wrong::NoColumn { table: table.name.clone(), column: name.clone() }),
            Some(column) if !declared.is_empty() && affinity(&column.declared) != affinity(declared) => {
                let [column, declared, expected] = [name, &column.declared, declared].map(String::clone);
                wrong.push(Wrong::OtherType { column, declared, expected });
            }
            Some(_) => {}
        }
    }
    let names = table.columns.iter().map(|column| column.name.clone()).collect();
    let likely = vec![Likely::YourColumns { names, use_as: true }];
    (!wrong.is_empty()).then(|| Fault { wrong, likely, rows: Vec::new() })
}

/// The affinity of a declared type, by SQLite's rules (<https://sqlite.org/datatype3.html>).
fn affinity(declared: &str) -> &'static str {
    let upper = declared.to_ascii_uppercase();
    let has = |words: &[&str]| words.iter().any(|word| upper.contains(word));
    if has(&["INT"]) {
        "INTEGER"
    } else if has(&["CHAR", "CLOB", "TEXT"]) {
        "TEXT"
    } else if upper.is_empty() || has(&["BLOB"]) {
        "BLOB"
    } else if has(&["REAL", "FLOA", "DOUB"]) {
        "REAL"
    } else {
        "NUMERIC"
    }
}

/// The fault of a table with another number of rows than expected.
pub fn row_count(table: &str, rows: u64, same_as: &str, expected: u64) -> Option<Fault> {
    let likely = match rows.cmp(&expected) {
        std::cmp::Ordering::Equal => return None,
        std::cmp::Ordering::Less => Likely::RowsLost { rows: expected - rows },
        std::cmp::Ordering::Greater => Likely::RowsAdded { rows: rows - expected },
    };
    let [table, same_as] = [table, same_as].map(str::to_owned);
    Some(Fault::new(Wrong::RowCount { table, rows, same_as, expected }, Some(likely)))
}

/// The fault of repeated key values: their number, and a few of them.
pub fn repeated(table: &str, key: &[String], count: u64, rows: Vec<ShownRow>) -> Option<Fault> {
    let wrong = Wrong::Repeated { table: table.to_owned(), key: key.to_vec(), count };
    (count > 0).then(|| Fault { rows, ..Fault::new(wrong, Some(Likely::KeyRepeated)) })
}

/// The fault of NULL in a column: the number of rows, and a few of them.
pub fn nulls(column: &str, count: u64, rows: Vec<ShownRow>) -> Option<Fault> {
    let wrong = Wrong::Nulls { column: column.to_owned(), count };
    (count > 0).then(|| Fault { rows, ..Fault::new(wrong, Some(Likely::SayWhatStands)) })
}

/// Compares a learner's table or result with the solution's; returns the fault if they differ.
pub fn compared(side: Side, mine: &Relation, theirs: &Relation, how: &Compare) -> Option<Fault> {
    let have = |use_as| Some(Likely::YourColumns { names: mine.columns.clone(), use_as });
    let unknown = |name: &&String| !theirs.columns.iter().any(|column| same_name(column, name));
    if let Some(name) = how.key.iter().chain(&how.columns).find(unknown) {
        return Some(Fault::new(Wrong::LessonColumn { name: name.clone() }, Some(Likely::TellTheAuthor)));
    }
    Some(match compare::compare(mine, theirs, how) {
        Difference::None => return None,
        Difference::MissingColumn(name) => Fault::new(Wrong::MissingColumn { side, name: name.to_owned() }, have(true)),
        Difference::ExtraColumn(name) => {
            Fault::new(Wrong::ExtraColumn { side, name: name.to_owned() }, Some(Likely::ListOnlyNeeded))
        }
        Difference::ColumnCount(columns, expected) => {
            let [columns, expected] = [columns, expected].map(|count| count as u64);
            Fault::new(Wrong::ColumnCount { side, columns, expected }, have(false))
        }
        Difference::Order(at) => Fault::new(Wrong::Order { side, row: at as u64 + 1 }, Some(Likely::OrderRows)),
        Difference::Rows(differing) => Fault {
            wrong: vec![count(side, &differing)],
            likely: diagnose::causes(&differing, how),
            rows: show(&differing, how),
        },
    })
}

/// The numbers of missing, extra and changed rows.
fn count(side: Side, differing: &Rows<'_>) -> Wrong {
    if differing.columns.len() == 1 && differing.counts == (1, 1) {
        return Wrong::OtherValue { side };
    }
    let n = |some: &[Row<'_>]| some.len() as u64;
    let (missing, extra) = (n(&differing.missing), n(&differing.extra));
    Wrong::Rows { side, missing, extra, changed: differing.changed.len() as u64 }
}

/// A few differing rows, with their key if there is one. Shows only the learner's values, never the solution's.
fn show(differing: &Rows<'_>, how: &Compare) -> Vec<ShownRow> {
    let Rows { columns, key, .. } = differing;
    let pick = |row: &Row<'_>, which: &[usize]| {
        named(which.iter().filter_map(|at| Some((*columns.get(*at)?, *row.get(*at)?))))
    };
    let every: Vec<usize> = (0..columns.len()).collect();
    let mut shown = Vec::new();
    for (mine, theirs) in differing.changed.iter().take(SHOWN) {
        let both = mine.iter().zip(theirs).enumerate();
        let differing = both.filter(|(_, (mine, theirs))| !compare::same(mine, theirs, how));
        let wrong: Vec<usize> = differing.map(|(at, _)| at).collect();
        shown.push(ShownRow::Changed { key: pick(mine, key), values: pick(mine, &wrong) });
    }
    for row in differing.extra.iter().take(SHOWN) {
        shown.push(ShownRow::Extra { values: pick(row, if key.is_empty() { &every } else { key }) });
    }
    if !key.is_empty() {
        shown.extend(differing.missing.iter().take(SHOWN).map(|row| ShownRow::Missing { key: pick(row, key) }));
    }
    shown.truncate(SHOWN);
    shown
}

/// Writes values as `column = value`, truncated to `ROW_CHARS` characters.
pub fn named<'a>(values: impl Iterator<Item = (&'a str, &'a Value)>) -> String {
    let parts: Vec<String> = values.map(|(name, value)| format!("{name} = {value}")).collect();
    let text = parts.join(", ");
    match text.char_indices().nth(ROW_CHARS).and_then(|(end, _)| text.get(..end)) {
        Some(start) => format!("{start}…"),
        None => text,
    }
}
