//! The question about a time column: its unit, or its order of day and month. `words/times` has the sentence.

use crate::base::message::messages;

messages! {
    /// The question about a time column.
    pub enum TimesQuestion {
        /// The unit of its numbers.
        Unit {
            /// Each unit that they may have.
            readings: Vec<UnitReading>,
        },
        /// The order of day and month in its dates.
        DayOrMonth {
            /// The first number of an example.
            first: i64,
            /// The second number.
            second: i64,
            /// The year.
            year: i64,
        },
    }
}

messages! {
    /// The largest number of a column, with its date in a unit.
    pub enum UnitReading {
        /// A number and its date.
        Example {
            /// The name of the unit's format.
            format: String,
            /// The number.
            number: String,
            /// The date, `YYYY-MM-DD`.
            date: String,
        },
        /// A unit without a number to show.
        NoExample {
            /// The name of the unit's format.
            format: String,
        },
    }
}
