//! The record format: the cell of a row in a page, the header of its record, and the values of wanted columns.

use super::{Place, Unsupported};
use crate::base::value::ValueRef;

/// The longest header of a record that SQLite writes, in bytes.
const HEAD: usize = 98_307;

/// A value of a record: its serial type from the header, and its offset in the record.
#[derive(Clone, Copy, Default)]
pub(super) struct Field {
    kind: u64,
    start: usize,
}

/// The cell of a row in a leaf page.
pub(super) struct Cell<'a> {
    pub(super) rowid: i64,
    /// The length of the record in bytes.
    pub(super) len: usize,
    /// The part of it in the page.
    pub(super) local: &'a [u8],
    /// The first overflow page, which has the rest; 0 if there is no rest.
    pub(super) overflow: u32,
}

impl<'a> Cell<'a> {
    /// Reads the cell at an offset of a page.
    #[inline(always)]
    pub(super) fn read(page: &'a [u8], at: usize) -> Result<Self, Unsupported> {
        let mut rest = page.get(at..).ok_or(Unsupported)?;
        let len = usize::try_from(varint(&mut rest)?).map_err(|_| Unsupported)?;
        let rowid = varint(&mut rest)?.cast_signed();
        let most = page.len() - 35;
        let (local, overflow) = if len <= most {
            (rest.get(..len).ok_or(Unsupported)?, 0)
        } else {
            let least = (page.len() - 12) * 32 / 255 - 23;
            let fitting = least + (len - least) % (page.len() - 4);
            let (local, after) =
                rest.split_at_checked(if fitting <= most { fitting } else { least }).ok_or(Unsupported)?;
            (local, word(after, 0)?)
        };
        Ok(Self { rowid, len, local, overflow })
    }
}

/// Reads types and offsets of the first values of a record, as many as `into` has room for, from its header. The record
/// is `len` bytes long; `record` is its beginning. Returns the number of bytes that header and values take, which may
/// be more than `record` has.
#[inline(always)]
pub(super) fn fields(record: &[u8], len: usize, into: &mut [Field]) -> Result<usize, Unsupported> {
    let mut rest = record;
    let head = usize::try_from(varint(&mut rest)?).map_err(|_| Unsupported)?;
    if head > len || head > HEAD {
        return Err(Unsupported);
    }
    let Some(kinds) = head.checked_sub(record.len() - rest.len()) else { return Err(Unsupported) };
    let Some(mut kinds) = rest.get(..kinds) else { return Ok(head) };
    let mut end = head;
    for field in into {
        // A row that is older than one of its columns ends before it.
        let kind = varint(&mut kinds)?;
        *field = Field { kind, start: end };
        end = end.checked_add(size(kind)?).ok_or(Unsupported)?;
    }
    if end > len || (kinds.is_empty() && end != len) { Err(Unsupported) } else { Ok(end) }
}

/// Returns the size of a value of a serial type, in bytes.
#[inline(always)]
fn size(kind: u64) -> Result<usize, Unsupported> {
    match kind {
        12.. => usize::try_from((kind - 12) / 2).map_err(|_| Unsupported),
        0 | 8 | 9 => Ok(0),
        1..=4 => usize::try_from(kind).map_err(|_| Unsupported),
        5 => Ok(6),
        6 | 7 => Ok(8),
        _ => Err(Unsupported),
    }
}

/// Reads the value at `place` from `record`, which must hold all of it.
#[inline(always)]
pub(super) fn value<'a>(record: &'a [u8], fields: &[Field], place: Place) -> Result<ValueRef<'a>, Unsupported> {
    let Field { kind, start } = *fields.get(place.at).ok_or(Unsupported)?;
    let bytes = record.get(start..start + size(kind)?).ok_or(Unsupported)?;
    Ok(match kind {
        0 => ValueRef::Null,
        7 => {
            let number = f64::from_bits(integer(bytes).cast_unsigned());
            // SQLite has no NaN.
            if number.is_nan() { ValueRef::Null } else { ValueRef::Real(number) }
        }
        12.. if kind % 2 == 0 => ValueRef::Blob(bytes),
        12.. => ValueRef::Text(bytes),
        _ => {
            let number = if kind == 9 { 1 } else { integer(bytes) };
            if place.is_real { ValueRef::Real(number as f64) } else { ValueRef::Integer(number) }
        }
    })
}

/// Reads a signed big-endian integer of up to eight bytes; 0 for no bytes.
fn integer(bytes: &[u8]) -> i64 {
    let sign = if bytes.first().is_some_and(|first| *first > 0x7f) { -1 } else { 0 };
    bytes.iter().fold(sign, |number, byte| number << 8 | i64::from(*byte))
}

/// Reads a big-endian integer of four bytes at an offset.
pub(super) fn word(bytes: &[u8], at: usize) -> Result<u32, Unsupported> {
    bytes.get(at..).and_then(<[u8]>::first_chunk).map(|word| u32::from_be_bytes(*word)).ok_or(Unsupported)
}

/// Takes a varint (an integer of one to nine bytes) from the front of `rest`.
#[inline(always)]
pub(super) fn varint(rest: &mut &[u8]) -> Result<u64, Unsupported> {
    let (&first, after) = rest.split_first().ok_or(Unsupported)?;
    if first < 0x80 {
        *rest = after;
        return Ok(u64::from(first));
    }
    long_varint(rest)
}

fn long_varint(rest: &mut &[u8]) -> Result<u64, Unsupported> {
    let mut number = 0;
    for at in 0..9 {
        let (&byte, after) = rest.split_first().ok_or(Unsupported)?;
        *rest = after;
        if at == 8 {
            return Ok(number << 8 | u64::from(byte));
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if byte < 0x80 {
            break;
        }
    }
    Ok(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_of_every_length_are_read() {
        let cases: [(&[u8], u64); 6] = [
            (&[0], 0),
            (&[0x7f], 127),
            (&[0x81, 0], 128),
            (&[0x80, 0x80, 1], 1),
            (&[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], u64::MAX),
            (&[0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0], 1 << 57),
        ];
        for (bytes, number) in cases {
            let mut rest = bytes;
            assert_eq!((varint(&mut rest), rest), (Ok(number), &[][..]), "{bytes:?}");
            for end in 0..bytes.len() {
                assert_eq!(varint(&mut &bytes[..end]), Err(Unsupported));
            }
        }
        assert_eq!([&[][..], &[0xff], &[0x7f, 0xff], &[0xff; 8]].map(integer), [0, -1, 32_767, -1]);
        assert_eq!(integer(&i64::MIN.to_be_bytes()), i64::MIN);
    }

    #[test]
    fn a_record_that_is_not_as_its_head_says_is_odd() {
        let try_out = |record: &[u8], count| fields(record, record.len(), &mut vec![Field::default(); count]);
        assert_eq!(try_out(&[3, 1, 15, 7, b'a'], 2), Ok(5));
        assert_eq!(try_out(&[3, 1, 15, 7, b'a'], 1), Ok(4));
        for (record, count) in [
            (&[][..], 1),
            (&[0], 1),
            (&[1], 1),
            (&[2, 0], 2),
            (&[3, 1, 15, 7], 2),
            (&[3, 1, 15, 7, b'a', b'b'], 2),
            (&[2, 10], 1),
            (&[2, 11], 1),
            (&[9, 1], 1),
            (&[10, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 1),
        ] {
            assert_eq!(try_out(record, count), Err(Unsupported), "{record:?}");
        }
    }
}
