//! Sentences of the checks in the data-quality report, for those that found rows and those that passed.

use super::numbers::readable;
use crate::base::plural::{number, rows, verb};
use crate::features::quality::check_facts::{BetterMatch, CheckFacts, Marked};
use crate::features::quality::checks::Check;

/// The sentences of a check of the data-quality report.
pub fn check(check: &Check) -> String {
    readable(match check.count {
        0 => passed_check(&check.facts),
        count => finding(&check.facts, count),
    })
}

/// The sentences of a check that found `n` rows.
fn finding(facts: &CheckFacts, n: u64) -> String {
    match facts {
        CheckFacts::DuplicateLeadKeys { leads } => format!(
            "{} in {leads} {} a key that an earlier row already has. “Duplicate leads” decides whether they are kept.",
            rows(n),
            verb(n, "repeats", "repeat")
        ),
        CheckFacts::BlankLeadKeys { leads } => format!(
            "{} in {leads} {} no key (NULL or blank). A NULL key matches no transaction.",
            rows(n),
            verb(n, "has", "have")
        ),
        CheckFacts::BlankEmails { leads, email, target } => format!(
            "{} in {leads} {} no {email} (NULL or blank), so nobody can tell whose row {} in {target}. “{}” under “{}” brings the \
             key along.",
            rows(n),
            verb(n, "has", "have"),
            verb(n, "this is", "these are"),
            super::build::CARRY,
            super::build::OPTIONS,
        ),
        CheckFacts::BlankTransactionKeys { transactions } => format!(
            "{} in {transactions} {} no key (NULL or blank). A NULL key belongs to nobody.",
            rows(n),
            verb(n, "has", "have")
        ),
        CheckFacts::NormalisedMatches => format!(
            "{} would match a customer if upper/lower case and outer spaces were ignored: set Match keys to “Normalised”.",
            keys(n)
        ),
        CheckFacts::TextMatches => format!(
            "{} would match a customer if the number 7 and the text '7' were the same: set Match keys to “Numbers as text”.",
            keys(n)
        ),
        CheckFacts::NumberMatches => format!(
            "{} would match a customer if the text '7.0' were the number 7: set Match keys to “Text as numbers”.",
            keys(n)
        ),
        CheckFacts::HeaderRows { leads } => format!(
            "{} in {leads} {} the column name instead of a value: probably a CSV header that was imported as data.",
            rows(n),
            verb(n, "holds", "hold")
        ),
        CheckFacts::NullTimes { time } => {
            format!("{} no {time} (NULL). {}", transactions_have(n), no_recency(n))
        }
        CheckFacts::UnreadableTimes { time } => {
            format!("{} in {time} cannot be read. {}", values(n), no_recency(n))
        }
        CheckFacts::MixedFormats { time } => {
            format!("{time} mixes {} ways of writing a time. Each value was read by its own format.", n + 1)
        }
        CheckFacts::UndecidedOrder { time } => format!(
            "{} in {time} could be day/month or month/day, and the column does not tell which. Choose one under “Time format”; until then they count as unreadable.",
            values(n)
        ),
        CheckFacts::UndecidedUnit { time } => format!(
            "{} in {time} {} a number whose unit is not certain. Choose it under “Time format”; until then such numbers are not read.",
            values(n),
            verb(n, "is", "are")
        ),
        CheckFacts::AfterAsOf { as_of } => format!(
            "{} {} later than as-of ({as_of}) and left out, so that no feature uses information from the future.",
            transactions(n),
            verb(n, "is", "are")
        ),
        CheckFacts::Before2000 => format!(
            "{} {} before the year 2000. Check the time format if you did not expect that.",
            transactions(n),
            verb(n, "is", "are")
        ),
        CheckFacts::UnknownCustomers { leads } => format!(
            "{} {} not in {leads} and {} left out.",
            transactions(n),
            verb(n, "belongs to a customer who is", "belong to customers who are"),
            verb(n, "is", "are")
        ),
        CheckFacts::NoMatches { better, .. } => format!(
            "None of {} finds a customer, so every customer has the defaults. {}",
            transactions(n),
            what_would_match(better.as_ref())
        ),
        CheckFacts::OneTable { leads } => format!(
            "Customers and transactions are both read from {leads}: each of its {} counts as a customer and as a transaction.",
            rows(n)
        ),
        CheckFacts::WithoutTransactions { frequency, recency, default_recency } => format!(
            "{} {} no transaction up to as-of: purchase_frequency {frequency}, recency_days {recency}. {} the default {recency} in all; in old data it can look more recent than real buyers.",
            customers(n),
            verb(n, "has", "have"),
            carry(*default_recency)
        ),
        CheckFacts::EndedTransactions { transactions, marked, .. } => {
            format!("{} {}", looks_ended(n, transactions, marked), all_the_same(n))
        }
        CheckFacts::EndedLeads { leads, marked, .. } => {
            let ended = looks_ended(n, leads, marked);
            format!("{ended} {} in the feature table all the same.", verb(n, "It is", "They are"))
        }
        CheckFacts::NegativeAmounts { transactions, marked, .. } => format!(
            "{} in {transactions} {} an amount or a quantity below zero ({}). {}",
            rows(n),
            verb(n, "has", "have"),
            marks(marked),
            all_the_same(n)
        ),
        CheckFacts::BlankProducts { .. } => {
            format!("{} no product (NULL or blank). {}", transactions_have(n), all_the_same(n))
        }
        CheckFacts::AmountValues { amount } => format!(
            "{} an {amount} that is NULL or not a number. Sums and means of amounts leave them out.",
            transactions_have(n)
        ),
        CheckFacts::RatingValues { .. } => format!(
            "{} {} a rating that is NULL, not a number, or outside 1–5. It is copied unchanged.",
            customers(n),
            verb(n, "has", "have")
        ),
        CheckFacts::P1Values { .. } => format!(
            "{} {} a p1 that is NULL, not a number, or outside 0–1. It is copied unchanged.",
            customers(n),
            verb(n, "has", "have")
        ),
        CheckFacts::RowsWritten { expected, written, .. } => {
            format!("{expected} rows should have been written, but {written} were.")
        }
        CheckFacts::NullFeatures { features } => {
            format!("{} in {} {} NULL.", values(n), features.join(" or "), verb(n, "is", "are"))
        }
    }
}

/// The sentence of a check that found nothing, or that did not apply.
fn passed_check(facts: &CheckFacts) -> String {
    match facts {
        CheckFacts::DuplicateLeadKeys { leads } => format!("Every key in {leads} is unique."),
        CheckFacts::BlankLeadKeys { leads } => format!("Every row in {leads} has a key."),
        CheckFacts::BlankEmails { leads, email, .. } => format!("Every row in {leads} has a value in {email}."),
        CheckFacts::BlankTransactionKeys { transactions } => format!("Every row in {transactions} has a key."),
        CheckFacts::NormalisedMatches => {
            "No key would match better if white space and letter case were ignored.".to_owned()
        }
        CheckFacts::TextMatches => "No key would match better if numbers were compared as text.".to_owned(),
        CheckFacts::NumberMatches => "No key would match better if text were compared as numbers.".to_owned(),
        CheckFacts::HeaderRows { leads } => format!("No row in {leads} repeats the header."),
        CheckFacts::NullTimes { time } => format!("Every transaction has a {time}."),
        CheckFacts::UnreadableTimes { time } => format!("Every value in {time} is a time that the lab can read."),
        CheckFacts::MixedFormats { time } => format!("{time} is written in one way throughout."),
        CheckFacts::UndecidedOrder { .. } => "No date leaves open which number is the day.".to_owned(),
        CheckFacts::UndecidedUnit { time } => format!("No number in {time} leaves its unit open."),
        CheckFacts::AfterAsOf { as_of } => format!("No transaction is later than as-of ({as_of})."),
        CheckFacts::Before2000 => "No transaction is before the year 2000.".to_owned(),
        CheckFacts::UnknownCustomers { leads } => {
            format!("Every transaction with a key belongs to a customer in {leads}.")
        }
        CheckFacts::NoMatches { leads, matched, .. } => {
            format!("{} {} a customer in {leads}.", transactions(*matched), verb(*matched, "finds", "find"))
        }
        CheckFacts::OneTable { .. } => "Customers and transactions are two tables.".to_owned(),
        CheckFacts::WithoutTransactions { default_recency: 0, .. } => "Every customer has a transaction.".to_owned(),
        CheckFacts::WithoutTransactions { recency, default_recency, .. } => format!(
            "Every customer has a transaction. {} the default {recency} all the same, because no time could be read.",
            carry(*default_recency)
        ),
        CheckFacts::EndedTransactions { transactions: table, columns, .. }
        | CheckFacts::EndedLeads { leads: table, columns, .. } => match columns.as_slice() {
            [] => format!("There is no column in {table} that marks rows as cancelled or deleted."),
            columns => format!("No row in {table} looks cancelled or deleted by {}.", columns.join(", ")),
        },
        CheckFacts::NegativeAmounts { columns, .. } => match columns.as_slice() {
            [] => "There is no column of amounts or quantities to check.".to_owned(),
            columns => format!("No value in {} is below zero.", columns.join(", ")),
        },
        CheckFacts::BlankProducts { exists: true } => "Every transaction names a product.".to_owned(),
        CheckFacts::BlankProducts { exists: false } => "There is no product column to check.".to_owned(),
        CheckFacts::AmountValues { amount } => format!("Every {amount} is a number."),
        CheckFacts::RatingValues { exists: true } => "Every rating is a number from 1 to 5.".to_owned(),
        CheckFacts::RatingValues { exists: false } => {
            "There is no rating column: member_rating is NULL for every customer.".to_owned()
        }
        CheckFacts::P1Values { exists: true } => "Every p1 is a number from 0 to 1.".to_owned(),
        CheckFacts::P1Values { exists: false } => "There is no p1 column to check.".to_owned(),
        CheckFacts::RowsWritten { leads, written, .. } => {
            format!("{} went in, {} came out.", rows(*leads), rows(*written))
        }
        CheckFacts::NullFeatures { features } if features.is_empty() => {
            "There is no feature that must not be NULL.".to_owned()
        }
        CheckFacts::NullFeatures { features } => {
            format!("{} {} no NULL.", features.join(" and "), verb(features.len() as u64, "has", "have"))
        }
    }
}

fn looks_ended(n: u64, table: &str, marked: &[Marked]) -> String {
    format!(
        "{} in {table} {} cancelled, refunded, returned, failed, deleted or inactive ({}).",
        rows(n),
        verb(n, "looks", "look"),
        marks(marked)
    )
}

/// Lists the columns that mark rows, with values and counts: `status cancelled: 2, refunded: 1; deleted_at filled: 3`.
fn marks(marked: &[Marked]) -> String {
    let mut text = String::new();
    let mut last = None;
    for mark in marked {
        let (column, value, rows) = match mark {
            Marked::Written { column, value, rows } => (column, value.as_str(), rows),
            Marked::Filled { column, rows } => (column, "filled", rows),
            Marked::BelowZero { column, rows } => (column, "below zero", rows),
            Marked::Others { column, rows } => (column, "others", rows),
        };
        if last == Some(column) {
            text += ", ";
        } else {
            let between = if last.is_some() { "; " } else { "" };
            text += &format!("{between}{column} ");
        }
        text += &format!("{value}: {rows}");
        last = Some(column);
    }
    text
}

fn what_would_match(better: Option<&BetterMatch>) -> String {
    let (way, n) = match better {
        None => return "Check the two keys and Match keys.".to_owned(),
        Some(BetterMatch::Normalised { keys }) => ("Normalised", *keys),
        Some(BetterMatch::AsText { keys }) => ("Numbers as text", *keys),
        Some(BetterMatch::AsNumber { keys }) => ("Text as numbers", *keys),
    };
    format!("With Match keys set to “{way}”, {} would find one.", keys(n))
}

fn keys(n: u64) -> String {
    number(n, "key", "keys")
}

fn values(n: u64) -> String {
    number(n, "value", "values")
}

fn customers(n: u64) -> String {
    number(n, "customer", "customers")
}

fn transactions(n: u64) -> String {
    number(n, "transaction", "transactions")
}

fn transactions_have(n: u64) -> String {
    number(n, "transaction has", "transactions have")
}

fn carry(n: u64) -> String {
    number(n, "customer carries", "customers carry")
}

/// The sentence on transactions whose time is unknown.
fn no_recency(n: u64) -> &'static str {
    verb(
        n,
        "It counts as a purchase but is ignored for recency.",
        "They count as purchases but are ignored for recency.",
    )
}

/// The sentence on transactions that are counted in spite of what was found.
fn all_the_same(n: u64) -> &'static str {
    verb(n, "It counts as a purchase all the same.", "They count as purchases all the same.")
}
