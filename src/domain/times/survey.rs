//! Counts the readings of a column, in any order and in any number of parts.

use super::decision::Decision;
use super::format::TimeFormat;
use super::reading::{DayMonth, Reading};

/// What a column holds, counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Survey {
    /// Values that need no column, by [`TimeFormat`].
    pub(super) instants: [u64; TimeFormat::ALL.len()],
    /// Numbers, by the unit that their range suggests.
    pub(super) numbers: [u64; TimeFormat::ALL.len()],
    /// Dates that only exist with the day first.
    pub(super) day_first: u64,
    /// Dates that only exist with the month first.
    pub(super) month_first: u64,
    /// Dates that exist in either order.
    pub(super) either: u64,
    /// The date that shows the question best; the same for every order of the rows.
    pub(super) example: Option<DayMonth>,
    /// Values that are no times.
    pub(super) unreadable: u64,
}

impl Survey {
    /// Counts one more value.
    pub fn observe(&mut self, reading: &Reading) {
        match reading {
            Reading::At { format, .. } => self.instants[*format as usize] += 1,
            Reading::Number { unit, .. } => self.numbers[*unit as usize] += 1,
            Reading::DayMonth(date) => match (date.day_first(), date.month_first()) {
                (Some(_), None) => self.day_first += 1,
                (None, Some(_)) => self.month_first += 1,
                (Some(_), Some(_)) => {
                    self.either += 1;
                    self.suggest(*date);
                }
                (None, None) => self.unreadable += 1,
            },
            Reading::Unreadable => self.unreadable += 1,
        }
    }

    /// Adds what another survey counted in another part of the column.
    pub fn merge(&mut self, other: &Self) {
        let pairs = [(&mut self.instants, &other.instants), (&mut self.numbers, &other.numbers)];
        for (mine, theirs) in pairs {
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine += theirs);
        }
        self.day_first += other.day_first;
        self.month_first += other.month_first;
        self.either += other.either;
        self.unreadable += other.unreadable;
        if let Some(date) = other.example {
            self.suggest(date);
        }
    }

    /// Says how the column is read.
    pub fn decide(&self) -> Decision {
        Decision::of(self)
    }

    /// Keeps the earliest date whose two numbers differ, or the earliest.
    fn suggest(&mut self, date: DayMonth) {
        let rank = |date: DayMonth| (date.first == date.second, date);
        if self.example.is_none_or(|kept| rank(date) < rank(kept)) {
            self.example = Some(date);
        }
    }
}
