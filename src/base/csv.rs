//! A table as CSV that spreadsheets read: RFC 4180, UTF-8 with a byte-order mark, and no formula in it.

/// The byte-order mark, by which spreadsheets know that the text is UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Writes rows of cells as CSV.
pub fn write(rows: &[Vec<String>]) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| written(cell)).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    }
    text
}

/// Writes a cell, quoted where its text needs it. Text that a spreadsheet would take for a formula gets an apostrophe:
/// learners choose the names of their files.
fn written(cell: &str) -> String {
    let is_formula = cell.trim_start().starts_with(['=', '+', '-', '@']);
    let cell = format!("{}{cell}", if is_formula { "'" } else { "" });
    if cell.contains([',', '"', '\r', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(cell: &str) -> String {
        write(&[vec![cell.to_owned()]])
    }

    #[test]
    fn cells_are_quoted_where_they_have_to_be() {
        let rows = [vec!["Ana".to_owned(), "a, b".to_owned()], vec!["say \"hi\"".to_owned(), "two\nlines".to_owned()]];
        assert_eq!(write(&rows), "\u{feff}Ana,\"a, b\"\r\n\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
        assert_eq!(write(&[]), "\u{feff}");
    }

    #[test]
    fn no_cell_is_a_formula() {
        for formula in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"] {
            assert!(one(formula).trim_start_matches(['\u{feff}', '"']).starts_with('\''), "{formula:?}");
        }
        assert_eq!(one("=HYPERLINK(\"x\",\"y\")"), "\u{feff}\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"\r\n");
        assert_eq!(one("a=1"), "\u{feff}a=1\r\n");
    }
}
