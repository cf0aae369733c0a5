//! Sentences of an exercise's verdicts: the fault, its probable cause, and rows that show it.

use crate::base::plural::{number, rows, verb};
use crate::lessons::format::check::{KindName, Title};
use crate::lessons::judge::verdict::{ShownRow, Side, Verdict, Wrong};

/// The sentences of a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictWords {
    /// The title of the check: the condition that has to hold.
    pub title: String,
    /// The fault; empty if the check holds.
    pub wrong: String,
    /// The author's hint and the probable cause; may be empty.
    pub likely: String,
    /// A few rows that show the fault; may be empty.
    pub rows: Vec<String>,
}

/// Writes the sentences of a verdict; the author's hint comes before the probable cause.
pub fn verdict(verdict: &Verdict) -> VerdictWords {
    let fault = &verdict.fault;
    let likely: Vec<String> = fault.likely.iter().map(super::likely::likely).collect();
    VerdictWords {
        title: check_title(&verdict.title),
        wrong: match &verdict.error {
            Some(error) => super::error_line(error),
            None => sentences(&fault.wrong, wrong),
        },
        likely: format!("{} {}", verdict.say, likely.join(" ")).trim().to_owned(),
        rows: fault.rows.iter().map(shown_row).collect(),
    }
}

/// Writes a sentence for each item of a list, with spaces between.
pub fn sentences<T>(list: &[T], sentence: impl Fn(&T) -> String) -> String {
    list.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

/// The title of a check: the condition that has to hold, in a few words.
pub fn check_title(title: &Title) -> String {
    let (kind, table, names) = match title {
        Title::Own { text } => return text.clone(),
        Title::Default { kind, table, names } => (kind, table, names.join(", ")),
    };
    match kind {
        KindName::Exists => format!("The table {table} is there"),
        KindName::Columns => format!("{table} has the right columns"),
        KindName::RowCount => format!("{table} has as many rows as {names}"),
        KindName::Unique => format!("No {names} stands twice in {table}"),
        KindName::NoNulls => format!("{table} has no NULL in {names}"),
        KindName::Table => format!("The values in {table} are right"),
        KindName::Result => "Your last result is right".to_owned(),
        KindName::Uses => format!("Your SQL uses {names}"),
        KindName::Quotes => "Your SQL has its texts in single quotes".to_owned(),
    }
}

/// The sentence of a fault.
pub fn wrong(wrong: &Wrong) -> String {
    match wrong {
        Wrong::NoTable { name } => format!("There is no table {name} yet."),
        Wrong::IsView { name } => format!("{name} is a view, where a table is wanted."),
        Wrong::NothingRun => "Nothing to check yet.".to_owned(),
        Wrong::NotUsed { word } => format!("Your SQL gives its result without {word}."),
        Wrong::TextInDoubleQuotes { word } => {
            format!("“{word}” stands in double quotes, which are for names of columns and tables.")
        }
        Wrong::StartMissing { kind, name } => {
            format!("This exercise starts from the {kind} {name}, which is not in your database.")
        }
        Wrong::SolutionFails => {
            "The solution of this exercise does not run on your database, so nothing can be compared.".to_owned()
        }
        Wrong::NoColumn { table, column } => format!("{table} has no column {column}."),
        Wrong::OtherType { column, declared, expected } => {
            let declared = if declared.is_empty() { "no type" } else { declared };
            format!("{column} has {declared} where {expected} is wanted.")
        }
        Wrong::RowCount { table, rows: n, same_as, expected } => {
            format!("{table} has {}, {same_as} has {expected}.", rows(*n))
        }
        Wrong::Repeated { table, key, count } => format!(
            "{} of {} {} more than once in {table}.",
            number(*count, "value", "values"),
            key.join(", "),
            verb(*count, "appears", "appear")
        ),
        Wrong::Nulls { column, count } => format!("{column} is NULL in {}.", rows(*count)),
        Wrong::LessonColumn { name } => {
            format!("The lesson compares the column {name}, which its own solution does not give.")
        }
        Wrong::MissingColumn { side, name } => format!("{} has no column {name}.", side_name(side)),
        Wrong::ExtraColumn { side, name } => format!("{} has an extra column, {name}.", side_name(side)),
        Wrong::ColumnCount { side, columns, expected } => format!(
            "{} has {} where {expected} {} expected.",
            side_name(side),
            number(*columns, "column", "columns"),
            verb(*expected, "is", "are")
        ),
        Wrong::Order { side, row } => {
            format!("{} has the right rows in another order, from row {row} on.", side_name(side))
        }
        Wrong::OtherValue { side } => format!("{} is not the expected value.", side_name(side)),
        Wrong::Rows { side, missing, extra, changed } => differing(side, *missing, *extra, *changed),
    }
}

/// The numbers of missing, extra and changed rows.
fn differing(side: &Side, missing: u64, extra: u64, changed: u64) -> String {
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
    format!("{}: {}.", side_name(side), parts.join(", "))
}

/// The name of the learner's side of a comparison: a table or the result.
fn side_name(side: &Side) -> &str {
    match side {
        Side::Table { name } => name,
        Side::Result => "Your result",
    }
}

/// A row that shows a fault, as `column = value` pairs.
fn shown_row(row: &ShownRow) -> String {
    match row {
        ShownRow::Plain { values } => values.clone(),
        ShownRow::Changed { key, values } if key.is_empty() => values.clone(),
        ShownRow::Changed { key, values } => format!("{key}: {values}"),
        ShownRow::Extra { values } => format!("extra row: {values}"),
        ShownRow::Missing { key } => format!("missing: {key}"),
    }
}
