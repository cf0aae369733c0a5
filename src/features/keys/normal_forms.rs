//! `NormalForms`: the keys beyond ASCII that normalised matching changes, for engines that know only letters of ASCII.

use std::collections::BTreeMap;

use super::key::{Compose, normal_form};
use crate::base::value::ValueRef;

/// The most keys that are kept.
const MOST: usize = 100_000;

/// Keys of more than ASCII with their normal forms, where these differ; each key once.
#[derive(Debug)]
pub(crate) struct NormalForms {
    compose: Compose,
    forms: BTreeMap<String, String>,
}

impl NormalForms {
    /// Starts with no keys.
    pub(crate) fn new(compose: Compose) -> Self {
        Self { compose, forms: BTreeMap::new() }
    }

    /// Takes the next key.
    pub(crate) fn observe(&mut self, value: ValueRef<'_>) {
        let ValueRef::Text(text) = value else { return };
        if text.is_ascii() || self.forms.len() >= MOST {
            return;
        }
        if let Ok(text) = std::str::from_utf8(text)
            && !self.forms.contains_key(text)
            && let Some(normal) = normal_form(text, self.compose)
        {
            self.forms.insert(text.to_owned(), normal);
        }
    }

    /// Returns the keys in their order, each with its normal form.
    pub(crate) fn into_list(self) -> Vec<(String, String)> {
        self.forms.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn keys_beyond_ascii_are_listed_once_where_they_change() {
        let mut forms = NormalForms::new(|text| text.nfc().collect());
        for text in ["ANA@x", "ren\u{e9}", "REN\u{c9}", "\u{a0}bo", "rene\u{301}", "REN\u{c9}"] {
            forms.observe(ValueRef::Text(text.as_bytes()));
        }
        forms.observe(ValueRef::Text(b"\xffA"));
        forms.observe(ValueRef::Blob("REN\u{c9}".as_bytes()));
        let pair = |(a, b): (&str, &str)| (a.to_owned(), b.to_owned());
        let expected = [("REN\u{c9}", "ren\u{e9}"), ("rene\u{301}", "ren\u{e9}"), ("\u{a0}bo", "bo")].map(pair);
        assert_eq!(forms.into_list(), expected);
    }
}
