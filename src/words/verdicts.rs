//! Sentences of an exercise's verdicts: the fault, its probable cause, and rows that show it.

use crate::base::plural::{number, rows, verb};
use crate::lessons::format::check::{KindName, Title};
use crate::lessons::judge::verdict::{Likely, ShownRow, Side, Verdict, Wrong};

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
    let likely: Vec<String> = fault.likely.iter().map(self::likely).collect();
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

/// The sentences of a probable cause.
fn likely(likely: &Likely) -> String {
    let plain = match likely {
        Likely::MadeAView => {
            "A view is computed anew whenever it is read; a table keeps its rows. DROP VIEW takes the view away."
        }
        Likely::RunThenCheck => "Press Run, then Check.",
        Likely::MendThenRun => {
            "Your last run ended with an error, so it has no result. Mend the SQL, press Run, then Check."
        }
        Likely::EditedSince => {
            "This is the result of your last run, and you have changed the SQL since then. Press Run, then Check."
        }
        Likely::RunInPostgres => "Start PostgreSQL, press Run, then Check.",
        Likely::CopyTables => {
            "Do the exercises before this one first; then press Copy the tables again, for PostgreSQL has a copy of its own."
        }
        Likely::DoEarlierExercises => {
            "Do the exercises before this one first, in the database that the lesson starts from."
        }
        Likely::KeyRepeated => {
            "Either the rows were there twice before, or a join found several partners for one row and repeated it."
        }
        Likely::SayWhatStands => {
            "Where nothing is known, or a join finds no partner, say what shall stand there instead."
        }
        Likely::TellTheAuthor => "Nothing that you did is wrong: tell the author of the lesson.",
        Likely::ListOnlyNeeded => "List only the columns you need.",
        Likely::OrderRows => "Without ORDER BY rows come in any order; DESC puts the largest first.",
        Likely::NothingLeft => "No rows are left: a condition or a join filters everything out.",
        Likely::RowsRepeated => {
            "Rows stand there more than once: a join finds several partners for a row, or GROUP BY goes by other \
             columns."
        }
        Likely::TooManyRows => "A condition, a join or LIMIT lets too many rows through.",
        Likely::TooFewRows => "A condition, a join or LIMIT leaves out too many rows.",
        other => return likely_with_names(other),
    };
    plain.to_owned()
}

/// The sentences of a probable cause that name columns, tables or numbers.
fn likely_with_names(likely: &Likely) -> String {
    match likely {
        Likely::NoGroupBy { function } => {
            format!("Without GROUP BY, {function} makes one row of all rows. GROUP BY makes a row for each group.")
        }
        Likely::PatternWithoutWildcard { pattern } => {
            format!("LIKE {pattern} finds only that text itself: in a pattern, % stands for any letters.")
        }
        Likely::StarInPattern { pattern } => {
            format!("LIKE {pattern} looks for a star: in a pattern, % stands for any letters.")
        }
        Likely::Noted { note } => super::sql_note(note),
        Likely::SingleQuotes { word } => {
            format!("Write '{}': other databases take nothing else for text.", word.replace('\'', "''"))
        }
        Likely::NearTable { name } => format!("There is {name}: is that the one, under another name?"),
        Likely::YourColumns { names, use_as } => {
            let next = if *use_as { " Use AS to name a column." } else { "" };
            format!("Your columns are: {}.{next}", names.join(", "))
        }
        Likely::RowsLost { rows } => format!(
            "{} lost: an inner JOIN leaves out what has no partner; a condition can do it too.",
            number(*rows, "row was", "rows were")
        ),
        Likely::RowsAdded { rows } => format!(
            "{} added: a join finds several partners for a row, or GROUP BY goes by other columns.",
            number(*rows, "row was", "rows were")
        ),
        Likely::NoPartner { column } => format!(
            "In all rows that are missing, and only there, {column} would be 0 or NULL. An inner JOIN leaves out what \
             has no partner; a condition can do it too."
        ),
        Likely::CountedAll { first, second } => format!(
            "{first} and {second} are the same number, and too high: count counts every value that is not NULL, also 0."
        ),
        Likely::CountedFuture { high, low } => format!(
            "{high} is too high and {low} 0 or less in the same rows: rows later than as-of were counted, which nobody \
             can know of yet."
        ),
        Likely::NullInstead { column, expected } => {
            format!("{column} is NULL instead of {expected}: say what shall stand where nothing is found.")
        }
        Likely::IsNull { column } => format!("{column} is NULL where a value is expected."),
        Likely::NotNull { column } => format!("{column} has a value where nothing is known; NULL is expected there."),
        Likely::TypeOnly { column } => {
            format!("{column} differs in type only: a number kept as text ('7') is not the number 7.")
        }
        Likely::SpaceOrCase { column } => {
            format!("{column} differs only in white space or in upper and lower case.")
        }
        Likely::NoFraction { column, cut: false } => format!("{column} has lost its fraction."),
        Likely::NoFraction { column, cut: true } => format!(
            "{column} has lost its fraction: a whole number divided by a whole number gives a whole number in SQL, and \
             so does CAST."
        ),
        Likely::Rounded { column } => format!("{column} is rounded to fewer places than expected."),
        Likely::HasFraction { column } => format!("{column} has a fraction, where whole numbers are expected."),
        Likely::OffBy { column, offset, by_one } => {
            let why = if *by_one { "" } else { ": a number is added, or it counts from another day" };
            format!("{column} is off by {offset} wherever it is wrong{why}.")
        }
        Likely::TimesTooLarge { column, factor, by_join } => {
            let why = if *by_join { ", as by a join that finds several partners for each row" } else { "" };
            format!("{column} is {factor} times too large wherever it is wrong{why}.")
        }
        Likely::AllSame { column, value } => {
            format!("Every wrong {column} is {value}; different values are expected.")
        }
        Likely::TooHigh { column } => format!("{column} is too high."),
        Likely::TooLow { column, negative: false } => format!("{column} is too low."),
        Likely::TooLow { column, negative: true } => format!("{column} is too low: it is below 0."),
        Likely::HighAndLow { column } => format!("{column} is too high in some rows and too low in others."),
        _ => String::new(),
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
