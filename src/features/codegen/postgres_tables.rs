//! Tables for PostgreSQL: names that it takes, types by what the columns hold, CREATE TABLE, and rows as COPY reads them.

use std::io::Write;

use crate::base::ident::{Ident, in_sqlite};
use crate::base::schema::Column;
use crate::base::value::ValueRef;

/// The longest name of PostgreSQL's, in bytes; it cuts longer ones.
const LONGEST_NAME: usize = 63;

/// The columns that every table of PostgreSQL's has.
const SYSTEM_COLUMNS: [&str; 6] = ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];

/// The largest integer up to which a double holds every integer.
const EXACT: u64 = 1 << 53;

/// A type of a column in PostgreSQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// 64-bit integers.
    Bigint,
    /// Doubles.
    Double,
    /// Text, and values of several kinds.
    Text,
    /// Bytes.
    Bytea,
}

/// The kinds of values that were seen in a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds {
    integer: bool,
    /// An integer that no double holds.
    inexact: bool,
    real: bool,
    text: bool,
    blob: bool,
}

/// Names as PostgreSQL takes them, each once: an empty one is called `unnamed`, a long one is cut, a repeated one gets a
/// number.
pub fn names<'a>(wanted: impl IntoIterator<Item = &'a str>, taken: &[&str]) -> Vec<String> {
    let mut given: Vec<String> = Vec::new();
    for name in wanted {
        let name = match in_sqlite(name) {
            "" => "unnamed",
            name => name,
        };
        let mut numbered = (1..).map(|n| if n == 1 { cut(name, "") } else { cut(name, &format!("_{n}")) });
        let is_free = |name: &String| !given.contains(name) && !taken.contains(&name.as_str());
        given.extend(numbered.find(is_free));
    }
    given
}

/// Names of columns as PostgreSQL takes them, in the order of the columns.
pub fn column_names(columns: &[Column]) -> Vec<String> {
    names(columns.iter().map(|column| column.name.as_str()), &SYSTEM_COLUMNS)
}

/// A name that ends with `suffix` and is no longer than PostgreSQL allows.
fn cut(name: &str, suffix: &str) -> String {
    let room = LONGEST_NAME.saturating_sub(suffix.len());
    let kept = name.char_indices().take_while(|(at, letter)| at + letter.len_utf8() <= room);
    kept.map(|(_, letter)| letter).chain(suffix.chars()).collect()
}

impl Kinds {
    /// Notes the kind of a value.
    pub fn see(&mut self, value: ValueRef<'_>) {
        match value {
            ValueRef::Null => {}
            ValueRef::Integer(number) => {
                self.integer = true;
                self.inexact |= number.unsigned_abs() > EXACT;
            }
            ValueRef::Real(_) => self.real = true,
            ValueRef::Text(_) => self.text = true,
            ValueRef::Blob(_) => self.blob = true,
        }
    }

    /// The type that holds all values that were seen; of a column without values the one nearest to its declared type.
    pub fn column_type(self, declared: &str) -> ColumnType {
        match self {
            Self { text: true, .. } => ColumnType::Text,
            Self { blob: true, integer: false, real: false, .. } => ColumnType::Bytea,
            Self { blob: true, .. } => ColumnType::Text,
            Self { real: true, integer: true, inexact: true, .. } => ColumnType::Text,
            Self { real: true, .. } => ColumnType::Double,
            Self { integer: true, .. } => ColumnType::Bigint,
            _ => declared_type(declared),
        }
    }
}

/// The type for a column without values, by SQLite's rules of affinity.
fn declared_type(declared: &str) -> ColumnType {
    let declared = declared.to_ascii_uppercase();
    let has = |words: &[&str]| words.iter().any(|word| declared.contains(word));
    match () {
        () if has(&["INT"]) => ColumnType::Bigint,
        () if has(&["CHAR", "CLOB", "TEXT"]) => ColumnType::Text,
        () if has(&["BLOB"]) => ColumnType::Bytea,
        () if has(&["REAL", "FLOA", "DOUB", "NUMERIC", "DECIMAL"]) => ColumnType::Double,
        () => ColumnType::Text,
    }
}

impl std::fmt::Display for ColumnType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Bigint => "bigint",
            Self::Double => "double precision",
            Self::Text => "text",
            Self::Bytea => "bytea",
        })
    }
}

/// The statement that creates a table.
pub fn create_table(name: &str, columns: &[(String, ColumnType)]) -> String {
    let columns: Vec<String> = columns.iter().map(|(name, kind)| format!("\n    {} {kind}", Ident(name))).collect();
    format!("CREATE TABLE {} ({}\n);", Ident(name), columns.join(","))
}

/// The statement that copies rows into a table from `source`, such as `stdin`.
pub fn copy_from(name: &str, columns: &[(String, ColumnType)], source: &str) -> String {
    let columns: Vec<String> = columns.iter().map(|(name, _)| Ident(name).to_string()).collect();
    format!("COPY {} ({}) FROM {source}", Ident(name), columns.join(", "))
}

/// Writes a row as COPY reads it: values between tabs, NULL as `\N`, bytes in hexadecimal, whatever the column's type.
/// PostgreSQL's text has no NUL character, so each becomes U+FFFD.
pub fn write_row(row: &[ValueRef<'_>], into: &mut Vec<u8>) {
    for (at, value) in row.iter().enumerate() {
        if at > 0 {
            into.push(b'\t');
        }
        write_value(*value, into);
    }
    into.push(b'\n');
}

fn write_value(value: ValueRef<'_>, into: &mut Vec<u8>) {
    match value {
        ValueRef::Null => into.extend_from_slice(b"\\N"),
        ValueRef::Integer(number) => write_number(number, into),
        ValueRef::Real(number) if number.is_infinite() => {
            into.extend_from_slice(if number > 0.0 { b"Infinity" } else { b"-Infinity" });
        }
        ValueRef::Real(number) => write_number(format_args!("{number:?}"), into),
        ValueRef::Text(text) => write_text(text, into),
        ValueRef::Blob(bytes) => {
            into.extend_from_slice(b"\\\\x");
            bytes.iter().for_each(|byte| write_number(format_args!("{byte:02x}"), into));
        }
    }
}

/// Writes a number without a text of its own.
fn write_number(number: impl std::fmt::Display, into: &mut Vec<u8>) {
    // Memory takes everything.
    let _ = write!(into, "{number}");
}

fn write_text(text: &[u8], into: &mut Vec<u8>) {
    if std::str::from_utf8(text).is_err() {
        return write_text(String::from_utf8_lossy(text).as_bytes(), into);
    }
    if !text.iter().any(|byte| matches!(byte, b'\\' | b'\n' | b'\r' | b'\t' | 0)) {
        return into.extend_from_slice(text);
    }
    for byte in text {
        match byte {
            b'\\' => into.extend_from_slice(b"\\\\"),
            b'\n' => into.extend_from_slice(b"\\n"),
            b'\r' => into.extend_from_slice(b"\\r"),
            b'\t' => into.extend_from_slice(b"\\t"),
            0 => into.extend_from_slice("\u{fffd}".as_bytes()),
            byte => into.push(*byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ValueRef::{Blob, Integer, Null, Real, Text};

    fn type_of(values: &[ValueRef<'_>], declared: &str) -> ColumnType {
        let mut kinds = Kinds::default();
        values.iter().for_each(|value| kinds.see(*value));
        kinds.column_type(declared)
    }

    #[test]
    fn a_column_has_the_type_of_its_values_and_text_if_they_are_mixed() {
        assert_eq!(type_of(&[Integer(i64::MAX), Null], "TEXT"), ColumnType::Bigint);
        assert_eq!(type_of(&[Integer(1), Real(0.5)], ""), ColumnType::Double);
        assert_eq!(type_of(&[Integer(i64::MAX), Real(0.5)], ""), ColumnType::Text);
        assert_eq!(type_of(&[Integer(1), Text(b"1")], "INTEGER"), ColumnType::Text);
        assert_eq!(type_of(&[Blob(b"")], ""), ColumnType::Bytea);
        assert_eq!(type_of(&[Blob(b""), Integer(1)], ""), ColumnType::Text);
        assert_eq!(type_of(&[Null], "BIGINT"), ColumnType::Bigint);
        assert_eq!(type_of(&[], "VARCHAR(10)"), ColumnType::Text);
    }

    #[test]
    fn rows_keep_null_and_empty_text_apart_and_escape_what_copy_reads() {
        let mut row = Vec::new();
        write_row(&[Null, Text(b""), Text(b"a\\N\tb\r\n\0"), Integer(-1), Real(1.0), Blob(b"\0\xff")], &mut row);
        write_row(&[Real(f64::NEG_INFINITY), Text(b"\xff")], &mut row);
        let expected = "\\N\t\ta\\\\N\\tb\\r\\n\u{fffd}\t-1\t1.0\t\\\\x00ff\n-Infinity\t\u{fffd}\n";
        assert_eq!(String::from_utf8_lossy(&row), expected);
    }

    #[test]
    fn names_are_quoted_cut_and_given_once() {
        let long = "ä".repeat(40);
        let given = names([long.as_str(), long.as_str(), "", "xmin", "we \"like\" it"], &SYSTEM_COLUMNS);
        assert_eq!(given, [&"ä".repeat(31), &format!("{}_2", "ä".repeat(30)), "unnamed", "xmin_2", "we \"like\" it"]);
        let columns = [("a\"b".to_owned(), ColumnType::Bigint), ("c".to_owned(), ColumnType::Double)];
        let created = create_table("t; DROP", &columns);
        assert_eq!(created, "CREATE TABLE \"t; DROP\" (\n    \"a\"\"b\" bigint,\n    \"c\" double precision\n);");
        assert_eq!(copy_from("t", &columns, "stdin"), "COPY \"t\" (\"a\"\"b\", \"c\") FROM stdin");
    }
}
