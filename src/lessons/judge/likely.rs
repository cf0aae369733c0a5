//! The probable cause of a fault, or the next step, as data.

use crate::base::message::messages;
use crate::sqlite::sql::notes::SqlNote;

messages! {
    /// A choice of a build.
    pub enum BuildChoice {
        /// It differs from the lesson's.
        Differs {
            /// The name that links have for it.
            name: String,
            /// The learner's value; several have commas between them.
            mine: String,
            /// The lesson's.
            theirs: String,
        },
    }
}

messages! {
    /// The probable cause of a fault, or the next step.
    pub enum Likely {
        /// There is a table with a similar name.
        NearTable {
            /// Its name.
            name: String,
        },
        /// A view was made where a table is expected.
        MadeAView,
        /// The features were not built yet.
        BuildThenCheck,
        /// The learner's build had other choices than the lesson's.
        OtherBuild {
            /// The choices that differ.
            choices: Vec<BuildChoice>,
        },
        /// Nothing was run yet.
        RunThenCheck,
        /// The last run ended with an error.
        MendThenRun,
        /// The SQL was edited after it ran.
        EditedSince,
        /// Nothing was run in PostgreSQL.
        RunInPostgres,
        /// PostgreSQL lacks a table, for it was copied before the table was made, or the exercises before were left out.
        CopyTables,
        /// The exercises before were left out.
        DoEarlierExercises,
        /// Columns have other names.
        YourColumns {
            /// The learner's.
            names: Vec<String>,
            /// `true` if the columns can be renamed with AS.
            use_as: bool,
        },
        /// Rows were lost.
        RowsLost {
            /// The number of rows lost.
            rows: u64,
        },
        /// Rows were added.
        RowsAdded {
            /// The number of rows added.
            rows: u64,
        },
        /// Rows were there twice before, or a join repeated them.
        KeyRepeated,
        /// A NULL was not replaced.
        SayWhatStands,
        /// The lesson is wrong, not the learner.
        TellTheAuthor,
        /// More columns are listed than needed.
        ListOnlyNeeded,
        /// ORDER BY is missing or the other way round.
        OrderRows,
        /// No rows are left.
        NothingLeft,
        /// Rows occur more than once.
        RowsRepeated,
        /// The missing rows are those without a partner.
        NoPartner {
            /// The column that is 0 or NULL in them.
            column: String,
        },
        /// Two columns were counted over all values.
        CountedAll {
            /// The one.
            first: String,
            /// The other.
            second: String,
        },
        /// Rows later than as-of were counted.
        CountedFuture {
            /// The column that is too high.
            high: String,
            /// The column that is 0 or less.
            low: String,
        },
        /// An aggregate without GROUP BY made one row of all rows.
        NoGroupBy {
            /// Its function.
            function: String,
        },
        /// A pattern of LIKE has no wildcard.
        PatternWithoutWildcard {
            /// The pattern, in quotes.
            pattern: String,
        },
        /// A pattern of LIKE has a star for a wildcard.
        StarInPattern {
            /// The pattern, in quotes.
            pattern: String,
        },
        /// The SQL does something that is probably not meant.
        Noted {
            /// The note.
            note: SqlNote,
        },
        /// A text stands in double quotes.
        SingleQuotes {
            /// The text.
            word: String,
        },
        /// Too many rows come through.
        TooManyRows,
        /// Too few rows come through.
        TooFewRows,
        /// A column is NULL instead of one value.
        NullInstead {
            /// The column.
            column: String,
            /// The value that is expected, as SQL shows it.
            expected: String,
        },
        /// A column is NULL.
        IsNull {
            /// The column.
            column: String,
        },
        /// A column has a value where NULL is expected.
        NotNull {
            /// The column.
            column: String,
        },
        /// Values differ in type only.
        TypeOnly {
            /// The column.
            column: String,
        },
        /// Values differ in white space or case only.
        SpaceOrCase {
            /// The column.
            column: String,
        },
        /// Numbers have lost their fraction.
        NoFraction {
            /// The column.
            column: String,
            /// `true` if they were truncated, as by an integer division.
            cut: bool,
        },
        /// Numbers are rounded.
        Rounded {
            /// The column.
            column: String,
        },
        /// Numbers have a fraction where whole ones are expected.
        HasFraction {
            /// The column.
            column: String,
        },
        /// All numbers differ by the same amount.
        OffBy {
            /// The column.
            column: String,
            /// The learner's number minus the expected one.
            offset: String,
            /// `true` if the amount is one, which has many causes.
            by_one: bool,
        },
        /// All numbers are too large by the same factor.
        TimesTooLarge {
            /// The column.
            column: String,
            /// The factor.
            factor: String,
            /// `true` if the factor is below 10, as after a join.
            by_join: bool,
        },
        /// All numbers have the same value.
        AllSame {
            /// The column.
            column: String,
            /// The value.
            value: String,
        },
        /// All numbers are too high.
        TooHigh {
            /// The column.
            column: String,
        },
        /// All numbers are too low.
        TooLow {
            /// The column.
            column: String,
            /// `true` if they are below zero where zero or more is expected.
            negative: bool,
        },
        /// Some numbers are too high, some too low.
        HighAndLow {
            /// The column.
            column: String,
        },
    }
}
