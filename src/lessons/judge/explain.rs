//! The verdict of a check, in the learner's terms: what is wrong, in which rows, and what was probably done.

use serde::{Deserialize, Serialize};

use super::compare;
use super::compare::{Difference, Row, Rows};
use super::diagnose;
use crate::base::error::LabError;
use crate::base::ident::{nearest, same_name};
use crate::base::plural::{number, rows, verb};
use crate::base::relation::Relation;
use crate::base::schema::{Schema, Table, TableKind};
use crate::base::value::Value;
use crate::lessons::format::check::{Check, Compare};

/// The most rows that a verdict shows.
const SHOWN: usize = 3;

/// The longest row that a verdict shows, in characters.
const ROW_CHARS: usize = 120;

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It holds.
    Passed,
    /// It does not hold.
    Failed,
    /// It is about a result of the SQL box, and only a file is at hand.
    Unseen,
}

/// What is said of one check. It never says the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The name of the exercise's file.
    pub file: String,
    /// What has to hold.
    pub title: String,
    /// Whether it does.
    pub outcome: Outcome,
    /// What is wrong, one or two sentences; empty if it holds.
    pub wrong: String,
    /// What was probably done; may be empty.
    pub likely: String,
    /// A few rows that show it; may be empty.
    pub rows: Vec<String>,
}

/// What is wrong, before it is tied to a check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub wrong: String,
    /// What was probably done; may be empty.
    pub likely: String,
    /// A few rows that show it.
    pub rows: Vec<String>,
}

impl Fault {
    /// A fault with its probable cause.
    pub fn new(wrong: impl Into<String>, likely: impl Into<String>) -> Self {
        Self { wrong: wrong.into(), likely: likely.into(), rows: Vec::new() }
    }
}

/// Puts a verdict together; the author's own words come first.
pub fn verdict(file: &str, check: &Check, fault: Option<Fault>) -> Verdict {
    let outcome = if fault.is_some() { Outcome::Failed } else { Outcome::Passed };
    let Fault { wrong, likely, rows } = fault.unwrap_or_default();
    let likely = if outcome == Outcome::Failed && !check.say.is_empty() {
        format!("{} {likely}", check.say).trim_end().to_owned()
    } else {
        likely
    };
    Verdict { file: file.to_owned(), title: check.title.clone(), outcome, wrong, likely, rows }
}

/// A table is not there.
pub fn no_table(schema: &Schema, name: &str) -> Fault {
    let near = nearest(name, schema.tables.iter().map(|table| table.name.as_str()));
    let likely = match near.first() {
        Some(near) => format!("There is {near}: is that the one, under another name?"),
        None => String::new(),
    };
    Fault::new(format!("There is no table {name} yet."), likely)
}

/// A view is there where a table is wanted.
pub fn is_view(table: &Table) -> Option<Fault> {
    (table.kind == TableKind::View).then(|| {
        Fault::new(
            format!("{} is a view, where a table is wanted.", table.name),
            "A view is computed anew whenever it is read; a table keeps its rows. DROP VIEW takes the view away.",
        )
    })
}

/// The solution could not run: something that it starts from is not there.
pub fn unsolved(error: &LabError) -> Fault {
    let words = error.detail.as_deref().unwrap_or_default();
    let wrong = match words.strip_prefix("no such ").and_then(|rest| rest.split_once(": ")) {
        Some((kind, name)) => format!("This exercise starts from the {kind} {name}, which is not in your database."),
        None => "The solution of this exercise does not run on your database, so nothing can be compared.".to_owned(),
    };
    Fault::new(wrong, "Do the exercises before this one first, in the database that the lesson starts from.")
}

/// Columns are missing, or have types of another kind. An empty type is any.
pub fn columns(table: &Table, wanted: &[(String, String)]) -> Option<Fault> {
    let mut wrong = Vec::new();
    for (name, declared) in wanted {
        match table.column(name) {
            None => wrong.push(format!("{} has no column {name}.", table.name)),
            Some(column) if !declared.is_empty() && affinity(&column.declared) != affinity(declared) => {
                let is = if column.declared.is_empty() { "no type" } else { &column.declared };
                wrong.push(format!("{name} has {is} where {declared} is wanted."));
            }
            Some(_) => {}
        }
    }
    let have: Vec<&str> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let likely = format!("Your columns are: {}. Use AS to name a column.", have.join(", "));
    (!wrong.is_empty()).then(|| Fault::new(wrong.join(" "), likely))
}

/// The kind of values that a declared type asks for, by SQLite's own rules.
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

/// A table has another number of rows than it should.
pub fn row_count(table: &str, is: u64, same_as: &str, wanted: u64) -> Option<Fault> {
    let wrong = format!("{table} has {}, {same_as} has {wanted}.", rows(is));
    match is.cmp(&wanted) {
        std::cmp::Ordering::Equal => None,
        std::cmp::Ordering::Less => Some(Fault::new(
            wrong,
            format!(
                "{} lost: an inner JOIN leaves out what has no partner; a condition can do it too.",
                were(wanted - is)
            ),
        )),
        std::cmp::Ordering::Greater => Some(Fault::new(
            wrong,
            format!(
                "{} added: a join finds several partners for a row, or GROUP BY goes by other columns.",
                were(is - wanted)
            ),
        )),
    }
}

fn were(n: u64) -> String {
    number(n, "row was", "rows were")
}

/// Values of a key stand twice: how many, and a few of them.
pub fn repeated(table: &str, key: &str, count: u64, examples: Vec<String>) -> Option<Fault> {
    let fault = Fault::new(
        format!(
            "{} of {key} {} more than once in {table}.",
            number(count, "value", "values"),
            verb(count, "appears", "appear")
        ),
        "Either the rows were there twice before, or a join found several partners for one row and repeated it.",
    );
    (count > 0).then_some(Fault { rows: examples, ..fault })
}

/// A column is NULL in some rows: how many, and a few of them.
pub fn nulls(column: &str, count: u64, examples: Vec<String>) -> Option<Fault> {
    let fault = Fault::new(
        format!("{column} is NULL in {}.", rows(count)),
        "Where nothing is known, or a join finds no partner, say what shall stand there instead.",
    );
    (count > 0).then_some(Fault { rows: examples, ..fault })
}

/// Compares what a learner has with what the solution gives. `what` names the learner's side: a table or “Your result”.
pub fn compared(what: &str, mine: &Relation, theirs: &Relation, how: &Compare) -> Option<Fault> {
    let have = || format!("Your columns are: {}.", mine.columns.join(", "));
    let unknown = |name: &&String| !theirs.columns.iter().any(|column| same_name(column, name));
    if let Some(name) = how.key.iter().chain(&how.columns).find(unknown) {
        return Some(Fault::new(
            format!("The lesson compares the column {name}, which its own solution does not give."),
            "Nothing that you did is wrong: tell the author of the lesson.",
        ));
    }
    match compare::compare(mine, theirs, how) {
        Difference::None => None,
        Difference::MissingColumn(name) => {
            Some(Fault::new(format!("{what} has no column {name}."), format!("{} Use AS to name a column.", have())))
        }
        Difference::ExtraColumn(name) => {
            Some(Fault::new(format!("{what} has an extra column, {name}."), "List only the columns you need."))
        }
        Difference::ColumnCount(is, wanted) => {
            let columns = number(is as u64, "column", "columns");
            Some(Fault::new(
                format!("{what} has {columns} where {wanted} {} expected.", verb(wanted as u64, "is", "are")),
                have(),
            ))
        }
        Difference::Order(at) => Some(Fault::new(
            format!("{what} has the right rows in another order, from row {} on.", at + 1),
            "Without ORDER BY rows come in any order; DESC puts the largest first.",
        )),
        Difference::Rows(differing) => Some(Fault {
            wrong: count(what, &differing),
            likely: diagnose::cause(&differing, how),
            rows: show(&differing, how),
        }),
    }
}

/// How many rows differ, in which way.
fn count(what: &str, differing: &Rows<'_>) -> String {
    if differing.columns.len() == 1 && differing.counts == (1, 1) {
        return format!("{what} is not the expected value.");
    }
    let n = |some: &[Row<'_>]| some.len() as u64;
    let (missing, extra, changed) = (n(&differing.missing), n(&differing.extra), differing.changed.len() as u64);
    let mut parts = Vec::new();
    if missing > 0 {
        parts.push(number(missing, "expected row is missing", "expected rows are missing"));
    }
    if extra > 0 {
        parts.push(format!("{extra} of your rows {} not belong", verb(extra, "does", "do")));
    }
    if changed > 0 {
        parts.push(number(
            changed,
            "row has a different value from the expected one",
            "rows have a different value from the expected one",
        ));
    }
    format!("{what}: {}.", parts.join(", "))
}

/// A few rows: their key if there is one, and only what the learner wrote, never what is wanted.
fn show(differing: &Rows<'_>, how: &Compare) -> Vec<String> {
    let Rows { columns, key, .. } = differing;
    let pick = |row: &Row<'_>, which: &[usize]| {
        named(which.iter().filter_map(|at| Some((*columns.get(*at)?, *row.get(*at)?))))
    };
    let every: Vec<usize> = (0..columns.len()).collect();
    let mut shown: Vec<String> = Vec::new();
    for (mine, theirs) in differing.changed.iter().take(SHOWN) {
        let both = mine.iter().zip(theirs).enumerate();
        let differing = both.filter(|(_, (mine, theirs))| !compare::same(mine, theirs, how));
        let wrong: Vec<usize> = differing.map(|(at, _)| at).collect();
        let key = pick(mine, key);
        shown.push(format!("{key}{}{}", if key.is_empty() { "" } else { ": " }, pick(mine, &wrong)));
    }
    for row in differing.extra.iter().take(SHOWN) {
        shown.push(format!("extra row: {}", pick(row, if key.is_empty() { &every } else { key })));
    }
    if !key.is_empty() {
        shown.extend(differing.missing.iter().take(SHOWN).map(|row| format!("missing: {}", pick(row, key))));
    }
    shown.truncate(SHOWN);
    shown
}

/// Values with the names of their columns, shortened.
pub fn named<'a>(values: impl Iterator<Item = (&'a str, &'a Value)>) -> String {
    let parts: Vec<String> = values.map(|(name, value)| format!("{name} = {value}")).collect();
    let text = parts.join(", ");
    match text.char_indices().nth(ROW_CHARS).and_then(|(end, _)| text.get(..end)) {
        Some(start) => format!("{start}…"),
        None => text,
    }
}
