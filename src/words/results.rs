//! Texts of the panel *Results*: the list of results, the whole value of a cell.

use std::fmt::Write;

use super::numbers::{number, rows};
use crate::base::byte_size;
use crate::base::json_layout::laid_out;
use crate::base::value::Value;

pub const RESULT_LIST: &str = "List of results";
pub const COPY_VALUE: &str = "Copy value";
pub const VALUE_COPIED: &str = "The value is on the clipboard.";
pub const COPY_REFUSED: &str =
    "The browser does not allow the page to write to the clipboard. Select the text and copy it with Ctrl+C.";
pub const CLOSE: &str = "Close";
/// The most bytes of a BLOB that the page shows.
const MOST_BYTES: usize = 32 * 1024;
/// The bytes on a line of a BLOB.
const BYTES_ON_LINE: usize = 16;
/// The longest title of a result, in characters.
const LONGEST_TITLE: usize = 80;

/// The title of a result: the first words of its statement, on one line.
pub fn result_title(statement: &str) -> String {
    let mut title = String::new();
    for word in statement.split_whitespace() {
        if !title.is_empty() {
            title.push(' ');
        }
        title.push_str(word);
        if title.len() > 4 * LONGEST_TITLE {
            break;
        }
    }
    match title.char_indices().nth(LONGEST_TITLE).and_then(|(end, _)| title.get(..end)) {
        Some(start) => format!("{start}…"),
        None => title,
    }
}

/// The number of a result in the list.
pub fn result_number(at: usize) -> String {
    number(at as u64 + 1)
}

/// The size of a result in the list.
pub fn result_rows(total: u64) -> String {
    rows(total)
}

/// The title of the whole value of a cell: its column and the number of its row, from 0.
pub fn cell_title(column: &str, row: u64) -> String {
    format!("{column}, row {}", number(row + 1))
}

/// The kind and size of a value.
pub fn value_facts(value: &Value) -> String {
    match value {
        Value::Null => "NULL: no value".to_owned(),
        Value::Integer(_) => "Integer".to_owned(),
        Value::Real(_) => "Real number".to_owned(),
        Value::Text(text) if text.is_empty() => "Empty text".to_owned(),
        Value::Text(text) => {
            let letters = text.chars().count() as u64;
            let kind = if laid_out(text).is_some() { "JSON text" } else { "Text" };
            format!("{kind}, {} {}", number(letters), if letters == 1 { "character" } else { "characters" })
        }
        Value::Blob(bytes) if bytes.len() > MOST_BYTES => {
            let (all, shown) = (byte_size::size(bytes.len() as u64), byte_size::size(MOST_BYTES as u64));
            format!("BLOB, {all}; the first {shown} are shown")
        }
        Value::Blob(bytes) => format!("BLOB, {}", byte_size::size(bytes.len() as u64)),
    }
}

/// A value as it is shown alone: JSON laid out, bytes as lines of hexadecimal digits.
pub fn shown_value(value: &Value) -> String {
    match value {
        Value::Text(text) => laid_out(text).unwrap_or_else(|| text.clone()),
        Value::Blob(bytes) => {
            let start = bytes.get(..MOST_BYTES).unwrap_or(bytes);
            let lines = start.chunks(BYTES_ON_LINE).map(|line| hex(line, " "));
            lines.collect::<Vec<_>>().join("\n")
        }
        value => value.to_string(),
    }
}

/// A value as it is copied: whole, and as it is.
pub fn whole_value(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Blob(bytes) => hex(bytes, ""),
        value => value.to_string(),
    }
}

fn hex(bytes: &[u8], between: &str) -> String {
    let mut text = String::with_capacity(bytes.len() * (2 + between.len()));
    for byte in bytes {
        if !text.is_empty() {
            text.push_str(between);
        }
        // Writing to a text does not fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_has_the_first_words_of_a_statement() {
        assert_eq!(result_title("SELECT *\n  FROM   a"), "SELECT * FROM a");
        assert_eq!(result_title(&"é".repeat(90)), format!("{}…", "é".repeat(80)));
    }

    #[test]
    fn a_value_is_shown_whole() {
        assert_eq!(
            shown_value(&Value::Blob((0..18).collect())),
            "00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f\n10 11"
        );
        assert_eq!(whole_value(&Value::Blob(vec![0, 255])), "00ff");
        assert_eq!(shown_value(&Value::Text("a\nb".to_owned())), "a\nb");
        assert_eq!(shown_value(&Value::Text("[1]".to_owned())), "[\n  1\n]");
        assert_eq!(value_facts(&Value::Text("[1]".to_owned())), "JSON text, 3 characters");
        assert_eq!(value_facts(&Value::Blob(vec![0; 40_000])), "BLOB, 40.0 kB; the first 32.7 kB are shown");
    }
}
