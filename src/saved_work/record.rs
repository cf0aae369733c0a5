//! The record of a generation as text: a line for each field, and a checksum of them at the end.

use super::Generation;
use super::operation::Operation;
use crate::base::checksum::xxh64;
use crate::base::hash::Sum;

/// The version of this format; a lab does not touch records of a version that it does not know.
const VERSION: &str = "2";

/// The version before, which ends in the lab's own sum and is still read.
const BEFORE: &str = "1";

/// The length of the checksum after the fields, in bytes.
const SUM: usize = 16;

impl Generation {
    /// Writes the record; [`Self::read`] reads it back.
    pub fn write(&self) -> String {
        let (number, at, size) = (self.number.to_string(), self.at.to_string(), self.size.to_string());
        // A file's name may have anything in it; nothing else has lines.
        let name = self.name.replace('\n', " ");
        let mut text = VERSION.to_owned();
        let done = self.done.write();
        // A lab from before what was done is kept reads all but the last line.
        for field in
            [&self.work, &number, &at, &size, &self.sum, &self.source, &self.integrity, &self.link, &name, &done]
        {
            text += "\n";
            text += field;
        }
        text += "\n";
        let sum = xxh64(text.as_bytes());
        text + &sum
    }

    /// Reads a record; `None` unless every byte of it is there.
    pub fn read(text: &str) -> Option<Self> {
        let (fields, told) = text.split_at_checked(text.len().checked_sub(SUM)?)?;
        let mut lines = fields.split('\n').map(str::to_owned);
        let sum = match lines.next()?.as_str() {
            VERSION => xxh64(fields.as_bytes()),
            BEFORE => sum_before(fields),
            _ => return None,
        };
        if sum != told {
            return None;
        }
        let mut next = || lines.next();
        Some(Self {
            work: next()?,
            number: next()?.parse().ok()?,
            at: next()?.parse().ok()?,
            size: next()?.parse().ok()?,
            sum: next()?,
            source: next()?,
            integrity: next()?,
            link: next()?,
            name: next()?,
            // Missing in the records of an earlier lab.
            done: next().map(|done| Operation::read(&done)).unwrap_or_default(),
        })
    }
}

fn sum_before(text: &str) -> String {
    let mut sum = Sum::default();
    sum.add(text.as_bytes());
    sum.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_back_and_nothing_less_than_all_of_it_counts() {
        let generation = Generation {
            work: "m3x".into(),
            number: 7,
            at: 1_795_000_000_000,
            name: "Kunden & Käufe = 1.db".into(),
            size: 8192,
            sum: "00ff".into(),
            link: "sample=tiny&sql=SELECT+1".into(),
            source: "ab".into(),
            integrity: "sound".into(),
            done: Operation::Ran("DROP TABLE transactions".into()),
        };
        let text = generation.write();
        assert_eq!(Generation::read(&text), Some(generation.clone()));
        // As the version before wrote it.
        let (fields, _) = text.split_at(text.len() - SUM);
        let before = fields.replacen(VERSION, BEFORE, 1);
        assert_eq!(Generation::read(&format!("{before}{}", sum_before(&before))), Some(generation.clone()));
        // Without what was done, as a lab before that wrote it.
        let earlier = fields.trim_end().rsplit_once('\n').unwrap().0.to_owned() + "\n";
        let read = Generation::read(&format!("{earlier}{}", xxh64(earlier.as_bytes()))).unwrap();
        assert_eq!(read, Generation { done: Operation::Unknown, ..generation });
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
            assert_eq!(Generation::read(&text[..end]), None, "cut off at {end}");
        }
        assert_eq!(Generation::read(&text.replace("8192", "8193")), None);
        assert_eq!(Generation::read(""), None);
    }
}
