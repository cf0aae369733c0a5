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
        // PostgreSQL has it, SQLite does not.
        ValueRef::Real(number) if number.is_nan() => out.extend(b"NULL"),
        ValueRef::Integer(number) => _ = write!(out, "{number}"),
        // A number that SQLite reads as infinite.
        ValueRef::Real(number) if number.is_infinite() => {
            out.extend(if number > 0.0 { &b"9e999"[..] } else { b"-9e999" });
        }
        ValueRef::Real(number) => out.extend(real(number).as_bytes()),
        ValueRef::Text(bytes) => text(out, &String::from_utf8_lossy(bytes)),
        ValueRef::Blob(bytes) => {
            out.extend(b"x'");
            hexadecimal(out, bytes);
            out.push(b'\'');
        }
    }
}

/// Writes a finite double so that every version of SQLite reads the same one. Versions before 3.43 round twice, first to 64
/// bits, and lose a bit of one in 4,000 numbers with 6 decimals; never with 17 digits, which leave no doubt. They are also wrong
/// below 1e-290.
fn real(number: f64) -> String {
    let shortest = format!("{number:?}");
    if is_read_exactly(shortest.trim_start_matches('-')) {
        return shortest;
    }
    if number.abs() < 1e-290 {
        // Multiplied and divided by a power of two, which is exact.
        let scaled = (0..SCALE).fold(number, |number, _| number * 9_007_199_254_740_992.0);
        return format!("({scaled:.16e}{})", "/9007199254740992.0".repeat(SCALE));
    }
    let digits = format!("{number:.16e}");
    let exponent = digits.split_once('e').and_then(|(_, exponent)| exponent.parse::<i32>().ok()).unwrap_or(i32::MAX);
    match usize::try_from(16 - i64::from(exponent)) {
        Ok(decimals @ 1..=20) => format!("{number:.decimals$}"),
        _ => digits,
    }
}

/// The number of factors of 2^53 that take the smallest doubles to where SQLite reads them exactly.
const SCALE: usize = 10;

/// Says whether the quotient of a decimal's digits and a power of ten, rounded to 64 bits, is not half way between two doubles.
fn is_read_exactly(decimal: &str) -> bool {
    let (decimal, exponent) = decimal.split_once('e').unwrap_or((decimal, "0"));
    let (whole, part) = decimal.split_once('.').unwrap_or((decimal, ""));
    let (Ok(places), Ok(exponent)) = (i64::try_from(part.len()), exponent.parse::<i64>()) else { return false };
    let Ok(decimals @ 0..=15) = u32::try_from(places - exponent) else { return false };
    let Ok(digits) = format!("{whole}{part}").parse::<u128>() else { return false };
    if digits == 0 || digits > 1 << 53 {
        return digits == 0;
    }
    let power = 10_u128.pow(decimals);
    // So far to the left that the quotient has 65 or 66 bits, of which 64 stay.
    let shift = 65 + power.ilog2() - digits.ilog2();
    let quotient = (digits << shift) / power;
    let drop = quotient.ilog2() - 63;
    let rounded = (quotient + (1 << (drop - 1))) >> drop;
    rounded & 0x7ff != 0x400
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
