//! The choice that a time column leaves to the person. `words/times` has the sentence.

use crate::base::message::messages;

messages! {
    /// What is asked of a time column.
    pub enum TimesQuestion {
        /// Which unit its numbers have.
        Unit {
            /// Each unit that they may have.
            readings: Vec<UnitReading>,
        },
        /// Which number of its dates is the day.
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
    /// The largest number of a column, as a unit reads it.
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
