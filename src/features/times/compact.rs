//! Compact dates: `YYYYMMDD` and `YYYYMMDDTHHMMSS[Z]`, as text or as a whole number.

use chrono::{DateTime, NaiveDate, Utc};

use super::field;
use super::field::{Clock, two};

/// The whole numbers that are taken for dates, if they are dates.
const DATES: std::ops::RangeInclusive<i64> = 19_000_101..=21_001_231;

/// Reads compact text without white space around it.
pub(super) fn read(text: &[u8]) -> Option<DateTime<Utc>> {
    let clock = match text.get(8..)? {
        [] => Clock::default(),
        [b'T', time @ ..] if time.len() == 6 || (time.len() == 7 && time.ends_with(b"Z")) => {
            Clock { hour: two(time, 0)?, minute: two(time, 2)?, second: two(time, 4)?, nanos: 0 }
        }
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(field::year(text)?, two(text, 4)?, two(text, 6)?)?;
    field::instant(date, clock, 0)
}

/// Reads a whole number as a date.
pub(super) fn from_integer(number: i64) -> Option<DateTime<Utc>> {
    let digits = DATES.contains(&number).then(|| u32::try_from(number).ok())??;
    let date = NaiveDate::from_ymd_opt((digits / 10_000).cast_signed(), digits / 100 % 100, digits % 100)?;
    field::instant(date, Clock::default(), 0)
}
