//! Numbers, counts, durations and names as people read them.

/// A whole number with its thousands apart.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap_or_default()).collect();
    groups.join(",")
}

/// `1 row`, `2 rows`.
pub fn rows(n: u64) -> String {
    format!("{} {}", number(n), if n == 1 { "row" } else { "rows" })
}

/// A duration in words that fit its size.
pub fn duration(ms: f64) -> String {
    if ms < 1000.0 { format!("{ms:.0} ms") } else { format!("{:.1} s", ms / 1000.0) }
}

/// How long something has been going on.
pub fn elapsed(ms: f64) -> String {
    format!("{:.1} s", ms / 1000.0)
}

/// A sentence with names as people read them: a table or column without a name is `""`.
pub(super) fn readable(sentence: String) -> String {
    // Only the lab's name for what has none has a NUL.
    if sentence.contains('\0') { sentence.replace('\0', "") } else { sentence }
}
