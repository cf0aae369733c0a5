//! A quick hash of bytes: eight at a time, by multiplication, which WebAssembly does in one instruction.
//!
//! std's own hash withstands somebody who makes up keys that collide, and takes three times as long. Here the worst
//! that such a file can do is to build slowly in the tab of the person who opened it, where *Stop* works.

/// An odd number whose bits have no pattern (2^64 divided by the golden ratio).
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Returns a hash of 32 bits; its low bits are as good as its high ones.
pub(crate) fn hash(bytes: &[u8]) -> u32 {
    (hash64(bytes) >> 32) as u32
}

/// Returns a hash of 64 bits.
pub(crate) fn hash64(bytes: &[u8]) -> u64 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut sum = bytes.len() as u64;
    for word in words {
        sum = add(sum, u64::from_le_bytes(*word));
    }
    let last = rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte));
    add(sum, last)
}

/// The hash of a file that comes in parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sum(u64);

impl Default for Sum {
    /// Nothing added yet. Not 0, to which zeros could be added without a trace.
    fn default() -> Self {
        Self(FACTOR)
    }
}

impl Sum {
    /// Adds the next part. Every part but the last has a length that eight divides.
    pub fn add(&mut self, part: &[u8]) {
        let (words, rest) = part.as_chunks::<8>();
        for word in words {
            self.0 = add(self.0, u64::from_le_bytes(*word));
        }
        if !rest.is_empty() {
            let last = rest.iter().rev().fold(rest.len() as u64, |word, byte| word << 8 | u64::from(*byte));
            self.0 = add(self.0, last);
        }
    }
}

impl std::fmt::Display for Sum {
    /// Writes what was added so far as 16 hexadecimal digits.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

fn add(sum: u64, word: u64) -> u64 {
    // Multiplication carries upwards only; the rotation brings what went up down again.
    (sum.rotate_left(26) ^ word).wrapping_mul(FACTOR)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_file_in_parts_has_one_sum_and_every_byte_counts() {
        let file: Vec<u8> = (0..1003_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let sum = |file: &[u8], part| {
            let mut sum = Sum::default();
            file.chunks(part).for_each(|part| sum.add(part));
            sum
        };
        let whole = sum(&file, 2000);
        assert_eq!(sum(&file, 8), whole);
        assert_eq!(sum(&file, 64), whole);
        for at in 0..file.len() {
            assert_ne!(sum(&file[..at], 64), whole, "cut off at {at}");
            let mut other = file.clone();
            other[at] ^= 1;
            assert_ne!(sum(&other, 64), whole, "byte {at}");
        }
        assert_ne!(sum(&[0; 8], 8), sum(&[0; 16], 8));
    }

    #[test]
    fn keys_that_differ_little_fall_far_apart() {
        for (name, keys) in [
            ("addresses", (0..100_000).map(|n| format!("tcustomer{n}@example.com").into_bytes()).collect::<Vec<_>>()),
            ("numbers", (0..100_000_u64).map(|n| [b"i".as_slice(), &n.to_be_bytes()].concat()).collect()),
            ("short texts", (0..100_000).map(|n| format!("t{n}").into_bytes()).collect()),
            ("lengths", (0..2000).map(|n| vec![0; n]).collect()),
        ] {
            for (bits, shift) in [(17, 0), (12, 20), (8, 12)] {
                let place = |key: &Vec<u8>| hash(key) >> shift & ((1 << bits) - 1);
                let places = keys.iter().map(place).collect::<HashSet<u32>>().len() as f64;
                // As many different places as chance would give, less three in a hundred.
                let n = f64::from(1_u32 << bits);
                let chance = n * (1.0 - (-(keys.len() as f64) / n).exp());
                assert!(places > 0.97 * chance, "{name}: {places} of {chance} by bits {shift} to {}", shift + bits);
            }
        }
    }
}
