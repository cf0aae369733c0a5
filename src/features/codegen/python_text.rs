//! Values as Python writes them.

use std::fmt::{Display, Formatter, Result, Write};

/// A text as a Python literal in double quotes.
pub(super) struct PythonText<'a>(pub(super) &'a str);

impl Display for PythonText<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_char('"')?;
        for letter in self.0.chars() {
            match letter {
                '"' | '\\' => write!(f, "\\{letter}")?,
                '\n' => f.write_str("\\n")?,
                control if control.is_control() => write!(f, "\\U{:08x}", u32::from(control))?,
                other => f.write_char(other)?,
            }
        }
        f.write_char('"')
    }
}

/// A text within a docstring or a comment: without what would end it.
pub(super) struct PythonRemark<'a>(pub(super) &'a str);

impl Display for PythonRemark<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        for letter in self.0.chars() {
            match letter {
                '"' => f.write_char('\'')?,
                '\\' => f.write_char('/')?,
                control if control.is_control() => f.write_char(' ')?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_stay_inside_their_literal() {
        assert_eq!(PythonText("a\"b\\c\nd\u{0}").to_string(), "\"a\\\"b\\\\c\\nd\\U00000000\"");
        assert_eq!(PythonRemark("a\"\"\"b\\\n").to_string(), "a'''b/ ");
    }
}
