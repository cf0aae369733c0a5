//! Makes text safe to show: control characters and those that turn the writing direction are written out, runs of right-to-left
//! letters are isolated, long names are cut.

use std::borrow::Cow;

/// The characters before and after an isolated run (Unicode's FSI and PDI).
const ISOLATE: [char; 2] = ['\u{2068}', '\u{2069}'];

/// The most characters of a name in a list.
const LONGEST_NAME: usize = 60;

/// Writes text as a page can show it. What people see is then what is there: no character turns the direction of the text
/// around a name, and none is invisible.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| is_hidden(c) || is_right_to_left(c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    // The letters without a direction of their own (digits, spaces, marks) since the last right-to-left letter.
    let (mut between, mut is_isolated) = (String::new(), false);
    for c in text.chars() {
        if is_right_to_left(c) {
            if !is_isolated {
                shown.push(ISOLATE[0]);
            }
            shown.push_str(&std::mem::take(&mut between));
            shown.push(c);
            is_isolated = true;
        } else if is_isolated && !c.is_alphanumeric() && !is_hidden(c) && c != '\n' {
            between.push(c);
        } else {
            if std::mem::take(&mut is_isolated) {
                shown.push(ISOLATE[1]);
            }
            shown.push_str(&std::mem::take(&mut between));
            match is_hidden(c) {
                true => shown.push_str(&format!("⟨U+{:04X}⟩", u32::from(c))),
                false => shown.push(c),
            }
        }
    }
    if is_isolated {
        shown.push(ISOLATE[1]);
    }
    shown.push_str(&between);
    Cow::Owned(shown)
}

/// Cuts a name that is too long for a list; `None` if it is not.
pub fn cut(name: &str) -> Option<String> {
    let (end, _) = name.char_indices().nth(LONGEST_NAME)?;
    Some(format!("{}…", name.get(..end)?))
}

/// Says whether a character shows nothing, or turns the direction of what follows. NUL is the lab's own mark of what has no name;
/// joiners belong to some scripts and to emoji.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{1}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200b}'
        | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Says whether a character is in a block of scripts that are written from right to left.
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{61b}' | '\u{61d}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_stays_as_it_is() {
        for text in ["", "leads_scored (5 rows)", "naïve – “x”\n\t日本 👩\u{200d}💻", "\0"] {
            assert!(matches!(visible(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }

    #[test]
    fn what_would_be_invisible_is_written_out() {
        assert_eq!(visible("invoice\u{202e}bd.exe"), "invoice⟨U+202E⟩bd.exe");
        assert_eq!(visible("a\u{1}b\u{200b}c\u{feff}"), "a⟨U+0001⟩b⟨U+200B⟩c⟨U+FEFF⟩");
    }

    #[test]
    fn right_to_left_names_turn_nothing_around_them() {
        assert_eq!(visible("Table אב גד (5 rows)"), "Table \u{2068}אב גד\u{2069} (5 rows)");
        assert_eq!(visible("אב, x, גד"), "\u{2068}אב\u{2069}, x, \u{2068}גד\u{2069}");
        assert_eq!(visible("אב"), "\u{2068}אב\u{2069}");
        assert_eq!(visible("א\u{202e}ב"), "\u{2068}א\u{2069}⟨U+202E⟩\u{2068}ב\u{2069}");
    }

    #[test]
    fn long_names_are_cut_between_characters() {
        assert_eq!(cut(&"é".repeat(60)), None);
        assert_eq!(cut(&"é".repeat(61)), Some("é".repeat(60) + "…"));
    }
}
