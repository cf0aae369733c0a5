//! The units that the numbers of a column may have, beside the one that their range suggests.

use chrono::{DateTime, Utc};

use super::format::TimeFormat;
use super::number::{BY_CHOICE, Number, UNITS};
use super::parsed::ParsedTime;

/// 2000-01-01T00:00:00Z in epoch seconds; earlier times are a sign of the wrong unit.
const YEAR_2000: i64 = 946_684_800;

/// The numbers of a column, counted by what each unit makes of them; the same for every order of the rows.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Units {
    /// The count of all numbers.
    numbers: u64,
    /// Numbers that their own unit puts before the year 2000.
    early: u64,
    /// Numbers that a unit puts into the years from 2000 on, by [`TimeFormat`]; units that are read by choice only, no
    /// later than as-of.
    within: [u64; TimeFormat::ALL.len()],
    /// The largest number, as an example.
    largest: Option<Number>,
}

impl Units {
    /// Counts one more number with its reading.
    #[expect(clippy::indexing_slicing, reason = "there is a count for every format")]
    pub(super) fn add(&mut self, number: Number, reading: &ParsedTime, as_of: DateTime<Utc>) {
        self.numbers += 1;
        if self.largest.is_none_or(|largest| number.size() > largest.size()) {
            self.largest = Some(number);
        }
        let is_early = |at: DateTime<Utc>| at.timestamp() < YEAR_2000;
        if let ParsedTime::Number { at, unit } = reading {
            let early = is_early(*at);
            self.early += u64::from(early);
            self.within[*unit as usize] += u64::from(!early);
        }
        for (unit, _, _) in BY_CHOICE.into_iter().filter(|(_, low, high)| number.is_within(*low, *high)) {
            let fits = number.at(unit).is_some_and(|at| !is_early(at) && at <= as_of);
            self.within[unit as usize] += u64::from(fits);
        }
    }

    /// Adds the counts of another part of the column.
    pub(super) fn merge(&mut self, other: &Self) {
        self.numbers += other.numbers;
        self.early += other.early;
        self.within.iter_mut().zip(other.within).for_each(|(mine, theirs)| *mine += theirs);
        if let Some(number) = other.largest
            && self.largest.is_none_or(|largest| number.size() > largest.size())
        {
            self.largest = Some(number);
        }
    }

    /// Returns the units that the person has to choose from; empty if the range decides. `own` is the unit that the
    /// range suggests.
    pub(super) fn to_choose(&self, own: Option<TimeFormat>) -> Vec<TimeFormat> {
        let most = |count: u64| count * 2 > self.numbers;
        let fits = |unit: &TimeFormat| self.within.get(*unit as usize).is_some_and(|count| most(*count));
        let units = UNITS.into_iter().chain(BY_CHOICE.map(|(unit, ..)| unit));
        let fitting: Vec<TimeFormat> = units.filter(fits).collect();
        let others = fitting.iter().any(|unit| Some(*unit) != own);
        if most(self.early) || others {
            let own = own.filter(|own| !fitting.contains(own));
            own.into_iter().chain(fitting).collect()
        } else {
            Vec::new()
        }
    }

    /// Returns the largest number with its instant in a unit.
    pub(super) fn example(&self, unit: TimeFormat) -> Option<(Number, DateTime<Utc>)> {
        let number = self.largest?;
        Some((number, number.at(unit)?))
    }

    /// Returns the count of all numbers.
    pub(super) fn numbers(&self) -> u64 {
        self.numbers
    }
}
