//! Rows as INSERT statements that the sqlite3 shell reads back to equal values.

use std::io::Write;

use super::hexadecimal;
use crate::base::ident::{Ident, Quoted};
use crate::base::value::ValueRef;

/// The number of rows of one statement.
const ROWS: u64 = 100;

/// Writes what stands before the rows: the start of the transaction, and the table.
pub(super) fn begin(out: &mut Vec<u8>, table: &str, columns: &[String]) {
    let _ = writeln!(out, "BEGIN;\nCREATE TABLE IF NOT EXISTS {} {};", Ident(table), names(columns));
}

/// Writes a row, of which `before` stand before it.
pub(super) fn row(out: &mut Vec<u8>, table: &str, columns: &[String], values: &[ValueRef<'_>], before: u64) {
    if before.is_multiple_of(ROWS) {
        let end = if before > 0 { ";\n" } else { "" };
        let _ = writeln!(out, "{end}INSERT INTO {} {} VALUES", Ident(table), names(columns));
    } else {
        out.extend(b",\n");
    }
    out.push(b'(');
    for (at, value) in values.iter().enumerate() {
        if at > 0 {
            out.extend(b", ");
        }
        literal(out, *value);
    }
    out.push(b')');
}

/// Writes what stands after the rows.
pub(super) fn end(out: &mut Vec<u8>, rows: u64) {
    out.extend(if rows > 0 { &b";\nCOMMIT;\n"[..] } else { b"COMMIT;\n" });
}

fn names(columns: &[String]) -> String {
    let names: Vec<String> = columns.iter().map(|name| Ident(name).to_string()).collect();
    format!("({})", names.join(", "))
}

fn literal(out: &mut Vec<u8>, value: ValueRef<'_>) {
    // Writing to memory does not fail.
    match value {
        ValueRef::Null => out.extend(b"NULL"),
        ValueRef::Integer(number) => _ = write!(out, "{number}"),
        // A number that SQLite reads as infinite.
        ValueRef::Real(number) if number.is_infinite() => {
            out.extend(if number > 0.0 { &b"9e999"[..] } else { b"-9e999" });
        }
        ValueRef::Real(number) => _ = write!(out, "{number:?}"),
        ValueRef::Text(bytes) => text(out, &String::from_utf8_lossy(bytes)),
        ValueRef::Blob(bytes) => {
            out.extend(b"x'");
            hexadecimal(out, bytes);
            out.push(b'\'');
        }
    }
}

/// Writes a text. A NUL ends what the shell reads, and it drops a carriage return at the end of a line, so both are written
/// as a word that the text does not have, and put in by SQLite.
fn text(out: &mut Vec<u8>, text: &str) {
    let (mut text, mut before, mut after) = (text.to_owned(), String::new(), String::new());
    for (letter, word, code) in [('\r', "r", 13), ('\0', "0", 0)] {
        if text.contains(letter) {
            let mut words = (0..).map(|number: u32| match number {
                0 => format!("\\{word}"),
                _ => format!("\\{word}{number}"),
            });
            let free = words.find(|word| !text.contains(word.as_str())).unwrap_or_default();
            text = text.replace(letter, &free);
            before.push_str("replace(");
            after.push_str(&format!(", {}, char({code}))", Quoted(&free)));
        }
    }
    let _ = write!(out, "{before}'{}'{after}", text.replace('\'', "''"));
}
