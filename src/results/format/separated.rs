//! Rows with separators: CSV as RFC 4180 has it, and the same with tabs for the clipboard.

use std::io::Write;

use super::hexadecimal;
use crate::base::value::ValueRef;

/// Writes a row: commas and `\r\n` for CSV, or else tabs and `\n`.
pub(super) fn row(out: &mut Vec<u8>, values: &[ValueRef<'_>], is_csv: bool, harmless: bool) {
    let start = out.len();
    let separator = if is_csv { b',' } else { b'\t' };
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            out.push(separator);
        }
        match value {
            ValueRef::Null => {}
            // Writing to memory does not fail.
            ValueRef::Integer(number) => _ = write!(out, "{number}"),
            ValueRef::Real(number) => _ = write!(out, "{number:?}"),
            ValueRef::Blob(bytes) => hexadecimal(out, bytes),
            ValueRef::Text(bytes) => text(out, &String::from_utf8_lossy(bytes), separator, harmless),
        }
    }
    if out.len() == start {
        // Readers skip an empty line, and the row would be lost.
        out.extend(b"\"\"");
    }
    out.extend(if is_csv { &b"\r\n"[..] } else { b"\n" });
}

/// Writes a text, in quotes if its letters need them or if it is empty, which tells it from NULL.
fn text(out: &mut Vec<u8>, text: &str, separator: u8, harmless: bool) {
    let begin: &[u8] = if harmless && is_formula(text) { b"'" } else { b"" };
    let needs_quotes = |byte| matches!(byte, b'"' | b'\r' | b'\n') || byte == separator;
    if !text.is_empty() && !text.bytes().any(needs_quotes) {
        out.extend(begin);
        return out.extend(text.as_bytes());
    }
    out.push(b'"');
    out.extend(begin);
    for byte in text.bytes() {
        if byte == b'"' {
            out.push(b'"');
        }
        out.push(byte);
    }
    out.push(b'"');
}

/// Says whether a spreadsheet would take a text for a formula. A text that is a number with its sign is none.
fn is_formula(text: &str) -> bool {
    let begins = text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r']);
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_number =
        digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') && digits.parse::<f64>().is_ok();
    begins && !is_number
}
