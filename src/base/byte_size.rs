//! Sizes in bytes as people read them.

/// Writes a size for people: `71.3 MB`.
pub fn size(bytes: u64) -> String {
    let (unit, name) = match bytes {
        ..1000 => return format!("{bytes} bytes"),
        1000..1_000_000 => (1000, "kB"),
        1_000_000..1_000_000_000 => (1_000_000, "MB"),
        _ => (1_000_000_000, "GB"),
    };
    format!("{}.{} {name}", bytes / unit, bytes % unit * 10 / unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_written_for_people() {
        let cases =
            [(0, "0 bytes"), (999, "999 bytes"), (4096, "4.0 kB"), (71_300_000, "71.3 MB"), (2_147_483_648, "2.1 GB")];
        for (bytes, text) in cases {
            assert_eq!(size(bytes), text);
        }
    }
}
