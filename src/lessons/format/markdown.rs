//! Parses the prose of a lesson, in a small part of Markdown, into blocks and spans of text.
//!
//! Paragraphs, headings, lists, fenced code; in a line `code`, *emphasis*, **strong** and [links](address). There is no
//! HTML: tags stay text. A link leads to http(s) or to a file of the lesson; any other stays text too.

use super::blocks::fence;

/// A block of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading of level 1 to 6.
    Heading(usize, Vec<Span>),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// A list; `true` if it is numbered.
    List(bool, Vec<Vec<Span>>),
    /// The word after the opening fence, and the code.
    Code(String, String),
}

/// A span of a line: text with one style.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Plain text.
    Text(String),
    /// `*emphasis*`.
    Emphasis(String),
    /// `**strong**`.
    Strong(String),
    /// `` `code` ``.
    Code(String),
    /// A link: its text and its address.
    Link(String, String),
}

/// Parses prose into blocks. No text is an error.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let (length, info) = fence(line.trim_end());
        if length > 0 {
            close(&mut open, &mut blocks);
            let code: Vec<&str> =
                lines.by_ref().take_while(|line| !(fence(line).0 >= length && fence(line).1.is_empty())).collect();
            blocks.push(Block::Code(info.to_owned(), code.join("\n")));
            continue;
        }
        let line = line.trim();
        let title = line.trim_start_matches('#');
        let level = line.len() - title.len();
        let ends = line.is_empty() || item(line).is_some() || (1..=6).contains(&level);
        if ends {
            close(&mut open, &mut blocks);
        }
        if (1..=6).contains(&level) && title.starts_with(' ') {
            blocks.push(Block::Heading(level, spans(title.trim())));
        } else {
            if !open.is_empty() {
                open.push(' ');
            }
            open.push_str(line);
        }
    }
    close(&mut open, &mut blocks);
    blocks
}

/// Ends the current paragraph or list item.
fn close(open: &mut String, blocks: &mut Vec<Block>) {
    let text = std::mem::take(open);
    match (item(&text), blocks.last_mut()) {
        (Some((numbered, text)), Some(Block::List(kind, items))) if *kind == numbered => items.push(spans(text)),
        (Some((numbered, text)), _) => blocks.push(Block::List(numbered, vec![spans(text)])),
        (None, _) if text.is_empty() => {}
        (None, _) => blocks.push(Block::Paragraph(spans(&text))),
    }
}

/// The text of a list item, and whether the list is numbered.
fn item(line: &str) -> Option<(bool, &str)> {
    if let Some(text) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return Some((false, text));
    }
    let text = line.trim_start_matches(|c: char| c.is_ascii_digit());
    if text.len() == line.len() { None } else { text.strip_prefix(". ").map(|text| (true, text)) }
}

/// Parses the spans of a line.
fn spans(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut plain = String::new();
    let mut letters = text.chars();
    while !letters.as_str().is_empty() {
        if let Some((span, after)) = styled_span(letters.as_str()) {
            if !plain.is_empty() {
                spans.push(Span::Text(std::mem::take(&mut plain)));
            }
            spans.push(span);
            letters = after.chars();
        } else {
            plain.extend(letters.next());
        }
    }
    if !plain.is_empty() {
        spans.push(Span::Text(plain));
    }
    spans
}

/// Parses a code, emphasis, strong or link span at the start of a text; returns it with the rest of the text.
fn styled_span(text: &str) -> Option<(Span, &str)> {
    if let Some(rest) = text.strip_prefix('`') {
        return rest.split_once('`').map(|(code, after)| (Span::Code(code.to_owned()), after));
    }
    if let Some(rest) = text.strip_prefix("**") {
        return marked(rest, "**").map(|(inside, after)| (Span::Strong(inside.to_owned()), after));
    }
    if let Some(rest) = text.strip_prefix('*') {
        return marked(rest, "*").map(|(inside, after)| (Span::Emphasis(inside.to_owned()), after));
    }
    let (label, rest) = text.strip_prefix('[')?.split_once("](")?;
    let (address, after) = rest.split_once(')')?;
    (!label.contains(['[', ']']) && is_safe(address)).then(|| (Span::Link(label.to_owned(), address.to_owned()), after))
}

/// Splits text at a closing mark. `None` if there is none or spaces are inside the marks: `2 * 3 * 4` is plain text.
fn marked<'a>(rest: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let (inside, after) = rest.split_once(mark)?;
    (!inside.is_empty() && inside.trim() == inside).then_some((inside, after))
}

/// Returns `true` if an address leads to http(s) or to a file in the lesson's folder.
fn is_safe(address: &str) -> bool {
    let web = address.starts_with("https://") || address.starts_with("http://");
    let odd = |c: char| c.is_whitespace() || c.is_control() || c == '\\';
    let beside = !address.contains(':') && !address.starts_with(['/', '#', '?', '.']);
    !address.is_empty() && !address.contains(odd) && (web || beside)
}

/// The addresses of all links in prose.
pub fn links(text: &str) -> Vec<String> {
    let address = |span| match span {
        Span::Link(_, address) => Some(address),
        _ => None,
    };
    all_spans(text).into_iter().filter_map(address).collect()
}

/// The addresses of links that stay text, for they lead neither to http(s) nor to a file of the lesson.
pub fn no_links(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for span in all_spans(text) {
        let Span::Text(plain) = span else { continue };
        let mut rest = plain.as_str();
        while let Some((before, after)) = rest.split_once("](") {
            if let (true, Some((address, _))) = (before.contains('['), after.split_once(')')) {
                found.push(address.to_owned());
            }
            rest = after;
        }
    }
    found
}

fn all_spans(text: &str) -> Vec<Span> {
    let spans = |block| match block {
        Block::Heading(_, spans) | Block::Paragraph(spans) => spans,
        Block::List(_, items) => items.into_iter().flatten().collect(),
        Block::Code(..) => Vec::new(),
    };
    blocks(text).into_iter().flat_map(spans).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Span {
        Span::Text(text.to_owned())
    }

    #[test]
    fn blocks_are_told_apart() {
        let read = blocks("# Look *around*\n\none\ntwo\n- a\n  b\n- c\n1. d\n\n```sql\nSELECT '# 1';\n\n```\n#tag");
        let expected = [
            Block::Heading(1, vec![text("Look "), Span::Emphasis("around".to_owned())]),
            Block::Paragraph(vec![text("one two")]),
            Block::List(false, vec![vec![text("a b")], vec![text("c")]]),
            Block::List(true, vec![vec![text("d")]]),
            Block::Code("sql".to_owned(), "SELECT '# 1';\n".to_owned()),
            Block::Paragraph(vec![text("#tag")]),
        ];
        assert_eq!(read, expected);
    }

    #[test]
    fn lines_are_text_code_emphasis_and_links() {
        let link = |label: &str, to: &str| Span::Link(label.to_owned(), to.to_owned());
        let cases: [(&str, Vec<Span>); 9] = [
            ("**a** b", vec![Span::Strong("a".to_owned()), text(" b")]),
            ("`a*b*c`", vec![Span::Code("a*b*c".to_owned())]),
            ("2 * 3 * 4, a*", vec![text("2 * 3 * 4, a*")]),
            ("see [x](https://a.org/b)!", vec![text("see "), link("x", "https://a.org/b"), text("!")]),
            ("[x](notes.txt)", vec![link("x", "notes.txt")]),
            ("[x](javascript:alert(1))", vec![text("[x](javascript:alert(1))")]),
            ("[x](//a.org) [x](../x) [x](#sql=1)", vec![text("[x](//a.org) [x](../x) [x](#sql=1)")]),
            ("<img src=x onerror=y>", vec![text("<img src=x onerror=y>")]),
            ("[ ` ** ](", vec![text("[ ` ** ](")]),
        ];
        for (line, expected) in cases {
            assert_eq!(spans(line), expected, "{line}");
        }
        let mixed = "# [a](b.txt)\n- [c](http://d) [g](../h)\n\n`[e](../f)` (x](y)";
        assert_eq!(links(mixed), ["b.txt", "http://d"]);
        assert_eq!(no_links(mixed), ["../h"]);
    }
}
