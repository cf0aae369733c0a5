//! The data-quality report: named checks with severity, count, facts and examples (feature-spec §5).

use serde::{Deserialize, Serialize};

use super::check_facts::{BetterMatch, CheckFacts};
use super::counts::QualityCounts;
pub use super::finding::{Example, Finding};
use super::flag_counts::FlagCounts;
use crate::base::ident::same_name;
use crate::base::named::Named;
use crate::features::definitions::definition;
use crate::features::spec::{FeatureSpec, show_instant};

/// The severity of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Good to know.
    Info,
    /// Look at it before you trust the table.
    Warning,
    /// The table cannot be trusted.
    Error,
}

/// The outcome of one check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Check {
    /// A stable name, for code: `duplicate_lead_keys`.
    pub id: String,
    /// The severity if `count` is above 0.
    pub severity: Severity,
    /// The number of rows that it found, or of keys or formats where the check counts these; 0 is a pass.
    pub count: u64,
    /// The kind of the check, with the facts of its sentences.
    pub facts: CheckFacts,
    /// Up to five of the rows as examples.
    pub examples: Vec<Example>,
}

/// Makes the report: every check in the order of feature-spec §5, those with count 0 included; that of amounts only
/// if a feature reads them, that of e-mails only if they are not the key.
pub fn checks(spec: &FeatureSpec, counts: &QualityCounts) -> Vec<Check> {
    use Severity::{Error, Info, Warning};
    let leads = || spec.leads.table.clone();
    let transactions = || spec.transactions.table.clone();
    let time = || spec.transactions.time.clone();
    let rows = |count: u64| Finding { count, examples: Vec::new() };
    let none = counts.transactions > 0 && counts.matched == 0;
    let unmatched = Finding {
        count: if none { counts.transactions } else { 0 },
        examples: if none { counts.unknown_customers.examples.clone() } else { Vec::new() },
    };
    let same = same_name(&spec.leads.table, &spec.transactions.table);
    let full = spec.features.iter().filter(|feature| !definition(**feature).is_nullable);
    let mut list = vec![
        check("duplicate_lead_keys", Warning, &counts.duplicate_keys, CheckFacts::DuplicateLeadKeys { leads: leads() }),
        check("blank_lead_keys", Warning, &counts.blank_lead_keys, CheckFacts::BlankLeadKeys { leads: leads() }),
        check(
            "blank_transaction_keys",
            Warning,
            &counts.blank_transaction_keys,
            CheckFacts::BlankTransactionKeys { transactions: transactions() },
        ),
        check("normalised_matches", Warning, &counts.normalised_matches, CheckFacts::NormalisedMatches),
        check("text_number_keys", Warning, &counts.text_matches, CheckFacts::TextMatches),
        check("number_keys", Warning, &counts.number_matches, CheckFacts::NumberMatches),
        check("header_rows", Warning, &counts.header_rows, CheckFacts::HeaderRows { leads: leads() }),
        check("null_times", Info, &counts.null_times, CheckFacts::NullTimes { time: time() }),
        check("unreadable_times", Warning, &counts.unreadable_times, CheckFacts::UnreadableTimes { time: time() }),
        check("mixed_time_formats", Info, &counts.mixed_formats, CheckFacts::MixedFormats { time: time() }),
        check("undecided_date_order", Warning, &counts.undecided_times, CheckFacts::UndecidedOrder { time: time() }),
        check("undecided_unit", Warning, &counts.undecided_numbers, CheckFacts::UndecidedUnit { time: time() }),
        check(
            "times_after_as_of",
            Info,
            &counts.after_as_of,
            CheckFacts::AfterAsOf { as_of: show_instant(spec.as_of) },
        ),
        check("times_before_2000", Warning, &counts.before_2000, CheckFacts::Before2000),
        check("unknown_customers", Info, &counts.unknown_customers, CheckFacts::UnknownCustomers { leads: leads() }),
        check(
            "no_matches",
            Warning,
            &unmatched,
            CheckFacts::NoMatches { leads: leads(), matched: counts.matched, better: better_match(counts) },
        ),
        check(
            "one_table",
            Warning,
            &rows(if same { counts.leads } else { 0 }),
            CheckFacts::OneTable { leads: leads() },
        ),
        check(
            "customers_without_transactions",
            Info,
            &counts.without_transactions,
            CheckFacts::WithoutTransactions {
                frequency: spec.fill.purchase_frequency,
                recency: spec.fill.recency_days,
                default_recency: counts.default_recency,
            },
        ),
    ];
    if let Some(finding) = &counts.blank_emails {
        let (email, target) = (spec.leads.email.clone(), spec.target.clone());
        list.push(check("blank_emails", Warning, finding, CheckFacts::BlankEmails { leads: leads(), email, target }));
    }
    let marks = |flags: &FlagCounts| (flags.names(), flags.marked());
    let (columns, marked) = marks(&counts.ended_transactions);
    let ended = CheckFacts::EndedTransactions { transactions: transactions(), columns, marked };
    list.push(check("ended_transactions", Info, &counts.ended_transactions.rows, ended));
    let (columns, marked) = marks(&counts.ended_leads);
    let ended = CheckFacts::EndedLeads { leads: leads(), columns, marked };
    list.push(check("ended_leads", Info, &counts.ended_leads.rows, ended));
    let (columns, marked) = marks(&counts.negative_amounts);
    let negative = CheckFacts::NegativeAmounts { transactions: transactions(), columns, marked };
    list.push(check("negative_amounts", Info, &counts.negative_amounts.rows, negative));
    let exists = counts.blank_products.is_some();
    list.push(maybe("blank_products", Info, counts.blank_products.as_ref(), CheckFacts::BlankProducts { exists }));
    if let Some(finding) = &counts.bad_amounts {
        let amount = spec.transactions.amount.clone().unwrap_or_default();
        list.push(check("amount_values", Warning, finding, CheckFacts::AmountValues { amount }));
    }
    let exists = counts.bad_ratings.is_some();
    list.push(maybe("rating_values", Warning, counts.bad_ratings.as_ref(), CheckFacts::RatingValues { exists }));
    let exists = counts.bad_p1.is_some();
    list.push(maybe("p1_values", Warning, counts.bad_p1.as_ref(), CheckFacts::P1Values { exists }));
    let (expected, written) = (counts.rows_out, counts.rows_written);
    list.push(check(
        "rows_out_equal_rows_in",
        Error,
        &rows(expected.abs_diff(written)),
        CheckFacts::RowsWritten { leads: counts.leads, expected, written },
    ));
    let features = full.map(|feature| feature.name().to_owned()).collect();
    list.push(check("no_null_features", Error, &rows(counts.nulls_written), CheckFacts::NullFeatures { features }));
    list
}

fn check(id: &str, severity: Severity, finding: &Finding, facts: CheckFacts) -> Check {
    Check { id: id.to_owned(), severity, count: finding.count, facts, examples: finding.examples.clone() }
}

/// Makes a check whose column may not exist; without the column its count is 0 and its severity info.
fn maybe(id: &str, severity: Severity, finding: Option<&Finding>, facts: CheckFacts) -> Check {
    match finding {
        Some(finding) => check(id, severity, finding, facts),
        None => check(id, Severity::Info, &Finding::default(), facts),
    }
}

/// Returns the way of matching by which most keys would find their customer; `None` if none would find any.
fn better_match(counts: &QualityCounts) -> Option<BetterMatch> {
    let ways = [
        (counts.normalised_matches.count, BetterMatch::Normalised { keys: counts.normalised_matches.count }),
        (counts.text_matches.count, BetterMatch::AsText { keys: counts.text_matches.count }),
        (counts.number_matches.count, BetterMatch::AsNumber { keys: counts.number_matches.count }),
    ];
    // The first of equals is the one that changes least.
    let best = ways.into_iter().rev().max_by_key(|(count, _)| *count);
    best.filter(|(count, _)| *count > 0).map(|(_, way)| way)
}
