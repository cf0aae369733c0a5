//! Conditions of filters, as people type them over a column.
//!
//! | text | values that meet it |
//! | --- | --- |
//! | `gold` | that contain it, in any letter case; numbers as they are shown |
//! | `"null"` | that contain what is between the quotes |
//! | `null`, `not null` | NULL, all others |
//! | `=x`, `!=x` | exactly x, all others but NULL |
//! | `<x`, `<=x`, `>x`, `>=x` | less or more than x |
//!
//! If x is a number, numbers are compared with it, and texts that are a number; other texts meet only `!=`. If x is a text
//! (or stands in quotes), texts are compared with it, byte by byte. Without x, `=` and `!=` compare with the empty text, and
//! the others are met by every value. Blobs contain no text. NULL meets nothing but `null`, as in SQL.

use std::cmp::Ordering;
use std::fmt::Write;

use super::sort_key::SortKey;
use crate::base::value::ValueRef;

/// A condition on one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Met by every value.
    Any,
    /// NULL.
    Null,
    /// Not NULL.
    NotNull,
    /// Contains this text; it is in small letters.
    Contains(String),
    /// Compares with the operand.
    Compare(Comparison, Operand),
}

/// A comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    More,
    /// `>=`
    MoreOrEqual,
}

/// The value to compare with: a number if the text is one, and it is not in quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operand {
    number: Option<SortKey>,
    text: String,
}

/// The signs of comparisons. One that begins another comes after it.
const SIGNS: [(&str, Comparison); 7] = [
    ("<=", Comparison::LessOrEqual),
    (">=", Comparison::MoreOrEqual),
    ("!=", Comparison::NotEqual),
    ("<>", Comparison::NotEqual),
    ("<", Comparison::Less),
    (">", Comparison::More),
    ("=", Comparison::Equal),
];

impl Condition {
    /// Reads a condition; every text is one.
    pub fn read(text: &str) -> Self {
        let text = text.trim();
        if text.is_empty() {
            return Self::Any;
        }
        if text.eq_ignore_ascii_case("null") {
            return Self::Null;
        }
        let words: Vec<String> = text.split_whitespace().map(str::to_ascii_lowercase).collect();
        if words == ["not", "null"] {
            return Self::NotNull;
        }
        for (sign, comparison) in SIGNS {
            if let Some(rest) = text.strip_prefix(sign) {
                return Self::compare(comparison, rest.trim());
            }
        }
        Self::Contains(in_quotes(text).unwrap_or(text).to_lowercase())
    }

    fn compare(comparison: Comparison, text: &str) -> Self {
        let by_size = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
        match in_quotes(text) {
            Some(text) => Self::Compare(comparison, Operand { number: None, text: text.to_owned() }),
            // Somebody is still typing.
            None if text.is_empty() && by_size => Self::Any,
            None => Self::Compare(comparison, Operand { number: number(text), text: text.to_owned() }),
        }
    }

    /// Says whether a value meets the condition. `room` is memory that is used again from value to value.
    pub fn is_met(&self, value: ValueRef<'_>, room: &mut String) -> bool {
        match (self, value) {
            (Self::Any, _) | (Self::Null, ValueRef::Null) => true,
            (Self::Null, _) | (_, ValueRef::Null) => false,
            (Self::NotNull, _) => true,
            (Self::Contains(part), ValueRef::Text(text)) => contains(text, part, room),
            (Self::Contains(_), ValueRef::Blob(_)) => false,
            (Self::Contains(part), number) => {
                room.clear();
                let _ = write!(room, "{}", number.to_value());
                room.make_ascii_lowercase();
                room.contains(part.as_str())
            }
            (Self::Compare(comparison, operand), value) => match operand.order(value) {
                Some(order) => comparison.holds(order),
                None => *comparison == Comparison::NotEqual,
            },
        }
    }
}

impl Operand {
    /// Compares a value with the operand; `None` if they cannot be compared.
    fn order(&self, value: ValueRef<'_>) -> Option<Ordering> {
        match (self.number, value) {
            (Some(number), ValueRef::Integer(_) | ValueRef::Real(_)) => Some(SortKey::of(value).cmp(&number)),
            (Some(number), ValueRef::Text(text)) => {
                let text = std::str::from_utf8(text).ok()?;
                self::number(text.trim()).map(|value| value.cmp(&number))
            }
            (None, ValueRef::Text(text)) => Some(text.cmp(self.text.as_bytes())),
            _ => None,
        }
    }
}

impl Comparison {
    fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order.is_eq(),
            Self::NotEqual => order.is_ne(),
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::More => order.is_gt(),
            Self::MoreOrEqual => order.is_ge(),
        }
    }
}

/// Returns what is between the double quotes around a text.
fn in_quotes(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

/// Reads a number as SQLite does; `None` if the text is not one as a whole.
fn number(text: &str) -> Option<SortKey> {
    if !text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(&byte)) {
        return None;
    }
    let integer = text.parse().ok().map(ValueRef::Integer);
    integer.or_else(|| text.parse().ok().map(ValueRef::Real)).map(SortKey::of)
}

/// Says whether a text contains a part, which is in small letters, in any letter case.
fn contains(text: &[u8], part: &str, room: &mut String) -> bool {
    if text.is_ascii() {
        let part = part.as_bytes();
        return part.is_empty() || text.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part));
    }
    room.clear();
    room.push_str(&String::from_utf8_lossy(text).to_lowercase());
    room.contains(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The values of a list that meet a condition.
    fn met(condition: &str) -> String {
        let values = [
            ("n", ValueRef::Null),
            ("4", ValueRef::Integer(4)),
            ("5", ValueRef::Integer(5)),
            ("5.5", ValueRef::Real(5.5)),
            ("'5'", ValueRef::Text(b"5")),
            ("'e'", ValueRef::Text(b"")),
            ("Gold", ValueRef::Text(b"Gold")),
            ("Ü", ValueRef::Text("GRÜN >5".as_bytes())),
            ("null", ValueRef::Text(b"null")),
            ("date", ValueRef::Text(b"2026-02-01")),
            ("x", ValueRef::Blob(b"Gold")),
        ];
        let (condition, mut room) = (Condition::read(condition), String::new());
        let met: Vec<&str> =
            values.iter().filter(|(_, value)| condition.is_met(*value, &mut room)).map(|(name, _)| *name).collect();
        met.join(" ")
    }

    #[test]
    fn plain_text_is_looked_for_in_any_case() {
        assert_eq!(met(" "), "n 4 5 5.5 '5' 'e' Gold Ü null date x");
        assert_eq!(met("gOLD"), "Gold");
        assert_eq!(met("grün"), "Ü");
        assert_eq!(met("5"), "5 5.5 '5' Ü");
        assert_eq!(met("\">5\""), "Ü");
        assert_eq!(met("\"NULL\""), "null");
    }

    #[test]
    fn null_is_a_word_and_meets_nothing_else() {
        assert_eq!(met("Null"), "n");
        assert_eq!(met("NOT  null"), "4 5 5.5 '5' 'e' Gold Ü null date x");
        assert_eq!(met("!=5"), "4 5.5 'e' Gold Ü null date x");
        assert_eq!(met("<>Gold"), "4 5 5.5 '5' 'e' Ü null date x");
    }

    #[test]
    fn numbers_are_compared_as_numbers_and_texts_as_texts() {
        assert_eq!(met("=5"), "5 '5'");
        assert_eq!(met("= 5.0"), "5 '5'");
        assert_eq!(met("=\"5\""), "'5'");
        assert_eq!(met(">=5"), "5 5.5 '5'");
        assert_eq!(met("> 5"), "5.5");
        assert_eq!(met("<5e0"), "4");
        assert_eq!(met("<=-1"), "");
        assert_eq!(met("=Gold"), "Gold");
        assert_eq!(met("=gold"), "");
        assert_eq!(met(">2026-01-31"), "'5' Gold Ü null date");
        assert_eq!(met("="), "'e'");
        assert_eq!(met(">"), met(""));
    }
}
