//! The reading of one value without its column, in sixteen bytes, because a build may keep millions of them.

use chrono::{DateTime, NaiveDate, Utc};

use super::field;
use super::field::Clock;
use super::format::TimeFormat;

/// One value read without knowledge of the rest of its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParsedTime {
    /// An instant that does not depend on the rest of the column.
    At {
        /// The instant.
        at: DateTime<Utc>,
        /// The format it was read by.
        format: TimeFormat,
    },
    /// A number whose range suggests a unit; it counts if the column is of that unit.
    Number {
        /// The instant under that unit.
        at: DateTime<Utc>,
        /// The unit.
        unit: TimeFormat,
    },
    /// A date whose order of day and month depends on the column.
    DayMonth(DayMonth),
    /// Not a time.
    Unreadable,
}

impl ParsedTime {
    /// Says whether the instant depends on the whole column.
    pub fn is_ambiguous(&self) -> bool {
        matches!(self, Self::Number { .. } | Self::DayMonth(_))
    }
}

/// A slashed or dotted date that exists in at least one of the two orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DayMonth {
    pub(super) year: u16,
    pub(super) first: u8,
    pub(super) second: u8,
    pub(super) second_of_day: u32,
}

impl DayMonth {
    /// Returns the instant with the day first, if that is a date.
    pub fn day_first(self) -> Option<DateTime<Utc>> {
        self.on(self.second, self.first)
    }

    /// Returns the instant with the month first, if that is a date.
    pub fn month_first(self) -> Option<DateTime<Utc>> {
        self.on(self.first, self.second)
    }

    fn on(self, month: u8, day: u8) -> Option<DateTime<Utc>> {
        let date = NaiveDate::from_ymd_opt(i32::from(self.year), u32::from(month), u32::from(day))?;
        let (hour, minute) = (self.second_of_day / 3600, self.second_of_day / 60 % 60);
        field::instant(date, Clock { hour, minute, second: self.second_of_day % 60, nanos: 0 }, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_is_small() {
        assert!(size_of::<ParsedTime>() <= 16, "{}", size_of::<ParsedTime>());
    }
}
