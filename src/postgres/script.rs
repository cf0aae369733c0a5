//! Splits a script for PostgreSQL as psql does: into statements, and commands that start with a backslash.

/// A part of a script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part<'a> {
    /// Its offset in the script, in characters.
    pub start: u32,
    /// Its text; of a statement without the closing semicolon.
    pub text: &'a str,
    /// True for a command of psql's: a line that starts with a backslash.
    pub is_command: bool,
}

/// Splits a script at semicolons outside of strings, names, comments and parentheses. Parts of nothing but comments are left
/// out.
pub fn split(script: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut at, mut start, mut depth) = (0, None, 0_usize);
    while let Some(rest) = script.get(at..).filter(|rest| !rest.is_empty()) {
        let length = token(rest, script.get(..at).and_then(|before| before.chars().next_back()));
        let end = at + length.max(1);
        match rest.chars().next() {
            Some('\\') if start.is_none() => {
                let line = rest.lines().next().unwrap_or(rest);
                parts.push(part(script, at, line, true));
                at += line.len();
                continue;
            }
            Some(';') if depth == 0 => {
                if let Some(start) = start.take() {
                    parts.push(part(script, start, script.get(start..at).unwrap_or_default(), false));
                }
            }
            Some(letter) if letter.is_whitespace() || rest.starts_with("--") || rest.starts_with("/*") => {}
            Some(letter) => {
                start.get_or_insert(at);
                match letter {
                    '(' => depth += 1,
                    ')' => depth = depth.saturating_sub(1),
                    _ => {}
                }
            }
            None => {}
        }
        at = end;
    }
    if let Some(start) = start {
        parts.push(part(script, start, script.get(start..).unwrap_or_default(), false));
    }
    parts
}

/// Says whether a script uses a word, in any letter case, outside of strings, names in quotes and comments.
pub fn uses(script: &str, word: &str) -> bool {
    let mut at = 0;
    while let Some(rest) = script.get(at..).filter(|rest| !rest.is_empty()) {
        let letters: usize = rest.chars().take_while(|letter| is_word(*letter)).map(char::len_utf8).sum();
        if rest.get(..letters).is_some_and(|here| here.eq_ignore_ascii_case(word)) {
            return true;
        }
        let before = script.get(..at).and_then(|before| before.chars().next_back());
        at += if letters > 0 { letters } else { token(rest, before).max(1) };
    }
    false
}

/// Returns the first word, in upper case, of the first statement of a script that ends a transaction, if there is one.
/// `ROLLBACK TO` a savepoint ends none.
pub fn ends_transaction(script: &str) -> Option<String> {
    split(script).into_iter().filter(|part| !part.is_command).find_map(|part| {
        let mut words = part.text.split(|letter: char| !is_word(letter)).filter(|word| !word.is_empty());
        let word = words.next()?.to_uppercase();
        let mut rest = words.map(str::to_uppercase).filter(|word| !matches!(word.as_str(), "WORK" | "TRANSACTION"));
        let ends = match word.as_str() {
            "COMMIT" | "END" | "ABORT" => true,
            "ROLLBACK" => rest.next().is_none_or(|next| next != "TO"),
            "PREPARE" => part.text.to_uppercase().split_whitespace().nth(1) == Some("TRANSACTION"),
            _ => false,
        };
        ends.then_some(word)
    })
}

fn part<'a>(script: &'a str, at: usize, text: &'a str, is_command: bool) -> Part<'a> {
    let before = script.get(..at).unwrap_or_default().chars().count();
    Part { start: u32::try_from(before).unwrap_or(u32::MAX), text: text.trim_end(), is_command }
}

/// The length in bytes of what a text starts with: a comment, a string, a name in quotes, or one character.
fn token(rest: &str, before: Option<char>) -> usize {
    let first = rest.chars().next().map_or(0, char::len_utf8);
    match rest.chars().next() {
        Some('\'') => {
            // E'…' has escapes, if the E is no end of a longer word.
            quoted(rest, '\'', matches!(before, Some('e' | 'E')))
        }
        Some('"') => quoted(rest, '"', false),
        Some('-') if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
        Some('/') if rest.starts_with("/*") => comment(rest),
        Some('$') if !before.is_some_and(is_word) => dollars(rest).unwrap_or(first),
        _ => first,
    }
}

/// The length of a text in quotes, in which a doubled quote and, with `escapes`, one after a backslash do not end it.
fn quoted(rest: &str, quote: char, escapes: bool) -> usize {
    let mut letters = rest.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if escapes && letter == '\\' {
            letters.next();
        } else if letter == quote && letters.next_if(|(_, next)| *next == quote).is_none() {
            return at + 1;
        }
    }
    rest.len()
}

/// The length of a comment, which may have others within.
fn comment(rest: &str) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(here) = rest.get(at..).filter(|here| !here.is_empty()) {
        if here.starts_with("/*") {
            (at, depth) = (at + 2, depth + 1);
        } else if here.starts_with("*/") {
            (at, depth) = (at + 2, depth.saturating_sub(1));
            if depth == 0 {
                return at;
            }
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// The length of a text between dollars, such as `$$…$$` or `$body$…$body$`; `None` if no such text starts here.
fn dollars(rest: &str) -> Option<usize> {
    let name = rest.get(1..)?.find('$')?;
    let tag = rest.get(..name + 2)?;
    let inner = rest.get(1..=name)?;
    if inner.starts_with(|letter: char| letter.is_ascii_digit()) || !inner.chars().all(is_word) {
        return None;
    }
    let body = rest.get(tag.len()..)?;
    Some(body.find(tag).map_or(rest.len(), |end| tag.len() + end + tag.len()))
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(script: &str) -> Vec<&str> {
        split(script).into_iter().map(|part| part.text).collect()
    }

    #[test]
    fn semicolons_within_strings_names_comments_and_bodies_end_nothing() {
        let alone = [
            "SELECT ';', E'it\\';', \";\" -- ;",
            "SELECT 1 /* ; /* ; */ ; */",
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $b$ SELECT 1; $b$",
            "DO $$ BEGIN NULL; END $$",
            "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2)",
            "SELECT 'it''s;', a$b;".trim_end_matches(';'),
            "SELECT 'open ; to the end",
        ];
        for script in alone {
            assert_eq!(texts(script), [script]);
            assert_eq!(texts(&format!("{script}\n;; SELECT 2")).len(), if script.contains("open") { 1 } else { 2 });
        }
        assert!(texts(" ; -- nothing\n/* here */ ;").is_empty());
    }

    #[test]
    fn a_word_is_used_outside_of_strings_names_and_comments() {
        assert!(uses("SELECT count(*)filter(WHERE true)", "FILTER"));
        for without in [
            "SELECT 'filter'",
            "SELECT 1 -- filter",
            "/* filter */",
            "SELECT \"filter\"",
            "filters",
            "my_filter",
            "$$filter$$",
        ] {
            assert!(!uses(without, "FILTER"), "{without}");
        }
        assert!(uses("SELECT E'\\'' FILTER", "FILTER") && uses("ä filter", "filter"));
    }

    #[test]
    fn what_ends_a_transaction_is_found() {
        for (script, word) in [
            ("SELECT 1; -- all\ncommit", "COMMIT"),
            ("END;", "END"),
            ("/* now */ Rollback AND CHAIN", "ROLLBACK"),
            ("ROLLBACK TRANSACTION", "ROLLBACK"),
            ("abort work", "ABORT"),
            ("PREPARE TRANSACTION 'a'", "PREPARE"),
        ] {
            assert_eq!(ends_transaction(script).as_deref(), Some(word), "{script}");
        }
        for script in [
            "BEGIN; SAVEPOINT a; ROLLBACK TO a; ROLLBACK WORK TO SAVEPOINT a; RELEASE a",
            "SELECT 'COMMIT'; -- COMMIT;\n\\commit\n",
            "SELECT CASE WHEN true THEN 1 END",
            "PREPARE a AS SELECT 1",
            "SELECT 1 AS \"end\"",
            "",
        ] {
            assert_eq!(ends_transaction(script), None, "{script}");
        }
    }

    #[test]
    fn a_backslash_where_a_statement_would_start_makes_a_command_of_its_line() {
        let parts = split("ä;\n\\d leads \nSELECT 1; \\dt");
        let seen: Vec<(u32, &str, bool)> = parts.iter().map(|part| (part.start, part.text, part.is_command)).collect();
        assert_eq!(seen, [(0, "ä", false), (3, "\\d leads", true), (13, "SELECT 1", false), (23, "\\dt", true)]);
    }
}
