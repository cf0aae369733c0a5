//! The counts that a build makes while it reads the rows, for the data-quality report.

use super::finding::Finding;
use super::flag_counts::FlagCounts;
use crate::features::times::times_read::TimesRead;

/// The counts of one build. Counts of transactions are rows; the three `…_matches` count distinct keys.
#[derive(Clone, Debug, Default)]
pub struct QualityCounts {
    /// Rows of the leads table.
    pub leads: u64,
    /// Rows of the transactions table.
    pub transactions: u64,
    /// Transactions whose customer is in leads.
    pub matched: u64,
    /// Rows that belong in the feature table.
    pub rows_out: u64,
    /// Leads rows whose key an earlier row has.
    pub duplicate_keys: Finding,
    /// Leads rows with a NULL or blank key.
    pub blank_lead_keys: Finding,
    /// Leads rows with a NULL or blank e-mail; `None` if the e-mail is the key.
    pub blank_emails: Option<Finding>,
    /// Transactions with a NULL or blank key.
    pub blank_transaction_keys: Finding,
    /// Transaction keys that would find their customer if keys were normalised.
    pub normalised_matches: Finding,
    /// Transaction keys that would find their customer if 7 and '7' were the same.
    pub text_matches: Finding,
    /// Transaction keys that would find their customer if '7.0' were the number 7, beside those of `text_matches`.
    pub number_matches: Finding,
    /// The keys beyond ASCII that normalised matching changes, with what it makes of them.
    pub normal_forms: Vec<(String, String)>,
    /// Leads rows whose key is the name of the key column.
    pub header_rows: Finding,
    /// Transactions whose time is NULL.
    pub null_times: Finding,
    /// Transactions whose time is not NULL and cannot be read.
    pub unreadable_times: Finding,
    /// The readings of the time column: formats, examples, and the question that is left.
    pub times: TimesRead,
    /// Ways of writing a time beside the most frequent one, each by its first value.
    pub mixed_formats: Finding,
    /// Transactions whose time is a date with an undecided order of day and month.
    pub undecided_times: Finding,
    /// Transactions whose time is a number with an undecided unit.
    pub undecided_numbers: Finding,
    /// Transactions later than as-of.
    pub after_as_of: Finding,
    /// Transactions before the year 2000.
    pub before_2000: Finding,
    /// Transactions whose customer is not in leads.
    pub unknown_customers: Finding,
    /// Written rows of customers without transactions.
    pub without_transactions: Finding,
    /// Written rows whose recency is the fill value.
    pub default_recency: u64,
    /// Transactions that a column marks as cancelled, refunded, deleted or returned.
    pub ended_transactions: FlagCounts,
    /// Transactions with an amount or a quantity below zero.
    pub negative_amounts: FlagCounts,
    /// Leads rows that a column marks as deleted or inactive.
    pub ended_leads: FlagCounts,
    /// Transactions with a NULL or blank product; `None` if there is no product column.
    pub blank_products: Option<Finding>,
    /// Transactions whose amount is NULL or no number; `None` if no feature reads the amounts.
    pub bad_amounts: Option<Finding>,
    /// Leads rows whose rating is NULL, no number, or outside 1–5; `None` if there is no rating column.
    pub bad_ratings: Option<Finding>,
    /// Leads rows whose `p1` is NULL, no number, or outside 0–1; `None` if there is no such column.
    pub bad_p1: Option<Finding>,
    /// Rows of the feature table as SQLite counts them after the write.
    pub rows_written: u64,
    /// NULLs in `purchase_frequency` and `recency_days`, as SQLite counts them after the write.
    pub nulls_written: u64,
}

impl QualityCounts {
    /// Returns the findings whose examples are rows of the transactions table.
    pub fn of_transactions(&mut self) -> impl Iterator<Item = &mut Finding> {
        let findings = [
            &mut self.blank_transaction_keys,
            &mut self.normalised_matches,
            &mut self.text_matches,
            &mut self.number_matches,
            &mut self.null_times,
            &mut self.unreadable_times,
            &mut self.mixed_formats,
            &mut self.undecided_times,
            &mut self.undecided_numbers,
            &mut self.after_as_of,
            &mut self.before_2000,
            &mut self.unknown_customers,
            &mut self.ended_transactions.rows,
            &mut self.negative_amounts.rows,
        ];
        findings.into_iter().chain(&mut self.blank_products).chain(&mut self.bad_amounts)
    }
}
