//! E-mail addresses in a hand-over: left out, hashed with a key, or kept. Every text of a hand-over goes through here.

use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::base::named::Named;

/// The treatment of e-mail addresses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Emails {
    /// A mark stands in place of each.
    #[default]
    LeftOut,
    /// The first 16 hexadecimal digits of HMAC-SHA-256 stand in place of each.
    Hashed,
    /// They stay as they are.
    Kept,
}

impl Named for Emails {
    const NAMES: &'static [(Self, &'static str)] =
        &[(Self::LeftOut, "left_out"), (Self::Hashed, "hashed"), (Self::Kept, "kept")];
}

/// A text whose e-mail addresses were treated as wished.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Clean(pub(super) String);

/// The mark in place of an address that is left out.
const MARK: &str = "[e-mail]";

/// The ways in which the sign between the two parts of an address is written, in lower case.
const SIGNS: [&str; 9] = ["@", "\u{ff20}", "\u{fe6b}", "%40", "&#64;", "&#x40;", "&commat;", "(at)", "[at]"];

/// The longest text, in characters.
const TEXT: usize = 200;

/// Treats e-mail addresses in texts.
pub(super) struct Cleaner<'a> {
    pub(super) emails: Emails,
    /// The key of the hashes.
    pub(super) key: &'a [u8; 32],
}

impl Cleaner<'_> {
    /// Treats everything in a text that looks like an e-mail address, and cuts a long text.
    pub(super) fn text(&self, text: &str) -> Clean {
        self.up_to(text, TEXT)
    }

    /// Does the same, with another length.
    pub(super) fn up_to(&self, text: &str, limit: usize) -> Clean {
        let text = if self.emails == Emails::Kept { text.to_owned() } else { self.replaced(text) };
        match text.char_indices().nth(limit).and_then(|(end, _)| text.get(..end)) {
            Some(start) => Clean(format!("{start}…")),
            None => Clean(text),
        }
    }

    /// Treats a text that was cut already: its last word may be half of an address, and goes.
    pub(super) fn cut_text(&self, text: &str) -> Clean {
        if self.emails == Emails::Kept {
            return self.text(text);
        }
        let whole = text.rfind(char::is_whitespace).and_then(|end| text.get(..end)).unwrap_or_default();
        self.text(&format!("{whole}…"))
    }

    /// Treats a value that is an address, whatever it looks like; `None` if it is left out.
    pub(super) fn address(&self, text: &str) -> Option<Clean> {
        match self.emails {
            Emails::LeftOut => None,
            Emails::Hashed => Some(Clean(self.hash(text.trim()))),
            Emails::Kept => Some(self.text(text)),
        }
    }

    fn replaced(&self, text: &str) -> String {
        let (mut written, mut from) = (String::new(), 0);
        for (start, end) in addresses(text) {
            written += text.get(from..start).unwrap_or_default();
            match self.emails {
                Emails::Hashed => written += &self.hash(text.get(start..end).unwrap_or_default()),
                Emails::LeftOut | Emails::Kept => written += MARK,
            }
            from = end;
        }
        written + text.get(from..).unwrap_or_default()
    }

    fn hash(&self, address: &str) -> String {
        // A key shorter than a block of SHA-256 is filled up with zeros.
        let mut block = [0; 64];
        block.iter_mut().zip(self.key).for_each(|(place, byte)| *place = *byte);
        let mut mac = Hmac::<Sha256>::new(&block.into());
        mac.update(address.as_bytes());
        mac.finalize().into_bytes().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Finds what looks like an address: text without white space on both sides of a sign, white space around the sign allowed.
/// Returns the places in bytes, in order, without overlaps.
fn addresses(text: &str) -> Vec<(usize, usize)> {
    let lower = text.to_ascii_lowercase();
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.char_indices() {
        let here = lower.get(at..).unwrap_or_default();
        let Some(sign) = SIGNS.iter().find(|sign| here.starts_with(**sign)) else { continue };
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + sign.len()..).unwrap_or_default());
        let (start, end) = (local_part(before), text.len() - after.len() + domain(after));
        let has_letters = |part: Option<&str>| part.is_some_and(|part| part.contains(char::is_alphanumeric));
        if !has_letters(text.get(start..at)) || !has_letters(text.get(at + sign.len()..end)) {
            continue;
        }
        match found.last_mut() {
            Some(last) if last.1 > start => *last = (last.0.min(start), end.max(last.1)),
            _ => found.push((start, end)),
        }
    }
    found
}

/// Returns the start of the part before the sign.
fn local_part(before: &str) -> usize {
    let before = before.trim_end();
    // A part in quotes may have anything in it.
    if let Some(open) = before.strip_suffix('"').and_then(|inside| inside.rfind('"')) {
        return open;
    }
    let start = before.rfind(is_between).map_or(0, |at| at + before.get(at..).map_or(0, first_length));
    let part = before.get(start..).unwrap_or_default();
    start + part.len() - part.trim_start_matches(is_around).len()
}

/// Returns the end of the part after the sign.
fn domain(after: &str) -> usize {
    let part = after.trim_start();
    let skipped = after.len() - part.len();
    let part = part.find(is_between).and_then(|end| part.get(..end)).unwrap_or(part);
    skipped + part.trim_end_matches(is_around).len()
}

fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Says whether a character stands between an address and other text.
fn is_between(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control() || matches!(letter, '<' | '>' | ',' | ';' | ':' | '|' | '"')
}

/// Says whether a character around an address is none of it.
fn is_around(letter: char) -> bool {
    matches!(letter, '(' | ')' | '[' | ']' | '{' | '}' | '\'' | '`' | '.' | '!' | '?' | '/' | '*' | '“' | '”' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: [u8; 32] = [7; 32];

    fn cleaner(emails: Emails) -> Cleaner<'static> {
        Cleaner { emails, key: &KEY }
    }

    #[test]
    fn what_looks_like_an_address_goes_wherever_it_stands() {
        for (text, expected) in [
            ("ada@x.org", "[e-mail]"),
            ("ADA.L+1@Mail.X.Org wrote", "[e-mail] wrote"),
            ("by <ada@x.org>, bob@y.net; done", "by <[e-mail]>, [e-mail]; done"),
            ("(ada@x.org).", "([e-mail])."),
            ("mailto:ada@x.org?subject=x", "mailto:[e-mail]"),
            ("{\"e\":\"ada@x.org\",\"n\":1}", "{\"e\":\"[e-mail]\",\"n\":1}"),
            ("ada @ x.org", "[e-mail]"),
            ("ada\n@\tx.org", "[e-mail]"),
            ("\"ada l\"@x.org", "[e-mail]"),
            ("дада@пример.рф и", "[e-mail] и"),
            ("ada＠x.org", "[e-mail]"),
            ("?to=ada%40x.org", "?[e-mail]"),
            ("ada(at)x.org, ada[AT]x.org", "[e-mail], [e-mail]"),
            ("ada&#64;x.org", "[e-mail]"),
            ("a@b@c.org", "[e-mail]"),
            ("a@b.c a@b.c", "[e-mail] [e-mail]"),
            ("root@localhost", "[e-mail]"),
            ("ada@[127.0.0.1]", "[e-mail]]"),
            ("x'@y", "[e-mail]"),
            // None of these has an address.
            ("@ada", "@ada"),
            ("a @", "a @"),
            ("@", "@"),
            ("2026-07-01T00:00:00Z", "2026-07-01T00:00:00Z"),
            ("", ""),
        ] {
            assert_eq!(cleaner(Emails::LeftOut).text(text).0, expected, "{text}");
            assert_eq!(cleaner(Emails::Kept).text(text).0, text);
        }
    }

    #[test]
    fn a_hash_is_the_one_that_others_compute_and_the_same_in_every_text() {
        let hashed = cleaner(Emails::Hashed);
        let expected = "6d21f8dda91c6276";
        assert_eq!(hashed.address(" ada@x.org ").unwrap().0, expected);
        assert_eq!(hashed.text("to ada@x.org.").0, format!("to {expected}."));
        assert_ne!(hashed.text("bob@x.org").0, expected);
        let other = Cleaner { emails: Emails::Hashed, key: &[8; 32] };
        assert_ne!(other.text("ada@x.org").0, expected);
        assert_eq!(cleaner(Emails::LeftOut).address("no address"), None);
        assert_eq!(hashed.address("no address").unwrap().0.len(), 16);
    }

    #[test]
    fn half_an_address_at_the_end_of_a_cut_text_goes_too() {
        assert_eq!(cleaner(Emails::LeftOut).cut_text("written by ada.love…").0, "written by…");
        assert_eq!(cleaner(Emails::LeftOut).cut_text("ada.lovelace…").0, "…");
        let long = "ä".repeat(300) + "@x.org";
        assert_eq!(cleaner(Emails::LeftOut).text(&long).0, "[e-mail]");
        assert_eq!(cleaner(Emails::Kept).text(&long).0, "ä".repeat(200) + "…");
    }
}
