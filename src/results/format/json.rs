//! Rows as objects of JSON, a line each.

use std::io::Write;

use super::hexadecimal;
use crate::base::json_text;
use crate::base::value::ValueRef;

/// Writes a row as an object, after a comma if it is not the first one.
pub(super) fn row(out: &mut Vec<u8>, columns: &[String], values: &[ValueRef<'_>], is_first: bool) {
    out.extend(if is_first { &b"\n{"[..] } else { b",\n{" });
    for (at, (name, value)) in columns.iter().zip(values).enumerate() {
        if at > 0 {
            out.push(b',');
        }
        out.extend(json_text::text(name).as_bytes());
        out.push(b':');
        match value {
            ValueRef::Null => out.extend(b"null"),
            // Writing to memory does not fail.
            ValueRef::Integer(number) => _ = write!(out, "{number}"),
            ValueRef::Real(number) if number.is_finite() => _ = write!(out, "{number:?}"),
            ValueRef::Real(_) => out.extend(b"null"),
            ValueRef::Text(bytes) => out.extend(json_text::text(&String::from_utf8_lossy(bytes)).as_bytes()),
            ValueRef::Blob(bytes) => {
                out.push(b'"');
                hexadecimal(out, bytes);
                out.push(b'"');
            }
        }
    }
    out.push(b'}');
}
