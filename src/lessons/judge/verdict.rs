//! A verdict as data: what is wrong, what was probably done, and rows that show it. `words/verdicts` has the sentences.

use serde::{Deserialize, Serialize};

use crate::base::error::LabError;
use crate::base::message::messages;
use crate::lessons::format::check::{Check, Title};

/// How a check came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It holds.
    Passed,
    /// It does not hold.
    Failed,
    /// It is about a result of the SQL box, and only a file is at hand.
    Unseen,
}

/// The verdict on one check. It never says the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The name of the exercise's file.
    pub file: String,
    /// The check's title.
    pub title: Title,
    /// How the check came out.
    pub outcome: Outcome,
    /// What the lesson's author says of a check that fails; may be empty.
    pub say: String,
    /// What is wrong; nothing where the check holds.
    pub fault: Fault,
    /// What kept the exercise from being checked.
    pub error: Option<LabError>,
}

/// What is wrong, before it is tied to a check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// What is wrong.
    pub wrong: Vec<Wrong>,
    /// What was probably done; may be empty.
    pub likely: Vec<Likely>,
    /// A few rows that show it; may be empty.
    pub rows: Vec<ShownRow>,
}

impl Fault {
    /// Makes a fault with its probable cause.
    pub fn new(wrong: Wrong, likely: Option<Likely>) -> Self {
        Self { wrong: vec![wrong], likely: likely.into_iter().collect(), rows: Vec::new() }
    }
}

/// Puts a verdict together.
pub fn verdict(file: &str, check: &Check, fault: Option<Fault>) -> Verdict {
    let outcome = if fault.is_some() { Outcome::Failed } else { Outcome::Passed };
    let say = if fault.is_some() { check.say.clone() } else { String::new() };
    let title = check.title.clone();
    Verdict { file: file.to_owned(), title, outcome, say, fault: fault.unwrap_or_default(), error: None }
}

messages! {
    /// The side of a comparison that is the learner's.
    pub enum Side {
        /// A table.
        Table {
            /// Its name.
            name: String,
        },
        /// The last result of the SQL box.
        Result,
    }
}

messages! {
    /// What is wrong.
    pub enum Wrong {
        /// A table is not there.
        NoTable {
            /// Its name.
            name: String,
        },
        /// A view is there where a table is expected.
        IsView {
            /// Its name.
            name: String,
        },
        /// Nothing was run.
        NothingRun,
        /// The solution misses what it starts from.
        StartMissing {
            /// `table` or `column`, as SQLite says it.
            kind: String,
            /// Its name.
            name: String,
        },
        /// The solution does not run on this database.
        SolutionFails,
        /// A table has no such column.
        NoColumn {
            /// The table.
            table: String,
            /// The column.
            column: String,
        },
        /// A column has a type of another kind.
        OtherType {
            /// The column.
            column: String,
            /// Its type; empty for none.
            declared: String,
            /// The type that is expected.
            expected: String,
        },
        /// A table has another number of rows than it should.
        RowCount {
            /// The table.
            table: String,
            /// Its rows.
            rows: u64,
            /// The table that it should be like.
            same_as: String,
            /// The rows of that one.
            expected: u64,
        },
        /// Values of a key stand in several rows.
        Repeated {
            /// The table.
            table: String,
            /// The columns of the key.
            key: Vec<String>,
            /// How many values.
            count: u64,
        },
        /// A column is NULL.
        Nulls {
            /// The column.
            column: String,
            /// In how many rows.
            count: u64,
        },
        /// The lesson compares a column that its own solution does not give.
        LessonColumn {
            /// The column.
            name: String,
        },
        /// A column is missing.
        MissingColumn {
            /// Where.
            side: Side,
            /// The column.
            name: String,
        },
        /// There is a column that is not expected.
        ExtraColumn {
            /// Where.
            side: Side,
            /// The column.
            name: String,
        },
        /// There are more or fewer columns than expected.
        ColumnCount {
            /// Where.
            side: Side,
            /// How many.
            columns: u64,
            /// How many are expected.
            expected: u64,
        },
        /// The right rows stand in another order.
        Order {
            /// Where.
            side: Side,
            /// The first row that differs, from 1 on.
            row: u64,
        },
        /// The only value is another one.
        OtherValue {
            /// Where.
            side: Side,
        },
        /// Rows differ.
        Rows {
            /// Where.
            side: Side,
            /// Expected rows that are missing.
            missing: u64,
            /// Rows that do not belong.
            extra: u64,
            /// Rows with other values.
            changed: u64,
        },
    }
}

messages! {
    /// What was probably done, or what to do.
    pub enum Likely {
        /// There is a table with a similar name.
        NearTable {
            /// Its name.
            name: String,
        },
        /// A view was made where a table is expected.
        MadeAView,
        /// Nothing was run yet.
        RunThenCheck,
        /// The exercises before were left out.
        DoEarlierExercises,
        /// Columns have other names.
        YourColumns {
            /// The learner's.
            names: Vec<String>,
            /// Whether AS would help.
            use_as: bool,
        },
        /// Rows were lost.
        RowsLost {
            /// How many.
            rows: u64,
        },
        /// Rows were added.
        RowsAdded {
            /// How many.
            rows: u64,
        },
        /// Rows stood twice before, or a join repeated them.
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
        /// Rows stand more than once.
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
            /// Whether they were cut off, as by a division of whole numbers.
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
        /// All are off by the same.
        OffBy {
            /// The column.
            column: String,
            /// By how much.
            offset: String,
            /// Whether it is by one, which has many causes.
            by_one: bool,
        },
        /// All are too large by the same factor.
        TimesTooLarge {
            /// The column.
            column: String,
            /// The factor.
            factor: String,
            /// Whether it is small, as by a join.
            by_join: bool,
        },
        /// All have one value.
        AllSame {
            /// The column.
            column: String,
            /// The value.
            value: String,
        },
        /// All are too high.
        TooHigh {
            /// The column.
            column: String,
        },
        /// All are too low.
        TooLow {
            /// The column.
            column: String,
            /// Whether they are below zero.
            negative: bool,
        },
        /// Some are too high, some too low.
        HighAndLow {
            /// The column.
            column: String,
        },
    }
}

messages! {
    /// A row that shows what is wrong, by `column = value` pairs.
    pub enum ShownRow {
        /// As it is.
        Plain {
            /// Its values.
            values: String,
        },
        /// With other values than expected.
        Changed {
            /// Its key; empty without one.
            key: String,
            /// The values that are wrong.
            values: String,
        },
        /// Not expected.
        Extra {
            /// Its values.
            values: String,
        },
        /// Expected, and not there.
        Missing {
            /// Its key.
            key: String,
        },
    }
}
