//! The packed form of rows: the bytes in which a database passes many values at once.
//!
//! A row is its values one after the other. A value starts with a little-endian word of 32 bits: the length of a text
//! in bytes, or a negative number for another kind. Then follow the bytes of a text; the eight little-endian bytes of
//! an integer or double; or a word with the length of a blob, and its bytes. Everything is padded to whole words.

use crate::base::error::{LabError, Result};
use crate::base::value::ValueRef;

/// The storage classes: SQLite's own numbers, negated.
const INTEGER: i32 = -1;
const REAL: i32 = -2;
const BLOB: i32 = -4;
const NULL: i32 = -5;

const WORD: usize = 4;

/// The most rows of a block: enough for lookups that overlap their cache misses, few enough for the first-level cache.
const BLOCK: usize = 256;

/// Packs one value.
pub fn push(value: ValueRef<'_>, into: &mut Vec<u8>) -> Result<()> {
    match value {
        ValueRef::Null => push_word(NULL, into),
        ValueRef::Integer(number) => {
            push_word(INTEGER, into);
            into.extend_from_slice(&number.to_le_bytes());
        }
        ValueRef::Real(number) => {
            push_word(REAL, into);
            into.extend_from_slice(&number.to_le_bytes());
        }
        ValueRef::Text(text) => push_bytes(text, into)?,
        ValueRef::Blob(bytes) => {
            push_word(BLOB, into);
            push_bytes(bytes, into)?;
        }
    }
    Ok(())
}

fn push_bytes(bytes: &[u8], into: &mut Vec<u8>) -> Result<()> {
    // SQLite itself stops at 10^9 bytes.
    let length = i32::try_from(bytes.len()).map_err(|_| LabError::internal("a value beyond two gigabytes"))?;
    push_word(length, into);
    into.extend_from_slice(bytes);
    into.resize(into.len().next_multiple_of(WORD), 0);
    Ok(())
}

fn push_word(word: i32, into: &mut Vec<u8>) {
    into.extend_from_slice(&word.to_le_bytes());
}

/// Passes `rows` packed rows of `columns` values to `each`, a block of whole rows at a time, value after value; returns
/// the number of bytes that they took.
pub fn unpack(bytes: &[u8], columns: usize, rows: u32, each: &mut dyn FnMut(&[ValueRef<'_>])) -> Result<usize> {
    let mut rest = bytes;
    let mut left = rows as usize;
    let mut block = Vec::with_capacity(left.min(BLOCK) * columns);
    while left > 0 {
        let some = left.min(BLOCK);
        block.clear();
        for _ in 0..some * columns {
            block.push(take(&mut rest).ok_or_else(|| LabError::internal("packed rows that end too early"))?);
        }
        each(&block);
        left -= some;
    }
    Ok(bytes.len() - rest.len())
}

#[inline(always)]
fn take<'a>(rest: &mut &'a [u8]) -> Option<ValueRef<'a>> {
    Some(match take_word(rest)? {
        NULL => ValueRef::Null,
        INTEGER => ValueRef::Integer(i64::from_le_bytes(take_eight(rest)?)),
        REAL => ValueRef::Real(f64::from_le_bytes(take_eight(rest)?)),
        BLOB => {
            let length = take_word(rest)?;
            ValueRef::Blob(take_bytes(rest, length)?)
        }
        length => ValueRef::Text(take_bytes(rest, length)?),
    })
}

#[inline(always)]
fn take_word(rest: &mut &[u8]) -> Option<i32> {
    let (word, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(i32::from_le_bytes(*word))
}

#[inline(always)]
fn take_eight(rest: &mut &[u8]) -> Option<[u8; 8]> {
    let (eight, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(*eight)
}

#[inline(always)]
fn take_bytes<'a>(rest: &mut &'a [u8], length: i32) -> Option<&'a [u8]> {
    let length = usize::try_from(length).ok()?;
    let (filled, after) = rest.split_at_checked(length.next_multiple_of(WORD))?;
    *rest = after;
    filled.get(..length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_value_comes_out_as_it_went_in() {
        use ValueRef::{Blob, Integer, Null, Real, Text};
        let long = [0xff; 1001];
        let values = [
            Null,
            Integer(i64::MIN),
            Integer(-1),
            Real(f64::NEG_INFINITY),
            Real(-0.0),
            Text(b""),
            Text(b"a\0b"),
            Text(b"four"),
            Text(&long),
            Blob(b""),
            Blob(b"\xff\0\x01"),
            Null,
        ];
        let mut bytes = Vec::new();
        values.iter().for_each(|value| push(*value, &mut bytes).expect("none is too long"));
        let mut blocks = 0;
        let taken = unpack(&bytes, 3, 4, &mut |block| {
            assert_eq!(block, values);
            blocks += 1;
        });
        assert_eq!((taken.ok(), blocks), (Some(bytes.len()), 1));
    }

    #[test]
    fn many_rows_come_in_blocks_of_whole_rows() {
        let mut bytes = Vec::new();
        (0..3000).for_each(|number| push(ValueRef::Integer(number), &mut bytes).expect("it is not too long"));
        let mut next = 0;
        let taken = unpack(&bytes, 3, 1000, &mut |block| {
            assert_eq!(block.len() % 3, 0);
            for value in block {
                assert_eq!(*value, ValueRef::Integer(next));
                next += 1;
            }
        });
        assert_eq!((taken.ok(), next), (Some(bytes.len()), 3000));
    }

    #[test]
    fn rows_that_end_too_early_are_an_error() {
        let mut bytes = Vec::new();
        push(ValueRef::Text(b"a text of more than a word"), &mut bytes).expect("it is not too long");
        for end in 0..bytes.len() {
            assert!(unpack(&bytes[..end], 1, 1, &mut |_| ()).is_err(), "{end} bytes");
        }
        assert!(unpack(&(-7_i32).to_le_bytes(), 1, 1, &mut |_| ()).is_err(), "a kind that does not exist");
    }
}
