//! Formats numbers, counts and durations for people.

/// A whole number with a separator between thousands.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|group| std::str::from_utf8(group).unwrap_or_default()).collect();
    groups.join(",")
}

/// A number of rows: `1 row`, `2 rows`.
pub fn rows(n: u64) -> String {
    format!("{} {}", number(n), if n == 1 { "row" } else { "rows" })
}

/// A duration, given in milliseconds, as `250 ms` or `1.5 s`.
pub fn duration(ms: f64) -> String {
    if ms < 1000.0 { format!("{ms:.0} ms") } else { format!("{:.1} s", ms / 1000.0) }
}

/// The elapsed time, given in milliseconds, in seconds with one decimal place.
pub fn elapsed(ms: f64) -> String {
    format!("{:.1} s", ms / 1000.0)
}

/// A sentence with names as people read them: a table or column without a name is `""`.
pub(super) fn readable(sentence: String) -> String {
    // Only the lab's name for what has none has a NUL.
    if sentence.contains('\0') { sentence.replace('\0', "") } else { sentence }
}
