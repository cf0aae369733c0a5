//! Places in a script: offsets in bytes, characters and UTF-16 units (as browsers count), and the statement at the caret.

use std::ops::Range;

/// Converts an offset in UTF-16 units into one in bytes; an offset within a character is that of the character.
pub fn bytes_of_utf16(text: &str, units: u32) -> usize {
    let mut seen = 0;
    for (at, letter) in text.char_indices() {
        seen += letter.len_utf16();
        if seen > units as usize {
            return at;
        }
    }
    text.len()
}

/// Converts an offset in characters into one in UTF-16 units.
pub fn utf16_of_chars(text: &str, chars: u32) -> u32 {
    let units: usize = text.chars().take(chars as usize).map(char::len_utf16).sum();
    u32::try_from(units).unwrap_or(u32::MAX)
}

/// Returns the number of characters before an offset in bytes.
pub fn chars_before(text: &str, bytes: usize) -> u32 {
    let chars = text.get(..bytes).map_or(0, |before| before.chars().count());
    u32::try_from(chars).unwrap_or(u32::MAX)
}

/// Finds the statement at the caret among the statements of a script, each as its range in bytes without its semicolon: the
/// one in which the caret stands, or after which it stands on the same line; otherwise the next, or the last.
pub fn statement_at(script: &str, statements: &[Range<usize>], caret: usize) -> Option<Range<usize>> {
    let holds = |statement: &&Range<usize>| caret <= end_with_semicolon(script, statement.end);
    statements.iter().find(holds).or(statements.last()).cloned()
}

/// The end of a statement with its semicolon, and with the rest of its line if nothing but spaces is there.
fn end_with_semicolon(script: &str, end: usize) -> usize {
    let after = script.get(end..).unwrap_or_default();
    let Some(rest) = after.trim_start().strip_prefix(';') else { return end };
    let semicolon = script.len() - rest.len();
    let spaces = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
    let is_last = rest.get(spaces..).is_some_and(|rest| rest.is_empty() || rest.starts_with('\n'));
    if is_last { semicolon + spaces } else { semicolon }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sqlite::sql::statements;

    #[test]
    fn offsets_are_converted_in_any_script() {
        let text = "ä😀x";
        assert_eq!([0, 1, 2, 3, 4, 9].map(|units| bytes_of_utf16(text, units)), [0, 2, 2, 6, 7, 7]);
        assert_eq!([0, 1, 2, 3, 9].map(|chars| utf16_of_chars(text, chars)), [0, 1, 3, 4, 4]);
        assert_eq!([0, 2, 6, 7].map(|bytes| chars_before(text, bytes)), [0, 1, 2, 3]);
    }

    /// The statement at each place of `|`.
    fn at_caret(marked: &str) -> Option<String> {
        let caret = marked.find('|')?;
        let script = marked.replace('|', "");
        let ranges: Vec<_> = statements::split(&script).iter().map(|it| it.start..it.start + it.text.len()).collect();
        statement_at(&script, &ranges, caret).map(|range| script[range].to_owned())
    }

    #[test]
    fn the_statement_at_the_caret_is_found() {
        for (marked, found) in [
            ("|SELECT 1; SELECT 2", "SELECT 1"),
            ("SELECT| 1; SELECT 2", "SELECT 1"),
            ("SELECT 1|; SELECT 2", "SELECT 1"),
            ("SELECT 1;| SELECT 2", "SELECT 1"),
            ("SELECT 1; |SELECT 2", "SELECT 2"),
            ("SELECT 1; SELECT 2|", "SELECT 2"),
            ("SELECT 1;  |\nSELECT 2", "SELECT 1"),
            ("SELECT 1;\n|\nSELECT 2;", "SELECT 2"),
            ("SELECT 1;\n-- why|\nSELECT 2;", "SELECT 2"),
            ("SELECT 1;\nSELECT 2;\n\n|", "SELECT 2"),
            ("SELECT ';|' ; SELECT 2", "SELECT ';'"),
            ("SELECT 'ä' ;| SELECT 2", "SELECT 'ä'"),
        ] {
            assert_eq!(at_caret(marked).as_deref(), Some(found), "{marked}");
        }
        assert_eq!(at_caret("-- |nothing"), None);
    }
}
