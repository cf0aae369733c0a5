//! The reasons of questions, remarks and suggestions, with the figures of candidates. `words/proposal` has the sentences.

use crate::base::message::messages;

messages! {
    /// The reason for which the person is asked.
    pub enum Reason {
        /// More than one table could hold the customers, or the transactions.
        SeveralTables {
            /// True if the table of customers is sought, false for that of transactions.
            customers: bool,
            /// The tables.
            tables: Vec<TableFigures>,
        },
        /// No table clearly holds the customers, or the transactions.
        NoTable {
            /// True if the table of customers is sought, false for that of transactions.
            customers: bool,
        },
        /// More than one pair of columns could join the tables.
        SeveralPairs {
            /// The table of customers.
            leads: String,
            /// The table of transactions.
            transactions: String,
            /// The pairs.
            pairs: Vec<PairFigures>,
        },
        /// No pair of columns clearly joins the tables.
        NoPair {
            /// The table of customers.
            leads: String,
            /// The table of transactions.
            transactions: String,
            /// The best pairs; may be empty.
            pairs: Vec<PairFigures>,
        },
        /// More than one column holds e-mail addresses.
        SeveralEmails {
            /// The table.
            table: String,
            /// The columns.
            columns: Vec<String>,
        },
        /// No column holds e-mail addresses.
        NoEmail {
            /// The table.
            table: String,
        },
        /// More than one column holds a rating.
        SeveralRatings {
            /// The table.
            table: String,
            /// The columns.
            columns: Vec<String>,
        },
        /// More than one column could be the time.
        SeveralTimes {
            /// The table.
            table: String,
            /// The columns.
            times: Vec<TimeFigures>,
        },
        /// No column is clearly the time.
        NoTime {
            /// The table.
            table: String,
            /// The best columns; may be empty.
            times: Vec<TimeFigures>,
        },
        /// The table or column that the person had chosen does not exist in this database.
        NoLongerThere {
            /// Its name.
            name: String,
        },
    }
}

messages! {
    /// The figures of a table.
    pub enum TableFigures {
        /// A table or view.
        Table {
            /// Its name.
            name: String,
            /// Its rows, where they were counted.
            rows: Option<u64>,
            /// The pair of keys that joins it to the customers, if it is clear.
            pair: Option<PairFigures>,
        },
    }
}

messages! {
    /// The figures of a pair of key columns.
    pub enum PairFigures {
        /// Keys were not looked up.
        NotLookedUp {
            /// The customers' column.
            leads: String,
            /// The transactions' column.
            transactions: String,
        },
        /// Keys were looked up.
        LookedUp {
            /// The customers' column.
            leads: String,
            /// The transactions' column.
            transactions: String,
            /// The number of distinct keys of transactions that were looked up.
            keys: u64,
            /// The number of these keys that were found.
            found: u64,
            /// The number of the customers' first values among which they were looked up; `None` if among all.
            first_rows: Option<u64>,
            /// True if no value occurs twice in the customers' column, as far as it was read.
            unique: bool,
        },
    }
}

messages! {
    /// The figures of a time column.
    pub enum TimeFigures {
        /// A column that was not sampled.
        NotSampled {
            /// Its name.
            name: String,
        },
        /// A column, by a sample of its rows.
        Sampled {
            /// Its name.
            name: String,
            /// The rows of the sample.
            rows: u64,
            /// The rows of the sample with NULL.
            nulls: u64,
            /// The rows of the sample with text.
            texts: u64,
            /// The texts that can be read as times.
            times: u64,
        },
    }
}

messages! {
    /// A remark about a proposal.
    pub enum Remark {
        /// The table has no e-mail addresses, so that the key is written as `user_email`.
        KeyAsEmail {
            /// The table.
            table: String,
            /// The key.
            key: String,
        },
        /// There is no rating.
        NoRating,
        /// The proposed time column is NULL in a tenth of the sample or more.
        SparseTime {
            /// The column.
            time: String,
            /// The rows of the sample with NULL.
            nulls: u64,
            /// The rows of the sample.
            rows: u64,
        },
        /// A better time column was not proposed, because it is NULL in a tenth of the sample or more.
        SparseOtherTime {
            /// That column.
            time: String,
            /// The rows of the sample with NULL.
            nulls: u64,
            /// The rows of the sample.
            rows: u64,
            /// The column that is proposed.
            chosen: String,
        },
    }
}

messages! {
    /// The reason for which SQL is suggested.
    pub enum SuggestionReason {
        /// A table between links each transaction to a customer.
        Linked {
            /// The table of transactions.
            transactions: String,
            /// The table between.
            between: String,
            /// The table of customers.
            leads: String,
        },
        /// Each transaction belongs to a row of a table between, such as an account, which belongs to a customer.
        BelongsTo {
            /// The table of transactions.
            transactions: String,
            /// The table between.
            between: String,
            /// The table of customers.
            leads: String,
        },
        /// One table holds customers and transactions.
        OneTable {
            /// The table.
            table: String,
            /// The customers' key.
            key: String,
            /// The column that numbers the transactions; `None` if each row is a transaction.
            number: Option<String>,
        },
    }
}
