//! The facts of every check of the report, for the sentences of `words/findings`.

use crate::base::message::messages;

messages! {
    /// What a check of the report looked at. The number of rows that it found stands beside it, and 0 is a pass.
    pub enum CheckFacts {
        /// Rows of customers whose key an earlier row has.
        DuplicateLeadKeys {
            /// The table.
            leads: String,
        },
        /// Rows of customers without a key.
        BlankLeadKeys {
            /// The table.
            leads: String,
        },
        /// Transactions without a key.
        BlankTransactionKeys {
            /// The table.
            transactions: String,
        },
        /// Keys that would match without case and outer white space.
        NormalisedMatches,
        /// Keys that would match if numbers were text.
        TextMatches,
        /// Keys that would match if text were numbers.
        NumberMatches,
        /// Rows that repeat the names of the columns.
        HeaderRows {
            /// The table.
            leads: String,
        },
        /// Transactions whose time is NULL.
        NullTimes {
            /// The column.
            time: String,
        },
        /// Times that cannot be read.
        UnreadableTimes {
            /// The column.
            time: String,
        },
        /// Formats of times beside the first.
        MixedFormats {
            /// The column.
            time: String,
        },
        /// Dates that may have the day or the month first.
        UndecidedOrder {
            /// The column.
            time: String,
        },
        /// Numbers whose unit is not certain.
        UndecidedUnit {
            /// The column.
            time: String,
        },
        /// Transactions after as-of.
        AfterAsOf {
            /// As-of, in ISO 8601.
            as_of: String,
        },
        /// Transactions before the year 2000.
        Before2000,
        /// Transactions of customers who are not in the table.
        UnknownCustomers {
            /// The table of customers.
            leads: String,
        },
        /// All transactions, where none finds a customer.
        NoMatches {
            /// The table of customers.
            leads: String,
            /// The transactions that find a customer.
            matched: u64,
            /// How many keys another way of matching would find; none where no way would.
            better: Option<BetterMatch>,
        },
        /// Rows that are customers and transactions.
        OneTable {
            /// The table.
            leads: String,
        },
        /// Customers without a transaction up to as-of.
        WithoutTransactions {
            /// What they get as purchase_frequency.
            frequency: i64,
            /// What they get as recency_days.
            recency: i64,
            /// How many customers have that recency in all.
            default_recency: u64,
        },
        /// Transactions that look cancelled, returned or deleted.
        EndedTransactions {
            /// The table.
            transactions: String,
            /// The columns that were looked at; without any, there is nothing to check.
            columns: Vec<String>,
            /// What marks them.
            marked: Vec<Marked>,
        },
        /// Customers who look deleted or inactive.
        EndedLeads {
            /// The table.
            leads: String,
            /// The columns that were looked at; without any, there is nothing to check.
            columns: Vec<String>,
            /// What marks them.
            marked: Vec<Marked>,
        },
        /// Transactions with an amount below zero.
        NegativeAmounts {
            /// The table.
            transactions: String,
            /// The columns that were looked at; without any, there is nothing to check.
            columns: Vec<String>,
            /// What marks them.
            marked: Vec<Marked>,
        },
        /// Transactions without a product.
        BlankProducts {
            /// Whether there is a column of products.
            exists: bool,
        },
        /// Customers whose rating is no number from 1 to 5.
        RatingValues {
            /// Whether there is a column of ratings.
            exists: bool,
        },
        /// Customers whose p1 is no number from 0 to 1.
        P1Values {
            /// Whether there is a column p1.
            exists: bool,
        },
        /// Rows that are missing in the feature table, or too many.
        RowsWritten {
            /// The rows of the customers' table.
            leads: u64,
            /// The rows that should have been written.
            expected: u64,
            /// The rows that were.
            written: u64,
        },
        /// NULLs in features that have none.
        NullFeatures {
            /// The names of these features.
            features: Vec<String>,
        },
    }
}

messages! {
    /// A way of matching that would find keys, and how many.
    pub enum BetterMatch {
        /// Without case and outer white space.
        Normalised {
            /// The keys.
            keys: u64,
        },
        /// Numbers as text.
        AsText {
            /// The keys.
            keys: u64,
        },
        /// Text as numbers.
        AsNumber {
            /// The keys.
            keys: u64,
        },
    }
}

messages! {
    /// What marks rows in a column.
    pub enum Marked {
        /// A value, as it is written.
        Written {
            /// The column.
            column: String,
            /// The value.
            value: String,
            /// How many rows.
            rows: u64,
        },
        /// A moment that is there.
        Filled {
            /// The column.
            column: String,
            /// How many rows.
            rows: u64,
        },
        /// A number below zero.
        BelowZero {
            /// The column.
            column: String,
            /// How many rows.
            rows: u64,
        },
        /// Values beyond those that are told apart.
        Others {
            /// The column.
            column: String,
            /// How many rows.
            rows: u64,
        },
    }
}
