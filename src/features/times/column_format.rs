//! The format of a whole time column: the unit of its numbers and the order of its day/month dates.

use chrono::{DateTime, Utc};

use super::column_stats::ColumnStats;
use super::format::TimeFormat;
use super::interpretation::Interpretation;
use super::number::UNITS;
use super::parsed::{DayMonth, ParsedTime};
use super::times_question::{TimesQuestion, UnitReading};
use crate::base::named::Named;

/// The format of a time column, decided from the counts of all its values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnFormat {
    /// The unit with the most numbers; `None` without numbers, and while the person has to choose the unit.
    unit: Option<TimeFormat>,
    order: Order,
    formats: Vec<(TimeFormat, u64)>,
    unreadable: u64,
    undecided: u64,
    example: Option<DayMonth>,
    /// The units that the numbers may have, with a reading of one of them, where the person has to choose.
    units: Vec<UnitReading>,
    /// The count of numbers that are unreadable until that choice is made.
    undecided_numbers: u64,
}

/// The order of day and month in a column's dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Order {
    #[default]
    Undecided,
    DayFirst,
    MonthFirst,
    /// Some dates need the one order and some the other.
    Contradictory,
}

impl ColumnFormat {
    /// Decides the format from the counts of a column.
    #[expect(clippy::indexing_slicing, reason = "there is a count for every format")]
    pub fn of(stats: &ColumnStats) -> Self {
        let numbers = |unit: TimeFormat| stats.numbers[unit as usize];
        // The last of the largest: on a tie the unit of the larger numbers.
        let unit = UNITS.into_iter().max_by_key(|unit| numbers(*unit)).filter(|unit| numbers(*unit) > 0);
        let units: Vec<UnitReading> =
            stats.units.to_choose(unit).into_iter().map(|unit| reading(stats, unit)).collect();
        // Numbers of more than one possible unit are unreadable until the person chooses one.
        let unit = unit.filter(|_| units.is_empty());
        let undecided_numbers = if units.is_empty() { 0 } else { stats.units.numbers() };
        let order = match (stats.day_first > 0, stats.month_first > 0) {
            (false, false) => Order::Undecided,
            (true, false) => Order::DayFirst,
            (false, true) => Order::MonthFirst,
            (true, true) => Order::Contradictory,
        };
        let mut counts = stats.instants;
        if let Some(unit) = unit {
            counts[unit as usize] += numbers(unit);
        }
        let dates = stats.day_first + stats.month_first + stats.either;
        match order {
            Order::DayFirst => counts[TimeFormat::DayMonthYear as usize] += dates,
            Order::MonthFirst => counts[TimeFormat::MonthDayYear as usize] += dates,
            Order::Undecided | Order::Contradictory => {}
        }
        let mut formats: Vec<_> = TimeFormat::ALL.into_iter().zip(counts).filter(|(_, count)| *count > 0).collect();
        formats.sort_by_key(|(format, count)| (std::cmp::Reverse(*count), *format));
        let readable: u64 = counts.iter().sum();
        let all = stats.instants.iter().chain(&stats.numbers).sum::<u64>() + dates + stats.unreadable;
        let undecided = if order == Order::Undecided { stats.either } else { 0 };
        let example = stats.example;
        Self { unit, order, formats, unreadable: all - readable, undecided, example, units, undecided_numbers }
    }

    /// Returns the instant of a reading of this column; `None` if it is unreadable in this format.
    pub fn resolve(&self, reading: &ParsedTime) -> Option<DateTime<Utc>> {
        match reading {
            ParsedTime::At { at, .. } => Some(*at),
            ParsedTime::Number { at, unit } => (Some(*unit) == self.unit).then_some(*at),
            ParsedTime::DayMonth(date) => match self.order {
                Order::DayFirst => date.day_first(),
                Order::MonthFirst => date.month_first(),
                Order::Undecided | Order::Contradictory => None,
            },
            ParsedTime::Unreadable => None,
        }
    }

    /// Says whether an interpretation agrees with the decided format.
    pub fn confirms(&self, assumption: Interpretation) -> bool {
        match assumption {
            Interpretation::Unit(unit) => self.unit == Some(unit),
            Interpretation::OtherUnit(unit) => self.unit != Some(unit),
            Interpretation::DayFirst => self.order == Order::DayFirst,
            Interpretation::MonthFirst => self.order == Order::MonthFirst,
            Interpretation::NoOrder => matches!(self.order, Order::Undecided | Order::Contradictory),
        }
    }

    /// Returns the formats of the readable values, most frequent first, with the number of values.
    pub fn formats(&self) -> Vec<(TimeFormat, u64)> {
        self.formats.clone()
    }

    /// Returns the number of unreadable values, including NULLs and values whose order or unit is undecided.
    pub fn unreadable(&self) -> u64 {
        self.unreadable
    }

    /// Returns the number of dates that are unreadable until the person chooses the order of day and month.
    pub fn undecided(&self) -> u64 {
        self.undecided
    }

    /// Returns the count of numbers that are unreadable until the person chooses their unit.
    pub fn undecided_numbers(&self) -> u64 {
        self.undecided_numbers
    }

    /// Says whether some dates need the day first and others the month first.
    pub fn contradicts(&self) -> bool {
        self.order == Order::Contradictory
    }

    /// Returns the choice that the person has to make, if there is one.
    pub fn question(&self) -> Option<TimesQuestion> {
        if !self.units.is_empty() {
            return Some(TimesQuestion::Unit { readings: self.units.clone() });
        }
        let DayMonth { first, second, year, .. } = self.example.filter(|_| self.undecided > 0)?;
        let [first, second, year] = [i64::from(first), i64::from(second), i64::from(year)];
        Some(TimesQuestion::DayOrMonth { first, second, year })
    }

    /// Returns the formats to choose from; empty without a question.
    pub fn options(&self) -> Vec<TimeFormat> {
        if !self.units.is_empty() {
            return self.units.iter().filter_map(UnitReading::format).collect();
        }
        if self.undecided > 0 { vec![TimeFormat::DayMonthYear, TimeFormat::MonthDayYear] } else { Vec::new() }
    }
}

/// Reads the largest number of a column in a unit.
fn reading(stats: &ColumnStats, unit: TimeFormat) -> UnitReading {
    let format = unit.name().to_owned();
    match stats.units.example(unit) {
        Some((number, at)) => {
            UnitReading::Example { format, number: number.to_string(), date: at.format("%Y-%m-%d").to_string() }
        }
        None => UnitReading::NoExample { format },
    }
}

impl UnitReading {
    fn format(&self) -> Option<TimeFormat> {
        let (Self::Example { format, .. } | Self::NoExample { format }) = self;
        TimeFormat::named(format)
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::base::value::ValueRef;
    use crate::words;

    fn asked(format: &ColumnFormat) -> String {
        words::times_question(&format.question().unwrap())
    }

    fn format_of(values: &[&str]) -> (ColumnFormat, usize) {
        let mut stats = ColumnStats::default();
        let readings: Vec<_> =
            values.iter().map(|text| read(ValueRef::Text(text.as_bytes()), TimeFormat::Auto)).collect();
        readings.iter().for_each(|reading| stats.observe(reading));
        let column_format = ColumnFormat::of(&stats);
        let resolved = readings.iter().filter(|reading| column_format.resolve(reading).is_some()).count();
        assert_eq!(resolved as u64 + column_format.unreadable(), values.len() as u64);
        (column_format, resolved)
    }

    #[test]
    fn one_number_above_twelve_decides_for_all() {
        let (column_format, resolved) = format_of(&["01/02/2026", "13/02/2026", "1.1.2026"]);
        assert_eq!((resolved, column_format.formats()), (3, vec![(TimeFormat::DayMonthYear, 3)]));
        assert_eq!((column_format.question(), column_format.options()), (None, vec![]));
        let (column_format, _) = format_of(&["01/02/2026", "02/13/2026"]);
        assert_eq!(column_format.formats(), [(TimeFormat::MonthDayYear, 2)]);
    }

    #[test]
    fn a_contradiction_makes_all_of_them_unreadable_and_asks_nothing() {
        let (column_format, resolved) = format_of(&["01/02/2026", "13/02/2026", "02/13/2026", "2026-01-01"]);
        assert_eq!((resolved, column_format.unreadable(), column_format.undecided()), (1, 3, 0));
        assert_eq!(column_format.question(), None);
    }

    #[test]
    fn an_undecided_order_is_asked_and_a_date_that_does_not_exist_proves_nothing() {
        let (column_format, resolved) = format_of(&["05/05/2026", "03/04/2026", "30/02/2026", "2026-01-01"]);
        assert_eq!((resolved, column_format.unreadable(), column_format.undecided()), (1, 3, 2));
        assert_eq!(column_format.options(), [TimeFormat::DayMonthYear, TimeFormat::MonthDayYear]);
        assert_eq!(asked(&column_format), "Does 3/4/2026 mean day/month (2026-04-03) or month/day (2026-03-04)?");
    }

    #[test]
    fn numbers_that_their_unit_puts_before_2000_are_asked() {
        let as_of = crate::features::spec::parse_as_of("2024-07-01").unwrap();
        let format_of = |numbers: &[i64]| {
            let mut stats = ColumnStats::as_of(as_of);
            for number in numbers {
                let value = ValueRef::Integer(*number);
                stats.observe_value(value, &read(value, TimeFormat::Auto), TimeFormat::Auto);
            }
            ColumnFormat::of(&stats)
        };
        let cocoa = format_of(&[739_000_000, 741_000_000, 730_000_000]);
        assert_eq!(cocoa.options(), [TimeFormat::EpochSeconds, TimeFormat::CocoaSeconds]);
        assert_eq!((cocoa.unreadable(), cocoa.undecided_numbers()), (3, 3));
        assert_eq!(
            asked(&cocoa),
            "Which unit do these numbers have? 741000000 is 1993-06-25 in seconds since 1970, or 741000000 is 2024-06-25 \
             in seconds since 2001."
        );
        let ticks = format_of(&[638_500_000_000_000_000, 638_552_160_000_000_000]);
        assert_eq!(ticks.options(), [TimeFormat::EpochNanos, TimeFormat::DotnetTicks]);
        assert_eq!(format_of(&[13_363_833_600_000_000]).options(), [TimeFormat::WebkitMicros]);
        assert_eq!(format_of(&[800_000_000]).options(), [TimeFormat::EpochSeconds]);
        for clear in [&[1_718_000_000, 1_600_000_000, 800_000_000][..], &[45_000], &[7, 8], &[20_240_630]] {
            assert_eq!(format_of(clear).question(), None, "{clear:?}");
        }
    }

    #[test]
    fn the_most_frequent_unit_wins_and_on_a_tie_the_larger_numbers() {
        let (column_format, resolved) = format_of(&["1718000000", "1718000000", "1718000000000"]);
        assert_eq!((resolved, column_format.formats()), (2, vec![(TimeFormat::EpochSeconds, 2)]));
        let (column_format, _) = format_of(&["1718000000", "1718000000000", "45000"]);
        assert_eq!((column_format.formats(), column_format.unreadable()), (vec![(TimeFormat::EpochMillis, 1)], 2));
    }
}
