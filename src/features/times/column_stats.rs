//! Counts the readings of a column, in any order and in any number of parts.

use chrono::{DateTime, Utc};

use super::field;
use super::format::TimeFormat;
use super::number;
use super::number::Number;
use super::parsed::{DayMonth, ParsedTime};
use super::units::Units;
use crate::base::value::ValueRef;

/// The counts of the readings of a time column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnStats {
    /// Values whose instant does not depend on the column, by [`TimeFormat`].
    pub(super) instants: [u64; TimeFormat::ALL.len()],
    /// Numbers, by the unit that their range suggests.
    pub(super) numbers: [u64; TimeFormat::ALL.len()],
    /// Dates that only exist with the day first.
    pub(super) day_first: u64,
    /// Dates that only exist with the month first.
    pub(super) month_first: u64,
    /// Dates that exist in either order.
    pub(super) either: u64,
    /// The example for the question of day and month: the earliest date of [`Self::either`], if possible one whose two
    /// numbers differ.
    pub(super) example: Option<DayMonth>,
    /// Values that are no times, NULLs included.
    pub(super) unreadable: u64,
    /// The numbers, by what other units make of them; only where [`Self::as_of`] was given.
    pub(super) units: Units,
    as_of: Option<DateTime<Utc>>,
}

impl ColumnStats {
    /// Starts with no values; as-of is the latest time that numbers are expected to have.
    pub fn as_of(as_of: DateTime<Utc>) -> Self {
        Self { as_of: Some(as_of), ..Self::default() }
    }

    /// Counts a value with its reading. If no unit of numbers is chosen, it also counts a number by each possible unit.
    pub fn observe_value(&mut self, value: ValueRef<'_>, reading: &ParsedTime, format: TimeFormat) {
        self.observe(reading);
        let is_open = matches!(format, TimeFormat::Auto | TimeFormat::DayMonthYear | TimeFormat::MonthDayYear);
        let Some(as_of) = self.as_of.filter(|_| is_open) else { return };
        let number = match (reading, value) {
            (ParsedTime::Number { .. } | ParsedTime::Unreadable, ValueRef::Integer(number)) => {
                Some(Number::Integer(number))
            }
            (ParsedTime::Number { .. } | ParsedTime::Unreadable, ValueRef::Real(number)) => Some(Number::Real(number)),
            (ParsedTime::Number { .. } | ParsedTime::Unreadable, ValueRef::Text(text)) => {
                number::parse(field::trimmed(text))
            }
            _ => None,
        };
        if let Some(number) = number {
            self.units.add(number, reading, as_of);
        }
    }

    /// Counts one more value.
    #[expect(clippy::indexing_slicing, reason = "there is a count for every format")]
    pub fn observe(&mut self, reading: &ParsedTime) {
        match reading {
            ParsedTime::At { format, .. } => self.instants[*format as usize] += 1,
            ParsedTime::Number { unit, .. } => self.numbers[*unit as usize] += 1,
            ParsedTime::DayMonth(date) => match (date.day_first(), date.month_first()) {
                (Some(_), None) => self.day_first += 1,
                (None, Some(_)) => self.month_first += 1,
                (Some(_), Some(_)) => {
                    self.either += 1;
                    self.suggest(*date);
                }
                (None, None) => self.unreadable += 1,
            },
            ParsedTime::Unreadable => self.unreadable += 1,
        }
    }

    /// Adds the counts of another part of the column.
    pub fn merge(&mut self, other: &Self) {
        let pairs = [(&mut self.instants, &other.instants), (&mut self.numbers, &other.numbers)];
        for (mine, theirs) in pairs {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
        self.day_first += other.day_first;
        self.month_first += other.month_first;
        self.either += other.either;
        self.unreadable += other.unreadable;
        self.units.merge(&other.units);
        self.as_of = self.as_of.or(other.as_of);
        if let Some(date) = other.example {
            self.suggest(date);
        }
    }

    /// Keeps the better example: a date whose two numbers differ before one whose numbers are equal, then the earliest.
    fn suggest(&mut self, date: DayMonth) {
        let rank = |date: DayMonth| (date.first == date.second, date);
        if self.example.is_none_or(|kept| rank(date) < rank(kept)) {
            self.example = Some(date);
        }
    }
}
