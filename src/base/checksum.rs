//! Checksums of files that come in parts: XXH64, and the lab's own sum, which earlier versions wrote.

use std::hash::Hasher;

use twox_hash::XxHash64;

use super::hash::Sum;

/// The word before a written XXH64, so that its kind can be told.
const XXH64: &str = "xxh64:";

/// A checksum under way.
#[derive(Clone, Debug)]
pub enum Checksum {
    /// <https://github.com/Cyan4973/xxHash>, with seed 0.
    Xxh64(XxHash64),
    /// The sum of earlier versions, without a word before it.
    Earlier(Sum),
}

impl Default for Checksum {
    fn default() -> Self {
        Self::Xxh64(XxHash64::with_seed(0))
    }
}

impl Checksum {
    /// Starts a checksum of the kind that a written one is.
    pub fn of_kind(written: &str) -> Self {
        if written.starts_with(XXH64) { Self::default() } else { Self::Earlier(Sum::default()) }
    }

    /// Adds the next part. Every part but the last has a length that eight divides.
    pub fn add(&mut self, part: &[u8]) {
        match self {
            Self::Xxh64(hash) => hash.write(part),
            Self::Earlier(sum) => sum.add(part),
        }
    }
}

impl std::fmt::Display for Checksum {
    /// Writes what was added so far, 16 hexadecimal digits after the word for the kind.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Xxh64(hash) => write!(f, "{XXH64}{:016x}", hash.finish()),
            Self::Earlier(sum) => sum.fmt(f),
        }
    }
}

/// XXH64 of bytes as 16 hexadecimal digits.
pub fn xxh64(bytes: &[u8]) -> String {
    format!("{:016x}", XxHash64::oneshot(0, bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values_come_out_in_any_number_of_parts() {
        // From the reference implementation: xxhsum -H64 of nothing and of `abc`.
        assert_eq!(xxh64(b""), "ef46db3751d8e999");
        assert_eq!(xxh64(b"abc"), "44bc2cf5ad770999");
        let file: Vec<u8> = (0..=255).cycle().take(1003).collect();
        let mut parts = Checksum::default();
        file.chunks(64).for_each(|part| parts.add(part));
        assert_eq!(parts.to_string(), format!("xxh64:{}", xxh64(&file)));
    }

    #[test]
    fn the_kind_is_that_of_the_written_one() {
        let mut sum = Sum::default();
        sum.add(b"rows");
        for written in [sum.to_string(), format!("xxh64:{}", xxh64(b"rows"))] {
            let mut again = Checksum::of_kind(&written);
            again.add(b"rows");
            assert_eq!(again.to_string(), written);
        }
    }
}
