//! Sentences of a proposal: why something is asked, what should be known, why SQL is suggested.

use super::numbers::readable;
use crate::base::plural::{number, rows};
use crate::features::detect::reasons::{PairFigures, Reason, Remark, SuggestionReason, TableFigures, TimeFigures};

/// The most candidates that a question names.
const NAMED: usize = 4;

/// The reason of a question, in a sentence or two.
pub fn reason(reason: &Reason) -> String {
    readable(match reason {
        Reason::SeveralTables { customers, tables } => {
            format!("More than one table could hold {}: {}.", sought(*customers), list(tables, table))
        }
        Reason::NoTable { customers } => format!("No table clearly holds {}.", sought(*customers)),
        Reason::SeveralPairs { leads, transactions, pairs } => {
            let pairs = list(pairs, pair);
            format!("More than one pair of columns could join {leads} to {transactions}: {pairs}.")
        }
        Reason::NoPair { leads, transactions, pairs } => {
            looked_at(format!("No column of {leads} clearly matches one of {transactions}."), &list(pairs, pair))
        }
        Reason::SeveralEmails { table, columns } => {
            format!("More than one column of {table} holds e-mail addresses: {}.", columns.join(", "))
        }
        Reason::NoEmail { table } => format!("There is no e-mail column in {table}."),
        Reason::SeveralRatings { table, columns } => {
            format!("More than one column of {table} holds a rating: {}.", columns.join(", "))
        }
        Reason::SeveralTimes { table, times } => {
            let times = list(times, time);
            format!("More than one column of {table} could be the time of the transaction: {times}.")
        }
        Reason::NoTime { table, times } => {
            looked_at(format!("No column of {table} is clearly the time of the transaction."), &list(times, time))
        }
        Reason::NoLongerThere { name } => {
            format!("You had chosen {name}, which does not exist here. Choose another one.")
        }
    })
}

/// The sentence of a remark on a proposal.
pub fn remark(remark: &Remark) -> String {
    readable(match remark {
        Remark::KeyAsEmail { table, key } => {
            format!("There is no e-mail column in {table}: user_email will hold {key}.")
        }
        Remark::NoRating => "There is no rating column: member_rating will be NULL.".to_owned(),
        Remark::SparseTime { time, nulls, rows: n } => {
            format!("{time} is NULL in {nulls} of {}: these transactions count, but have no time.", rows(*n))
        }
        Remark::SparseOtherTime { time, nulls, rows: n, chosen } => {
            format!("{time} is NULL in {nulls} of {}, so {chosen} is proposed as the time.", rows(*n))
        }
    })
}

/// The reason of a suggestion of SQL, in two sentences.
pub fn suggestion(reason: &SuggestionReason) -> String {
    readable(match reason {
        SuggestionReason::Linked { transactions, between, leads } => format!(
            "{transactions} has no customer of its own: {between} links it to {leads}. This view gives every transaction \
             its customer."
        ),
        SuggestionReason::BelongsTo { transactions, between, leads } => format!(
            "{transactions} belongs to {between}, and {between} to {leads}. This view gives every transaction its customer."
        ),
        SuggestionReason::OneTable { table, key, number } => format!(
            "{table} holds customers and transactions in one table. These two views make a table of each: one row per \
             {key}, and one per {}.",
            number.as_deref().unwrap_or("row")
        ),
    })
}

fn sought(customers: bool) -> &'static str {
    if customers { "the customers" } else { "their transactions" }
}

fn looked_at(sentence: String, candidates: &str) -> String {
    if candidates.is_empty() { sentence } else { format!("{sentence} Looked at: {candidates}.") }
}

/// Names some candidates in a sentence.
fn list<T>(candidates: &[T], named: impl Fn(&T) -> String) -> String {
    let more = candidates.len().saturating_sub(NAMED);
    let named = candidates.iter().take(NAMED).map(named).collect::<Vec<_>>().join(", ");
    if more > 0 { format!("{named} and {more} more") } else { named }
}

/// A pair with its keys that were found: `customer_id (61 of 61 keys found)`.
fn pair(pair: &PairFigures) -> String {
    let names = |leads: &str, other: &str| if leads == other { leads.to_owned() } else { format!("{leads} = {other}") };
    match pair {
        PairFigures::NotLookedUp { leads, transactions } => names(leads, transactions),
        PairFigures::LookedUp { leads, transactions, keys, found, first_rows, unique } => {
            let more = match first_rows {
                Some(first) => format!(" in its first {}", rows(*first)),
                None if *unique => String::new(),
                None => ", not unique".to_owned(),
            };
            format!("{} ({found} of {keys} keys found{more})", names(leads, transactions))
        }
    }
}

fn table(table: &TableFigures) -> String {
    let TableFigures::Table { name, rows: counted, pair: joined } = table;
    let facts: Vec<String> = counted.map(rows).into_iter().chain(joined.as_ref().map(pair)).collect();
    if facts.is_empty() { name.clone() } else { format!("{name} ({})", facts.join("; ")) }
}

fn time(time: &TimeFigures) -> String {
    let (name, n, nulls, texts, times) = match time {
        TimeFigures::NotSampled { name } => return name.clone(),
        TimeFigures::Sampled { name, rows, nulls, texts, times } => (name, rows, nulls, texts, times),
    };
    let mut facts = Vec::new();
    if *nulls > 0 {
        facts.push(format!("NULL in {nulls} of {}", number(*n, "row", "rows")));
    }
    if *texts > 0 && times < texts {
        facts.push(format!("{times} of {texts} texts are times"));
    }
    if facts.is_empty() { name.clone() } else { format!("{name} ({})", facts.join("; ")) }
}
