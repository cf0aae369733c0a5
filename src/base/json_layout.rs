//! Lays out JSON on lines with indents, as it is written: numbers keep their digits and objects their order.

use serde::de::IgnoredAny;

/// The spaces of an indent.
const INDENT: usize = 2;

/// Returns a text on lines with indents if it is a JSON object or array; `None` if it is not.
pub fn laid_out(text: &str) -> Option<String> {
    let text = text.trim();
    if !text.starts_with(['{', '[']) || serde_json::from_str::<IgnoredAny>(text).is_err() {
        return None;
    }
    let mut out = String::with_capacity(text.len() * 2);
    let (mut depth, mut in_text, mut is_escaped) = (0_usize, false, false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if in_text {
            out.push(letter);
            in_text = is_escaped || letter != '"';
            is_escaped = !is_escaped && letter == '\\';
            continue;
        }
        match letter {
            '"' => {
                in_text = true;
                out.push(letter);
            }
            '{' | '[' => {
                out.push(letter);
                while letters.next_if(char::is_ascii_whitespace).is_some() {}
                if let Some(end) = letters.next_if(|next| matches!(next, '}' | ']')) {
                    out.push(end);
                } else {
                    depth += 1;
                    break_line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                break_line(&mut out, depth);
                out.push(letter);
            }
            ',' => {
                out.push(letter);
                break_line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            ' ' | '\t' | '\n' | '\r' => {}
            _ => out.push(letter),
        }
    }
    Some(out)
}

fn break_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', depth * INDENT));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_laid_out_as_it_is_written() {
        let text = r#" {"b":[1,{ },[ ]],"a":"x, {\"y\": 1}\\","big":12345678901234567890.10} "#;
        let expected = "{\n  \"b\": [\n    1,\n    {},\n    []\n  ],\n  \"a\": \"x, {\\\"y\\\": 1}\\\\\",\n  \"big\": 12345678901234567890.10\n}";
        assert_eq!(laid_out(text).as_deref(), Some(expected));
    }

    #[test]
    fn what_is_no_object_or_array_is_left_as_it_is() {
        for text in ["", "{", "12", "\"a\"", "{a: 1}", "[1,]", "{} {}", "null"] {
            assert_eq!(laid_out(text), None, "{text}");
        }
    }
}
