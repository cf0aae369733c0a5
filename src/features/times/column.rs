//! A time column while it is read: counts its formats and keeps example readings and unreadable values.

use chrono::{DateTime, Utc};

use super::times_read::TimesRead;
use super::{ColumnFormat, ColumnStats, ParsedTime, TimeFormat};
use crate::base::value::{Value, ValueRef};
use crate::features::quality::finding;
use crate::features::quality::finding::Finding;
use crate::features::spec::show_instant;
use crate::features::times;

/// The most values that are kept as examples until the format of the whole column is known.
const CANDIDATES: usize = 64;

/// The fewest example readings that people are shown, and the most where a column mixes formats.
const EXAMPLES: std::ops::RangeInclusive<usize> = 2..=4;

/// The most different unreadable values that people are shown.
const UNREAD: usize = 3;

/// The counts and examples of the values of a time column that were read so far.
#[derive(Clone, Debug)]
pub struct Column {
    format: TimeFormat,
    stats: ColumnStats,
    /// The first values that may be readable.
    candidates: Vec<(Value, ParsedTime)>,
    /// The first value of every way of writing a time, with its rowid.
    firsts: Vec<(Spelling, Finding)>,
    /// The first dates that exist in either order.
    either: Finding,
    /// The first numbers.
    numbers: Finding,
    nulls: u64,
    /// The first values with a reading of [`ParsedTime::Unreadable`], as text, without NULLs.
    unread: Vec<String>,
}

/// The format of a value that was read without its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spelling {
    Format(TimeFormat),
    DayMonth,
}

impl Spelling {
    fn of(reading: &ParsedTime) -> Option<Self> {
        match reading {
            ParsedTime::At { format, .. } | ParsedTime::Number { unit: format, .. } => Some(Self::Format(*format)),
            ParsedTime::DayMonth(_) => Some(Self::DayMonth),
            ParsedTime::Unreadable => None,
        }
    }
}

impl Column {
    /// Starts with no values; as-of is the latest time that numbers are expected to have.
    pub fn new(format: TimeFormat, as_of: DateTime<Utc>) -> Self {
        Self {
            format,
            stats: ColumnStats::as_of(as_of),
            candidates: Vec::new(),
            firsts: Vec::new(),
            either: Finding::default(),
            numbers: Finding::default(),
            nulls: 0,
            unread: Vec::new(),
        }
    }

    /// Reads the next value, counts it, and returns its reading.
    pub fn observe(&mut self, rowid: i64, value: ValueRef<'_>) -> ParsedTime {
        let reading = times::read(value, self.format);
        self.stats.observe_value(value, &reading, self.format);
        self.push_example(rowid, value, &reading);
        if reading != ParsedTime::Unreadable && self.candidates.len() < CANDIDATES {
            self.candidates.push((value.to_value(), reading));
        }
        reading
    }

    fn push_example(&mut self, rowid: i64, value: ValueRef<'_>, reading: &ParsedTime) {
        if matches!(value, ValueRef::Null) {
            self.nulls += 1;
            return;
        }
        if matches!(value, ValueRef::Integer(_) | ValueRef::Real(_)) || matches!(reading, ParsedTime::Number { .. }) {
            self.numbers.push_example(rowid, value);
        }
        let Some(way) = Spelling::of(reading) else {
            if self.unread.len() < UNREAD {
                let shown = finding::shown(value);
                if !self.unread.contains(&shown) {
                    self.unread.push(shown);
                }
            }
            return;
        };
        if let ParsedTime::DayMonth(date) = reading
            && date.day_first().is_some()
            && date.month_first().is_some()
        {
            self.either.add(rowid, value);
        }
        if !self.firsts.iter().any(|(known, _)| *known == way) {
            let mut first = Finding::default();
            first.add(rowid, value);
            self.firsts.push((way, first));
        }
    }

    /// Returns the number of formats beside the most frequent one, with the first value of every format.
    pub fn mixed_formats(&self) -> Finding {
        let formats = self.column_format().formats();
        let mut mixed = Finding { count: formats.len().saturating_sub(1) as u64, ..Finding::default() };
        for (format, _) in formats.iter().filter(|_| mixed.count > 0) {
            let is_day_month = matches!(format, TimeFormat::DayMonthYear | TimeFormat::MonthDayYear);
            let same =
                |way: &Spelling| *way == Spelling::Format(*format) || (is_day_month && *way == Spelling::DayMonth);
            let first = self.firsts.iter().find(|(way, _)| same(way));
            mixed.examples.extend(first.into_iter().flat_map(|(_, first)| first.examples.clone()));
        }
        mixed.examples.truncate(finding::EXAMPLES);
        mixed
    }

    /// Returns the dates that are unreadable until the person chooses the order of day and month.
    pub fn undecided(&self) -> Finding {
        if self.column_format().undecided() > 0 { self.either.clone() } else { Finding::default() }
    }

    /// Returns the numbers that are unreadable until the person chooses their unit.
    pub fn undecided_numbers(&self) -> Finding {
        let count = self.column_format().undecided_numbers();
        let examples = if count > 0 { self.numbers.examples.clone() } else { Vec::new() };
        Finding { count, examples }
    }

    /// Decides the format of the column from the values so far.
    pub fn column_format(&self) -> ColumnFormat {
        ColumnFormat::of(&self.stats)
    }

    /// Returns the readings of the column for people: formats, unreadable values, examples, the question that is left.
    pub fn times_read(&self) -> TimesRead {
        let column_format = self.column_format();
        let shown = |(value, reading): &(Value, ParsedTime)| {
            let at = column_format.resolve(reading)?;
            Some((Spelling::of(reading), (value.to_string(), show_instant(at))))
        };
        // First an example of each format, then others.
        let (mut examples, mut others, mut ways) = (Vec::new(), Vec::new(), Vec::new());
        for (way, example) in self.candidates.iter().filter_map(shown) {
            if ways.contains(&way) {
                others.push(example);
            } else {
                ways.push(way);
                examples.push(example);
            }
        }
        examples.extend(others.into_iter().take(EXAMPLES.start().saturating_sub(examples.len())));
        examples.truncate(*EXAMPLES.end());
        let mut unread = self.unread.clone();
        if column_format.question().is_none() {
            // Values that only their column makes unreadable.
            let unresolved = self.candidates.iter().filter(|(_, reading)| column_format.resolve(reading).is_none());
            unread.extend(unresolved.take(UNREAD - unread.len()).map(|(value, _)| finding::shown(value.as_ref())));
        }
        TimesRead {
            formats: column_format.formats(),
            unreadable: column_format.unreadable() - self.nulls,
            nulls: self.nulls,
            unread,
            contradicts: column_format.contradicts(),
            examples,
            question: column_format.question(),
            options: column_format.options(),
        }
    }
}
