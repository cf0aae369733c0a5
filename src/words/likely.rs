//! Sentences of the probable cause of an exercise's fault, or of the next step.

use super::build;
use crate::base::named::Named;
use crate::base::plural::number;
use crate::features::field::Field;
use crate::features::spec::{DuplicateLeads, MatchKeys};
use crate::features::times::TimeFormat;
use crate::lessons::judge::likely::{BuildChoice, Likely};

/// The sentences of a probable cause.
pub(super) fn likely(likely: &Likely) -> String {
    let plain = match likely {
        Likely::MadeAView => {
            "A view is computed anew whenever it is read; a table keeps its rows. DROP VIEW takes the view away."
        }
        Likely::BuildThenCheck => "Press Build features, then Check.",
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
        Likely::OtherBuild { choices } => {
            let choices: Vec<String> = choices.iter().map(build_choice).collect();
            format!("You built it with other choices than the lesson. {}", choices.join(" "))
        }
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

/// A choice of a build that differs from the lesson's.
fn build_choice(BuildChoice::Differs { name, mine, theirs }: &BuildChoice) -> String {
    let shown = |value: &str| match name.as_str() {
        _ if value.is_empty() => build::NO_COLUMN.to_owned(),
        "match" => MatchKeys::named(value).map_or("", build::matching).to_owned(),
        "duplicates" => DuplicateLeads::named(value).map_or("", build::duplicates).to_owned(),
        "tx.format" => TimeFormat::named(value).map_or("", super::time_format).to_owned(),
        _ => value.to_owned(),
    };
    let label = match name.as_str() {
        "as_of" => build::AS_OF,
        "match" => build::MATCH_KEYS,
        "duplicates" => build::DUPLICATES,
        "fill.frequency" => build::FILL_FREQUENCY,
        "fill.recency" => build::FILL_RECENCY,
        "tx.format" => build::TIME_FORMAT,
        "leads.carry" => build::CARRY,
        "feature" => build::FEATURES_TO_BUILD,
        name => field_of_link(name).map_or(build::TARGET, build::field),
    };
    format!("“{label}” was {}; the lesson has {}.", shown(mine), shown(theirs))
}

/// The field of the mapping that links call by a name.
fn field_of_link(name: &str) -> Option<Field> {
    Some(match name {
        "leads" => Field::LeadsTable,
        "leads.key" => Field::CustomerKey,
        "leads.email" => Field::EmailColumn,
        "leads.rating" => Field::RatingColumn,
        "tx" => Field::TransactionsTable,
        "tx.key" => Field::TransactionKey,
        "tx.time" => Field::TimeColumn,
        "tx.amount" => Field::AmountColumn,
        "tx.product" => Field::ProductColumn,
        _ => return None,
    })
}
