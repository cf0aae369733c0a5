//! Cells of new rows: a record with its length and its rowid, as SQLite writes them into a leaf page.

use crate::base::value::Value;

/// The longest record that a page of 4096 bytes holds without overflow pages, in bytes.
const LONGEST: u32 = 4061;

/// Makes the cell of a row; `None` if its record is longer than [`LONGEST`], or the record's header than 127 bytes.
pub(super) fn cell(rowid: u32, row: &[Value]) -> Option<Vec<u8>> {
    let (mut kinds, mut body) = (Vec::new(), Vec::new());
    for value in row {
        let mut add = |kind: u32, bytes: &[u8]| {
            let len = u32::try_from(bytes.len()).ok().filter(|len| *len <= LONGEST)?;
            varint(&mut kinds, if kind < 12 { kind } else { kind + 2 * len });
            body.extend_from_slice(bytes);
            Some(())
        };
        match value {
            Value::Null => add(0, &[])?,
            Value::Integer(0) => add(8, &[])?,
            Value::Integer(1) => add(9, &[])?,
            Value::Integer(number) => {
                let fits = |(_, size): &(u32, usize)| *number >> (8 * size - 1) == *number >> 63;
                let (kind, size) = [(1, 1), (2, 2), (3, 3), (4, 4), (5, 6)].into_iter().find(fits).unwrap_or((6, 8));
                add(kind, number.to_be_bytes().get(8 - size..)?)?;
            }
            Value::Real(number) => add(7, &number.to_be_bytes())?,
            Value::Text(text) => add(13, text.as_bytes())?,
            Value::Blob(bytes) => add(12, bytes)?,
        }
    }
    let header = u8::try_from(kinds.len() + 1).ok().filter(|header| *header < 128)?;
    let len = u32::try_from(usize::from(header) + body.len()).ok().filter(|len| *len <= LONGEST)?;
    let mut cell = Vec::new();
    varint(&mut cell, len);
    varint(&mut cell, rowid);
    cell.push(header);
    cell.extend(kinds);
    cell.extend(body);
    Some(cell)
}

/// Appends an integer of one to five bytes: seven bits each, and a mark on all but the last.
pub(super) fn varint(into: &mut Vec<u8>, number: u32) {
    for shift in [28, 21, 14, 7] {
        if number >> shift > 0 {
            into.push(0x80 | (number >> shift & 0x7f) as u8);
        }
    }
    into.push((number & 0x7f) as u8);
}
