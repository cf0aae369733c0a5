//! Texts of the panel *Features*: mapping, options and build.

use crate::base::named::Named;
use crate::features::feature::Feature;
use crate::features::field::Field;
use crate::features::spec::{DuplicateLeads, MatchKeys};

pub const BUILD: &str = "Build features";
pub const BUILD_TITLE: &str = "Features";
pub const BUILD_LEAD: &str = "For each customer: how often they bought, how long ago, how they were rated.";
pub const LEADS_TABLE: &str = "Leads table";
pub const CUSTOMER_KEY: &str = "Customer key";
pub const EMAIL: &str = "E-mail column";
pub const RATING: &str = "Rating column";
pub const TRANSACTIONS_TABLE: &str = "Transactions table";
pub const TRANSACTION_KEY: &str = "Transaction key";
pub const TIME: &str = "Time column";
pub const AMOUNT: &str = "Amount column";
pub const PRODUCT: &str = "Product column";
pub const AS_OF: &str = "As of";
pub const AS_OF_HINT: &str = "Transactions after this moment are ignored. A date alone means 00:00 UTC.";
pub const BUILD_OFF: &str = "The file is damaged, so building is off. You can look at its tables and query them.";
pub const SUGGESTED_SQL: &str = "Suggested SQL";
pub const TAKE_SQL: &str = "Put this SQL into the SQL box";
pub const CHOOSE: &str = "Choose…";
pub const NO_COLUMN: &str = "None";
pub const CUSTOMERS: &str = "Customers";
pub const TRANSACTIONS: &str = "Transactions";
pub const OPTIONS: &str = "More options";
pub const TIME_FORMAT: &str = "Time format";
pub const MATCH_KEYS: &str = "Match keys";

pub const DUPLICATES: &str = "Duplicate leads";
pub const FILL_FREQUENCY: &str = "Frequency without purchases";
pub const FILL_RECENCY: &str = "Recency without purchases, in days";
pub const FEATURES_TO_BUILD: &str = "Build these features";
pub const CARRY: &str = "Carry these columns through";
pub const CARRIED_COLUMN: &str = "Carried column";
pub const TARGET: &str = "Feature table";
pub const NOT_A_NUMBER: &str = "Write a whole number.";

/// The label of a field of the mapping.
pub fn field(field: Field) -> &'static str {
    match field {
        Field::LeadsTable => LEADS_TABLE,
        Field::CustomerKey => CUSTOMER_KEY,
        Field::EmailColumn => EMAIL,
        Field::RatingColumn => RATING,
        Field::TransactionsTable => TRANSACTIONS_TABLE,
        Field::TransactionKey => TRANSACTION_KEY,
        Field::TimeColumn => TIME,
        Field::AmountColumn => AMOUNT,
        Field::ProductColumn => PRODUCT,
    }
}

/// The sentence of a feature in the list of those to build.
pub fn feature(feature: Feature) -> &'static str {
    match feature {
        Feature::PurchaseFrequency => "Purchases up to as-of.",
        Feature::RecencyDays => "Days since the last purchase.",
        Feature::Purchases30d => "Purchases in the 30 days before as-of.",
        Feature::Purchases90d => "Purchases in the 90 days before as-of.",
        Feature::Purchases365d => "Purchases in the 365 days before as-of.",
        Feature::FirstPurchaseDays => "Days since the first purchase.",
        Feature::MeanDaysBetween => "Mean days from one purchase to the next.",
        Feature::MonetaryTotal => "Sum of the amounts.",
        Feature::MonetaryMean => "Mean of the amounts.",
        Feature::DistinctProducts => "Different products bought.",
    }
}

/// The note at an optional column that a feature reads and that is not chosen.
pub fn needs_column(feature: Feature) -> String {
    format!("{} needs this column.", feature.name())
}

/// The question about a chosen table or column that the database does not have any more.
pub fn no_longer_there(name: &str) -> String {
    format!("You had chosen {name}, which does not exist here. Choose another one.")
}

/// The name of a way to match keys.
pub fn matching(by: MatchKeys) -> &'static str {
    match by {
        MatchKeys::Exact => "Exact",
        MatchKeys::Normalised => "Normalised: ignore case and outer spaces",
        MatchKeys::AsText => "Numbers as text: 7 is '7'",
        MatchKeys::AsNumber => "Text as numbers: '7.0' is 7",
    }
}

/// The name of a way to treat several leads rows with the same key.
pub fn duplicates(choice: DuplicateLeads) -> &'static str {
    match choice {
        DuplicateLeads::Keep => "Keep every row",
        DuplicateLeads::First => "First row per key",
    }
}
