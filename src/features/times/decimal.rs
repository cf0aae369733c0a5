//! Decimal text as a double, for times: the standard library's reading without its 10 kB of tables.
//!
//! Up to 19 digits are rounded exactly; more may differ in the last bit, a quarter of a microsecond for epoch seconds.

/// The most digits that are kept.
const DIGITS: usize = 19;

/// The largest power of ten in 128 bits.
const LARGEST: u32 = 38;

/// Reads digits with perhaps a point, more digits, and an exponent, without a sign. A number too large for a time is
/// infinite.
pub(super) fn read(text: &[u8]) -> Option<f64> {
    let (number, exponent) = match text.iter().position(|byte| matches!(byte, b'e' | b'E')) {
        Some(at) => (text.get(..at)?, Some(text.get(at + 1..)?)),
        None => (text, None),
    };
    let point = number.iter().position(|byte| *byte == b'.').unwrap_or(number.len());
    let (whole, fraction) = (number.get(..point)?, number.get(point + 1..).unwrap_or_default());
    let mut scale = exponent.map_or(Some(0), read_exponent)?;
    let (mut kept, mut digits, mut rest) = (0_u64, 0, false);
    for (at, byte) in whole.iter().chain(fraction).enumerate() {
        let digit = byte.is_ascii_digit().then(|| u64::from(byte - b'0'))?;
        if digits < DIGITS {
            kept = kept * 10 + digit;
            digits += usize::from(kept > 0);
            scale -= i32::from(at >= whole.len());
        } else {
            rest |= digit > 0;
            scale += i32::from(at < whole.len());
        }
    }
    if whole.is_empty() {
        return None;
    }
    let power = scale.unsigned_abs();
    Some(match scale {
        _ if kept == 0 => 0.0,
        0.. if power as usize > DIGITS => f64::INFINITY,
        0.. => ((u128::from(kept) * 10_u128.pow(power)) | u128::from(rest)) as f64,
        _ if power > LARGEST => 0.0,
        _ => divide(kept, 10_u128.pow(power), rest),
    })
}

fn read_exponent(text: &[u8]) -> Option<i32> {
    let text = std::str::from_utf8(text).ok()?;
    // Longer ones are beyond all times in either direction.
    text.parse::<i32>().ok().map(|exponent| exponent.clamp(-9_999, 9_999))
}

/// Returns `kept / divisor`, rounded once: the quotient has more bits than a double, and its last bit is set if there
/// is a remainder.
fn divide(kept: u64, divisor: u128, rest: bool) -> f64 {
    let shift = u128::from(kept).leading_zeros();
    let shifted = u128::from(kept) << shift;
    let (quotient, left) = (shifted / divisor, shifted % divisor);
    let quotient = (quotient | u128::from(left > 0 || rest)) as f64;
    // A power of two changes no digit.
    quotient / 2_f64.powi(shift.cast_signed())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 5_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn it_reads_times_as_the_standard_library_does(text in "[0-9]{1,20}([.][0-9]{0,18})?(e[+-]?[0-9])?") {
            let theirs: f64 = text.parse().unwrap();
            if !(1e-3..1e19).contains(&theirs) {
                // No time, and allowed to differ.
                return Ok(());
            }
            let digits = text.split('e').next().unwrap().trim_start_matches(['0', '.']).replace('.', "").len();
            let off = read(text.as_bytes()).unwrap().to_bits().abs_diff(theirs.to_bits());
            prop_assert!(off <= u64::from(digits > DIGITS), "{text}: {off} bits off");
        }
    }

    #[test]
    fn halves_are_rounded_to_even() {
        for text in ["9007199254740993", "9007199254740993.001", "4503599627370497.5", "1e19", "8.5e-1"] {
            assert_eq!(read(text.as_bytes()), text.parse().ok(), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_not_read() {
        for text in ["", ".5", "1.2.3", "1e", "e5", "1e5.0", "--1", "1-2"] {
            assert_eq!(read(text.as_bytes()), None, "{text}");
        }
        assert_eq!(read(b"1e999999"), Some(f64::INFINITY));
        assert_eq!(read(b"1e-999999"), Some(0.0));
    }
}
