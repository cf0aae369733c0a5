//! Letters in lower case, for engines whose own function depends on a server's collation or knows fewer letters.

/// The letters of Greek words, as a part of a pattern.
pub(super) const GREEK: &str = "a-zA-Z\u{370}-\u{3ff}\u{1f00}-\u{1fff}";

/// Returns all letters beyond ASCII that have one letter in lower case, and these in the same order.
pub(super) fn upper_and_lower() -> [String; 2] {
    let pairs = ('\u{80}'..='\u{1ffff}').filter_map(|upper| {
        let mut lower = upper.to_lowercase();
        let first = lower.next().filter(|first| *first != upper)?;
        lower.next().is_none().then_some((upper, first))
    });
    let (upper, lower): (String, String) = pairs.unzip();
    [upper, lower]
}
