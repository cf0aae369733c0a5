//! The fields of the mapping: which table or column somebody chooses.

use serde::{Deserialize, Serialize};

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
}

impl Field {
    /// Every field, in the order of the page.
    pub const ALL: [Self; 7] = [
        Self::LeadsTable,
        Self::CustomerKey,
        Self::EmailColumn,
        Self::RatingColumn,
        Self::TransactionsTable,
        Self::TransactionKey,
        Self::TimeColumn,
    ];

    /// Says whether the field is a column of the customers' table.
    pub fn is_of_leads(self) -> bool {
        matches!(self, Self::CustomerKey | Self::EmailColumn | Self::RatingColumn)
    }

    /// Says whether the field is a column of the transactions table.
    pub fn is_of_transactions(self) -> bool {
        matches!(self, Self::TransactionKey | Self::TimeColumn)
    }
}
