//! A verdict of a check as data: the fault, its probable cause, and rows that show it. `words/verdicts` has the
//! sentences.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use crate::base::error::LabError;
use crate::base::message::messages;
use crate::lessons::format::check::{Check, Title};
pub use crate::lessons::judge::likely::Likely;

/// The outcome of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The check holds.
    Passed,
    /// The check does not hold.
    Failed,
    /// The check needs a result of the SQL box, and there is only a file, so it was not made.
    Unseen,
}

/// The verdict of one check. It never contains the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The name of the exercise's file.
    pub file: String,
    /// The check's title.
    pub title: Title,
    /// The outcome of the check.
    pub outcome: Outcome,
    /// The author's hint for a check that fails; may be empty.
    pub say: String,
    /// The fault; empty if the check holds.
    pub fault: Rc<Fault>,
    /// The error that prevented the check.
    pub error: Option<LabError>,
}

/// The fault that a check found, with its probable cause and rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// The faults, in the order of their sentences.
    pub wrong: Vec<Wrong>,
    /// The probable causes; may be empty.
    pub likely: Vec<Likely>,
    /// A few rows that show the fault; may be empty.
    pub rows: Vec<ShownRow>,
}

impl Fault {
    /// Makes a fault with its probable cause and without rows.
    pub fn new(wrong: Wrong, likely: Option<Likely>) -> Self {
        Self { wrong: vec![wrong], likely: likely.into_iter().collect(), rows: Vec::new() }
    }
}

/// Makes the verdict of a check: failed with a fault, passed without one.
pub fn verdict(file: &str, check: &Check, fault: Option<Fault>) -> Verdict {
    let outcome = if fault.is_some() { Outcome::Failed } else { Outcome::Passed };
    let say = if fault.is_some() { check.say.clone() } else { String::new() };
    let title = check.title.clone();
    Verdict { file: file.to_owned(), title, outcome, say, fault: Rc::new(fault.unwrap_or_default()), error: None }
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
    /// A kind of fault, with the names and numbers of its sentence.
    pub enum Wrong {
        /// A table does not exist.
        NoTable {
            /// Its name.
            name: String,
        },
        /// A view has the name of the expected table.
        IsView {
            /// Its name.
            name: String,
        },
        /// Nothing was run.
        NothingRun,
        /// The script does not use a word.
        NotUsed {
            /// The word.
            word: String,
        },
        /// The script has a text in double quotes.
        TextInDoubleQuotes {
            /// The text.
            word: String,
        },
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
        /// Values of a key occur in several rows.
        Repeated {
            /// The table.
            table: String,
            /// The columns of the key.
            key: Vec<String>,
            /// The number of repeated values.
            count: u64,
        },
        /// A column is NULL.
        Nulls {
            /// The column.
            column: String,
            /// The number of rows with NULL.
            count: u64,
        },
        /// The lesson compares a column that its own solution does not give.
        LessonColumn {
            /// The column.
            name: String,
        },
        /// A column is missing.
        MissingColumn {
            /// The learner's table or result.
            side: Side,
            /// The column.
            name: String,
        },
        /// There is a column that is not expected.
        ExtraColumn {
            /// The learner's table or result.
            side: Side,
            /// The column.
            name: String,
        },
        /// There are more or fewer columns than expected.
        ColumnCount {
            /// The learner's table or result.
            side: Side,
            /// The number of the learner's columns.
            columns: u64,
            /// The expected number of columns.
            expected: u64,
        },
        /// The rows are right, but in another order.
        Order {
            /// The learner's table or result.
            side: Side,
            /// The first row that differs, from 1 on.
            row: u64,
        },
        /// The only value is another one.
        OtherValue {
            /// The learner's table or result.
            side: Side,
        },
        /// Rows differ.
        Rows {
            /// The learner's table or result.
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
    /// A row that shows a fault, as `column = value` pairs.
    pub enum ShownRow {
        /// A row as it is.
        Plain {
            /// Its values.
            values: String,
        },
        /// A row with other values than expected.
        Changed {
            /// Its key; empty without one.
            key: String,
            /// The values that are wrong.
            values: String,
        },
        /// A row that is not expected.
        Extra {
            /// Its values.
            values: String,
        },
        /// An expected row that is missing.
        Missing {
            /// Its key.
            key: String,
        },
    }
}
