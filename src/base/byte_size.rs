//! Sizes in bytes as people read them, and the error of a file that is too large.

use super::error::{ErrorKind, LabError};

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

/// The error of a file that would not fit this browser's memory; sizes in bytes.
pub fn too_large(len: u64, limit: u64) -> LabError {
    LabError::new(
        ErrorKind::TooLarge,
        match (size(len), size(limit)) {
            (len, limit) if len != limit => {
                format!("The file has {len}, more than the {limit} that this browser can work with.")
            }
            _ => format!("The file has {len} bytes, more than the {limit} bytes that this browser can work with."),
        },
        "Try a desktop browser with more memory, or make a smaller copy with only the tables you need.",
    )
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
