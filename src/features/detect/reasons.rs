//! The reasons of questions, remarks and suggestions, with the figures of candidates. `words/proposal` has the sentences.

use crate::base::message::messages;

messages! {
    /// Why the person is asked.
    pub enum Reason {
        /// More than one table could be it.
        SeveralTables {
            /// Whether the customers are sought, and not their transactions.
            customers: bool,
            /// The tables.
            tables: Vec<TableFigures>,
        },
        /// No table is clearly it.
        NoTable {
            /// Whether the customers are sought, and not their transactions.
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
        /// What the person had chosen does not exist here.
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
            /// What joins it to the customers.
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
            /// How many keys of transactions were looked up.
            keys: u64,
            /// How many of them were found.
            found: u64,
            /// In how many of the customers' first rows, where not in all.
            first_rows: Option<u64>,
            /// Whether the customers' column has no value twice.
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
            /// How many of them are NULL.
            nulls: u64,
            /// How many are texts.
            texts: u64,
            /// How many of the texts are times.
            times: u64,
        },
    }
}

messages! {
    /// What the person should know of a proposal.
    pub enum Remark {
        /// There are no e-mail addresses, so that the key stands in their column.
        KeyAsEmail {
            /// The table.
            table: String,
            /// The key.
            key: String,
        },
        /// There is no rating.
        NoRating,
        /// The time that is proposed is mostly NULL.
        SparseTime {
            /// The column.
            time: String,
            /// How many rows of the sample are NULL.
            nulls: u64,
            /// The rows of the sample.
            rows: u64,
        },
        /// Another time column is mostly NULL.
        SparseOtherTime {
            /// That column.
            time: String,
            /// How many rows of the sample are NULL.
            nulls: u64,
            /// The rows of the sample.
            rows: u64,
            /// The column that is proposed.
            chosen: String,
        },
    }
}

messages! {
    /// Why SQL is suggested.
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
        /// Each transaction belongs to something that belongs to a customer.
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
            /// The column that numbers the transactions; none where each row is one.
            number: Option<String>,
        },
    }
}
