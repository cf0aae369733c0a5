//! Splits names into words: `CustomerID`, `customer_id` and `CUSTOMERID` are all *customer* and *id*.
//!
//! SQLite ignores letter case in names, so it is ignored here: words that are written together are found by the
//! vocabulary, not by capitals.

use super::{languages, vocabulary};

/// The longest beginning of a name that is split, in characters.
const LONGEST: usize = 64;

/// The endings that are split off a word that the vocabulary does not have.
const ENDINGS: [&str; 5] = ["id", "date", "time", "timestamp", "email"];

/// A name as words in the singular and in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// The words in order.
    pub(super) list: Vec<String>,
    /// All letters and digits in lower case, without anything between.
    pub(super) squeezed: String,
    /// The words without anything between: the same for `Kunden-Nr.` and `customer_nr`.
    pub(super) joined: String,
}

impl Words {
    /// Splits a name into words.
    pub(super) fn of(name: &str) -> Self {
        let lower: String = name.chars().take(LONGEST).collect::<String>().to_lowercase();
        let squeezed = lower.chars().filter(|letter| letter.is_alphanumeric()).collect();
        let folded = languages::fold(&lower);
        let parts = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|part| !part.is_empty());
        let mut list = Vec::new();
        parts.for_each(|part| split(part, &mut list));
        // E-mail is one word and often written as two.
        if let Some(at) = list.windows(2).position(|pair| pair == ["e", "mail"]) {
            list.splice(at..at + 2, ["email".to_owned()]);
        }
        languages::translate(&mut list);
        Self { joined: list.concat(), list, squeezed }
    }

    /// Says whether a word is among them.
    pub(super) fn has(&self, word: &str) -> bool {
        self.list.iter().any(|own| own == word)
    }

    /// Says whether one of some words is among them.
    pub(super) fn any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.has(word))
    }

    /// Says whether the name is exactly these words.
    pub(super) fn is(&self, words: &[&str]) -> bool {
        self.list == words
    }

    /// Returns the most points that a list gives to one of the words; `None` if it has none of them.
    pub(super) fn most(&self, points: &[(&str, i32)]) -> Option<i32> {
        self.list.iter().filter_map(|word| points_of(points, word)).max()
    }
}

/// Returns the points that a list gives to a word.
pub(super) fn points_of(points: &[(&str, i32)], word: &str) -> Option<i32> {
    points.iter().find(|(known, _)| *known == word).map(|(_, points)| *points)
}

/// Returns the singular of an English word in lower case, by spelling rules.
pub(super) fn singular(word: &str) -> String {
    if vocabulary::knows(word) {
        return word.to_owned();
    }
    if word == "people" {
        return "person".to_owned();
    }
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "xes", "ches", "shes"] {
        if word.ends_with(ending) {
            return word.trim_end_matches("es").to_owned();
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.is_empty() && !stem.ends_with('s') => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// Splits a part of letters and digits into words and appends them to `into`.
fn split(part: &str, into: &mut Vec<String>) {
    let whole = singular(part);
    if vocabulary::knows(&whole) {
        into.push(whole);
        return;
    }
    let letters = part.trim_end_matches(|letter: char| letter.is_numeric());
    if !letters.is_empty() && letters.len() < part.len() {
        split(letters, into);
        into.push(part.get(letters.len()..).unwrap_or_default().to_owned());
        return;
    }
    if let Some(words) = segments(part) {
        into.extend(words);
        return;
    }
    for ending in ENDINGS {
        if let Some(before) = part.strip_suffix(ending).filter(|before| before.chars().count() >= 3) {
            into.extend([singular(before), ending.to_owned()]);
            return;
        }
    }
    into.push(whole);
}

/// Returns the fewest words of the vocabulary that make up a part; `None` if none do.
fn segments(part: &str) -> Option<Vec<String>> {
    // For each length of the part that words can make up: the number of words, and the last word with its start.
    let mut covered: Vec<Option<(usize, usize, &str)>> = vec![None; part.len() + 1];
    *covered.first_mut()? = Some((0, 0, ""));
    for end in 1..=part.len() {
        let Some(before) = part.get(..end) else { continue };
        for word in vocabulary::words() {
            for plural in ["", "s"] {
                let Some(rest) = before.strip_suffix(plural).and_then(|stem| stem.strip_suffix(word)) else { continue };
                let Some(Some((count, ..))) = covered.get(rest.len()).copied() else { continue };
                let Some(best) = covered.get_mut(end) else { continue };
                if best.is_none_or(|(fewest, ..)| count + 1 < fewest) {
                    *best = Some((count + 1, rest.len(), word));
                }
            }
        }
    }
    let (mut end, mut words) = (part.len(), Vec::new());
    while end > 0 {
        let (_, start, word) = covered.get(end).copied().flatten()?;
        words.push(word.to_owned());
        end = start;
    }
    words.reverse();
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_many_spellings_is_the_same_words() {
        let cases: [(&[&str], &[&str]); 6] = [
            (&["customer_id", "CustomerID", "customerId", "CUSTOMERID", "Customers Id"], &["customer", "id"]),
            (&["user_email", "UserEmail", "USER-EMAIL", "user e-mail"], &["user", "email"]),
            (&["InvoiceDate", "invoice_date", "invoicedate"], &["invoice", "date"]),
            (&["purchasedAt", "purchased_at", "PURCHASEDAT"], &["purchased", "at"]),
            (&["pupil_date", "PupilDate"], &["pupil", "date"]),
            (&["p1", "P1"], &["p1"]),
        ];
        for (names, words) in cases {
            for name in names {
                assert!(Words::of(name).is(words), "{name}: {:?}", Words::of(name).list);
            }
        }
    }

    #[test]
    fn words_that_only_end_like_others_stay_whole() {
        for name in ["valid", "paid", "candidate", "lifetime", "status", "address"] {
            assert_eq!(Words::of(name).list, [name]);
        }
    }

    #[test]
    fn plurals_lose_their_ending() {
        let cases = [
            ("people", "person"),
            ("categories", "category"),
            ("boxes", "box"),
            ("pupils", "pupil"),
            ("class", "class"),
        ];
        for (plural, expected) in cases {
            assert_eq!(singular(plural), expected);
        }
    }
}
