//! The data-quality report: named checks with severity, count, words and examples (feature-spec §5).

use serde::{Deserialize, Serialize};

use super::counts::QualityCounts;
pub use super::finding::{Example, Finding};
use crate::base::ident::same_name;
use crate::base::named::Named;
use crate::base::plural::{number, rows, verb};
use crate::features::definitions::definition;
use crate::features::spec::{FeatureSpec, show_instant};

/// How much a finding matters.
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
    /// How much it matters when `count` is above 0.
    pub severity: Severity,
    /// How many rows it found; 0 is a pass.
    pub count: u64,
    /// What that means, one or two sentences for people, whether found or not.
    pub message: String,
    /// Up to five rows.
    pub examples: Vec<Example>,
}

/// Makes the report: every check in the order of feature-spec §5, found or not.
pub fn checks(spec: &FeatureSpec, tally: &QualityCounts) -> Vec<Check> {
    use Severity::{Error, Info, Warning};
    let leads = &spec.leads.table;
    let transactions = &spec.transactions.table;
    let time = &spec.transactions.time;
    let as_of = show_instant(spec.as_of);
    let fill = spec.fill;
    let mut list = List(Vec::new());
    list.found("duplicate_lead_keys", Warning, &tally.duplicate_keys, |n| {
        format!("{} in {leads} {} a key that an earlier row already has. “Duplicate leads” decides whether they are kept.", rows(n), verb(n, "repeats", "repeat"))
    }, || format!("Every key in {leads} is unique."));
    list.found(
        "blank_lead_keys",
        Warning,
        &tally.blank_lead_keys,
        |n| {
            format!(
                "{} in {leads} {} no key (NULL or blank). A NULL key matches no transaction.",
                rows(n),
                verb(n, "has", "have")
            )
        },
        || format!("Every row in {leads} has a key."),
    );
    list.found(
        "blank_transaction_keys",
        Warning,
        &tally.blank_transaction_keys,
        |n| {
            format!(
                "{} in {transactions} {} no key (NULL or blank). A NULL key belongs to nobody.",
                rows(n),
                verb(n, "has", "have")
            )
        },
        || format!("Every row in {transactions} has a key."),
    );
    list.found("normalised_matches", Warning, &tally.normalised_matches, |n| {
        format!("{} would match a customer if upper/lower case and outer spaces were ignored: set Match keys to “Normalised”.", keys(n))
    }, || "No key would match better if white space and letter case were ignored.".to_owned());
    list.found("text_number_keys", Warning, &tally.text_matches, |n| {
        format!("{} would match a customer if the number 7 and the text '7' were the same: set Match keys to “Numbers as text”.", keys(n))
    }, || "No key would match better if numbers were compared as text.".to_owned());
    list.found(
        "number_keys",
        Warning,
        &tally.number_matches,
        |n| {
            format!(
                "{} would match a customer if the text '7.0' were the number 7: set Match keys to “Text as numbers”.",
                keys(n)
            )
        },
        || "No key would match better if text were compared as numbers.".to_owned(),
    );
    list.found(
        "header_rows",
        Warning,
        &tally.header_rows,
        |n| {
            format!(
                "{} in {leads} {} the column name instead of a value: probably a CSV header that was imported as data.",
                rows(n),
                verb(n, "holds", "hold")
            )
        },
        || format!("No row in {leads} repeats the header."),
    );
    list.found(
        "null_times",
        Info,
        &tally.null_times,
        |n| format!("{} no {time} (NULL). They count as purchases but are ignored for recency.", purchases_have(n)),
        || format!("Every transaction has a {time}."),
    );
    list.found(
        "unreadable_times",
        Warning,
        &tally.unreadable_times,
        |n| format!("{} in {time} cannot be read. They count as purchases but are ignored for recency.", values(n)),
        || format!("Every value in {time} is a time that the lab can read."),
    );
    list.found(
        "mixed_time_formats",
        Info,
        &tally.mixed_formats,
        |n| format!("{time} mixes {} ways of writing a time. Each value was read by its own format.", n + 1),
        || format!("{time} is written in one way throughout."),
    );
    list.found("undecided_date_order", Warning, &tally.undecided_times, |n| {
        format!("{} in {time} could be day/month or month/day, and the column does not tell which. Choose one under “Time format”; until then they count as unreadable.", values(n))
    }, || "No date leaves open which number is the day.".to_owned());
    list.found(
        "undecided_unit",
        Warning,
        &tally.undecided_numbers,
        |n| {
            format!(
                "{} in {time} {} a number whose unit is not certain. Choose it under “Time format”; until then such numbers are not read.",
                values(n),
                verb(n, "is", "are")
            )
        },
        || format!("No number in {time} leaves its unit open."),
    );
    list.found(
        "times_after_as_of",
        Info,
        &tally.after_as_of,
        |n| {
            format!(
                "{} {} later than as-of ({as_of}) and left out, so that no feature uses information from the future.",
                purchases(n),
                verb(n, "is", "are")
            )
        },
        || format!("No transaction is later than as-of ({as_of})."),
    );
    list.found(
        "times_before_2000",
        Warning,
        &tally.before_2000,
        |n| {
            format!(
                "{} {} before the year 2000. Check the time format if you did not expect that.",
                purchases(n),
                verb(n, "is", "are")
            )
        },
        || "No transaction is before the year 2000.".to_owned(),
    );
    list.found(
        "unknown_customers",
        Info,
        &tally.unknown_customers,
        |n| {
            format!(
                "{} {} to customers who are not in {leads} and {} left out.",
                purchases(n),
                verb(n, "belongs", "belong"),
                verb(n, "is", "are")
            )
        },
        || format!("Every transaction with a key belongs to a customer in {leads}."),
    );
    let none = tally.transactions > 0 && tally.matched == 0;
    let unmatched = Finding {
        count: if none { tally.transactions } else { 0 },
        examples: if none { tally.unknown_customers.examples.clone() } else { Vec::new() },
    };
    list.found(
        "no_matches",
        Warning,
        &unmatched,
        |n| {
            format!(
                "None of {} finds a customer, so every customer has the defaults. {}",
                purchases(n),
                what_would_match(tally)
            )
        },
        || format!("{} {} a customer in {leads}.", purchases(tally.matched), verb(tally.matched, "finds", "find")),
    );
    let same = same_name(leads, transactions);
    let one_table = Finding { count: if same { tally.leads } else { 0 }, examples: Vec::new() };
    list.found(
        "one_table",
        Warning,
        &one_table,
        |n| format!("Customers and transactions are both read from {leads}: each of its {} counts as a customer and as a transaction.", rows(n)),
        || "Customers and transactions are two tables.".to_owned(),
    );
    let default = tally.default_recency;
    list.found("customers_without_transactions", Info, &tally.without_transactions, |n| {
        format!("{} {} no transaction up to as-of: purchase_frequency {}, recency_days {}. {} the default {} in all; in old data it can look more recent than real buyers.", customers(n), verb(n, "has", "have"), fill.purchase_frequency, fill.recency_days, carry(default), fill.recency_days)
    }, || if default == 0 {
        "Every customer has a transaction.".to_owned()
    } else {
        format!("Every customer has a transaction. {} the default {} all the same, because no time could be read.", carry(default), fill.recency_days)
    });
    for (id, flags, table, what) in [
        ("ended_transactions", &tally.ended_transactions, transactions, "They count as purchases all the same."),
        ("ended_leads", &tally.ended_leads, leads, "They are in the feature table all the same."),
    ] {
        list.maybe(
            id,
            Info,
            (!flags.is_empty()).then_some(&flags.rows),
            |n| {
                let look = verb(n, "looks", "look");
                format!(
                    "{} in {table} {look} cancelled, refunded, returned, failed, deleted or inactive ({}). {what}",
                    rows(n),
                    flags.words()
                )
            },
            || format!("No row in {table} looks cancelled or deleted by {}.", flags.names()),
            &format!("There is no column in {table} that marks rows as cancelled or deleted."),
        );
    }
    let amounts = &tally.negative_amounts;
    list.maybe(
        "negative_amounts",
        Info,
        (!amounts.is_empty()).then_some(&amounts.rows),
        |n| {
            let has = verb(n, "has", "have");
            format!("{} in {transactions} {has} an amount or a quantity below zero ({}). They count as purchases all the same.", rows(n), amounts.words())
        },
        || format!("No value in {} is below zero.", amounts.names()),
        "There is no column of amounts or quantities to check.",
    );
    list.maybe(
        "blank_products",
        Info,
        tally.blank_products.as_ref(),
        |n| format!("{} no product (NULL or blank). They count as purchases all the same.", purchases_have(n)),
        || "Every transaction names a product.".to_owned(),
        "There is no product column to check.",
    );
    list.maybe(
        "rating_values",
        Warning,
        tally.bad_ratings.as_ref(),
        |n| {
            format!(
                "{} {} a rating that is NULL, not a number, or outside 1–5. It is copied unchanged.",
                customers(n),
                verb(n, "has", "have")
            )
        },
        || "Every rating is a number from 1 to 5.".to_owned(),
        "There is no rating column: member_rating is NULL for every customer.",
    );
    list.maybe(
        "p1_values",
        Warning,
        tally.bad_p1.as_ref(),
        |n| {
            format!(
                "{} {} a p1 that is NULL, not a number, or outside 0–1. It is copied unchanged.",
                customers(n),
                verb(n, "has", "have")
            )
        },
        || "Every p1 is a number from 0 to 1.".to_owned(),
        "There is no p1 column to check.",
    );
    let lost = Finding { count: tally.rows_out.abs_diff(tally.rows_written), examples: Vec::new() };
    list.found(
        "rows_out_equal_rows_in",
        Error,
        &lost,
        |_| format!("{} rows should have been written, but {} were.", tally.rows_out, tally.rows_written),
        || format!("{} went in, {} came out.", rows(tally.leads), rows(tally.rows_written)),
    );
    let nulls = Finding { count: tally.nulls_written, examples: Vec::new() };
    let full = spec.features.iter().filter(|feature| !definition(**feature).is_nullable);
    let full: Vec<&str> = full.map(|feature| feature.name()).collect();
    list.found(
        "no_null_features",
        Error,
        &nulls,
        |n| format!("{} in {} {} NULL.", values(n), full.join(" or "), verb(n, "is", "are")),
        || format!("{} {} no NULL.", full.join(" and "), verb(full.len() as u64, "has", "have")),
    );
    list.0
}

/// The checks under construction.
struct List(Vec<Check>);

impl List {
    fn found(
        &mut self,
        id: &str,
        severity: Severity,
        finding: &Finding,
        bad: impl Fn(u64) -> String,
        good: impl Fn() -> String,
    ) {
        let count = finding.count;
        let message = if count == 0 { good() } else { bad(count) };
        self.0.push(Check { id: id.to_owned(), severity, count, message, examples: finding.examples.clone() });
    }

    /// As [`Self::found`], for a check whose column may not exist.
    fn maybe(
        &mut self,
        id: &str,
        severity: Severity,
        finding: Option<&Finding>,
        bad: impl Fn(u64) -> String,
        good: impl Fn() -> String,
        absent: &str,
    ) {
        match finding {
            Some(finding) => self.found(id, severity, finding, bad, good),
            None => self.found(id, Severity::Info, &Finding::default(), bad, || absent.to_owned()),
        }
    }
}

/// The way of matching by which most keys would find their customer, or else where to look.
fn what_would_match(tally: &QualityCounts) -> String {
    let ways = [
        ("Normalised", tally.normalised_matches.count),
        ("Numbers as text", tally.text_matches.count),
        ("Text as numbers", tally.number_matches.count),
    ];
    // The first of equals is the one that changes least.
    let best = ways.into_iter().rev().max_by_key(|(_, count)| *count).filter(|(_, count)| *count > 0);
    best.map_or("Check the two keys and Match keys.".to_owned(), |(words, count)| {
        format!("With Match keys set to “{words}”, {} would find one.", keys(count))
    })
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

fn purchases(n: u64) -> String {
    number(n, "transaction", "transactions")
}

fn purchases_have(n: u64) -> String {
    number(n, "transaction has", "transactions have")
}

fn carry(n: u64) -> String {
    number(n, "customer carries", "customers carry")
}
