//! Reads an ordinary table's rows from the pages of a database file, which takes a tenth of the time that SQLite takes
//! to step through them and hand its values over.
//!
//! The file format is described in <https://www.sqlite.org/fileformat.html>. Whatever is not certainly as it should be
//! is [`Unsupported`]: SQLite then reads on from that row, and says what there is to say. So nothing here has to be complete, but
//! where a row is given it must be exactly SQLite's. It never reads beyond a page, and every row takes a bounded time.

mod layout;
mod record;
pub mod table;
mod tree;
mod window;

pub use self::layout::Layout;
pub use self::tree::TableCursor;

/// Something that is left to SQLite: damage, or a way of keeping rows that is not known here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsupported;

/// A column of a table, as its rows keep it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The place in the rows, from 0.
    pub at: usize,
    /// Whether the column turns whole numbers into doubles, which its rows keep as integers.
    pub is_real: bool,
}

/// Says whether a declared type turns whole numbers into doubles (<https://www.sqlite.org/datatype3.html>, section 3.1).
pub fn is_real(declared: &str) -> bool {
    let declared = declared.to_ascii_uppercase();
    let has = |words: &[&str]| words.iter().any(|word| declared.contains(word));
    has(&["REAL", "FLOA", "DOUB"]) && !has(&["INT", "CHAR", "CLOB", "TEXT", "BLOB"])
}
