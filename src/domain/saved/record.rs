//! The record of a generation as text: form-encoded pairs, and a sum over them at the end.

use super::Kept;
use crate::domain::hash::Sum;

/// The version of this format; a lab does not touch records of a version that it does not know.
const VERSION: &str = "1";

/// How long the sum is that follows the pairs, in bytes.
const SUM: usize = 16;

impl Kept {
    /// Writes the record; [`Self::read`] reads it back.
    pub fn write(&self) -> String {
        let pairs = form_urlencoded::Serializer::new(String::new())
            .append_pair("version", VERSION)
            .append_pair("work", &self.work)
            .append_pair("number", &self.number.to_string())
            .append_pair("at", &self.at.to_string())
            .append_pair("name", &self.name)
            .append_pair("size", &self.size.to_string())
            .append_pair("sum", &self.sum)
            .append_pair("link", &self.link)
            .append_pair("source", &self.source)
            .append_pair("integrity", &self.integrity)
            .append_pair("end", "")
            .finish();
        let sum = sum(&pairs);
        pairs + &sum
    }

    /// Reads a record; `None` unless every byte of it is there.
    pub fn read(text: &str) -> Option<Self> {
        let (pairs, told) = text.split_at_checked(text.len().checked_sub(SUM)?)?;
        if sum(pairs) != told {
            return None;
        }
        let mut kept = Self::default();
        for (name, value) in form_urlencoded::parse(pairs.as_bytes()) {
            let value = value.into_owned();
            match &*name {
                "version" if value != VERSION => return None,
                "work" => kept.work = value,
                "number" => kept.number = value.parse().ok()?,
                "at" => kept.at = value.parse().ok()?,
                "name" => kept.name = value,
                "size" => kept.size = value.parse().ok()?,
                "sum" => kept.sum = value,
                "link" => kept.link = value,
                "source" => kept.source = value,
                "integrity" => kept.integrity = value,
                _ => {}
            }
        }
        Some(kept)
    }
}

fn sum(text: &str) -> String {
    let mut sum = Sum::default();
    sum.add(text.as_bytes());
    sum.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_back_and_nothing_less_than_all_of_it_counts() {
        let kept = Kept {
            work: "m3x".into(),
            number: 7,
            at: 1_795_000_000_000,
            name: "Kunden & Käufe = 1.db".into(),
            size: 8192,
            sum: "00ff".into(),
            link: "sample=tiny&sql=SELECT+1".into(),
            source: "ab".into(),
            integrity: "sound".into(),
        };
        let text = kept.write();
        assert_eq!(Kept::read(&text), Some(kept));
        for end in 0..text.len() {
            assert_eq!(Kept::read(&text[..end]), None, "cut off at {end}");
        }
        assert_eq!(Kept::read(&text.replace("8192", "8193")), None);
        assert_eq!(Kept::read(""), None);
    }
}
