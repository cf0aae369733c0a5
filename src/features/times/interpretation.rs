//! The interpretations of an ambiguous time, computed before the column's format is known: no row is read twice.

use chrono::{DateTime, Utc};

use super::format::TimeFormat;
use super::parsed::ParsedTime;

/// A possible format of a column. Of the interpretations of one ambiguous [`ParsedTime`], exactly one agrees with the
/// column's decided format.
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
    /// The order of day and month stays undecided, or the dates contradict one another.
    NoOrder,
}

impl ParsedTime {
    /// Returns the instant of an ambiguous reading under each of its interpretations; `None` is unreadable. Empty for a
    /// reading that is not ambiguous.
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
