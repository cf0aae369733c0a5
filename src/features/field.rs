//! The fields of the mapping: the tables and columns that the person chooses.

use serde::{Deserialize, Serialize};

use crate::base::named::Named;

/// A field of the mapping, by the name that the page gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// `Leads table`.
    LeadsTable,
    /// `Customer key`.
    CustomerKey,
    /// `E-mail column`.
    EmailColumn,
    /// `Rating column`.
    RatingColumn,
    /// `Transactions table`.
    TransactionsTable,
    /// `Transaction key`.
    TransactionKey,
    /// `Time column`.
    TimeColumn,
    /// `Amount column`.
    AmountColumn,
    /// `Product column`.
    ProductColumn,
}

impl Named for Field {
    const NAMES: &'static [(Self, &'static str)] = &[
        (Self::LeadsTable, "leads_table"),
        (Self::CustomerKey, "customer_key"),
        (Self::EmailColumn, "email_column"),
        (Self::RatingColumn, "rating_column"),
        (Self::TransactionsTable, "transactions_table"),
        (Self::TransactionKey, "transaction_key"),
        (Self::TimeColumn, "time_column"),
        (Self::AmountColumn, "amount_column"),
        (Self::ProductColumn, "product_column"),
    ];
}

impl Field {
    /// Every field, in the order of the page.
    pub const ALL: [Self; 9] = [
        Self::LeadsTable,
        Self::CustomerKey,
        Self::EmailColumn,
        Self::RatingColumn,
        Self::TransactionsTable,
        Self::TransactionKey,
        Self::TimeColumn,
        Self::AmountColumn,
        Self::ProductColumn,
    ];

    /// Says whether the field is a column of the customers' table.
    pub fn is_of_leads(self) -> bool {
        matches!(self, Self::CustomerKey | Self::EmailColumn | Self::RatingColumn)
    }

    /// Says whether the field is a column of the transactions table.
    pub fn is_of_transactions(self) -> bool {
        matches!(self, Self::TransactionKey | Self::TimeColumn | Self::AmountColumn | Self::ProductColumn)
    }

    /// Says whether the field may be empty.
    pub fn is_optional(self) -> bool {
        matches!(self, Self::RatingColumn | Self::AmountColumn | Self::ProductColumn)
    }
}
