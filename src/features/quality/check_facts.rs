//! The facts of every check of the report, for the sentences of `words/findings`.

use crate::base::message::messages;

messages! {
    /// The kind of a check, with the facts of its sentences; the number of rows that it found is in `Check::count`.
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
        /// Rows of customers without an e-mail, where the e-mail is not the key.
        BlankEmails {
            /// The table.
            leads: String,
            /// The column of e-mails.
            email: String,
            /// The feature table.
            target: String,
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
        /// Formats of times beside the most frequent one.
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
        /// All transactions, if none of them finds a customer.
        NoMatches {
            /// The table of customers.
            leads: String,
            /// The transactions that find a customer.
            matched: u64,
            /// The other way of matching that would find most keys; `None` if no way would find any.
            better: Option<BetterMatch>,
        },
        /// Rows that are customers and transactions.
        OneTable {
            /// The table.
            leads: String,
        },
        /// Customers without a transaction up to as-of.
        WithoutTransactions {
            /// The fill value of `purchase_frequency`, which they get.
            frequency: i64,
            /// The fill value of `recency_days`, in days, which they get.
            recency: i64,
            /// The number of written rows with that fill value, rows of customers with unreadable times only included.
            default_recency: u64,
        },
        /// Transactions that look cancelled, returned or deleted.
        EndedTransactions {
            /// The table.
            transactions: String,
            /// The columns that were checked; empty if the table has none.
            columns: Vec<String>,
            /// The values that mark them, each with its column and number of rows.
            marked: Vec<Marked>,
        },
        /// Customers who look deleted or inactive.
        EndedLeads {
            /// The table.
            leads: String,
            /// The columns that were checked; empty if the table has none.
            columns: Vec<String>,
            /// The values that mark them, each with its column and number of rows.
            marked: Vec<Marked>,
        },
        /// Transactions with an amount below zero.
        NegativeAmounts {
            /// The table.
            transactions: String,
            /// The columns that were checked; empty if the table has none.
            columns: Vec<String>,
            /// The values that mark them, each with its column and number of rows.
            marked: Vec<Marked>,
        },
        /// Transactions without a product.
        BlankProducts {
            /// True if there is a column of products.
            exists: bool,
        },
        /// Transactions whose amount is NULL or no number.
        AmountValues {
            /// The column.
            amount: String,
        },
        /// Customers whose rating is no number from 1 to 5.
        RatingValues {
            /// True if there is a column of ratings.
            exists: bool,
        },
        /// Customers whose p1 is no number from 0 to 1.
        P1Values {
            /// True if there is a column p1.
            exists: bool,
        },
        /// Rows that are missing from the feature table, or too many in it.
        RowsWritten {
            /// The rows of the customers' table.
            leads: u64,
            /// The rows that should have been written.
            expected: u64,
            /// The rows that were written.
            written: u64,
        },
        /// NULLs in features that must not have any.
        NullFeatures {
            /// The names of these features.
            features: Vec<String>,
        },
    }
}

messages! {
    /// A way of matching, with the number of keys that it would find.
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
    /// A value of a column that marks rows, with the number of these rows.
    pub enum Marked {
        /// A word or a number, as it is written.
        Written {
            /// The column.
            column: String,
            /// The value.
            value: String,
            /// The number of rows.
            rows: u64,
        },
        /// Any date or time, as in `cancelled_at`.
        Filled {
            /// The column.
            column: String,
            /// The number of rows.
            rows: u64,
        },
        /// A number below zero.
        BelowZero {
            /// The column.
            column: String,
            /// The number of rows.
            rows: u64,
        },
        /// Any further value, after the first ones, which are counted separately.
        Others {
            /// The column.
            column: String,
            /// The number of rows.
            rows: u64,
        },
    }
}
