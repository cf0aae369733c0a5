//! What a column may turn out to say of a value that waits for it, so that nothing has to be read twice.

use chrono::{DateTime, Utc};

use super::format::TimeFormat;
use super::parsed::ParsedTime;

/// A thing that a column may turn out to say. Of all that a waiting [`ParsedTime`] depends on, exactly one comes true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Interpretation {
    /// Its numbers are of this unit.
    Unit(TimeFormat),
    /// Its numbers are not of this unit.
    OtherUnit(TimeFormat),
    /// The day comes first.
    DayFirst,
    /// The month comes first.
    MonthFirst,
    /// It does not tell day from month.
    NoOrder,
}

impl ParsedTime {
    /// The instants of a reading that waits, by what the column may say; none for a reading that does not wait.
    pub fn by_assumption(&self) -> Vec<(Interpretation, Option<DateTime<Utc>>)> {
        match self {
            Self::Number { at, unit } => {
                vec![(Interpretation::Unit(*unit), Some(*at)), (Interpretation::OtherUnit(*unit), None)]
            }
            Self::DayMonth(date) => vec![
                (Interpretation::DayFirst, date.day_first()),
                (Interpretation::MonthFirst, date.month_first()),
                (Interpretation::NoOrder, None),
            ],
            Self::At { .. } | Self::Unreadable => Vec::new(),
        }
    }
}
