//! Reads an ordinary table's rows from the pages of a database file, which takes a tenth of the time that SQLite takes
//! to step through them and hand its values over; and writes the file of a new database ([`file_writer`]).
//!
//! The file format is described in <https://www.sqlite.org/fileformat.html>. Whatever is unusual or damaged is
//! [`Unsupported`]: SQLite then reads on from that row, and reports errors. So this reader need not be complete, but
//! each row that it returns must be exactly SQLite's. It never reads beyond a page, and every row takes a bounded time.

mod cell_writer;
pub mod file_writer;
mod layout;
mod record;
pub mod table;
mod tree;
mod window;

pub use self::layout::Layout;
pub use self::tree::TableCursor;

/// The error of a file or table that only SQLite can read: damage, or a storage format that is not known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsupported;

/// The position of a column's value in the records of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The index of the value in a record, from 0.
    pub at: usize,
    /// True if the column has REAL affinity: records may store its whole numbers as integers, which are read as
    /// doubles.
    pub is_real: bool,
}

/// Says whether a declared type has REAL affinity (<https://www.sqlite.org/datatype3.html>, section 3.1).
pub fn is_real(declared: &str) -> bool {
    let declared = declared.to_ascii_uppercase();
    let has = |words: &[&str]| words.iter().any(|word| declared.contains(word));
    has(&["REAL", "FLOA", "DOUB"]) && !has(&["INT", "CHAR", "CLOB", "TEXT", "BLOB"])
}
