//! Rows as a table of Markdown.

use std::io::Write;

use super::hexadecimal;
use crate::base::value::ValueRef;

/// Writes the names of the columns, and the line below them.
pub(super) fn header(out: &mut Vec<u8>, columns: &[String]) {
    let names: Vec<_> = columns.iter().map(|name| ValueRef::Text(name.as_bytes())).collect();
    row(out, &names);
    out.push(b'|');
    columns.iter().for_each(|_| out.extend(b" --- |"));
    out.push(b'\n');
}

/// Writes a row.
pub(super) fn row(out: &mut Vec<u8>, values: &[ValueRef<'_>]) {
    out.push(b'|');
    for value in values {
        out.push(b' ');
        match value {
            ValueRef::Null => out.extend(b"NULL"),
            // Writing to memory does not fail.
            ValueRef::Integer(number) => _ = write!(out, "{number}"),
            ValueRef::Real(number) => _ = write!(out, "{number:?}"),
            ValueRef::Text(bytes) => text(out, &String::from_utf8_lossy(bytes)),
            ValueRef::Blob(bytes) => hexadecimal(out, bytes),
        }
        out.extend(b" |");
    }
    out.push(b'\n');
}

/// Writes a text so that Markdown shows it as it is: a line's end as `<br>`, and its own signs after a backslash.
fn text(out: &mut Vec<u8>, text: &str) {
    let mut letters = text.bytes().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            b'\r' if letters.peek() == Some(&b'\n') => {}
            b'\r' | b'\n' => out.extend(b"<br>"),
            b'|' | b'\\' | b'`' | b'*' | b'<' | b'[' | b'&' => out.extend([b'\\', letter]),
            other => out.push(other),
        }
    }
}
