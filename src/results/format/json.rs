//! Rows as objects of JSON, a line each.

use std::io::Write;

use super::hexadecimal;
use crate::base::json_text;
use crate::base::value::ValueRef;

/// Writes a row as an object, after a comma if it is not the first one; `names` are the columns' as JSON.
pub(super) fn row(out: &mut Vec<u8>, names: &[String], values: &[ValueRef<'_>], is_first: bool) {
    out.extend(if is_first { &b"\n{"[..] } else { b",\n{" });
    for (at, (name, value)) in names.iter().zip(values).enumerate() {
        if at > 0 {
            out.push(b',');
        }
        out.extend(name.as_bytes());
        out.push(b':');
        match value {
            ValueRef::Null => out.extend(b"null"),
            // Writing to memory does not fail.
            ValueRef::Integer(number) => _ = write!(out, "{number}"),
            ValueRef::Real(number) if number.is_finite() => _ = write!(out, "{number:?}"),
            ValueRef::Real(_) => out.extend(b"null"),
            ValueRef::Text(bytes) => text(out, &String::from_utf8_lossy(bytes)),
            ValueRef::Blob(bytes) => {
                out.push(b'"');
                hexadecimal(out, bytes);
                out.push(b'"');
            }
        }
    }
    out.push(b'}');
}

fn text(out: &mut Vec<u8>, text: &str) {
    if text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        return out.extend(json_text::text(text).as_bytes());
    }
    out.push(b'"');
    out.extend(text.as_bytes());
    out.push(b'"');
}
