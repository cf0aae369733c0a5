//! Pieces of SQL text that several parts of the script have.

use std::fmt::{Display, Formatter, Result, Write};

/// ASCII white space around a value.
pub(super) const WHITE: &str = "char(32, 9, 10, 11, 12, 13)";

/// White space within a time.
pub(super) const SPACE: &str = "char(32, 9, 10, 12, 13)";

/// White space of Unicode.
pub(super) const UNICODE_WHITE: &str = "char(32, 9, 10, 11, 12, 13, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, \
                                        8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288)";

/// A text within a comment: without what would end it.
pub(super) struct SqlRemark<'a>(pub(super) &'a str);

impl Display for SqlRemark<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.0.chars().try_for_each(|letter| f.write_char(if letter.is_control() { ' ' } else { letter }))
    }
}

/// A text as a value.
pub(super) struct Text<'a>(pub(super) &'a str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        // A NUL would end the script.
        write!(f, "'{}'", self.0.replace('\'', "''").replace('\0', "' || char(0) || '"))
    }
}

/// Reads a text that writes a number without an exponent, as a whole number if it is one and fits; `otherwise` is the
/// result for every other text.
pub(super) fn number_or(text: &str, otherwise: &str) -> String {
    let trimmed = format!("trim({text}, {WHITE})");
    format!(
        "CASE WHEN ({trimmed} GLOB '[0-9]*' OR {trimmed} GLOB '[-+][0-9]*') AND substr({trimmed}, 2) NOT GLOB '*[^0-9.]*'\n      \
         AND {trimmed} NOT GLOB '*.*.*' AND instr({text}, char(0)) = 0\n      \
         THEN CAST(CASE WHEN instr({text}, '.') > 0 THEN rtrim(rtrim({trimmed}, '0'), '.') ELSE {trimmed} END AS NUMERIC)\n      \
         ELSE {otherwise} END"
    )
}
