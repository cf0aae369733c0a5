//! Random bytes of the browser, fit for keys.

use crate::base::error::{LabError, Result};

/// Returns 32 random bytes; works only in the page.
///
/// # Errors
///
/// The browser has none.
pub fn key() -> Result<[u8; 32]> {
    let mut key = [0; 32];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    let filled = crypto.and_then(|crypto| crypto.get_random_values_with_u8_array(&mut key).ok());
    filled.map(|_| key).ok_or_else(|| LabError::internal("the browser has no random bytes"))
}
