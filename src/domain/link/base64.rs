//! Bytes as text that stands in an address as it is: base64 with `-` and `_`, without padding (RFC 4648, section 5).

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes bytes as text.
pub fn to_base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let word = (0..3).fold(0, |word, at| word << 8 | u32::from(three.get(at).copied().unwrap_or(0)));
        for letter in 0..=three.len() {
            text.push(char::from(LETTERS[(word >> (18 - 6 * letter) & 63) as usize]));
        }
    }
    text
}

/// Reads bytes back; `None` if the text was not written by [`to_base64`].
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    for four in text.as_bytes().chunks(4) {
        let mut word = 0;
        for letter in four {
            let value = LETTERS.iter().position(|known| known == letter)?;
            word = word << 6 | value as u32;
        }
        // A letter alone has no whole byte.
        let whole = four.len().checked_sub(2)? + 1;
        word <<= 6 * (4 - four.len());
        bytes.extend(&word.to_be_bytes()[1..=whole]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_length_comes_back() {
        for length in 0..20_u8 {
            let bytes: Vec<u8> = (0..length).map(|byte| byte.wrapping_mul(173) ^ 0xff).collect();
            let text = to_base64(&bytes);
            assert_eq!(from_base64(&text), Some(bytes), "{text}");
        }
        assert_eq!(to_base64(b"\xfb\xff\xfe!"), "-__-IQ");
        for wrong in ["A", "AAAAA", "A+==", "ä", "AA A"] {
            assert_eq!(from_base64(wrong), None, "{wrong}");
        }
    }
}
