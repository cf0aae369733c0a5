//! Texts of what takes a result along: the clipboard and files.

use super::numbers::{number, rows};
use super::result_filters::result_format;
use crate::results::ResultFormat;

pub const COPY_ROWS: &str = "Copy rows";
pub const SAVE_ROWS: &str = "Save rows";
pub const HARMLESS: &str = "Make formulas harmless";
pub const HARMLESS_NOTE: &str =
    "A spreadsheet calculates texts that begin with =, +, - or @. In CSV, such texts get an apostrophe in front.";

pub const ROWS_NOT_COPIED: &str =
    "The browser does not allow the page to write to the clipboard. Save the rows as a file instead.";

/// The button that saves a result as a file.
pub fn save_as(format: ResultFormat) -> String {
    format!("Save {}", result_format(format))
}

/// The button that copies a result in a format.
pub fn copy_as(format: ResultFormat) -> String {
    format!("Copy {}", result_format(format))
}

/// The status line after rows were saved in a file.
pub fn rows_saved(name: &str, count: u64) -> String {
    format!("Saved {name} with {} to your downloads.", rows(count))
}

/// The status line after rows were copied, of so many.
pub fn rows_copied(copied: u64, total: u64) -> String {
    match copied {
        1 if total == 1 => "1 row is on the clipboard, with the names of the columns.".to_owned(),
        _ if copied == total => format!("{} are on the clipboard, with the names of the columns.", rows(copied)),
        _ => format!(
            "The first {} of {} are on the clipboard. Save a file to have all of them.",
            number(copied),
            rows(total)
        ),
    }
}
