//! Canonical bytes of entity keys: two values are keys of the same customer if their bytes are equal (feature-spec §2).

use std::borrow::Cow;

use crate::base::value::ValueRef;
use crate::features::spec::MatchKeys;
use crate::features::times;

/// Puts text into Unicode's composed form (NFC). Its tables are large and every browser has them, so the engine passes
/// this function in (`engine::database::Database::compose`).
pub type Compose = fn(&str) -> String;

/// The way in which keys are compared, with the function for normalised ones.
#[derive(Clone, Copy, Debug)]
pub struct Matching {
    /// The way of comparing.
    pub by: MatchKeys,
    /// Unicode's composition, for `Normalised`.
    pub compose: Compose,
}

/// Writes the key's canonical bytes into `into` (cleared first): equal bytes, same customer. Returns `false` for NULL,
/// which matches nothing.
///
/// A storage class is never the same as another, except that INTEGER 7 and REAL 7.0 are one key. `Normalised` trims,
/// composes (NFC) and lowers text; `AsText` also takes the number 7 and the text `7` for the same, and `AsNumber` every text
/// that writes a number for that number.
pub fn encode(value: ValueRef<'_>, matching: Matching, into: &mut Vec<u8>) -> bool {
    into.clear();
    append(value, matching, into)
}

/// Appends the key's canonical bytes to `into`, as [`encode`] writes them.
pub fn append(value: ValueRef<'_>, matching: Matching, into: &mut Vec<u8>) -> bool {
    let Matching { by: matching, compose } = matching;
    match value {
        ValueRef::Null => return false,
        ValueRef::Integer(number) => encode_integer(number, matching, into),
        ValueRef::Real(number) => encode_real(number, matching, into),
        ValueRef::Text(text) if matching == MatchKeys::Normalised => push(into, b't', &normalised(text, compose)),
        ValueRef::Text(text) if matching == MatchKeys::AsNumber => match times::parse_number(text) {
            Some(ValueRef::Integer(number)) => encode_integer(number, matching, into),
            Some(ValueRef::Real(number)) => encode_real(number, matching, into),
            _ => push(into, b't', text),
        },
        ValueRef::Text(text) => push(into, b't', text),
        ValueRef::Blob(bytes) => push(into, b'b', bytes),
    }
    true
}

/// Reads canonical bytes back as the value that [`encode`] was given; a double that was an integer stays an integer.
pub fn decode(key: &[u8]) -> ValueRef<'_> {
    let (tag, rest) = key.split_first().unwrap_or((&b't', &[]));
    match (tag, <[u8; 8]>::try_from(rest)) {
        (b'i', Ok(bytes)) => ValueRef::Integer(i64::from_be_bytes(bytes)),
        (b'r', Ok(bytes)) => ValueRef::Real(f64::from_be_bytes(bytes)),
        (b'b', _) => ValueRef::Blob(rest),
        _ => ValueRef::Text(rest),
    }
}

/// Says whether a key is NULL, or text of nothing but white space.
pub fn is_blank(value: ValueRef<'_>) -> bool {
    match value {
        ValueRef::Null => true,
        // Nearly all keys begin with a visible character.
        ValueRef::Text([first, ..]) if first.is_ascii_graphic() => false,
        ValueRef::Text(text) => std::str::from_utf8(text).is_ok_and(|text| text.trim().is_empty()),
        _ => false,
    }
}

fn encode_real(number: f64, matching: MatchKeys, into: &mut Vec<u8>) {
    match exact_integer(number) {
        Some(integer) => encode_integer(integer, matching, into),
        None if matching == MatchKeys::AsText => push(into, b't', format!("{number:?}").as_bytes()),
        None => push(into, b'r', &number.to_be_bytes()),
    }
}

fn encode_integer(number: i64, matching: MatchKeys, into: &mut Vec<u8>) {
    if matching == MatchKeys::AsText {
        push(into, b't', number.to_string().as_bytes());
    } else {
        push(into, b'i', &number.to_be_bytes());
    }
}

fn push(into: &mut Vec<u8>, tag: u8, bytes: &[u8]) {
    into.push(tag);
    into.extend_from_slice(bytes);
}

/// Returns the integer that a double is exactly, as SQLite compares the two.
fn exact_integer(number: f64) -> Option<i64> {
    // 2^63 itself is a double but not an i64.
    let fits =
        number.trunc() == number && (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&number);
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
    fits.then_some(number as i64)
}

/// Returns the normal form of a text key, if it is another text.
pub(crate) fn normal_form(text: &str, compose: Compose) -> Option<String> {
    let normal = normalised(text.as_bytes(), compose);
    std::str::from_utf8(&normal).ok().filter(|normal| *normal != text).map(str::to_owned)
}

/// Normalises a text key: trims, composes (NFC) and lowers it; bytes that are not UTF-8 stay as they are.
fn normalised(text: &[u8], compose: Compose) -> Cow<'_, [u8]> {
    let Ok(text) = std::str::from_utf8(text) else { return Cow::Borrowed(text) };
    let trimmed = text.trim();
    if trimmed.is_ascii() {
        return if trimmed.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(trimmed.to_ascii_lowercase().into_bytes())
        } else {
            Cow::Borrowed(trimmed.as_bytes())
        };
    }
    // Lowering can take a composed letter apart (İ), so the result is composed once more.
    Cow::Owned(compose(&compose(trimmed).to_lowercase()).into_bytes())
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn key(value: ValueRef<'_>, by: MatchKeys) -> Vec<u8> {
        let mut bytes = Vec::new();
        assert!(encode(value, Matching { by, compose: |text| text.nfc().collect() }, &mut bytes));
        bytes
    }

    #[test]
    fn exact_keys_compare_as_sqlite_does_without_affinity() {
        use ValueRef::{Blob, Integer, Real, Text};
        let same = [
            (Integer(7), Real(7.0)),
            (Integer(0), Real(-0.0)),
            (Integer(i64::MIN), Real(-9_223_372_036_854_775_808.0)),
        ];
        for (a, b) in same {
            assert_eq!(key(a, MatchKeys::Exact), key(b, MatchKeys::Exact), "{a:?} {b:?}");
        }
        let different = [
            (Integer(7), Text(b"7")),
            (Text(b"a"), Blob(b"a")),
            (Text(b"a"), Text(b"A")),
            (Text(b"a"), Text(b"a ")),
            (Text(b"a"), Text(b"a\0")),
            (Integer(i64::MAX), Real(9_223_372_036_854_775_807.0)),
            (Integer(9_007_199_254_740_993), Real(9_007_199_254_740_992.0)),
            (Real(7.5), Text(b"7.5")),
        ];
        for (a, b) in different {
            assert_ne!(key(a, MatchKeys::Exact), key(b, MatchKeys::Exact), "{a:?} {b:?}");
        }
        let exact = Matching { by: MatchKeys::Exact, compose: str::to_owned };
        assert!(!encode(ValueRef::Null, exact, &mut Vec::new()));
    }

    #[test]
    fn normalised_keys_ignore_white_space_letter_case_and_composition() {
        let cases =
            [(" A@B.C\t", "a@b.c"), ("e\u{301}", "é"), ("É", "e\u{301}"), ("\u{a0}x\u{2003}", "x"), ("İ", "i\u{307}")];
        for (a, b) in cases {
            let (a, b) = (ValueRef::Text(a.as_bytes()), ValueRef::Text(b.as_bytes()));
            assert_eq!(key(a, MatchKeys::Normalised), key(b, MatchKeys::Normalised), "{a:?} {b:?}");
        }
        assert_ne!(key(ValueRef::Integer(7), MatchKeys::Normalised), key(ValueRef::Text(b"7"), MatchKeys::Normalised));
    }

    #[test]
    fn as_number_joins_every_writing_of_a_number() {
        use ValueRef::{Blob, Integer, Real, Text};
        let key = |value| key(value, MatchKeys::AsNumber);
        for same in
            [Text(b"17850"), Text(b"17850.0"), Text(b" 17850.00\t"), Text(b"017850"), Text(b"+17850"), Real(17850.0)]
        {
            assert_eq!(key(same), key(Integer(17_850)), "{same:?}");
        }
        assert_eq!(key(Text(b"-7.50")), key(Real(-7.5)));
        assert_eq!(key(Text(b"9007199254740993.0")), key(Integer(9_007_199_254_740_993)));
        for other in [Text(b"17850x"), Text(b""), Text(b"."), Text(b"nan"), Text(b"1785,0"), Blob(b"17850")] {
            assert_ne!(key(other), key(Integer(17_850)), "{other:?}");
        }
        assert_ne!(key(Text(b"1e3")), key(Integer(1_000)), "an exponent is a code that happens to look like one");
    }

    #[test]
    fn as_text_joins_numbers_with_numeric_text() {
        assert_eq!(key(ValueRef::Integer(7), MatchKeys::AsText), key(ValueRef::Text(b"7"), MatchKeys::AsText));
        assert_eq!(key(ValueRef::Real(7.0), MatchKeys::AsText), key(ValueRef::Text(b"7"), MatchKeys::AsText));
        assert_eq!(key(ValueRef::Real(7.5), MatchKeys::AsText), key(ValueRef::Text(b"7.5"), MatchKeys::AsText));
    }
}
