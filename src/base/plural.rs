//! Counts with their nouns and verbs, for the sentences of reports and feedback.

/// `1 key`, `2 keys`.
pub(crate) fn number(n: u64, one: &str, many: &str) -> String {
    format!("{n} {}", verb(n, one, many))
}

/// Returns the singular or plural form of a word, by its count.
pub(crate) fn verb<'a>(n: u64, one: &'a str, many: &'a str) -> &'a str {
    if n == 1 { one } else { many }
}

/// `1 row`, `2 rows`.
pub(crate) fn rows(n: u64) -> String {
    number(n, "row", "rows")
}
