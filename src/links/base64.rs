//! Base64 for addresses: with `-` and `_`, without padding (RFC 4648, section 5).

use base64ct::{Base64UrlUnpadded, Encoding};

/// Writes bytes as text.
pub fn to_base64(bytes: &[u8]) -> String {
    Base64UrlUnpadded::encode_string(bytes)
}

/// Reads bytes back; `None` if the text was not written by [`to_base64`].
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    Base64UrlUnpadded::decode_vec(text).ok()
}
