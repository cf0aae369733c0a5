//! Lookalike characters that a web page or document puts into SQL: spaces and quotes that SQLite takes for letters.

use super::statements::tokens;
use crate::base::problem::sql_advice::{OddLetter, SqlAdvice};

/// A character that looks like a space or a quote, but is part of a name to SQLite.
#[derive(Clone, Debug, PartialEq)]
pub struct Lookalike<'a> {
    /// Its offset in the statement, in bytes.
    pub at: usize,
    /// The SQLite token that contains it.
    pub token: &'a str,
    /// The advice: its kind and its replacement.
    pub advice: SqlAdvice,
}

/// Finds the first lookalike outside of quotes and comments. Words for which `is_name` holds are left alone.
pub fn find_lookalike<'a>(statement: &'a str, is_name: impl Fn(&str) -> bool) -> Option<Lookalike<'a>> {
    lookalikes(statement, is_name).next()
}

/// Lists the first lookalike of each token outside of quotes and comments.
pub fn lookalikes<'a>(statement: &'a str, is_name: impl Fn(&str) -> bool) -> impl Iterator<Item = Lookalike<'a>> {
    tokens(statement).filter(move |token| is_bare(token.text) && !is_name(token.text)).filter_map(|token| {
        let (at, letter) = token.text.char_indices().find(|(_, letter)| plain(*letter).is_some())?;
        let kind = match letter {
            '\u{a0}' | '\u{202f}' => OddLetter::NoBreakSpace,
            '\u{2018}'..='\u{201e}' | '«' | '»' => OddLetter::TypographicQuote,
            '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => OddLetter::WithoutWidth,
            _ => OddLetter::OtherSpace,
        };
        let code = u64::from(u32::from(letter));
        let instead = plain(letter).unwrap_or_default().to_owned();
        let advice = SqlAdvice::OddLetter { code, letter: kind, instead };
        Some(Lookalike { at: token.start + at, token: token.text, advice })
    })
}

/// Returns the statement with every lookalike outside of quotes and comments replaced.
pub fn plainly(statement: &str, is_name: impl Fn(&str) -> bool) -> String {
    let (mut written, mut end) = (String::new(), 0);
    for token in tokens(statement).filter(|token| is_bare(token.text) && !is_name(token.text)) {
        written += statement.get(end..token.start).unwrap_or_default();
        for letter in token.text.chars() {
            match plain(letter) {
                Some(instead) => written += instead,
                None => written.push(letter),
            }
        }
        end = token.start + token.text.len();
    }
    written + statement.get(end..).unwrap_or_default()
}

fn is_bare(token: &str) -> bool {
    !token.is_ascii() && !token.starts_with(['\'', '"', '`', '['])
}

/// Returns the ASCII form of a lookalike; `None` for every other character.
fn plain(letter: char) -> Option<&'static str> {
    match letter {
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => Some(""),
        '\u{2018}'..='\u{201b}' => Some("'"),
        '\u{201c}'..='\u{201f}' | '«' | '»' => Some("\""),
        other if !other.is_ascii() && other.is_whitespace() => Some(" "),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words;

    #[test]
    fn an_odd_letter_is_named_with_its_place() {
        let cases = [
            (
                "SELECT\u{a0}email",
                6,
                "Here is a no-break space (U+00A0), as text from a web page or document has it. Type a plain space instead.",
            ),
            (
                "a = \u{2018}x\u{2019}",
                4,
                "Here is a typographic quote (U+2018), as text from a web page or document has it. Type ' instead.",
            ),
            (
                "a = \u{201c}x\u{201d}",
                4,
                "Here is a typographic quote (U+201C), as text from a web page or document has it. Type ' around text, or \" around a name.",
            ),
            (
                "SEL\u{200b}ECT",
                3,
                "Here is a letter without width (U+200B), as text from a web page or document has it. Delete it.",
            ),
            (
                "a\u{2003}b",
                1,
                "Here is a space of another kind (U+2003), as text from a web page or document has it. Type a plain space instead.",
            ),
        ];
        for (sql, at, hint) in cases {
            let odd = find_lookalike(sql, |_| false).unwrap();
            assert_eq!((odd.at, words::sql_advice(&[odd.advice]).as_str()), (at, hint), "{sql}");
        }
    }

    #[test]
    fn letters_in_quotes_comments_and_names_are_not_odd() {
        for sql in ["'a\u{a0}b' \"\u{201c}\" [\u{2003}] `\u{a0}`", "-- it\u{2019}s\n1", "/*\u{a0}*/ größe", "x\u{a0}y"]
        {
            assert_eq!(find_lookalike(sql, |word| word == "x\u{a0}y"), None, "{sql}");
            assert_eq!(plainly(sql, |word| word == "x\u{a0}y"), sql);
        }
        assert_eq!(plainly("a\u{a0}'\u{a0}' = \u{201c}b\u{201d}", |_| false), "a '\u{a0}' = \"b\"");
    }
}
