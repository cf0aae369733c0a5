//! The header check: reads a file's first bytes before SQLite does, because SQLite opens many files that are no
//! database.
//!
//! The header is described in <https://www.sqlite.org/fileformat.html>, section 1.3.

use super::{companions, journal};
use crate::base::error::{LabError, Result};
use crate::base::problem::file::{FileFormat, FileProblem};

/// The number of bytes of a file that the header check reads.
pub const HEAD_BYTES: usize = 100;

/// The first bytes of every SQLite 3 file.
const MAGIC: &[u8] = b"SQLite format 3\0";

/// The fields of a database's header that the lab needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The page size in bytes.
    pub page_size: u32,
    /// True if the database is in WAL mode, so that its newest rows may be in a `-wal` file.
    pub wal_mode: bool,
    /// The number of pages in the header; 0 if an old SQLite left it out.
    pub pages: u32,
}

/// Reads the header of a file of `len` bytes. Fails with the file's format if it is no database; its name counts only
/// if the bytes are of no known format.
pub fn inspect(name: &str, head: &[u8], len: u64, limit: u64) -> Result<Header> {
    if len == 0 {
        return Err(FileProblem::Empty.into());
    }
    if !head.starts_with(MAGIC) {
        return Err(FileProblem::NotSqlite { format: sniff_format(name, head) }.into());
    }
    if len > limit {
        return Err(FileProblem::TooLarge { size: len, limit }.into());
    }
    let Some(head) = head.first_chunk::<HEAD_BYTES>() else {
        return Err(short(len, HEAD_BYTES as u64));
    };
    let newest = head[18].max(head[19]);
    let schema_format = be32(&head[44..48]);
    if newest > 2 || schema_format > 4 {
        return Err(FileProblem::NewerFormat { format: u64::from(u32::from(newest).max(schema_format)) }.into());
    }
    let Some(page_size) = page_size(head) else {
        let written = u16::from_be_bytes([head[16], head[17]]);
        return Err(FileProblem::BadPageSize { page_size: u64::from(written) }.into());
    };
    if len < u64::from(page_size) {
        return Err(short(len, u64::from(page_size)));
    }
    // The page count is valid only if the same SQLite wrote it last (change counter = version-valid-for).
    let pages = if head[24..28] == head[92..96] { be32(&head[28..32]) } else { 0 };
    Ok(Header { page_size, wal_mode: head[18] == 2 || head[19] == 2, pages })
}

/// Reads the page size in bytes from a database's first bytes, if it is valid.
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

/// Makes the error of a file that is shorter than its first page; sizes in bytes.
fn short(size: u64, least: u64) -> LabError {
    FileProblem::Short { size, least }.into()
}

/// Sniffs the format of a file that is not a database, by its first bytes.
fn sniff_format(name: &str, head: &[u8]) -> FileFormat {
    let starts = |magic: &[u8]| head.starts_with(magic);
    if starts(&[0x1f, 0x8b]) {
        return FileFormat::Gzip;
    }
    if starts(b"PK") {
        let office = contains(head, b"[Content_Types].xml") || contains(head, b"xl/");
        return if office { FileFormat::Excel } else { FileFormat::Zip };
    }
    if starts(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return FileFormat::OldExcel;
    }
    if starts(&[0x37, 0x7f, 0x06, 0x82]) || starts(&[0x37, 0x7f, 0x06, 0x83]) {
        return FileFormat::WriteAheadLog;
    }
    if starts(&journal::MAGIC) {
        return FileFormat::RollbackJournal;
    }
    if starts(b"** This file contains an SQLite 2") {
        return FileFormat::Sqlite2;
    }
    if starts(b"PAR1") {
        return FileFormat::Parquet;
    }
    if head.get(8..12) == Some(b"DUCK") {
        return FileFormat::DuckDb;
    }
    if starts(b"<!DOCTYPE") || starts(b"<!doctype") || starts(b"<html") {
        return FileFormat::WebPage;
    }
    let text = head.iter().all(|byte| matches!(byte, 9 | 10 | 13 | 32..=126 | 128..));
    if !text {
        return companions::format_by_name(name).unwrap_or(FileFormat::Unknown);
    }
    let upper: Vec<u8> = head.iter().map(u8::to_ascii_uppercase).collect();
    if [&b"CREATE "[..], b"INSERT ", b"PRAGMA ", b"BEGIN", b"--"].iter().any(|word| upper.starts_with(word)) {
        return FileFormat::Sql;
    }
    let first_line = head.split(|byte| *byte == b'\n').next().unwrap_or(head);
    if first_line.iter().any(|byte| matches!(byte, b',' | b';' | b'\t')) {
        return FileFormat::Csv;
    }
    FileFormat::Text
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::error::ErrorKind;
    use crate::base::problem::Problem;
    use crate::words;

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
            let told = words::error(&error);
            assert!(told.message.contains(words), "{words}: {told:?}");
            assert!(!told.hint.is_empty());
        }
        for name in ["shop.db-journal", "shop.db-shm", "shop.db-wal"] {
            let error = inspect(name, &[0; 28], 28, u64::MAX).unwrap_err();
            assert!(words::error(&error).message.contains(&name[7..]), "{name}: {error}");
            assert!(inspect(name, &head(4096, 1), 12_288, u64::MAX).is_ok(), "a name alone says nothing");
        }
        assert_eq!(inspect("a.db", &head(1000, 1), 9000, u64::MAX).unwrap_err().kind(), ErrorKind::Corrupt);
        assert_eq!(inspect("a.db", &head(4096, 1), 9000, 8000).unwrap_err().kind(), ErrorKind::TooLarge);
        let large = inspect("a.db", &head(4096, 1), 1_500_000_001, 1_500_000_000).unwrap_err();
        let same = words::error(&large).message;
        assert!(same.contains("1500000001 bytes, more than the 1500000000 bytes"), "{same}");
        let newer = |head: &[u8]| inspect("a.db", head, 12_288, u64::MAX).unwrap_err().problem;
        assert_eq!(*newer(&head(4096, 3)), Problem::File { problem: FileProblem::NewerFormat { format: 3 } });
        let mut schema = head(4096, 1);
        schema[47] = 5;
        assert_eq!(*newer(&schema), Problem::File { problem: FileProblem::NewerFormat { format: 5 } });
    }
}
