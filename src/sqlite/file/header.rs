//! The gate: looks at a file's first bytes before SQLite does, because SQLite opens much that is no database.
//!
//! The header is described in <https://www.sqlite.org/fileformat.html>, section 1.3.

use super::{companions, journal};
use crate::base::byte_size::too_large;
use crate::base::error::{ErrorKind, LabError, Result};

/// How many bytes of the file the gate reads.
pub const HEAD_BYTES: usize = 100;

/// What every SQLite 3 file starts with.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// What a database's header says, as far as the lab needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The page size in bytes.
    pub page_size: u32,
    /// Whether the newest rows may be in a `-wal` file.
    pub wal_mode: bool,
    /// The number of pages that the header promises; 0 if an old SQLite left it out.
    pub pages: u32,
}

/// Reads the first bytes of a file of `len` bytes, or says what the file is instead of a database. Its name counts only
/// where the bytes say nothing.
pub fn inspect(name: &str, head: &[u8], len: u64, limit: u64) -> Result<Header> {
    if len == 0 {
        return Err(not_sqlite(
            "The file is empty: it has no bytes at all.",
            "Download or copy it again, then open it.",
        ));
    }
    if !head.starts_with(MAGIC) {
        return Err(sniff_format(name, head));
    }
    if len > limit {
        return Err(too_large(len, limit));
    }
    let Some(head) = head.first_chunk::<HEAD_BYTES>() else {
        return Err(cut_short(len, HEAD_BYTES as u64));
    };
    let newest = head[18].max(head[19]);
    let schema_format = be32(&head[44..48]);
    if newest > 2 || schema_format > 4 {
        return Err(newer(u32::from(newest).max(schema_format)));
    }
    let Some(page_size) = page_size(head) else {
        let written = u16::from_be_bytes([head[16], head[17]]);
        return Err(LabError::new(
            ErrorKind::Corrupt,
            format!("The file starts like a SQLite database, but its header is damaged (page size {written})."),
            "Use a fresh copy of the file.",
        ));
    };
    if len < u64::from(page_size) {
        return Err(cut_short(len, u64::from(page_size)));
    }
    // The page count counts only if the same SQLite wrote it last (change counter = version-valid-for).
    let pages = if head[24..28] == head[92..96] { be32(&head[28..32]) } else { 0 };
    Ok(Header { page_size, wal_mode: head[18] == 2 || head[19] == 2, pages })
}

/// The page size in bytes that a database's first bytes say, if it can be one.
pub fn page_size(head: &[u8]) -> Option<u32> {
    let size = match u16::from_be_bytes([*head.get(16)?, *head.get(17)?]) {
        1 => 65_536,
        size => u32::from(size),
    };
    (size.is_power_of_two() && size >= 512).then_some(size)
}

fn be32(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// The error of a file that is shorter than its first page; sizes in bytes.
fn cut_short(len: u64, least: u64) -> LabError {
    LabError::new(
        ErrorKind::Corrupt,
        format!("The file is cut short: it has {len} bytes, and its first page alone has {least}."),
        "It was probably cut short while it was copied or downloaded: get it again.",
    )
}

/// The error of a file that a later SQLite wrote, in a format that this one cannot read.
fn newer(format: u32) -> LabError {
    LabError::new(
        ErrorKind::NotSqlite,
        format!("This database was written in a newer file format ({format}) than SQLite has today."),
        "Open it with the program that made it, and export it as an ordinary SQLite 3 database.",
    )
}

fn not_sqlite(message: &str, hint: &str) -> LabError {
    LabError::new(ErrorKind::NotSqlite, format!("This is not a SQLite database. {message}"), hint)
}

/// Says what a file that is not a database seems to be, by its first bytes.
fn sniff_format(name: &str, head: &[u8]) -> LabError {
    let starts = |magic: &[u8]| head.starts_with(magic);
    if starts(&[0x1f, 0x8b]) {
        return not_sqlite(
            "It is compressed with gzip.",
            "Unpack it first (for example: gunzip file.db.gz), then open the .db inside.",
        );
    }
    if starts(b"PK") {
        let office = contains(head, b"[Content_Types].xml") || contains(head, b"xl/");
        return if office {
            not_sqlite(
                "It looks like an Excel workbook.",
                "Save the sheets as CSV and import them into a .db, for example with sqlite3 or DB Browser for SQLite.",
            )
        } else {
            not_sqlite(
                "It is a zip archive.",
                "Unpack it first, then open the .db inside. An Excel workbook (.xlsx) is a zip archive too: save its sheets as CSV.",
            )
        };
    }
    if starts(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return not_sqlite(
            "It looks like an old Excel workbook (.xls).",
            "Save the sheets as CSV and import them into a .db.",
        );
    }
    if starts(&[0x37, 0x7f, 0x06, 0x82]) || starts(&[0x37, 0x7f, 0x06, 0x83]) {
        return not_sqlite("It is the write-ahead log (-wal) of a database.", "Drop it together with its .db file.");
    }
    if starts(&journal::MAGIC) {
        return not_sqlite(
            "It is the rollback journal (-journal) of a database: a change that was not finished.",
            "Drop it together with its .db file.",
        );
    }
    if starts(b"** This file contains an SQLite 2") {
        return not_sqlite(
            "It was written by SQLite 2.",
            "Convert it first: sqlite .dump with version 2, then read the text with sqlite3.",
        );
    }
    if starts(b"PAR1") {
        return not_sqlite("It is a Parquet file.", "Import it into a .db first, for example with DuckDB.");
    }
    if head.get(8..12) == Some(b"DUCK") {
        return not_sqlite("It is a DuckDB database.", "Export the tables to SQLite from DuckDB, then open the .db.");
    }
    if starts(b"<!DOCTYPE") || starts(b"<!doctype") || starts(b"<html") {
        return not_sqlite(
            "It is a web page.",
            "The download link probably led to a page about the file: use its “raw” or “download” link.",
        );
    }
    let text = head.iter().all(|byte| matches!(byte, 9 | 10 | 13 | 32..=126 | 128..));
    if !text {
        if let Some(companion) = companions::alone(name) {
            return companion;
        }
        return not_sqlite(
            "Its bytes look encrypted or belong to another program.",
            "If it is an encrypted database, decrypt it first with the program that made it.",
        );
    }
    let upper: Vec<u8> = head.iter().map(u8::to_ascii_uppercase).collect();
    if [&b"CREATE "[..], b"INSERT ", b"PRAGMA ", b"BEGIN", b"--"].iter().any(|word| upper.starts_with(word)) {
        return not_sqlite("It is SQL text.", "Make a database of it first: sqlite3 new.db < file.sql");
    }
    let first_line = head.split(|byte| *byte == b'\n').next().unwrap_or(head);
    if first_line.iter().any(|byte| matches!(byte, b',' | b';' | b'\t')) {
        return not_sqlite(
            "It looks like a CSV file (text in rows and columns).",
            "Import it into a .db first, for example: sqlite3 new.db \".import --csv file.csv leads_scored\"",
        );
    }
    not_sqlite(
        "It looks like a text file.",
        "A database is a file of bytes, whatever its name ends in: choose the one that SQLite wrote.",
    )
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(page_size: u16, version: u8) -> Vec<u8> {
        let mut head = MAGIC.to_vec();
        head.extend(page_size.to_be_bytes());
        head.extend([version, version]);
        head.resize(HEAD_BYTES, 0);
        head[31] = 3;
        head
    }

    #[test]
    fn a_database_passes_with_its_page_size_mode_and_page_count() {
        let header = inspect("a.db", &head(4096, 1), 12_288, u64::MAX).unwrap();
        assert_eq!(header, Header { page_size: 4096, wal_mode: false, pages: 3 });
        assert!(inspect("a.db", &head(1, 2), 65_536, u64::MAX).unwrap().wal_mode);
        assert_eq!(inspect("a.db", &head(1, 1), 65_536, u64::MAX).unwrap().page_size, 65_536);
    }

    #[test]
    fn everything_else_is_named() {
        let cases: [(&[u8], &str); 13] = [
            (b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\0\0\0\x01", "rollback journal"),
            (b"", "empty"),
            (b"\x1f\x8b\x08", "gzip"),
            (b"PK\x03\x04 some.db", "zip"),
            (b"PK\x03\x04......................[Content_Types].xml", "Excel"),
            (b"user_email,p1\na@b.c,0.5\n", "CSV"),
            (b"hello", "text file"),
            (b"CREATE TABLE t(x);", "SQL text"),
            (b"\x01\x02\x03\xff\x00\x07", "encrypted"),
            (b"\x37\x7f\x06\x82....", "write-ahead"),
            (b"<!DOCTYPE html>", "web page"),
            (b"PAR1....", "Parquet"),
            (b"SQLite format 3\0", "cut short: it has 16 bytes"),
        ];
        for (bytes, words) in cases {
            let error = inspect("a.db", bytes, bytes.len() as u64, u64::MAX).unwrap_err();
            assert!(error.message.contains(words), "{words}: {error}");
            assert!(!error.hint.is_empty());
        }
        for name in ["shop.db-journal", "shop.db-shm", "shop.db-wal"] {
            let error = inspect(name, &[0; 28], 28, u64::MAX).unwrap_err();
            assert!(error.message.contains(&name[7..]), "{name}: {error}");
            assert!(inspect(name, &head(4096, 1), 12_288, u64::MAX).is_ok(), "a name alone says nothing");
        }
        assert_eq!(inspect("a.db", &head(1000, 1), 9000, u64::MAX).unwrap_err().kind, ErrorKind::Corrupt);
        assert_eq!(inspect("a.db", &head(4096, 1), 9000, 8000).unwrap_err().kind, ErrorKind::TooLarge);
        let same = too_large(1_500_000_001, 1_500_000_000).message;
        assert!(same.contains("1500000001 bytes, more than the 1500000000 bytes"), "{same}");
        assert!(
            inspect("a.db", &head(4096, 3), 12_288, u64::MAX).unwrap_err().message.contains("newer file format (3)")
        );
        let mut schema = head(4096, 1);
        schema[47] = 5;
        assert!(inspect("a.db", &schema, 12_288, u64::MAX).unwrap_err().message.contains("newer file format (5)"));
    }
}
