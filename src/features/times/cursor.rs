//! Reads a text from left to right, for the forms of a time whose fields have no fixed places.

use chrono::{DateTime, NaiveDate, Utc};

use super::field;
use super::field::Clock;

/// The rest of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a>(pub(super) &'a [u8]);

/// The zone names of RFC 2822, with their hours east of UTC. Its military letters other than Z are not read, because
/// they are unreliable, as the RFC itself says.
const ZONES: [(&[u8], i32); 9] = [
    (b"UT", 0),
    (b"EST", -5),
    (b"EDT", -4),
    (b"CST", -6),
    (b"CDT", -5),
    (b"MST", -7),
    (b"MDT", -6),
    (b"PST", -8),
    (b"PDT", -7),
];

impl<'a> Cursor<'a> {
    /// Takes white space; says whether there was any.
    pub(super) fn spaces(&mut self) -> bool {
        let count = self.0.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.0 = self.0.get(count..).unwrap_or_default();
        count > 0
    }

    /// Takes one byte if it is the next.
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        let rest = self.0.strip_prefix(&[byte]);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// Takes a number of so many digits at least and at most, with no further digit after it.
    pub(super) fn number(&mut self, least: usize, most: usize) -> Option<u32> {
        let digits = self.take(u8::is_ascii_digit);
        if (least..=most).contains(&digits.len()) { field::number(digits) } else { None }
    }

    /// Takes letters.
    pub(super) fn word(&mut self) -> &'a [u8] {
        self.take(u8::is_ascii_alphabetic)
    }

    fn take(&mut self, of: fn(&u8) -> bool) -> &'a [u8] {
        let count = self.0.iter().take_while(|byte| of(byte)).count();
        let (taken, rest) = self.0.split_at_checked(count).unwrap_or_default();
        self.0 = rest;
        taken
    }

    /// Reads `H:MM[:SS[.fraction]]` with AM or PM, then a zone if there is one, to the end. `names` allows the zones of
    /// RFC 2822 by name.
    pub(super) fn time_of(mut self, date: NaiveDate, names: bool) -> Option<DateTime<Utc>> {
        let mut clock = Clock { hour: self.number(1, 2)?, ..Clock::default() };
        if !self.eat(b':') {
            return None;
        }
        clock.minute = self.number(2, 2)?;
        if self.eat(b':') {
            clock.second = self.number(2, 2)?;
            if self.eat(b'.') || self.eat(b',') {
                let digits = self.0.iter().take_while(|byte| byte.is_ascii_digit()).count();
                let missing = 9_u32.checked_sub(u32::try_from(digits).ok()?)?;
                clock.nanos = self.number(1, 9)? * 10_u32.pow(missing);
            }
        }
        self.spaces();
        if let [half @ (b'A' | b'a' | b'P' | b'p'), b'M' | b'm', rest @ ..] = self.0 {
            if !(1..=12).contains(&clock.hour) {
                return None;
            }
            clock.hour = clock.hour % 12 + if half.eq_ignore_ascii_case(&b'p') { 12 } else { 0 };
            self.0 = rest;
            self.spaces();
        }
        field::instant(date, clock, self.zone(names)?)
    }

    /// Reads the rest as a zone, in minutes east of UTC: nothing, an offset, or a name, which may have an offset after
    /// it.
    fn zone(mut self, names: bool) -> Option<i32> {
        if matches!(self.0, [] | [b'+' | b'-', ..]) {
            return if self.0.is_empty() { Some(0) } else { field::offset(self.0) };
        }
        let name = self.word();
        let is = |zone: &[u8]| zone.eq_ignore_ascii_case(name);
        if is(b"UTC") || is(b"GMT") {
            return if self.0.is_empty() { Some(0) } else { field::offset(self.0) };
        }
        let hours =
            if is(b"Z") { 0 } else { ZONES.iter().find(|(zone, _)| names && is(zone)).map(|(_, hours)| *hours)? };
        self.0.is_empty().then_some(hours * 60)
    }
}
